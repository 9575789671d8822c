"""The page of equality tells the numbers that are computed, and keeps what is not stated apart from a no."""

import csv
import io
from functools import cache

import pytest

from graph.equality.assessment import assess
from graph.equality.keeping import Kept
from graph.equality.measures import parts_by_party
from graph.equality.overview import EqualityReader
from graph.equality.parts import Way
from graph.equality.presence import Presence
from graph.values import Iri
from tests.havnevik import havnevik
from tests.visualizations.reading_pages import Element, read_page
from visualizations.equality import Equality
from visualizations.equality_csv import TABLES, equality_csv
from visualizations.equality_page import equality_page, iris_of, percent
from visualizations.wording import wording

SAMPLES = 19


@cache
def equality(kind: str = "Setting", *, samples: int = SAMPLES) -> Equality:
    """Return what is told of the made-up programme, with chance or without."""
    reader = havnevik()
    found = EqualityReader(reader.store).overview(kind)
    kept = tuple(map(Kept.of, assess(found.parts, 1, samples))) if samples else ()
    return Equality(found, kept, reader.references((), map(Iri, sorted(iris_of(found, kept)))), 0.05)


def page(language: str = "en", *, kind: str = "Setting", samples: int = SAMPLES) -> Element:
    return read_page(equality_page(equality(kind, samples=samples), language))


def rows(section: Element) -> list[list[str]]:
    """Return the rows of the first table of a section, as words."""
    body = section.all("tbody")[0]
    return [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in body.all("tr")]


@pytest.mark.parametrize("way", Way)
def test_each_way_tells_how_often_each_party_had_part_and_its_share(way: Way) -> None:
    found = equality().found
    section = page().one("section", aria_labelledby=f"way-{way.slug}")
    counts = parts_by_party(found.parts.matrices[way], found.parts.acts_for).tolist()
    if not any(counts):
        assert section.all("table") == []
        return
    shown = rows(section)
    assert [int(row[2]) for row in shown] == counts
    assert [row[1] for row in shown] == [percent(count / sum(counts), wording("en")) for count in counts]
    widths = [float(bar.attributes["width"]) for bar in section.all("rect", class_="value")]
    assert widths == [round(100 * count / sum(counts), 1) for count in counts]


def test_a_number_stands_beside_what_chance_gives_only_where_chance_was_asked() -> None:
    asked, unasked = page(), page(samples=0)
    assert "dealt out anew among all actors 19 times" in asked.text
    assert asked.all("rect", class_="chance")
    assert "dealt out anew" not in unasked.text
    assert "husk equality" in unasked.text
    heads = [
        [head.text for head in found.all("table")[0].one("thead").all("th")] for found in (asked, unasked)
    ]
    assert len(heads[0]) == len(heads[1]) + 2


def test_where_a_party_was_not_is_told_apart_from_where_nobody_says() -> None:
    found = equality().found
    shown = rows(page().one("section", aria_labelledby="presence"))
    for place, row in enumerate(shown):
        counted = [each.presence[place] for each in found.settings]
        there, absent, not_stated = (counted.count(state) for state in Presence)
        assert (row[1], row[2].partition(":")[0], row[3]) == (str(there), str(absent), str(not_stated))


def test_every_setting_is_either_told_of_or_named_among_those_where_nobody_is() -> None:
    found = equality().found
    section = page().one("section", aria_labelledby="presence")
    links = {link.attributes["href"] for link in section.all("a")}
    assert {f"/en/id/{each.setting}" for each in found.settings} <= links


def test_the_years_add_up_to_all_that_is_dated() -> None:
    found = equality().found
    shown = rows(page().one("section", aria_labelledby="years"))
    dated = [row for row in shown if row[0] != "No year"]
    total = sum(sum(counts) for each in found.years for counts in each.counts.values())
    assert sum(int(cell) for row in dated for cell in row[2:]) == total > 0


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_had_as_csv_with_a_row_for_each_value(table: str) -> None:
    told = equality()
    header, *found = csv.reader(io.StringIO(equality_csv(told, table, "nb")))
    parties = len(told.found.parts.parties)
    assert all(len(row) == len(header) for row in found)
    assert (
        len(found)
        == {
            "values": len(told.found.values),
            "settings": len(told.found.settings) * parties,
            "years": (len(told.found.years) + 1) * len(Way) * parties,
        }[table]
    )


def test_a_kind_of_setting_is_chosen_by_the_address_and_asked_the_same_everywhere() -> None:
    shown = page("nb", kind="Arena")
    assert shown.one("a", id="language").attributes["href"] == "/en/equality?type=Arena"
    links = [link.attributes["href"] for link in shown.all("a")]
    assert "/api/v1/equality?type=Arena&lang=nb" in links
    assert "husk equality Arena" in shown.text
