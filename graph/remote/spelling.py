"""Truth as it was loaded, from engines that give `1` back for `true` (see `graph.remote.dialects`).

What a query computes is no matter of spelling: such an engine gives a number for it, and that stays one.
"""

import re
from typing import Final, Protocol

import pyoxigraph

from ontology.terms import XSD

_BOOLEAN: Final = pyoxigraph.NamedNode(XSD + "boolean")
_SPELLED: Final = {"1": "true", "0": "false"}
_IN_JSON: Final = re.compile(
    rb'("datatype"\s*:\s*"' + re.escape(f"{XSD}boolean".encode()) + rb'"\s*,\s*"value"\s*:\s*")([01])"'
)
"""A boolean in a table (https://www.w3.org/TR/sparql11-results-json/); quotation marks in a text are escaped,
so no text can look like one."""
_LONGEST: Final = 256
"""More bytes than a boolean takes in a table."""
_PIECE_BYTES: Final = 64 * 1024


class Readable(Protocol):
    """Bytes that come a piece at a time."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, none at the end."""
        ...


def spelled(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    """Return a literal with truth written out.

    >>> spelled(pyoxigraph.Literal("1", datatype=_BOOLEAN)).value
    'true'
    >>> spelled(pyoxigraph.Literal("1")).value
    '1'
    """
    if literal.datatype != _BOOLEAN or literal.value not in _SPELLED:
        return literal
    return pyoxigraph.Literal(_SPELLED[literal.value], datatype=_BOOLEAN)


class SpelledTable:
    """A table in JSON, with truth written out while it comes.

    >>> from io import BytesIO
    >>> found = b'{"datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value": "1"}'
    >>> SpelledTable(BytesIO(found)).read().endswith(b'"value": "true"}')
    True
    """

    def __init__(self, table: Readable) -> None:
        """Read from a table."""
        self._table = table
        self._ready, self._rest = b"", b""
        self._is_at_end = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        while not self._is_at_end and (size < 0 or len(self._ready) < size):
            piece = self._table.read(_PIECE_BYTES)
            self._is_at_end = not piece
            text = _IN_JSON.sub(_written_out, self._rest + piece)
            end = len(text) if self._is_at_end else max(len(text) - _LONGEST, 0)
            self._ready, self._rest = self._ready + text[:end], text[end:]
        end = len(self._ready) if size < 0 else size
        found, self._ready = self._ready[:end], self._ready[end:]
        return found


def _written_out(found: re.Match[bytes]) -> bytes:
    return found[1] + _SPELLED[found[2].decode()].encode() + b'"'
