"""A made-up programme whose words formats may trip over, exported for whoever tests an export."""

import io
from functools import cache
from pathlib import Path
from typing import Final

from graph.build import assemble
from graph.exports import Edition, require
from graph.reading.entities import EntityReader
from graph.store import EmbeddedStore

VIKDAL: Final = Path(__file__).parent.parent / "fixtures" / "exports"
"""The data folder of the programme."""


@cache
def vikdal() -> EmbeddedStore:
    """Return everything that follows from the programme; it never changes, so all tests share it."""
    return assemble(VIKDAL)


@cache
def edition() -> Edition:
    """Return the edition that is exported."""
    return edition_of(vikdal(), "vikdal")


def edition_of(store: EmbeddedStore, programme: str) -> Edition:
    """Return an edition of a store that nobody has published."""
    return Edition(EntityReader(store), "0123456789abcdef" * 2, "1.2.3", (programme,))


@cache
def exported(what: str, form: str, language: str = "nb") -> bytes:
    """Return an export."""
    export, output = require(what), io.BytesIO()
    export.write(edition(), export.require_format(form), language, output)
    return output.getvalue()
