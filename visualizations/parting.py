"""How boxes are pushed apart until none overlaps, and how parts of a network are packed side by side."""

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from visualizations.boxes import Boxes
from visualizations.stress import Points, Ties

BETWEEN: Final = 24.0
"""Air between parts of a network that no tie joins, in units of the layout."""
PRESSED: Final = 0.65
"""How much of their limits boxes may cover to begin within them; more are given room at once."""
ROOMY: Final = 0.5
"""How much of their room those cover then."""

_SETTLING: Final = 60
_SELDOM: Final = 3
_HELPFUL: Final = 0.95
_PATIENCE: Final = 4
_GROWTH: Final = 1.03
_PASSING: Final = 60_000
_TOUCH: Final = 0.5
_MANY: Final = 400


def parted(
    marks: Points, boxes: Boxes, ties: Ties, limits: NDArray[np.float64], clearance: float = 0
) -> Points:
    """Push boxes apart until none overlaps, and marks off the lines that pass them while things settle.

    What has many ties stays where it is, and what has few gives way, so that the network keeps its shape.
    Few boxes begin within the limits, many with the room that they need. Whenever pushing helps no more, they
    get a little more room.

    Args:
        marks: where the marks of the boxes stand.
        boxes: the boxes.
        ties: which of them are joined by lines.
        limits: the width and height that they should keep to.
        clearance: how far a line should pass a mark's middle; 0 if lines do not matter.

    Returns:
        Where the marks stand then.
    """
    cover = float(boxes.areas.sum() / limits.prod())
    scale = 1.0 if cover <= PRESSED else float(np.sqrt(cover / ROOMY))
    # Two boxes in one place have no side to move to: set them a hair apart, each in its own direction.
    turn = np.arange(len(marks)) * 2.4
    centres = boxes.centres(marks) * scale + 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))
    lightness = 1 / (1 + np.bincount(ties.ravel(), minlength=len(marks)))
    least, waited = np.inf, 0
    for count in itertools.count():
        push = _push(centres, boxes.sizes, lightness)
        overlap = float(np.abs(push).sum())
        is_settling = bool(clearance) and count <= _SETTLING
        if is_settling and count % _SELDOM == 0:
            push += _aside(boxes.marks(centres), ties, clearance) * np.minimum(4 * lightness, 1)[:, None]
        if not push.any() and (count % _SELDOM == 0 or not is_settling):
            break
        room = np.maximum((limits * scale - boxes.sizes) / 2, 0)
        centres = np.clip(centres + push, -room, room)
        least, waited = (overlap, 0) if overlap < least * _HELPFUL else (least, waited + 1)
        if overlap and waited >= _PATIENCE:
            centres, scale, waited = centres * _GROWTH, scale * _GROWTH, 0
    return boxes.marks(centres)


def packed(parts: Sequence[tuple[Points, Boxes]], limits: NDArray[np.float64]) -> list[Points]:
    """Move the parts of a network side by side, the largest first: in columns on a wide screen, else in rows.

    Returns where the marks of each part stand, around the middle of them all.
    """
    along = int(limits[1] > limits[0])
    across = 1 - along
    extents = [boxes.extent(marks) for marks, boxes in parts]
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
        marks - low + corner - middle
        for (marks, _), (low, _), corner in zip(parts, extents, corners, strict=True)
    ]


def _aside(marks: Points, ties: Ties, clearance: float) -> Points:
    """Return how each mark should move to leave the lines of others' ties; where there are too many, none."""
    if len(marks) * len(ties) > _PASSING:
        return np.zeros_like(marks)
    spots = marks @ (1, 1j)  # numpy is slow to add up pairs, so points are complex numbers here
    start, along = spots[ties[:, 0]], spots[ties[:, 1]] - spots[ties[:, 0]]
    length = np.maximum(np.abs(along), 1e-9)
    away = spots[:, None] - start
    away -= np.clip((away * along.conj()).real / length**2, 0, 1) * along
    near = away.real**2 + away.imag**2 < clearance**2
    near[ties.T, np.arange(len(ties))] = False
    mark, tie = near.nonzero()
    away, distance = away[near], np.abs(away[near])
    way = np.where(distance > 0.1, away / np.maximum(distance, 0.1), along[tie] / length[tie] * 1j)
    push = (clearance - distance) * way / 2
    return np.column_stack([np.bincount(mark, part, len(marks)) for part in (push.real, push.imag)])


def _push(centres: Points, sizes: Points, lightness: NDArray[np.float64]) -> Points:
    """Return how each box should move to leave others, the lighter of two most of the shorter way."""
    one, other = _overlapping(centres, sizes)
    push = np.zeros_like(centres)
    if not len(one):
        return push
    gap = centres[other] - centres[one]
    overlap = (sizes[one] + sizes[other]) / 2 - np.abs(gap)
    is_across = overlap[:, 0] <= overlap[:, 1]
    way = np.where(gap < 0, -overlap, overlap) * np.column_stack((is_across, ~is_across))
    share = lightness[one] / (lightness[one] + lightness[other])
    for axis in (0, 1):
        push[:, axis] = np.bincount(other, way[:, axis] * (1 - share), len(centres))
        push[:, axis] -= np.bincount(one, way[:, axis] * share, len(centres))
    return push


def _overlapping(centres: Points, sizes: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of boxes that overlap; of many boxes only those near each other are compared."""
    if len(centres) <= _MANY:
        half = (sizes - _TOUCH) / 2
        (x, y), (side, rise) = centres.T, half.T
        found = np.abs(x[:, None] - x) < side[:, None] + side
        found &= np.abs(y[:, None] - y) < rise[:, None] + rise
        one, other = found.nonzero()
        return one[one < other], other[one < other]
    pairs = cKDTree(centres / sizes.max(axis=0)).query_pairs(1, p=np.inf, output_type="ndarray")
    one, other = pairs[:, 0], pairs[:, 1]
    gap = np.abs(centres[one] - centres[other])
    is_overlap = (gap < (sizes[one] + sizes[other]) / 2 - _TOUCH).all(axis=1)
    return one[is_overlap], other[is_overlap]
