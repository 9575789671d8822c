"""What a page shows is what the query behind it finds."""

from collections.abc import Iterator

import pytest

from graph.reading.descriptions import Entity, Reference
from graph.reading.entities import EntityReader
from graph.reading.matters import MatterReader
from graph.reading.panels import PanelReader, asked
from graph.store import Solutions
from graph.values import Iri
from ontology.terms import HUSK, ID, RDF
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.reading import reading

SIDES = ("subject", "property", "object")
CAFE = ID + "fjordvik/arena/onsdagskafeen"


@pytest.fixture(
    scope="module",
    params=[reading, fjordvik, lambda: havnevik().store],
    ids=["reading", "fjordvik", "havnevik"],
)
def reader(request: pytest.FixtureRequest) -> EntityReader:
    return EntityReader(request.param())


def shown(entity: Entity, reader: EntityReader) -> Iterator[tuple[str, ...]]:
    """Yield each statement that a page shows, as it reads from the side on which it was stated."""
    relations = [(HUSK + "name", False, entity.names), (RDF + "type", False, entity.types)]
    relations += [(group.property.iri, group.is_incoming, group.relations) for group in entity.groups]
    for property_, is_incoming, members in relations:
        for relation in members:
            value = relation.value.iri if isinstance(relation.value, Reference) else relation.value.text
            part = relation.participation
            role = part.role.iri if part else ""
            period = part.period.iri if part and part.period else ""
            for assertion in relation.assertions:
                ends = (value, entity.iri) if is_incoming else (entity.iri, value)
                yield (*in_one_direction(reader, ends[0], property_, ends[1]), role, period, assertion.iri)


def in_one_direction(
    reader: EntityReader, subject: str, property_: str, object_: str
) -> tuple[str, str, str]:
    """Say the same by one of a property and its inverse, whichever comes first."""
    inverse = reader.lexicon.inverse(property_)
    if inverse is not None and inverse < property_:
        return object_, inverse, subject
    return subject, property_, object_


def found(entity: Entity, reader: EntityReader) -> Iterator[tuple[str, ...]]:
    for row in reader.store.select(asked("page_statements", Iri(entity.iri))):
        said = in_one_direction(reader, *(row[side].value for side in SIDES))
        yield (*said, *(row[name].value if name in row else "" for name in ("role", "period", "assertion")))


def test_the_query_behind_what_is_said_finds_just_what_is_shown(reader: EntityReader) -> None:
    kinds = ("Organisation", "Subproject", "Arena", "Activity", "Measure", "Judgement", "Person", "Outcome")
    things = [thing for kind in kinds for thing in reader.all_of(kind)]
    assert len(things) > 8
    for thing in things:
        entity = reader.get(thing.id or "")
        assert entity is not None
        assert set(found(entity, reader)) == set(shown(entity, reader)), thing.iri


def test_the_neighbours_of_every_thing_are_those_that_its_query_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph.reading.panels._NEIGHBOURS", 2)
    reader = EntityReader(fjordvik())
    panels = PanelReader(reader)
    cut = 0
    for thing in reader.find(limit=500).items:
        told = panels.read(thing.iri)
        found = [row["other"].value for row in reader.store.select(asked("page_neighbours", Iri(thing.iri)))]
        assert [near.iri for near in told.neighbours] == found[:2], thing.iri
        assert min(told.total("neighbours"), 14) == len(found)
        cut += len(found) > 2
    assert cut


def test_a_query_about_a_thing_finds_what_it_finds_with_the_thing_handed_over() -> None:
    query = asked("page_neighbours", Iri(CAFE))
    assert "?this" not in query
    assert "GROUP BY ?other\n" in query
    neighbours = [row["other"].value for row in fjordvik().select(query)]
    assert neighbours
    panels = PanelReader(EntityReader(fjordvik())).read(CAFE)
    assert [thing.iri for thing in panels.neighbours] == neighbours


def test_times_are_those_of_the_thing_and_of_who_took_part() -> None:
    times = PanelReader(EntityReader(fjordvik())).read(CAFE).times
    assert times
    assert all(item.assertions for item in times)
    starts = [item.span.earliest_start or 0 for item in times if item.span.is_dated]
    assert starts == sorted(starts)


def test_a_thing_that_nothing_is_said_of_has_no_panels() -> None:
    panels = PanelReader(EntityReader(reading())).read(ID + "demo/arena/nowhere")
    assert not any((panels.neighbours, panels.times, panels.works, panels.conflicts, panels.gaps))


def test_whatever_is_unsettled_is_read_by_one_query(
    reader: EntityReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps, select, asked_for = reader.all_of("Gap"), reader.store.select, list[str]()

    def noted(query: str) -> Solutions:
        asked_for.append(query)
        return select(query)

    monkeypatch.setattr(reader.store, "select", noted)
    read = MatterReader(reader).read(gaps)
    assert [matter.reference for matter in read] == list(gaps)
    assert all(matter.about and matter.assertions for matter in read)
    assert len(asked_for) == bool(gaps)
