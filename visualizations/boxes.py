"""The boxes that marks take with their labels: how large they are, how they are pushed apart and packed."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from visualizations.labels import width, wrap
from visualizations.stress import Points, Ties

LINE_HEIGHT: Final = 1.2
"""Distance between the lines of a label, in ems."""
MARK: Final = 0.87
"""Half the height of a mark, in ems of its label."""
GAP: Final = 5.0
"""Air between a mark and its label, in pixels."""
MARGIN: Final = 8.0
"""Air around mark and label, in pixels."""
CLEARANCE: Final = 18.0
"""Air between a mark's middle and a line that only passes it, in pixels."""
BETWEEN: Final = 24.0
"""Air between parts of a network that no tie joins, in pixels."""
FULL: Final = 0.65
"""How much of a screen boxes may cover to be pressed into it; more are given room."""
SMALLEST: Final = 0.6
"""How far boxes shrink when they are too many for a screen."""
ROOMY: Final = 0.5
"""How much of their room boxes cover that are not pressed."""

_SETTLING: Final = 200
_SELDOM: Final = 3
_HELPFUL: Final = 0.95
_PATIENCE: Final = 10
_GROWTH: Final = 1.02
_PASSING: Final = 60_000


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

    @property
    def size(self) -> NDArray[np.float64]:
        """Width and height."""
        return np.array([self.width, self.height])

    def share(self, part: float) -> NDArray[np.float64]:
        """Return the size of a part of the screen: a slice of the longer side, or a small screen."""
        if part < 0.5:
            return self.size * float(np.sqrt(part))
        return np.where(self.size == self.size.max(), self.size * part, self.size)


@dataclass(frozen=True)
class Boxes:
    """The room that marks take with their labels, in whichever of the two languages is wider."""

    sizes: Points
    """Width and height of each."""
    drop: NDArray[np.float64]
    """How far the middle of the box lies below the mark."""

    @classmethod
    def around(cls, nodes: Iterable[Mapping[str, str]], screen: Screen) -> "Boxes":
        """Measure marks and labels of nodes on a screen."""
        type_size = screen.type_size
        sizes, drops = [], []
        for node in nodes:
            labels = [wrap(node[name], screen.line).split("\n") for name in ("label_nb", "label_en")]
            wide = max(2 * MARK, *(width(line) for lines in labels for line in lines)) * type_size
            deep = GAP + max(map(len, labels)) * LINE_HEIGHT * type_size
            sizes.append((wide + MARGIN, 2 * MARK * type_size + deep + MARGIN))
            drops.append(deep / 2)
        return cls(np.array(sizes), np.array(drops))

    def ratio(self, limits: NDArray[np.float64]) -> float:
        """Return how small boxes must be to find room within limits; their labels then fit from nearer."""
        return min(1.0, max(SMALLEST, float(np.sqrt(FULL / self.cover(limits)))))

    def scaled(self, ratio: float) -> "Boxes":
        """Return boxes of other sizes."""
        return Boxes(self.sizes * ratio, self.drop * ratio)

    def cover(self, limits: NDArray[np.float64]) -> float:
        """Return how much of the limits the boxes cover, 1 being all of it."""
        return float(self.sizes.prod(axis=1).sum() / limits.prod())

    def centres(self, marks: Points) -> Points:
        """Return the middles of the boxes whose marks stand at the points."""
        return np.column_stack((marks[:, 0], marks[:, 1] + self.drop))

    def marks(self, centres: Points) -> Points:
        """Return where the marks stand in boxes around the points."""
        return np.column_stack((centres[:, 0], centres[:, 1] - self.drop))


def parted(centres: Points, boxes: Boxes, ties: Ties, limits: NDArray[np.float64]) -> Points:
    """Push boxes apart until none overlaps, and marks off the lines that pass them while things settle.

    Few boxes begin within the limits, many with the room that they need. Whenever pushing helps no more, they
    get a little more room.
    """
    cover = boxes.cover(limits)
    scale = 1.0 if cover <= FULL * 1.001 else float(np.sqrt(cover / ROOMY))
    # Two boxes in one place have no side to move to: set them a hair apart, each in its own direction.
    turn = np.arange(len(centres)) * 2.4
    centres = centres * scale + 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))
    least, waited = np.inf, 0
    for count in itertools.count():
        push = _push(centres, boxes.sizes)
        overlap = float(np.abs(push).sum())
        is_complete = count % _SELDOM == 0 or count > _SETTLING
        if count % _SELDOM == 0 and count <= _SETTLING:
            push += _aside(boxes.marks(centres), ties)
        if is_complete and not push.any():
            break
        room = np.maximum((limits * scale - boxes.sizes) / 2, 0)
        centres = np.clip(centres + push, -room, room)
        least, waited = (overlap, 0) if overlap < least * _HELPFUL else (least, waited + 1)
        if overlap and waited >= _PATIENCE:
            centres, scale, waited = centres * _GROWTH, scale * _GROWTH, 0
    return centres


def packed(parts: Sequence[tuple[Points, Boxes]], limits: NDArray[np.float64]) -> list[Points]:
    """Move the parts of a network side by side, the largest first: in columns on a wide screen, else in rows.

    Returns the middles of the boxes of each part, around the middle of them all.
    """
    along = int(limits[1] > limits[0])
    across = 1 - along
    extents = [
        ((centres - boxes.sizes / 2).min(axis=0), (centres + boxes.sizes / 2).max(axis=0))
        for centres, boxes in parts
    ]
    sizes = np.array([high - low + BETWEEN for low, high in extents])
    deep = max(sizes[:, across].max(), np.sqrt(sizes.prod(axis=1).sum() * limits[across] / limits[along]))
    corner, breadth = np.zeros(2), 0.0
    corners = []
    for size in sizes:
        if corner[across] > 0 and corner[across] + size[across] > deep:
            corner[along] += breadth
            corner[across], breadth = 0, 0.0
        corners.append(corner.copy())
        corner[across] += size[across]
        breadth = max(breadth, size[along])
    middle = (np.array(corners) + sizes - BETWEEN).max(axis=0) / 2
    return [
        centres - low + corner - middle
        for (centres, _), (low, _), corner in zip(parts, extents, corners, strict=True)
    ]


def _aside(marks: Points, ties: Ties) -> Points:
    """Return how each mark should move to leave the lines of others' ties; where there are too many, none."""
    if len(marks) * len(ties) > _PASSING:
        return np.zeros_like(marks)
    spots = marks @ (1, 1j)  # numpy is slow to add up pairs, so points are complex numbers here
    start, along = spots[ties[:, 0]], spots[ties[:, 1]] - spots[ties[:, 0]]
    length = np.maximum(np.abs(along), 1e-9)
    away = spots[:, None] - start
    away -= np.clip((away * along.conj()).real / length**2, 0, 1) * along
    near = away.real**2 + away.imag**2 < CLEARANCE**2
    near[ties.T, np.arange(len(ties))] = False
    mark, tie = near.nonzero()
    away, distance = away[near], np.abs(away[near])
    way = np.where(distance > 0.1, away / np.maximum(distance, 0.1), along[tie] / length[tie] * 1j)
    push = np.zeros_like(spots)
    np.add.at(push, mark, (CLEARANCE - distance) * way / 2)
    return np.column_stack((push.real, push.imag))


def _push(centres: Points, sizes: Points) -> Points:
    """Return how each box should move to leave those it overlaps: each pair shares the shorter way out."""
    pairs = cKDTree(centres / sizes.max(axis=0)).query_pairs(1, p=np.inf, output_type="ndarray")
    one, other = pairs[:, 0], pairs[:, 1]
    gap = centres[other] - centres[one]
    overlap = (sizes[one] + sizes[other]) / 2 - np.abs(gap)
    real = (overlap > 0.5).all(axis=1)
    one, other, gap, overlap = one[real], other[real], gap[real], overlap[real]
    shorter = np.eye(2)[overlap.argmin(axis=1)]
    way = np.where(gap < 0, -1, 1) * overlap * shorter * 0.5
    push = np.zeros_like(centres)
    np.add.at(push, one, -way)
    np.add.at(push, other, way)
    return push
