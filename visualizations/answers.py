"""The answer to a query for people: a table with links, and where its shape allows bars or a small map."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.reading.answers import Cell, Table
from graph.reading.descriptions import Reference
from ontology.terms import HUSK, ID, VOCABULARY, XSD
from visualizations.terms import address
from visualizations.ties import Named, Ties, ties
from visualizations.wording import capitalised, wording

Columns = Mapping[str, Mapping[str, str]]
"""What stands above a column, by the name of its variable and by language."""

ThingLabelled = Callable[[str, str], Reference | None]
"""Returns the only thing that is called so in a language, or None."""

_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_MOST_BARS: Final = 40
_MOST_TIES: Final = 80


@dataclass(frozen=True)
class ShownCell:
    """A value as a page shows it."""

    text: str = ""
    href: str | None = None
    """Where its thing has a page."""
    lang: str | None = None
    """Its language, where that is not the page's."""
    number: float | None = None
    is_thing: bool = False


def shown(
    table: Table,
    language: str,
    columns: Columns | None = None,
    thing_labelled: ThingLabelled | None = None,
) -> dict[str, Any]:
    """Return a table as templates show it.

    Args:
        table: the answer.
        language: the language of the page.
        columns: what stands above columns; above others stands the name of the variable.
        thing_labelled: finds the thing that a label is the label of.
    """
    rows = [[_cell(cell, language, thing_labelled) for cell in row] for row in table.rows]
    is_whole = table.total is None
    return {
        "columns": [_head(name, language, columns or {}) for name in table.columns],
        "numeric": {
            place for place in range(len(table.columns)) if any(row[place].number is not None for row in rows)
        },
        "rows": rows,
        "boolean": table.boolean,
        "count": wording(language).count("question.rows", table.total or len(rows)),
        "is_cut": not is_whole,
        "bars": _bars(rows) if is_whole else None,
        "ties": _ties(rows) if is_whole else None,
    }


def _head(name: str, language: str, columns: Columns) -> str:
    """Return what stands above a column."""
    return columns[name][language] if name in columns else capitalised(name.replace("_", " "))


def _cell(cell: Cell | None, language: str, thing_labelled: ThingLabelled | None) -> ShownCell:
    """Show a value; what is exactly the label of one thing leads to it."""
    if cell is None:
        return ShownCell()
    lang = cell.language if cell.language and cell.language != language else None
    if cell.iri:
        is_thing = cell.iri.startswith(ID)
        return ShownCell(cell.text, _address(cell.iri, language), lang, is_thing=is_thing)
    if cell.datatype in _NUMBERS:
        return ShownCell(cell.text, number=_number(cell.text))
    thing = thing_labelled(cell.text, cell.language) if thing_labelled and cell.language else None
    href = _address(thing.iri, language) if thing else None
    return ShownCell(cell.text, href, lang, is_thing=thing is not None and thing.id is not None)


def _number(text: str) -> float | None:
    """Return the number that a literal writes, or None where it writes none."""
    try:
        return float(text)
    except ValueError:
        return None


def _address(iri: str, language: str) -> str | None:
    """Return the page of a thing, a concept or a term of ours."""
    if iri.startswith(ID):
        return f"/{language}/id/{iri.removeprefix(ID)}"
    return address(iri, language) if iri.startswith((VOCABULARY, HUSK)) else None


def _bars(rows: Sequence[Sequence[ShownCell]]) -> list[dict[str, Any]] | None:
    """Return a bar for each row of a name and a number, or None where the rows are no such thing."""
    if not 1 < len(rows) <= _MOST_BARS or any(len(row) != 2 for row in rows):
        return None
    is_first = rows[0][0].number is not None
    pairs = [(row[1], row[0]) if is_first else (row[0], row[1]) for row in rows]
    numbers = [number.number for _, number in pairs if number.number is not None and number.number >= 0]
    if len(numbers) < len(rows) or not max(numbers) or any(name.number is not None for name, _ in pairs):
        return None
    return [
        {"name": name, "number": number.text, "width": round(100 * value / max(numbers), 1)}
        for (name, number), value in zip(pairs, numbers, strict=True)
    ]


def _ties(rows: Sequence[Sequence[ShownCell]]) -> Ties | None:
    """Draw rows that each tie two things, or return None where the rows are no such thing."""
    if not 1 < len(rows) <= _MOST_TIES or any(len(row) != 2 for row in rows):
        return None
    if not all(cell.is_thing and cell.href for row in rows for cell in row):
        return None
    return ties([(_named(one), _named(other)) for one, other in rows])


def _named(cell: ShownCell) -> Named:
    """Return a thing as it is drawn."""
    return Named(cell.href or "", capitalised(cell.text))
