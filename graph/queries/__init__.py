"""The queries that our own readers ask, each a file that can be read, compared and run by hand."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graph.values import Iri


@cache
def query(name: str) -> str:
    """Return the text of a query by its file's name without the suffix.

    >>> "SELECT" in query("statements")
    True
    """
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")


def among(name: str, variable: str, things: Iterable[Iri]) -> str:
    """Return a query with the only things in it that a variable may stand for.

    >>> "VALUES ?matter { <x:a> <x:b> }" in among("matters", "matter", [Iri("x:a"), Iri("x:b")])
    True
    """
    values = " ".join(map(str, things))
    return query(name).replace("WHERE {", f"WHERE {{\n  VALUES ?{variable} {{ {values} }}", 1)
