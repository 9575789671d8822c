"""The page of time tells in words what its pictures show, and marks what was only planned."""

from dataclasses import replace

import pytest

from graph.reading.chronology import changes, dated
from graph.reading.descriptions import Text
from graph.reading.entities import EntityReader
from ontology.terms import LANGUAGES
from tests.reading import reading
from tests.visualizations.reading_pages import Element, read_page
from visualizations.time_page import GROUPS, time_page


@pytest.fixture(scope="module")
def reader() -> EntityReader:
    return EntityReader(reading())


def page_in(reader: EntityReader, language: str) -> Element:
    return read_page(time_page(dated(reader), changes(reader), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_stands_in_the_list_below_it(reader: EntityReader, language: str) -> None:
    page = page_in(reader, language)
    parts = [section for section in page.all("section") if section.all("svg")]
    assert parts
    for part in parts:
        bars = [text.text for text in part.one("svg").all("text", class_="name")]
        listed = [item.all("a")[0].text for item in _items(part)]
        assert len(bars) == len(listed)
        assert all(name.startswith(bar.rstrip("…")) for bar, name in zip(bars, listed, strict=True))


def test_the_pages_of_a_part_together_tell_what_one_page_would(
    reader: EntityReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visualizations.parts.MOST_SHOWN", 1)
    every = 3 * dated(reader)  # the programme has one dated time of a part at the most
    first = read_page(time_page(every, (), "nb"))
    told, cut = [], 0
    for part in GROUPS:
        expected = [item for item in every if item.thing.iri.split("/")[-2] in GROUPS[part]]
        number = sum(item.span.is_dated for item in expected)
        cut += number > 1
        alone = [read_page(time_page(every, (), "nb", only=part, offset=place)) for place in range(number)]
        told += [item.text for page in alone for item in _items(page)]
        assert [bool(page.all("a", rel="next")) for page in alone] == [
            place < number - 1 for place in range(number)
        ]
    monkeypatch.setattr("visualizations.parts.MOST_SHOWN", 100)
    whole = read_page(time_page([item for item in every if item.span.is_dated], (), "nb"))
    assert told == [item.text for item in _items(whole)]
    assert cut
    assert len([link for link in first.all("a") if "?part=" in link.attributes["href"]]) == cut


def test_all_that_has_a_time_and_a_place_on_the_page_is_on_it(reader: EntityReader) -> None:
    kinds = frozenset().union(*GROUPS.values())
    expected = [item for item in dated(reader) if item.thing.iri.split("/")[-2] in kinds]
    page = page_in(reader, "en")
    told = [item for section in page.all("section", aria_labelledby="changes") for item in _items(section)]
    unfolding = [
        each for each in page.one("main").all("details") if each.attributes.get("class") != "as-list"
    ]
    assert len(unfolding) - len(told) == len(expected)


def test_a_name_and_its_time_stand_apart(reader: EntityReader) -> None:
    other = [
        replace(item, thing=replace(item.thing, label=Text("Møtet", "The meeting"))) for item in dated(reader)
    ]
    html = time_page(other, [], "en")
    assert '</a> <span class="numeric soft">' in html
    assert "</a><span" not in html


def test_a_time_that_a_name_ends_in_is_not_told_again(reader: EntityReader) -> None:
    in_the_name = [item for item in dated(reader) if item.thing.label.en.endswith(item.period.label.en)]
    assert in_the_name
    assert "numeric soft" not in time_page(in_the_name, [], "en")


def test_without_times_the_page_still_reads(reader: EntityReader) -> None:
    assert read_page(time_page([], [], "nb")).one("h1").text == "Hva skjedde når?"


def _items(part: Element) -> list[Element]:
    return [
        item for found in part.all("ul", class_="told") for item in found.all("li") if item.all("details")
    ]
