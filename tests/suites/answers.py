"""Answers to queries, and whether two of them are the same."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal

from tests.suites.manifests import Manifest

RESULTS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
CSV: Final = "text/csv"

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SPELLINGS: Final[Mapping[str, Callable[[str], str]]] = {
    _XSD + "integer": lambda text: f"{Decimal(text).normalize():f}",
    _XSD + "decimal": lambda text: f"{Decimal(text).normalize():f}",
    _XSD + "double": lambda text: str(float(text)),
    _XSD + "float": lambda text: str(float(text)),
    _XSD + "boolean": lambda text: {"1": "true", "0": "false"}.get(text, text),
    _XSD + "date": lambda text: text.replace("+00:00", "Z"),
}
"""One spelling for each value of the types whose values may be written in several ways."""

Row = tuple[object, ...]
"""Terms, text for a value that is the same however it is written, and None for what is not bound."""


@dataclass(frozen=True)
class Answer:
    """What a query answers: rows over named columns; the triples of a graph; or true or false."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    ordered: bool = False
    """Whether the rows must come in this order."""


YES: Final = Answer(frozenset(), (("true",),))
NO: Final = Answer(frozenset(), (("false",),))


def read_answer(content: bytes, media_type: str, iri: str) -> Answer:
    """Read a table, true or false, or a graph, in the format that its media type names."""
    if media_type == CSV:
        return _read_csv(content.decode())
    if table := pyoxigraph.QueryResultsFormat.from_media_type(media_type):
        return _read_table(content, table)
    quads = pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.from_media_type(media_type), base_iri=iri)
    return _graph_answer(pyoxigraph.Dataset(quads))


def read_expected(path: Path, iri: str) -> Answer:
    """Read the file with the answer of a case, which may describe a table in RDF."""
    if path.suffix == ".csv":
        return _read_csv(path.read_text(encoding="utf-8"))
    if path.suffix in {".srx", ".srj", ".tsv"}:
        table = pyoxigraph.QueryResultsFormat.from_extension(path.suffix.removeprefix("."))
        assert table
        return _read_table(path.read_bytes(), table)
    described = Manifest(path, iri)
    if described.instances(RESULTS + "ResultSet"):
        return _described_table(described)
    return _graph_answer(pyoxigraph.Dataset(pyoxigraph.parse(path=path, base_iri=iri)))


def same(found: Answer, expected: Answer, *, each_row_once_will_do: bool = False) -> bool:
    """Say whether two answers are the same, whatever their blank nodes are called."""
    if found.columns != expected.columns:
        return False
    if expected.ordered:
        return _same_sequence(found.rows, expected.rows)
    if each_row_once_will_do:
        return set(found.rows) == set(expected.rows) and not Counter(found.rows) - Counter(expected.rows)
    plain, blank = _split(found.rows)
    expected_plain, expected_blank = _split(expected.rows)
    return plain == expected_plain and _same_bag(blank, expected_blank, {})


def _read_table(content: bytes, table: pyoxigraph.QueryResultsFormat) -> Answer:
    """Read what SELECT or ASK answers."""
    results = pyoxigraph.parse_query_results(content, format=table)
    if isinstance(results, pyoxigraph.QueryBoolean):
        return YES if results else NO
    assert isinstance(results, pyoxigraph.QuerySolutions)
    columns = [variable.value for variable in results.variables]
    rows = [dict(zip(columns, map(_value, solution), strict=True)) for solution in results]
    return _table(columns, rows)


def _read_csv(text: str) -> Answer:
    """Read a table of which only the text of each value is told."""
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    return _table(columns, [dict(zip(columns, map(_cell, row), strict=True)) for row in rows])


def _cell(text: str) -> object:
    """Return the value of a cell; only a blank node begins with an underscore and a colon."""
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else text


def _described_table(graph: Manifest) -> Answer:
    """Read a table that is described in RDF (https://www.w3.org/2001/sw/DataAccess/tests/result-set.n3)."""
    [table] = graph.instances(RESULTS + "ResultSet")
    if truth := graph.values(table, RESULTS + "boolean"):
        return YES if truth[0].value == "true" else NO
    columns = [term.value for term in graph.values(table, RESULTS + "resultVariable")]
    solutions = graph.values(table, RESULTS + "solution")
    numbered = all(graph.values(solution, RESULTS + "index") for solution in solutions)
    if numbered:
        solutions.sort(key=lambda solution: int(graph.value(solution, RESULTS + "index").value))
    rows = [
        {
            graph.value(binding, RESULTS + "variable").value: _value(graph.value(binding, RESULTS + "value"))
            for binding in graph.values(solution, RESULTS + "binding")
        }
        for solution in solutions
    ]
    return _table(columns, rows, ordered=numbered)


def _table(columns: list[str], rows: list[dict[str, object]], *, ordered: bool = False) -> Answer:
    """Put the columns into one order, for which no query asks."""
    names = sorted(columns)
    return Answer(frozenset(names), tuple(tuple(row.get(name) for name in names) for row in rows), ordered)


def _graph_answer(graph: pyoxigraph.Dataset) -> Answer:
    """Take the triples of a graph as rows."""
    rows = [(_value(quad.subject), quad.predicate, _value(quad.object)) for quad in graph]
    return Answer(frozenset({"subject", "predicate", "object"}), tuple(rows))


def _value(term: object) -> object:
    """Return a term, or the value that a literal stands for where that can be written in several ways."""
    if not isinstance(term, Literal):
        return term
    datatype = term.datatype.value
    try:
        return f"{datatype} {_SPELLINGS[datatype](term.value)}"
    except (KeyError, ValueError, ArithmeticError):
        return term


def _split(rows: tuple[Row, ...]) -> tuple[Counter[Row], tuple[Row, ...]]:
    """Count the rows without blank nodes, and return those with such."""
    with_blank = tuple(row for row in rows if any(isinstance(value, BlankNode) for value in row))
    return Counter(rows) - Counter(with_blank), with_blank


def _same_sequence(found: tuple[Row, ...], expected: tuple[Row, ...]) -> bool:
    """Say whether rows are the same one by one, under one renaming of blank nodes."""
    if len(found) != len(expected):
        return False
    names: Mapping[object, object] = {}
    for mine, theirs in zip(found, expected, strict=True):
        more = _paired(mine, theirs, names)
        if more is None:
            return False
        names = more
    return True


def _same_bag(found: tuple[Row, ...], expected: tuple[Row, ...], names: Mapping[object, object]) -> bool:
    """Say whether rows are the same in some order, under one renaming of blank nodes."""
    if not found or not expected:
        return not found and not expected
    mine, *rest = found
    for number, theirs in enumerate(expected):
        more = _paired(mine, theirs, names)
        others = expected[:number] + expected[number + 1 :]
        if more is not None and _same_bag(tuple(rest), others, more):
            return True
    return False


def _paired(found: Row, expected: Row, names: Mapping[object, object]) -> Mapping[object, object] | None:
    """Return the renaming of blank nodes that makes a row the other one, None where there is none."""
    more = dict(names)
    for mine, theirs in zip(found, expected, strict=True):
        if isinstance(mine, BlankNode) and isinstance(theirs, BlankNode):
            if more.setdefault(mine, theirs) != theirs:
                return None
        elif mine != theirs:
            return None
    return more if len(set(more.values())) == len(more) else None
