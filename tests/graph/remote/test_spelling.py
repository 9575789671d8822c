"""Truth in a table of an engine that gives `1` for it, wherever a piece of the table ends."""

import json
from io import BytesIO

import pytest

from graph.remote.spelling import SpelledTable
from ontology.terms import XSD

ROWS = [
    {"o": {"type": "typed-literal", "datatype": XSD + "boolean", "value": "1"}},
    {"o": {"type": "typed-literal", "datatype": XSD + "boolean", "value": "0"}},
    {"o": {"type": "typed-literal", "datatype": XSD + "integer", "value": "1"}},
    {"o": {"type": "literal", "value": f'"datatype": "{XSD}boolean", "value": "1"'}},
]
TABLE = json.dumps({"results": {"bindings": ROWS}}).encode()


class Pieces(BytesIO):
    """Gives a few bytes at a time."""

    def __init__(self, content: bytes, most: int) -> None:
        super().__init__(content)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._most)


@pytest.mark.parametrize("most", [1, 7, 100, 10_000])
def test_only_booleans_are_spelled_out(most: int) -> None:
    table = SpelledTable(Pieces(TABLE, most))
    found = b"".join(iter(lambda: table.read(10), b""))
    told = [row["o"]["value"] for row in json.loads(found)["results"]["bindings"]]
    assert told == ["true", "false", "1", ROWS[3]["o"]["value"]]


def test_no_more_is_given_than_is_asked_for() -> None:
    assert len(SpelledTable(BytesIO(TABLE)).read(10)) == 10
