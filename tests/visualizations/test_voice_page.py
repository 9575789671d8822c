"""The page of a voice tells what it says and who else does; an assertion is a sentence with its source."""

import re

import pytest

from graph.reading.descriptions import Entity
from graph.reading.entities import EntityReader
from graph.reading.terminology import Terminology
from graph.reading.voices import SaidByVoice, VoiceReader
from ontology.terms import HUSK, ID, LANGUAGES
from tests.fjordvik import fjordvik
from tests.reading import reading
from tests.visualizations.reading_pages import Element, read_page
from tests.visualizations.test_entity_panels import asked_by
from visualizations.assertion_page import assertion_page
from visualizations.voice_page import THINGS_A_PAGE, voice_page
from visualizations.wording import wording

OWN = "demo/voice/own-description"
BOTH = "demo/assertion/1-p1-s1-c"


def entity_of(reader: EntityReader, entity_id: str) -> Entity:
    entity = reader.get(entity_id)
    assert entity is not None
    return entity


def said_by(reader: EntityReader, voice: str, kind: str | None = None, offset: int = 0) -> SaidByVoice:
    return VoiceReader(reader).said_by(ID + voice, kind, offset=offset, limit=THINGS_A_PAGE)


def assertion(assertion_id: str, language: str) -> Element:
    reader = EntityReader(reading())
    stated = VoiceReader(reader).stated_by(assertion_id)
    assert stated is not None
    return read_page(assertion_page(stated, entity_of(reader, assertion_id), language))


def facts_of(page: Element) -> dict[str, str]:
    return {row.one("dt").text: row.one("dd").text for row in page.one("dl", class_="facts").all("div")}


def test_a_voice_is_told_with_what_it_says_where_and_who_else_says_so() -> None:
    reader = EntityReader(reading())
    page = read_page(voice_page(entity_of(reader, OWN), said_by(reader, OWN), "en"))
    assert page.one("h1").text == "The programme's own description"
    assert facts_of(page)["Voice of"] == "The Fjord Trial"
    things = {thing.one("h3").all("a")[0].text: thing for thing in page.all("section", class_="said-of")}
    centre = things["East Harbour Centre"].text
    assert "Was responsible for Youth at Work" in centre
    assert "Section 1, paragraph 1, sentence 1, probably page 4" in centre
    assert "Also according to the report's author" in centre
    assert "Also according to" not in things["Fjordby Municipality"].all("div", class_="row")[0].text


def test_what_a_voice_says_is_paged_and_narrowed_to_a_kind() -> None:
    reader, voice = EntityReader(fjordvik()), "fjordvik/voice/report-author"
    entity, kind = entity_of(reader, voice), "Organisation"
    first = read_page(voice_page(entity, said_by(reader, voice), "nb"))
    assert first.one("a", rel="next").attributes["href"] == f"/nb/id/{voice}?offset={THINGS_A_PAGE}"
    second = said_by(reader, voice, offset=THINGS_A_PAGE)
    page = read_page(voice_page(entity, second, "nb", offset=THINGS_A_PAGE))
    assert page.one("a", rel="prev").attributes["href"] == f"/nb/id/{voice}"
    assert page.one("a", id="language").attributes["href"] == f"/en/id/{voice}?offset={THINGS_A_PAGE}"
    narrowed = read_page(voice_page(entity, said_by(reader, voice, HUSK + kind), "nb", kind=kind))
    (here,) = narrowed.all("a", aria_current="true")
    assert here.attributes["href"] == f"/nb/id/{voice}?kind={kind}"
    assert here.text == "Organisasjon"


def test_a_voice_that_says_much_of_a_thing_tells_how_much_is_shown() -> None:
    reader = EntityReader(reading())
    entity, voices = entity_of(reader, OWN), VoiceReader(reader)
    whole, cut = (
        read_page(voice_page(entity, voices.said_by(ID + OWN, None, offset=0, limit=9, most=most), "en"))
        for most in (None, 1)
    )
    assert "The first" not in whole.text
    assert re.search(r"The first 1 of \d+; the JSON below has all of them\.", cut.text)


def test_an_assertion_is_a_sentence_with_voice_place_modality_and_file() -> None:
    page = assertion("demo/assertion/1-p1-s2-c", "nb")
    assert page.one("h1").text == "Fjordby kommune ledet sommerseminar"
    assert facts_of(page) == {
        "Hvem som sier det": "Rapportens forfatter",
        "Hvordan det er ment": "Planlagt",
        "Hvor det står": "Punkt 1, avsnitt 1, setning 2, trolig side 4–5",
        "Skrevet i filen": "demo/1.trig",
    }
    links = {link.text: link.attributes["href"] for link in page.one("dl", class_="facts").all("a")}
    assert links["Planlagt"] == "/nb/vocabulary/modality/planned"
    assert links["Punkt 1, avsnitt 1, setning 2, trolig side 4–5"] == "/nb/id/demo/passage/1-p1-s2"
    assert "Ingen andre utsagn sier det samme." in page.text


def test_an_assertion_tells_time_and_who_else_says_the_same() -> None:
    page = assertion(BOTH, "en")
    assert facts_of(page)["When"] == "2008–2010"
    assert "Also according to the report's author" in page.one("section", aria_labelledby="stated").text


def test_the_query_behind_an_assertion_finds_what_it_states() -> None:
    reader = EntityReader(reading())
    shown = assertion(BOTH, "en").one("section", aria_labelledby="stated")
    rows = list(reader.store.select(asked_by(shown)))
    assert len(rows) == len(shown.one("ul", class_="sentences").all("li")) - len(
        shown.all("ul", class_="small others")
    )


def test_a_measure_reads_as_its_number_with_bound_and_unit() -> None:
    sentences = assertion("demo/assertion/1-p1-s2-a", "en").one("ul", class_="sentences").text
    assert "Share in work is at least 77.5 percent" in sentences
    assert not re.search(r"\bunit\b", sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_a_property_are_for_one_that_there_is(language: str) -> None:
    names = {term.name for term in Terminology.read(reading()).properties()} | {"title"}
    words = wording(language).part("said.")
    assert len(words) > 30
    assert {key.removeprefix("said.") for key in words} <= names
