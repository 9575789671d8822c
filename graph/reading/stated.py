"""What queries find in assertions, row by row: each finding once, with everyone who states it."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from graph.reading.descriptions import Assertion
from graph.reading.entities import EntityReader
from graph.reading.references import References
from graph.values import Iri, Term


class Stated(NamedTuple):
    """A finding, and the assertions that state it."""

    row: Mapping[str, Term]
    """The first of its rows; the others differ by assertion."""
    assertions: tuple[Assertion, ...]


def stated(reader: EntityReader, query: str, *keys: str) -> tuple[References, list[Stated]]:
    """Return what a query finds, and what names all that it finds.

    Args:
        reader: reads the graph.
        query: one whose rows are ordered by the keys and have an `assertion` each.
        keys: the variables that tell one finding from another; a row may lack the value of one.
    """
    rows = list(reader.store.select(query))
    references = reader.references(
        {Iri(row["assertion"].value) for row in rows},
        {term for row in rows for key in keys if isinstance(term := row.get(key), Iri)},
    )
    found = []
    for _, group in groupby(rows, key=lambda row: [row.get(key) for key in keys]):
        told = list(group)
        assertions = dict.fromkeys(row["assertion"].value for row in told)
        found.append(Stated(told[0], tuple(map(references.assertion, assertions))))
    return references, found
