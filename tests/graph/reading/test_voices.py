"""What a voice says is all that its assertions state, each statement with everyone who makes it."""

from collections import Counter
from collections.abc import Callable

import pytest

from graph.reading.assertions import AssertionReader, WantedAssertions
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.reading.voices import SaidOf, VoiceReader
from ontology.terms import HUSK, ID, RDF, kind_of
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.reading import reading

PROGRAMMES: dict[str, Callable[[], EntityReader]] = {
    "reading": lambda: EntityReader(reading()),
    "fjordvik": lambda: EntityReader(fjordvik()),
    "havnevik": havnevik,
}
EVERYTHING = 10_000


@pytest.fixture(scope="module", params=PROGRAMMES)
def reader(request: pytest.FixtureRequest) -> EntityReader:
    programme: str = request.param
    return PROGRAMMES[programme]()


def everything(reader: EntityReader, voice: str) -> tuple[SaidOf, ...]:
    return VoiceReader(reader).said_by(voice, None, offset=0, limit=EVERYTHING).items


def test_all_that_a_voice_asserts_is_among_what_it_says(reader: EntityReader) -> None:
    voices = reader.voices()
    assert len(voices) > 1
    for voice in voices:
        wanted = WantedAssertions(voice=voice.iri)
        asserted = AssertionReader(reader).find(wanted, offset=0, limit=EVERYTHING)
        stated = {
            (said.thing.iri, said.property.iri, said.value)
            for told in asserted.items
            for said in told.statements
            if kind_of(said.thing.iri) != "participation" and said.property.iri != RDF + "type"
        }
        shown = {
            (item.thing.iri, held.said.property.iri, held.said.value)
            for item in everything(reader, voice.iri)
            for held in item.statements
            if held.said.property.iri != RDF + "type"
        }
        assert shown == stated
        counted = VoiceReader(reader).said_by(voice.iri, None, offset=0, limit=1).modalities
        assert sum(counted.values()) == asserted.total


def test_a_voice_is_heard_part_by_part_and_kind_by_kind(reader: EntityReader) -> None:
    voices = VoiceReader(reader)
    voice = reader.voices()[0].iri
    whole = voices.said_by(voice, None, offset=0, limit=EVERYTHING)
    parts = [
        item
        for offset in range(0, whole.total, 3)
        for item in voices.said_by(voice, None, offset=offset, limit=3).items
    ]
    assert tuple(parts) == whole.items
    assert whole.kinds == Counter(item.thing.kind for item in whole.items if item.thing.kind)
    for kind, number in whole.kinds.items():
        found = voices.said_by(voice, kind.iri, offset=0, limit=EVERYTHING)
        assert found.total == len(found.items) == number
        assert {item.thing.kind for item in found.items} == {kind}


def test_of_what_a_voice_says_of_a_thing_the_first_is_read_and_all_counted(reader: EntityReader) -> None:
    found = 0
    for voice in reader.voices():
        first = VoiceReader(reader).said_by(voice.iri, None, offset=0, limit=EVERYTHING, most=1).items
        for whole, item in zip(everything(reader, voice.iri), first, strict=True):
            assert item.statements == whole.statements[:1]
            assert item.total == whole.total == len(whole.statements)
            found = max(found, item.total)
    assert found > 1


def test_a_statement_of_two_voices_is_told_once_with_both() -> None:
    reader = EntityReader(reading())
    (item,) = (
        item
        for item in everything(reader, ID + "demo/voice/own-description")
        if item.thing.iri.endswith("osthavn-senter")
    )
    (held,) = (held for held in item.statements if held.said.role)
    assert held.said.period is not None
    assert [assertion.voice.label.en for assertion in held.assertions] == [
        "the report's author",
        "the programme's own description",
    ]


def test_an_assertion_tells_the_same_as_its_voice(reader: EntityReader) -> None:
    voices = VoiceReader(reader)
    for voice in reader.voices():
        held = [held for item in everything(reader, voice.iri) for held in item.statements]
        own = {each for one in held for each in one.assertions if each.voice.iri == voice.iri}
        assert own
        for assertion in own:
            stated = voices.stated_by(assertion.iri.removeprefix(ID))
            assert stated is not None
            told = [one for one in stated.statements if one.said.property.iri != RDF + "type"]
            expected = [one for one in held if assertion in one.assertions]
            expected = [one for one in expected if one.said.property.iri != RDF + "type"]
            assert len(told) == len(expected)
            assert all(one in expected for one in told)


def test_an_assertion_tells_what_it_states_and_what_contradicts_it() -> None:
    reader = havnevik()
    (conflict,) = reader.all_of("Conflict")
    entity = reader.get(conflict.id or "")
    assert entity is not None
    sides = [
        relation.value
        for group in entity.groups
        if group.property.iri == HUSK + "conflicting"
        for relation in group.relations
        if isinstance(relation.value, Reference)
    ]
    assert len(sides) == 2
    for side in sides:
        stated = VoiceReader(reader).stated_by(side.id or "")
        assert stated is not None
        assert [found.reference for found in stated.conflicts] == [conflict]
        assert any(conflict in held.conflicts for held in stated.statements)
        assert all(stated.assertion in held.assertions for held in stated.statements)


def test_nothing_but_an_assertion_states_anything(reader: EntityReader) -> None:
    voices = VoiceReader(reader)
    assert voices.stated_by("demo/assertion/nothing") is None
    assert voices.stated_by("no id> } #") is None
    assert voices.stated_by(reader.voices()[0].id or "") is None
