"""How a name is broken into the lines of a label, and how much room they take, known without a browser.

The widths are those of the typeface that the pages carry, in its bolder weight, so that no label is wider
than said.
"""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

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
    return sum(_WIDTHS.get(character, _WIDEST) for character in text) / 1000


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
    lines = _filled(name, em)
    if len(lines) > LINES:
        return "\n".join([*lines[: LINES - 1], lines[LINES - 1] + " …"])
    narrower = (tenths / 10 for tenths in range(int(em * 10)))
    return "\n".join(next(_same_count(name, narrower, len(lines)), lines))


def _same_count(name: str, widths: Iterator[float], count: int) -> Iterator[list[str]]:
    """Yield the name broken at each width that needs no more than so many lines and is kept to."""
    for em in widths:
        lines = _filled(name, em)
        if len(lines) <= count:
            yield lines


def _filled(name: str, em: float) -> list[str]:
    """Fill line after line up to a width, breaking at spaces and after hyphens and strokes within words."""
    lines: list[str] = []
    joint = ""
    for match in _PIECE.finditer(name):
        piece = match.group()
        joined = lines[-1] + joint + piece if lines else piece
        if lines and width(joined) <= em:
            lines[-1] = joined
        else:
            lines.append(piece)
        joint = "" if name[match.end() : match.end() + 1].strip() else " "
    return lines
