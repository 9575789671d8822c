"""Which programmes a graph tells of, and what is the same thing in several."""

from graph.reading.entities import EntityReader
from tests.fjordvik import fjordvik
from tests.together import SHARED, together


def test_a_programme_is_called_as_what_its_parts_are_part_of() -> None:
    named = {programme.name: programme.label.nb for programme in together().programmes}
    assert named == {"fjordvik": "Samarbeid i Fjordvik", "havnevik": "Havneløftet"}


def test_what_is_the_same_is_found_from_either_side() -> None:
    for own, other in (("fjordvik", "havnevik"), ("havnevik", "fjordvik")):
        (twin,) = together().twins(SHARED[own])
        assert twin.iri == SHARED[other]
        assert twin.kind is not None


def test_a_programme_alone_has_nothing_that_is_the_same() -> None:
    reader = EntityReader(fjordvik())
    assert len(reader.programmes) == 1
    assert reader.twins(SHARED["fjordvik"]) == ()
