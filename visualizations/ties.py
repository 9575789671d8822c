"""What is tied to what, drawn in two columns with a line for each tie: no layout has to be looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from visualizations.labels import wrap

_TYPE: Final = 14
_LINE: Final = 17
"""From one line of a name to the next, in pixels."""
_LONGEST: Final = 14.0
"""Widest line of a name, in ems."""
_WORDS: Final = round(_LONGEST * _TYPE)
_BETWEEN: Final = 130
"""From the marks on the left to those on the right."""
_BESIDE: Final = 14
"""From a mark to its name."""
_ROUNDS: Final = 8
_AIR: Final = 10
"""Between two names, and around the drawing."""


class Named(NamedTuple):
    """A thing to be drawn."""

    key: str
    """Tells it from the others of its column."""
    name: str


class Mark(NamedTuple):
    """Where a thing stands, with its name in lines."""

    x: int
    y: float
    lines: Sequence[str]


@dataclass(frozen=True)
class Ties:
    """A drawing; lengths in pixels."""

    width: int
    height: int
    left: Sequence[Mark]
    right: Sequence[Mark]
    lines: Sequence[tuple[Mark, Mark]]
    line: int = _LINE
    beside: int = _BESIDE


def ties(pairs: Sequence[tuple[Named, Named]]) -> Ties:
    """Draw pairs, the first of each on the left and the other on the right, near what they are tied to.

    Each column in turn is sorted by the mean place of what its things are tied to in the other (Sugiyama et
    al. 1981, https://doi.org/10.1109/TSMC.1981.4308636), which leaves few lines that cross.
    """
    turned = [(other, one) for one, other in pairs]
    first, second = (list(dict.fromkeys(one for one, _ in found)) for found in (pairs, turned))
    for _ in range(_ROUNDS):
        second = _near(first, pairs)
        first = _near(second, turned)
    height = max(_height(first), _height(second))
    x = _AIR + _WORDS + _BESIDE
    left, right = _column(first, x, height), _column(second, x + _BETWEEN, height)
    return Ties(
        width=2 * x + _BETWEEN,
        height=round(height),
        left=list(left.values()),
        right=list(right.values()),
        lines=[(left[one], right[other]) for one, other in dict.fromkeys(pairs)],
    )


def _near(column: Sequence[Named], pairs: Sequence[tuple[Named, Named]]) -> list[Named]:
    """Sort what a column is tied to by the mean place of what it is tied to there."""
    places = {thing: place for place, thing in enumerate(column)}
    tied: dict[Named, list[int]] = {}
    for one, other in pairs:
        tied.setdefault(other, []).append(places[one])
    return sorted(tied, key=lambda thing: sum(tied[thing]) / len(tied[thing]))


def _lines(thing: Named) -> list[str]:
    """Break the name of a thing into lines."""
    return wrap(thing.name, _LONGEST).split("\n")


def _height(column: Sequence[Named]) -> int:
    """Return how high a column is at least."""
    return _AIR + sum(len(_lines(thing)) * _LINE + _AIR for thing in column)


def _column(column: Sequence[Named], x: int, height: float) -> Mapping[Named, Mark]:
    """Place the things of a column, evenly over the height of the drawing."""
    spare = (height - _height(column)) / len(column)
    marks = {}
    y = float(_AIR)
    for thing in column:
        lines = _lines(thing)
        room = len(lines) * _LINE + _AIR + spare
        marks[thing] = Mark(x, round(y + (room - _AIR) / 2, 1), lines)
        y += room
    return marks
