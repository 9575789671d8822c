"""What queries find in assertions, row by row: each finding once, with everyone who states it."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from graph.reading.descriptions import Assertion
from graph.reading.entities import EntityReader
from graph.reading.references import References
from graph.store import Store
from graph.values import Iri, Term


class Stated(NamedTuple):
    """A finding, and the assertions that state it."""

    row: Mapping[str, Term]
    """The first of its rows; the others differ by assertion."""
    assertions: tuple[Assertion, ...]


Finding = Sequence[Mapping[str, Term]]
"""The rows of one finding, which differ by assertion."""


def findings(store: Store, query: str, *keys: str) -> list[Finding]:
    """Return what a query finds, without reading who states it.

    Args:
        store: the graph.
        query: one whose rows are ordered by the keys and have an `assertion` each.
        keys: the variables that tell one finding from another; a row may lack the value of one.
    """
    rows = store.select(query)
    return [list(group) for _, group in groupby(rows, key=lambda row: [row.get(key) for key in keys])]


def stated(reader: EntityReader, query: str, *keys: str) -> tuple[References, list[Stated]]:
    """Return what a query finds with everyone who states it, and what names all of it; see `findings`."""
    return with_evidence(reader, findings(reader.store, query, *keys), *keys)


def with_evidence(
    reader: EntityReader, found: Sequence[Finding], *keys: str
) -> tuple[References, list[Stated]]:
    """Return findings with everyone who states them, and what names all that they are of."""
    references = reader.references(
        {Iri(row["assertion"].value) for rows in found for row in rows},
        {term for rows in found for key in keys if isinstance(term := rows[0].get(key), Iri)},
    )
    told = []
    for rows in found:
        assertions = dict.fromkeys(row["assertion"].value for row in rows)
        told.append(Stated(rows[0], tuple(map(references.assertion, assertions))))
    return references, told
