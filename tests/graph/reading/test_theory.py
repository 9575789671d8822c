"""The theory of change tells what threatens and answers what, and what nothing is said of."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from graph.build import assemble
from graph.reading.entities import EntityReader
from graph.reading.lacks import Lack, lacks
from graph.reading.theory import Theory
from ontology.terms import LANGUAGES
from tests.visualizations.reading_pages import Element, read_page
from visualizations.theory_page import PARTS, theory_page

THEORY: Final = Path(__file__).parents[1] / "fixtures" / "theory"


@cache
def reader() -> EntityReader:
    """Return what reads the made-up theory, which never changes."""
    return EntityReader(assemble(THEORY))


@cache
def theory() -> Theory:
    """Return the made-up theory."""
    return Theory.read(reader())


def test_a_barrier_threatens_what_it_is_about_where_that_is_part_of_the_theory() -> None:
    found = {(link.before.label.en, link.relation.label.en, link.after.label.en) for link in theory().links}
    assert found == {
        ("The Town", "has goal", "Trust"),
        ("The Town", "has goal", "Nearness"),
        ("The Town", "has goal", "Duration"),
        ("The Café", "has goal", "Nearness"),
        ("Time", "supports", "Trust"),
        ("Nearness", "based on", "Time"),
        ("Haste", "stands in the way of", "Trust"),
        ("Time", "counters", "Haste"),
        ("Time", "based on", "More time"),
        ("When the café is open", "answers", "To announce opening hours"),
    }


@pytest.mark.parametrize(
    ("lack", "expected"),
    [
        (Lack.GROUNDS, ["Quiet"]),
        (Lack.COUNTERFORCE, ["Distance"]),
        (Lack.MEANS, ["Duration"]),
        (Lack.REASON, ["More cafés"]),
    ],
)
def test_what_nothing_is_said_of_is_lacking(lack: Lack, expected: list[str]) -> None:
    found = lacks(reader(), theory())[lack]
    assert [each.thing.label.en for each in found] == expected
    assert all(each.assertions for each in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_what_is_lacking_with_who_says_that_it_is_there(language: str) -> None:
    page = read_page(theory_page(reader(), theory(), lacks(reader(), theory()), language))
    (section,) = page.all("section", **{"aria-labelledby": "lacks"})
    assert [heading.text for heading in section.all("h3")] == [
        f"{lack.label.get(language)} (1)" for lack in Lack
    ]
    lists = section.all("ul", class_="lacking")
    assert [len(found.all("details")) for found in lists] == [1] * len(Lack)


def test_what_comes_before_is_named_before_what_it_does() -> None:
    page = read_page(theory_page(reader(), theory(), {}, "en"))
    steps = {step.attributes["aria-label"]: step for step in page.all("article", class_="step")}

    def before(name: str) -> set[str]:
        (end,) = steps[name].all("div", class_="end before")
        return {item.all("p")[0].text for item in end.all("li") if item.all("details")}

    assert before("Trust") == {"Time supports", "Haste stands in the way of", "The Town has goal"}
    assert before("Time") == {"Nearness is the basis of"}


def test_the_pages_of_a_part_together_tell_what_one_page_would(monkeypatch: pytest.MonkeyPatch) -> None:
    def steps(page: Element) -> list[str]:
        return [step.text for step in page.one("main").all("article", class_="step")]

    whole = read_page(theory_page(reader(), theory(), lacks(reader(), theory()), "nb"))
    assert not whole.all("a", rel="next")
    monkeypatch.setattr("visualizations.parts.MOST_SHOWN", 1)
    first = read_page(theory_page(reader(), theory(), lacks(reader(), theory()), "nb"))
    told, cut = [], 0
    for part in PARTS:
        number = len(
            theory().steps(reader().all_of(PARTS[part]), without=("hasGoal",) if part == "goals" else ())
        )
        cut += number > 1
        alone = [
            read_page(theory_page(reader(), theory(), {}, "nb", only=part, offset=place))
            for place in range(number)
        ]
        told += [step for page in alone for step in steps(page)]
        assert [bool(page.all("a", rel="next")) for page in alone] == [
            place < number - 1 for place in range(number)
        ]
    assert told == steps(whole)
    assert cut
    assert len([link for link in first.all("a") if "?part=" in link.attributes["href"]]) == cut
    for listed in first.all("ul", class_="lacking"):
        assert len(listed.all("details")) == 1
