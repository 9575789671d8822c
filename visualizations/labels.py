"""How a name is broken into the lines of a label, and how much room they take, known without a browser.

The widths are those of the typeface that the pages carry, in its bolder weight, so that no label is wider
than said.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

LINES: Final = 3
"""Most lines of a label; the rest of a longer name is told by the details."""

_WIDTHS: Final[dict[str, int]] = json.loads(
    files("visualizations").joinpath("label_widths.json").read_text(encoding="utf-8")
)["widths"]
_WIDEST: Final = max(_WIDTHS.values())
_PIECE: Final = re.compile(r"\S+?(?:-(?=\w)|/(?=\w)|(?=\s|$))")


def width(text: str) -> float:
    """Return how wide a line of text is, in ems; a character without a known width counts as the widest.

    >>> width("æ") > width("a") > width("i")
    True
    """
    return _thousandths(text) / 1000


@cache
def _thousandths(text: str) -> int:
    """Return how wide a line of text is, in thousandths of an em."""
    return sum(_WIDTHS.get(character, _WIDEST) for character in text)


@cache
def wrap(name: str, em: float) -> str:
    """Break a name into lines of about equal length, the fewest that do; a single longer word keeps its line.

    Args:
        name: what stands in the label.
        em: the widest line, in ems.

    >>> print(wrap("Det regionale samarbeidet", 9))
    Det regionale
    samarbeidet
    >>> print(wrap("Skole", 9))
    Skole
    """
    pieces = tuple(_pieces(name))
    lines = _filled(pieces, em * 1000)
    if len(lines) > LINES:
        return "\n".join([*lines[: LINES - 1], lines[LINES - 1] + " …"])
    if len(lines) == 1:
        return lines[0]
    widths = [*range(0, int(em * 1000), 100), em * 1000]
    fitting = bisect_left(widths, -len(lines), key=lambda wide: -len(_filled(pieces, wide)))
    return "\n".join(_filled(pieces, widths[fitting]))


class _Piece(NamedTuple):
    """A part of a name that is never broken."""

    text: str
    width: int
    """In thousandths of an em."""
    joint: str
    """What stands between it and the piece before: a space, or nothing after a hyphen or a stroke."""


def _pieces(name: str) -> Iterator[_Piece]:
    """Take a name apart at spaces and after hyphens and strokes within words."""
    joint = ""
    for match in _PIECE.finditer(name):
        yield _Piece(match.group(), _thousandths(match.group()), joint)
        joint = "" if name[match.end() : match.end() + 1].strip() else " "


def _filled(pieces: Iterable[_Piece], thousandths: float) -> list[str]:
    """Fill line after line up to a width; a single wider piece keeps its line."""
    lines: list[str] = []
    filled = 0
    for piece in pieces:
        longer = filled + _thousandths(piece.joint) + piece.width
        if lines and longer <= thousandths:
            lines[-1] += piece.joint + piece.text
            filled = longer
        else:
            lines.append(piece.text)
            filled = piece.width
    return lines
