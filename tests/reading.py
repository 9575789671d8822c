"""A made-up programme, built in memory, for whoever tests what is read from a graph."""

from functools import cache
from pathlib import Path
from typing import Final

from graph.build import assemble
from graph.store import EmbeddedStore

READING: Final = Path(__file__).parent / "graph" / "fixtures" / "reading"
"""The data folder of the made-up programme."""


@cache
def reading() -> EmbeddedStore:
    """Return everything that follows from the made-up programme; it never changes, so all tests share it."""
    return assemble(READING)
