"""What the views put together of the first programme is what a reader of the note finds there."""

import pytest

from graph.build import assemble
from graph.reading.comparison import ComparisonReader
from graph.reading.connections import ConnectionReader
from graph.reading.coverage import Column, CoverageReader
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from ontology.terms import kind_of
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def reader() -> EntityReader:
    return EntityReader(assemble(ROOT / "data"))


def covered(reader: EntityReader, setting: str, *, by_sector: bool = False) -> Column:
    """Return who is said to have taken part in a setting."""
    (column,) = CoverageReader(reader).read("sector" if by_sector else "actor", setting=setting).columns
    return column


def test_the_seven_organisations_that_were_partners_of_the_programme(reader: EntityReader) -> None:
    column = covered(reader, "programme:husk-osloregionen")
    partners = {
        part.agent.label.nb
        for cell in column.cells
        for part in cell.parts
        if part.participation.role.label.en == "partner" and kind_of(part.agent.iri) == "organisation"
    }
    assert partners == {
        "Høgskolen i Oslo",
        "Diakonhjemmets høgskole",
        "Bærum kommune",
        "Bydel Sagene",
        "Bydel Bjerke",
        "Bydel St. Hanshaugen",
        "KREM",
    }
    assert column.others == "not-stated"


def test_who_led_the_steering_group_of_which_everybody_is_named(reader: EntityReader) -> None:
    column = covered(reader, "group:styringsgruppen-for-husk-osloregionen")
    led = {cell.party.label.nb for cell in column.cells if "led" in cell.states}
    assert led == {"En representant for praksisfeltet", "En representant fra KREM"}
    assert column.others == "no"


def test_the_seminar_without_users_and_the_one_without_practitioners(reader: EntityReader) -> None:
    for setting, there, absent in (
        ("activity:dialogseminaret-med-bare-brukere", "users", "practice"),
        ("activity:dialogseminaret-med-bare-praktikere", "practice", "users"),
    ):
        states = {
            cell.party.label.en: set(cell.states) for cell in covered(reader, setting, by_sector=True).cells
        }
        assert states[there] == {"took-part"}
        assert states[absent] == {"stated-absent"}
        assert states["business"] == {"no"}


def test_why_helseavklaring_ended_and_who_says_what_came_of_ung_i_jobb(reader: EntityReader) -> None:
    found = ComparisonReader(reader).compare(["helseavklaring", "ung-i-jobb"])
    rows = {aspect.name: cells for aspect, cells in found.rows}
    reasons = [
        value.relation.value.label.en
        for value in rows["endings"][0].values
        if isinstance(value.relation.value, Reference) and value.property.label.en == "ended because of"
    ]
    assert reasons == ["disagreement"]
    (outcome,) = rows["outcomes"][1].values
    assert [assertion.voice.label.nb for assertion in outcome.relation.assertions] == [
        "HiO-rapport nr 3 (2011)"
    ]


def test_krem_had_the_idea_of_the_bridge_builder_programme(reader: EntityReader) -> None:
    ends = reader.thing_named("KREM"), reader.thing_named("Brobyggerstudiet")
    ((step,),) = ConnectionReader(reader).connect(*ends).ways
    roles = [tie.participation.role.label.en for tie in step.ties if tie.participation]
    assert roles == ["initiator", "driving force"]
