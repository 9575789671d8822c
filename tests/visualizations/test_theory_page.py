"""The page of what works with what shows every link of a thing, in its direction, with who says so."""

import pytest

from graph.reading.entities import EntityReader
from graph.reading.theory import BASED_ON, Theory
from graph.values import Iri
from ontology.terms import HUSK, LANGUAGES
from tests.havnevik import havnevik
from tests.reading import reading
from tests.visualizations.reading_pages import read_page
from visualizations.theory_page import PARTS, theory_page

LINKS = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT DISTINCT ?source ?relation ?target {
  GRAPH ?assertion { ?source ?relation ?target
    FILTER(?relation IN (husk:supports, husk:serves, husk:counters, husk:protectsAgainst, husk:wouldLeadTo,
      husk:hasOutcome, husk:hasGoal, husk:usesMethod, husk:basedOn)) }
  ?assertion a husk:Assertion
}
"""


@pytest.fixture(scope="module")
def reader() -> EntityReader:
    return EntityReader(reading())


def test_every_link_is_found_from_both_its_ends(reader: EntityReader) -> None:
    theory = Theory.read(reader)
    rows = list(reader.store.select(LINKS))
    assert rows
    for row in rows:
        source, relation, target = (row[name].value for name in ("source", "relation", "target"))
        before, after = (target, source) if relation == BASED_ON else (source, target)
        ends = [reader.references((), [Iri(iri)]).reference(iri) for iri in (before, after)]
        comes_of = [(link.relation.iri, link.after.iri) for link in theory.step(ends[0]).after]
        comes_before = [(link.relation.iri, link.before.iri) for link in theory.step(ends[1]).before]
        assert comes_of.count((relation, after)) == comes_before.count((relation, before)) == 1
    assert all(link.assertions for thing in reader.all_of("Goal") for link in theory.step(thing).before)


def test_what_only_some_relations_touch_can_be_left_out(reader: EntityReader) -> None:
    theory, goals = Theory.read(reader), reader.all_of("Goal")
    every = theory.steps(goals)
    some = theory.steps(goals, without=("hasGoal",))
    assert set(some) <= set(every)
    for step in set(every) - set(some):
        assert {link.relation.iri for link in (*step.before, *step.after)} == {HUSK + "hasGoal"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_counts_what_it_does_not_show(reader: EntityReader, language: str) -> None:
    theory = Theory.read(reader)
    page = read_page(theory_page(reader, theory, {}, language))
    shown = {section.attributes["aria-labelledby"]: section for section in page.one("main").all("section")}
    assert shown
    for name, section in shown.items():
        steps = section.all("article", class_="step")
        others = [text for text in section.all("p", class_="small soft") if text.all("a")]
        missing = int(others[0].text.split()[0]) if others else 0
        assert len(steps) + missing == len(reader.all_of(PARTS[name]))


def test_each_thing_is_a_line_that_unfolds_and_the_first_shows_how() -> None:
    reader = EntityReader(havnevik().store)
    page = read_page(theory_page(reader, Theory.read(reader), {}, "en"))
    lines = page.one("main").all("details", class_="chain")
    assert len(lines) == len(page.one("main").all("article", class_="step")) > 1
    assert [number for number, line in enumerate(lines) if "open" in line.attributes] == [0]
    for line in lines:
        thing = line.one("article").attributes["aria-label"]
        links = [link for link in line.one("article").all("a") if link.text != thing]
        assert line.all("summary")[0].text.startswith(thing)
        assert links
