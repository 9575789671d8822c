"""Points on a plane for the nodes of a connected network: what is few ties apart stands near each other.

A tie is the longer, the more ties its ends have, so that what stands around them has room.

This is stress majorization (Gansner, Koren, North 2004, https://doi.org/10.1007/978-3-540-31843-9_25), begun
from a circle and from classical scaling (Brandes, Pich 2007, https://doi.org/10.1007/978-3-540-70904-6_6), of
which the better result is kept.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path
from scipy.spatial.distance import cdist

Points = NDArray[np.float64]
"""One row a node: x to the right, y down."""
Ties = NDArray[np.intp]
"""One row a tie: the numbers of its two nodes."""

_ROOM: Final = 0.75
"""A tie of a node with n ties is half as long as n raised to this, and what its other end adds."""
_TRIAL: Final = 60
_ROUNDS: Final = 240
_STILL: Final = 0.005
_LARGE: Final = 1000
_PIVOTS: Final = 100


def relaxed(count: int, ties: Ties) -> Points:
    """Return a place for each node, the tie between two that have no other being one unit long.

    Between equally good places the order of the nodes decides. A large network is laid out by the distances
    to the nodes with the most ties alone.

    >>> relaxed(2, np.array([[0, 1]])).shape
    (2, 2)
    """
    degrees = np.bincount(ties.ravel(), minlength=count)
    if count > _LARGE:
        return _scaling(_distances(count, ties, np.argsort(-degrees, kind="stable")[:_PIVOTS]))
    distance = _distances(count, ties, np.arange(count))
    candidates = [_majorize(start, distance, _TRIAL) for start in (_circle(degrees), _scaling(distance))]
    stresses = [round(_stress(points, distance), 2) for points in candidates]
    return _majorize(candidates[stresses.index(min(stresses))], distance, _ROUNDS)


def _distances(count: int, ties: Ties, pivots: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return how long the way is, tie by tie, from every node (row) to each pivot (column)."""
    room = np.bincount(ties.ravel(), minlength=count) ** _ROOM
    lengths = room[ties].sum(axis=1) / 2
    adjacency = coo_array((lengths, (ties[:, 0], ties[:, 1])), shape=(count, count)).tocsr()
    distance: NDArray[np.float64] = shortest_path(adjacency, directed=False, indices=pivots)
    transposed: NDArray[np.float64] = distance.T
    return transposed


def _circle(degrees: NDArray[np.intp]) -> Points:
    """Put the nodes on a circle in their order, those with many ties nearer to its middle."""
    angle = 2 * np.pi * np.arange(len(degrees)) / len(degrees)
    radius = 1 - 0.8 * degrees / max(degrees.max(), 1)
    return np.column_stack((-np.cos(angle) * radius, -np.sin(angle) * radius))


def _scaling(distance: NDArray[np.float64]) -> Points:
    """Return the plane that keeps most of the distances to the pivots."""
    squared = distance**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    axes: Points = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    points: Points = centred @ axes
    largest = max(float(np.abs(points).max()), 1e-9)
    return points * (float(distance.max()) / 2 / largest)


def _majorize(points: Points, distance: NDArray[np.float64], rounds: int) -> Points:
    """Lower the stress of a layout until it stays, by the majorization that never raises it."""
    count = len(points)
    weight = 1 / (distance + np.eye(count)) ** 2 - np.eye(count)
    even = np.full((count, count), 1 / count)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + even) - even
    wished = weight * distance
    for _ in range(rounds):
        apart = cdist(points, points)
        apart[apart <= 1e-9] = np.inf  # what stands in one place does not pull
        pull = np.divide(wished, apart, out=apart)
        moved = inverse @ (pull.sum(axis=1, keepdims=True) * points - pull @ points)
        is_still = np.abs(moved - points).max() < _STILL
        points = moved
        if is_still:
            break
    return points


def _stress(points: Points, distance: NDArray[np.float64]) -> float:
    """Sum how far distances on the plane are from those in the network, near ones weighing more."""
    weight = 1 / (distance + np.eye(len(points))) ** 2
    return float((weight * (cdist(points, points) - distance) ** 2).sum())
