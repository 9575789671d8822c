"""The table of who was in what, and subprojects side by side, show what is read of both and no more."""

import csv
import io
import re

import pytest

from graph.reading.comparison import ComparisonReader
from graph.reading.coverage import CoverageReader, State
from ontology.terms import LANGUAGES
from tests.havnevik import havnevik
from tests.visualizations.reading_pages import Element, read_page
from visualizations.compare_page import compare_page, comparison_csv
from visualizations.matrix_page import matrix_csv, matrix_page
from visualizations.wording import wording

COUNTED = ("led", "started", "took-part", "involved", "stated-absent", "no", "not-stated")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_says_what_is_known_in_words(language: str) -> None:
    columns = CoverageReader(havnevik()).read("sector", type_="Setting", limit=500).columns
    page = read_page(matrix_page(columns, "Setting", language))
    counted, told = page.all("tbody")
    rows = {row.one("th").all("a")[0].attributes["href"]: row for row in told.all("tr")}
    assert len(rows) == len(columns)
    words = wording(language)
    shown = set()
    for column in columns:
        row = rows[f"/{language}/id/{column.setting.id}"]
        for cell, known in zip(row.all("td"), column.cells, strict=True):
            states = _words(cell)
            shown |= set(known.states)
            assert (states == [words("matrix.not-stated")]) == (known.states == (State.NOT_STATED,))
            assert (words("matrix.no") in states) == (State.NO in known.states)
            assert (words("matrix.absent") in states) == (State.STATED_ABSENT in known.states)
            assert bool(cell.all("details")) == bool(known.parts or known.absences)
    assert {State.NO, State.NOT_STATED, State.STATED_ABSENT} <= shown
    of_parties = list(zip(*(column.cells for column in columns), strict=True))
    for row, name in zip(counted.all("tr"), COUNTED, strict=True):
        found = [sum(name in cell.states for cell in cells) for cells in of_parties]
        assert [int(cell.text.split()[0]) for cell in row.all("td")] == found


def _words(cell: Element) -> list[str]:
    """Return what a cell says."""
    return [span.text for span in cell.all("span") if "state" in span.attributes["class"].split()]


def test_who_was_in_what_is_a_table_for_spreadsheets() -> None:
    columns = CoverageReader(havnevik()).read("sector", type_="Arena", limit=500).columns
    header, *rows = csv.reader(io.StringIO(matrix_csv(columns, "en")))
    assert header[1:] == [cell.party.label.en.capitalize() for cell in columns[0].cells]
    assert sorted(row[0] for row in rows) == sorted(column.setting.label.en for column in columns)
    (nook,) = (row for row in rows if row[0] == "The Reading Nook")
    assert nook[1:5] == ["led; started", "no", "no", "took part"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_subprojects_stand_side_by_side_with_all_that_is_said_of_them(language: str) -> None:
    reader = havnevik()
    subprojects = reader.all_of("Subproject")
    comparison = ComparisonReader(reader).compare([thing.id or "" for thing in subprojects])
    page = read_page(compare_page(subprojects, comparison, language))
    assert len(page.one("form").all("input", checked="")) == len(subprojects)
    rows = page.one("tbody").all("tr")
    for row, (aspect, expected) in zip(rows, comparison.rows, strict=True):
        assert row.one("th").text == aspect.label.get(language)
        for cell, known in zip(row.all("td"), expected, strict=True):
            lists = [found for found in cell.all("ul") if found.attributes.get("class") != "evidence"]
            values = [item for found in lists for item in found.children if isinstance(item, Element)]
            assert len(values) == len(known.values) + len(known.absent)
            assert (wording(language)("compare.none") in cell.text) == (not known.values)


def test_of_many_values_the_page_tells_the_first_and_the_csv_all(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = havnevik()
    subprojects = reader.all_of("Subproject")
    comparison = ComparisonReader(reader).compare([thing.id or "" for thing in subprojects])
    every = comparison_csv(comparison, "en")
    monkeypatch.setattr("visualizations.compare_page.MOST_VALUES", 1)
    page = read_page(compare_page(subprojects, comparison, "en"))
    left = sum(max(0, len(cell.values) - 1) for _, cells in comparison.rows for cell in cells)
    told = re.findall(r"And (\d+) more, which the CSV has", page.text)
    assert sum(map(int, told)) == left > 0
    assert comparison_csv(comparison, "en") == every


def test_what_was_read_of_a_subproject_is_kept_and_no_different() -> None:
    reader = havnevik()
    names = [thing.id or "" for thing in reader.all_of("Subproject")]
    kept = ComparisonReader(reader)
    kept.keep_all()
    there, alone = kept.compare(names), ComparisonReader(reader).compare(names[:1])
    assert len(names) > 1
    for (aspect, cells), (same, (cell,)) in zip(there.rows, alone.rows, strict=True):
        assert (aspect, cells[0]) == (same, cell)
    assert there.rows[0][1][0] is kept.compare(names[:1]).rows[0][1][0]


def test_without_a_choice_there_is_only_the_form() -> None:
    page = read_page(compare_page(havnevik().all_of("Subproject"), None, "nb"))
    assert page.all("table") == []
    assert page.one("form").all("input")


def test_a_comparison_is_a_table_for_spreadsheets() -> None:
    reader = havnevik()
    subprojects = reader.all_of("Subproject")
    comparison = ComparisonReader(reader).compare([thing.id or "" for thing in subprojects])
    header, *rows = csv.reader(io.StringIO(comparison_csv(comparison, "en")))
    assert len(header) == len(subprojects) + 1
    assert [row[0] for row in rows] == [aspect.label.en for aspect, _ in comparison.rows]
    assert all(cell for row in rows for cell in row)
