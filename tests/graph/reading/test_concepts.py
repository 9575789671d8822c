"""What has a concept is told with role, place and time, and everyone who says so."""

from graph.reading.concepts import ConceptReader, Having
from graph.reading.entities import EntityReader
from ontology.terms import concept
from tests.fjordvik import fjordvik
from tests.reading import reading

EVERYTHING = 1000


def having(name: str) -> tuple[Having, ...]:
    reader = ConceptReader(EntityReader(reading()))
    return reader.having(concept(*name.split("/")), offset=0, limit=EVERYTHING).items


def test_a_role_is_told_with_who_had_it_in_what_when_and_who_says_so() -> None:
    (had,) = having("role/responsible")
    assert had.thing.label.en == "East Harbour Centre"
    assert had.setting is not None
    assert had.period is not None
    assert (had.setting.label.en, had.period.label.en) == ("Youth at Work", "2008–2010")
    assert [assertion.voice.label.en for assertion in had.assertions] == [
        "the report's author",
        "the programme's own description",
    ]


def test_a_sector_is_told_with_who_is_of_it() -> None:
    (had,) = having("sector/authorities")
    assert (had.thing.label.en, had.setting) == ("Fjordby Municipality", None)
    assert had.assertions[0].reason is not None


def test_a_modality_is_what_assertions_have_and_a_kind_of_voice_what_voices_have() -> None:
    (planned,) = having("modality/planned")
    assert planned.thing.iri == planned.assertions[0].iri
    assert having("modality/actual") == ()
    (own,) = having("voice-kind/own-description")
    assert (own.thing.label.en, own.assertions) == ("the programme's own description", ())


def test_a_concept_that_nothing_has_is_had_by_nothing() -> None:
    assert having("role/teacher") == ()


def test_the_parts_of_the_list_make_up_the_whole() -> None:
    reader, role = ConceptReader(EntityReader(fjordvik())), concept("role", "participant")
    whole = reader.having(role, offset=0, limit=EVERYTHING)
    assert len(whole.items) == whole.total > 5
    parts = [
        item
        for offset in range(0, whole.total, 2)
        for item in reader.having(role, offset=offset, limit=2).items
    ]
    assert tuple(parts) == whole.items
