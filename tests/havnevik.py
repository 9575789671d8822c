"""A made-up programme with what is put side by side, in memory: conflicts, gaps, and who was not there."""

from functools import cache
from pathlib import Path
from typing import Final

from graph.build import assemble
from graph.reading.entities import EntityReader

HAVNEVIK: Final = Path(__file__).parent / "graph" / "fixtures" / "views"
"""The data folder of the programme, which has questions too."""


@cache
def havnevik() -> EntityReader:
    """Return what reads the programme; it never changes, so all tests share it."""
    return EntityReader(assemble(HAVNEVIK))
