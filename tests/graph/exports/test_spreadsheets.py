"""Tables, read back by csv, pandas and openpyxl, hold what the graph says, and nothing that runs."""

import csv
import io
import json
import re
from typing import Any, Final

import openpyxl
import pandas as pd
import pytest

from graph.exports import exports, require
from graph.exports.spreadsheets import _fitting
from graph.exports.tables import TITLES
from ontology.terms import ID, KINDS
from tests.graph.exports.vikdal import edition, exported, vikdal

PREFIXES: Final = """
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def rows(what: str, language: str = "nb") -> list[dict[str, str]]:
    """Return a CSV file as its rows by what stands above."""
    text = exported(what, "csv", language).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def sheets(what: str, language: str = "nb") -> Any:
    """Return a workbook."""
    return openpyxl.load_workbook(io.BytesIO(exported(what, "xlsx", language)))


def labelled(cells: str) -> set[str]:
    """Take several values apart."""
    return set(cells.split(" | ")) if cells else set()


def test_every_kind_has_a_table() -> None:
    assert set(TITLES) == set(KINDS)
    assert {title.en.lower().replace(" ", "-") for title in TITLES.values()} < set(exports())
    assert {"organisations", "target-groups", "criteria", "activities", "publications"} < set(exports())


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_table_has_every_thing_of_its_kind_under_its_label(language: str) -> None:
    found = vikdal().select(
        PREFIXES
        + "SELECT ?thing ?label { ?thing a husk:Organisation ; skos:prefLabel ?label "
        + f'FILTER(LANG(?label) = "{language}") }}'
    )
    heading = {"nb": "betegnelse", "en": "label"}[language]
    expected = {(row["thing"].value.removeprefix(ID), row["label"].value) for row in found}
    assert {
        (row["id"], row[heading].removeprefix("'")) for row in rows("organisations", language)
    } == expected
    assert len(expected) == 2


def test_sectors_relations_voices_and_assertions_are_those_of_the_graph() -> None:
    (row,) = (row for row in rows("organisations", "en") if row["id"].endswith("/aas-hogskole"))
    assert labelled(row["sectors"]) == {"education", "research"}
    assert row["led"] == "Vikdal (2010–2012)"
    assert row["was partner in"] == "Vikdal"
    assert row["iri"] == ID + row["id"]
    assert (row["kind"], row["voices"], row["modality"]) == ("organisation", "the report's author", "actual")
    stating = vikdal().select(
        PREFIXES
        + """SELECT DISTINCT ?assertion {
               GRAPH ?assertion { { ?thing ?p ?o } UNION { ?s ?p ?thing } }
               ?assertion a husk:Assertion
               FILTER(?thing = <https://w3id.org/husk/id/vikdal/organisation/aas-hogskole>)
             }"""
    )
    assert int(row["number of assertions"]) == len(stating) == 2


def test_what_was_planned_is_marked_and_what_was_is_not() -> None:
    (row,) = (row for row in rows("organisations", "en") if row["id"].endswith("/elva-forlag"))
    assert row["funded"] == "Vikdal (planned)"
    works = {row["id"].rpartition("/")[2]: row for row in rows("publications", "en")}
    assert works["planlagt-bok"]["modality"] == "planned"
    assert works["boka"]["modality"] == "actual"
    assert works["boka"]["time"] == "2011"


def test_an_assertion_has_its_voice_modality_and_passage() -> None:
    (row,) = (row for row in rows("assertions", "en") if row["id"].endswith("/1-p1-s1-b"))
    assert (row["voices"], row["modality"], row["passage"]) == ("the report's author", "planned", "Who led.")
    stated = labelled(row["what it states"])
    assert "organisation:elva-forlag husk:funded programme:vikdal" in stated
    found = vikdal().select(
        "SELECT ?p ?o { GRAPH <https://w3id.org/husk/id/vikdal/assertion/1-p1-s1-b> { ?s ?p ?o } }"
    )
    assert len(stated) == len(found)


def test_what_points_at_a_thing_has_a_column_of_its_own() -> None:
    (row,) = (row for row in rows("persons", "en") if row["id"].endswith("/aase-oen"))
    assert row["editor (points here)"] == "The book"
    assert labelled(row["author (points here)"]) == {"A chapter", "The report"}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_column_has_a_name_of_its_own_in_words(language: str) -> None:
    for title in TITLES.values():
        name = title.en.lower().replace(" ", "-")
        heads = next(csv.reader([exported(name, "csv", language).decode().splitlines()[0]]))
        assert len(heads) == len(set(heads))
        assert not [head for head in heads if re.search("[a-z][A-Z]", head)]


def test_no_cell_of_csv_runs_as_a_formula() -> None:
    cells = [
        cell
        for what in TITLES.values()
        for row in rows(what.en.lower().replace(" ", "-"), "en")
        for cell in row.values()
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    labels = {row["label"] for row in rows("organisations", "en")}
    assert '\'+Elva, "Sons" | Co' in labels
    assert {row["beskrivelse"] for row in rows("organisations")} >= {"'@Et forlag.\nMed to linjer."}


def test_csv_is_utf_8_with_the_line_ends_and_quotes_of_rfc_4180() -> None:
    content = exported("organisations", "csv")
    assert content.startswith(b'"id","iri","betegnelse",')
    assert content.count(b"\r\n") == 3
    assert content.endswith(b'"faktisk"\r\n')
    assert "Ås høgskole".encode() in content


def test_pandas_reads_the_same_as_csv_and_xlsx() -> None:
    by_csv = pd.read_csv(io.BytesIO(exported("publications", "csv")), dtype=str, na_filter=False)
    by_csv = by_csv.replace("^'(?=[=+@-])", "", regex=True)  # the apostrophe before what is like a formula
    by_xlsx = pd.read_excel(io.BytesIO(exported("publications", "xlsx")), dtype=str, na_filter=False)
    assert list(by_csv.columns) == list(by_xlsx.columns)
    assert by_csv.to_dict("records") == by_xlsx.to_dict("records")
    assert len(by_csv) == 8


def test_texts_of_a_workbook_are_texts_whatever_they_begin_with() -> None:
    sheet = sheets("organisations", "nb")["Organisasjoner"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=Elva & Sønn" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(isinstance(cell.value, int) for cell in cells if cell.data_type == "n")


def test_the_head_of_a_sheet_is_bold_and_stays_in_sight() -> None:
    sheet = sheets("organisations")["Organisasjoner"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert all(8 <= dimension.width <= 61 for dimension in sheet.column_dimensions.values())


def test_all_tables_are_sheets_of_one_workbook_and_the_last_tells_where_it_comes_from() -> None:
    workbook = sheets("tables", "en")
    expected = [TITLES[kind].en for kind in TITLES if kind in edition().things]
    assert workbook.sheetnames == [*expected, "about"]
    told = dict(row for row in workbook["about"].iter_rows(values_only=True))
    assert told == {
        "title": "Husk: actors, arenas and outcomes",
        "dataset": "https://w3id.org/husk/dataset",
        "sources": "Report on Vikdal",
        "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "version": "1.2.3",
        "edition": "0123456789abcdef" * 2,
        "language": "en",
    }


def test_a_workbook_is_made_on_no_day() -> None:
    created = sheets("organisations").properties.created
    assert created.isoformat() == "2000-01-01T00:00:00"
    export, output = require("tables"), io.BytesIO()
    export.write(edition(), export.require_format("xlsx"), "nb", output)
    assert output.getvalue() == exported("tables", "xlsx")


def test_a_text_too_long_for_a_cell_is_cut_where_one_can_see_it() -> None:
    assert _fitting("x" * 32_767) == "x" * 32_767
    assert _fitting("x" * 40_000) == "x" * 32_766 + "…"


def test_what_csv_cannot_tell_stands_beside_it() -> None:
    told = json.loads(exported("organisations", "csvw", "en"))
    header = exported("organisations", "csv", "en").decode().splitlines()[0]
    assert [column["titles"] for column in told["tableSchema"]["columns"]] == next(csv.reader([header]))
    assert told["url"] == "husk-organisations-en-0123456789ab.csv"
    assert told["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["dc:identifier"] == "0123456789abcdef" * 2
    assert "1.2.3" in told["dc:description"]


def test_a_kind_without_things_is_a_table_without_rows() -> None:
    assert rows("barriers") == []
    assert exported("barriers", "csv").startswith(b'"id","iri",')
