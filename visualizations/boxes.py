"""The boxes that marks take on the map: alone, or with their labels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visualizations.labels import width, wrap
from visualizations.stress import Points

LINE_HEIGHT: Final = 1.2
"""Distance between the lines of a label, in ems."""
LEAST_TYPE: Final = 12.5
"""The smallest type of a label, from however far one looks, in pixels."""
LEAST_MARK: Final = 0.6
"""The smallest marks, as a share of their full size."""
GAP: Final = 5.0
"""Air between a mark and its label, in pixels."""
MARGIN: Final = 8.0
"""Air around mark and label, in pixels."""
RIM: Final = 4.0
"""Air around a mark alone, in pixels."""


@dataclass(frozen=True)
class Screen:
    """A shape of screen that a layout is made for; sizes in pixels."""

    name: str
    width: float
    height: float
    type_size: float
    """Full size of a label's type."""
    line: float
    """Widest line of a label, in ems."""
    marks: Mapping[str, float]
    """Full height of a mark by the mode of its node: `actor`, `setting`, `idea` or `group`."""

    @property
    def size(self) -> NDArray[np.float64]:
        """Width and height."""
        return np.array([self.width, self.height])

    def type_at(self, scale: float) -> float:
        """Return the size of type where one looks from some scale, 1 being that of full size."""
        return min(max(self.type_size * scale, LEAST_TYPE), self.type_size)

    def mark_at(self, scale: float) -> float:
        """Return how much of their full size marks have there."""
        return min(max(scale, LEAST_MARK), 1)

    def share(self, part: float) -> NDArray[np.float64]:
        """Return the size of a part of the screen: a slice of the longer side, or a small screen."""
        if part < 0.5:
            return self.size * float(np.sqrt(part))
        return np.where(self.size == self.size.max(), self.size * part, self.size)


@dataclass(frozen=True)
class Boxes:
    """The room that marks take, in units of the layout: a pixel each where one looks at scale 1."""

    side: NDArray[np.float64]
    """How far each box reaches to the left and to the right of the middle of its mark."""
    above: NDArray[np.float64]
    """How far it reaches above that."""
    below: NDArray[np.float64]
    """How far it reaches below that."""

    @cached_property
    def sizes(self) -> Points:
        """Width and height of each."""
        return np.column_stack((2 * self.side, self.above + self.below))

    @property
    def areas(self) -> NDArray[np.float64]:
        """What each covers."""
        areas: NDArray[np.float64] = self.sizes.prod(axis=1)
        return areas

    @cached_property
    def _drop(self) -> Points:
        """The way from the middle of each mark to that of its box."""
        return np.column_stack((np.zeros(len(self.side)), (self.below - self.above) / 2))

    def where(self, chosen: NDArray[np.bool_], others: "Boxes") -> "Boxes":
        """Return these boxes where they are chosen, and others elsewhere."""
        return Boxes(
            np.where(chosen, self.side, others.side),
            np.where(chosen, self.above, others.above),
            np.where(chosen, self.below, others.below),
        )

    def joined(self, others: "Boxes") -> "Boxes":
        """Return boxes that hold both these and others of the same marks."""
        return Boxes(
            np.maximum(self.side, others.side),
            np.maximum(self.above, others.above),
            np.maximum(self.below, others.below),
        )

    def of(self, numbers: NDArray[np.intp]) -> "Boxes":
        """Return some of the boxes."""
        return Boxes(self.side[numbers], self.above[numbers], self.below[numbers])

    def centres(self, marks: Points) -> Points:
        """Return the middles of the boxes whose marks stand at the points."""
        return marks + self._drop

    def marks(self, centres: Points) -> Points:
        """Return where the marks stand in boxes around the points."""
        return centres - self._drop

    def corners(self, marks: Points) -> tuple[Points, Points]:
        """Return the corners of each, up to the left and down to the right, where the marks stand."""
        centres = self.centres(marks)
        return centres - self.sizes / 2, centres + self.sizes / 2

    def extent(self, marks: Points) -> tuple[Points, Points]:
        """Return the corners of what all of them take together."""
        low, high = self.corners(marks)
        return low.min(axis=0), high.max(axis=0)

    def overlapping(self, others: "Boxes", marks: Points, touch: float) -> NDArray[np.bool_]:
        """Tell which boxes (rows) overlap which others (columns) of other marks, by more than a touch."""
        gap = np.abs(self.centres(marks)[:, None] - others.centres(marks))
        found: NDArray[np.bool_] = np.all(gap < (self.sizes[:, None] + others.sizes) / 2 - touch, axis=2)
        np.fill_diagonal(found, val=False)
        return found


@dataclass(frozen=True)
class Figures:
    """How large the marks and labels of some nodes are on a screen."""

    screen: Screen
    heights: NDArray[np.float64]
    """Full heights of the marks, in pixels."""
    widths: NDArray[np.float64]
    """Widths of the labels, in ems."""
    lines: NDArray[np.float64]
    """Numbers of their lines."""

    @classmethod
    def of(cls, nodes: Iterable[Mapping[str, Any]], screen: Screen) -> "Figures":
        """Measure nodes, their labels in whichever of the two languages takes more room."""
        found = [
            (screen.marks[node["mode"]], *_label(node["label_nb"], node["label_en"], screen.line))
            for node in nodes
        ]
        return cls(screen, *np.array(found, dtype=float).reshape(-1, 3).T)

    def alone(self, scale: float) -> Boxes:
        """Return the room of the marks where one looks from some scale."""
        half = (self.heights * self.screen.mark_at(scale) + RIM) / 2 / scale
        return Boxes(half, half, half)

    def labelled(self, scale: float = 1) -> Boxes:
        """Return the room of the marks and their labels where one looks from some scale."""
        half, type_size = self.heights * self.screen.mark_at(scale) / 2, self.screen.type_at(scale)
        side = np.maximum(half, self.widths * type_size / 2)
        below = half + GAP + self.lines * LINE_HEIGHT * type_size
        return Boxes(*((reach + MARGIN / 2) / scale for reach in (side, half, below)))


@cache
def _label(name: str, translated: str, line: float) -> tuple[float, int]:
    """Return how wide a label is, in ems, and how many lines it has, the most of both languages."""
    labels = [wrap(each, line).split("\n") for each in (name, translated)]
    return max(width(text) for lines in labels for text in lines), max(map(len, labels))
