"""Tables as files: CSV for whatever reads text, xlsx for spreadsheets.

- CSV (https://www.rfc-editor.org/rfc/rfc4180) in UTF-8. A spreadsheet would run a cell that begins like a
  formula, so such a cell gets an apostrophe in front; every text is quoted. What the file is and where it
  comes from stands in a file of its own, as CSV on the Web has it (https://www.w3.org/TR/tabular-metadata/).
- xlsx holds every text as a text, and where it comes from on its last sheet. A cell takes 32,767 letters; a
  longer text is cut and ends in an ellipsis: CSV has it whole.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from graph.exports.edition import LICENCE, Edition
from graph.exports.export import Export, Format, Writer
from graph.exports.tables import TITLES, Cell, Table, read_table, read_tables
from graph.reading.descriptions import Text

AS_CSV: Final = Format("csv", "text/csv; charset=utf-8", ".csv")
AS_CSVW: Final = Format("csvw", "application/csvm+json", ".csv-metadata.json")
AS_XLSX: Final = Format(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", is_text=False
)

_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""See https://owasp.org/www-community/attacks/CSV_Injection."""
_LONGEST: Final = 32_767
_NARROWEST: Final = 8
_WIDEST: Final = 60
_ALWAYS: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that every workbook says it was made on, so that equal editions give equal bytes."""
_ABOUT: Final = {"nb": "om", "en": "about"}
_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {
        "title": "tittel",
        "source": "datasett",
        "documents": "kilder",
        "licence": "lisens",
        "version": "versjon",
        "edition": "utgave",
        "language": "språk",
    },
    "en": {"source": "dataset", "documents": "sources"},
}
"""What is called otherwise in a workbook, which people read, than in files for programs."""


def table_exports(more: Mapping[str, Mapping[Format, Writer]]) -> Iterator[Export]:
    """Yield the export of each kind's table, then of all together.

    Args:
        more: what else some of them can be had as, by their names.
    """
    for kind, title in TITLES.items():
        name = title.en.lower().replace(" ", "-")
        own: dict[Format, Writer] = {
            AS_CSV: partial(_write_csv, kind),
            AS_XLSX: partial(_write_xlsx, partial(_table_of, kind)),
            AS_CSVW: partial(_write_csvw, kind, name),
        }
        yield Export(name, title, {**own, **more.get(name, {})})
    workbook: dict[Format, Writer] = {AS_XLSX: partial(_write_xlsx, read_tables)}
    yield Export("tables", Text("Alle tabellene i én arbeidsbok", "All tables in one workbook"), workbook)


def _table_of(kind: str, edition: Edition, language: str) -> Iterable[Table]:
    """Return the table of a kind by itself."""
    return (read_table(edition, kind, language),)


def _write_csv(kind: str, edition: Edition, language: str, output: BinaryIO) -> None:
    """Write the table of a kind as CSV."""
    table = read_table(edition, kind, language)
    text = io.TextIOWrapper(output, encoding="utf-8", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    text.detach()


def _harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs as a formula.

    >>> [_harmless(cell) for cell in ("=1+1", "a=b", 7)]
    ["'=1+1", 'a=b', 7]
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LIKE_A_FORMULA) else cell


def _write_csvw(kind: str, name: str, edition: Edition, language: str, output: BinaryIO) -> None:
    """Write what the CSV file of a kind is, and where it comes from."""
    table, origin = read_table(edition, kind, language), edition.origin(language)
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "url": Export(name, TITLES[kind], {}).file_name(AS_CSV, language, edition),
        "dc:title": table.title,
        "dc:source": {"@id": origin["source"]},
        "dc:license": {"@id": LICENCE},
        "dc:identifier": origin["edition"],
        "dc:description": f"{origin['title']}, version {origin['version']}: {origin['documents']}",
        "dc:language": language,
        "tableSchema": {
            "columns": [
                {"name": f"column_{number}", "titles": title, "datatype": "string"}
                for number, title in enumerate(table.columns, 1)
            ],
            "primaryKey": "column_1",
        },
    }
    output.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def _write_xlsx(
    read: Callable[[Edition, str], Iterable[Table]], edition: Edition, language: str, output: BinaryIO
) -> None:
    """Write tables as a workbook, a sheet each, and where they come from on one more."""
    workbook = Workbook(output, {"in_memory": True})
    origin = edition.origin(language)
    workbook.set_properties({"title": origin["title"], "comments": _about(origin), "created": _ALWAYS})
    bold = workbook.add_format({"bold": True})
    for table in read(edition, language):
        _write_sheet(workbook.add_worksheet(table.title), table.columns, table.rows, bold)
    about = workbook.add_worksheet(_ABOUT[language])
    title, *told = ((_TOLD[language].get(name, name), value) for name, value in origin.items())
    _write_sheet(about, title, told, bold)
    workbook.close()


def _about(origin: Mapping[str, str]) -> str:
    """Return where a workbook comes from, in one text."""
    return "; ".join(f"{name}: {value}" for name, value in origin.items())


def _write_sheet(
    sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Cell]], bold: Style
) -> None:
    """Write a table to a sheet: its head bold and in sight, its columns as wide as what they hold."""
    for row, cells in enumerate((columns, *rows)):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, _fitting(cell), None if row else bold)
    for column, cells in enumerate(zip(columns, *rows, strict=True)):
        width = max(len(str(cell)) for cell in cells)
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)


def _fitting(text: str) -> str:
    """Return a text that fits into a cell."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
