"""The queries that our own readers ask, each a file that can be read, compared and run by hand."""

from functools import cache
from pathlib import Path


@cache
def query(name: str) -> str:
    """Return the text of a query by its file's name without the suffix.

    >>> "SELECT" in query("statements")
    True
    """
    return (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")
