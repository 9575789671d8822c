"""Where everything stands on the map: computed once, at build, and the same for the same graph.

Stress majorization (Gansner, Koren, North 2004, https://doi.org/10.1007/978-3-540-31843-9_25) puts what is few ties
apart near each other; then boxes that hold a mark and its label are pushed apart until none overlaps. Two layouts are
kept, one for a wide screen and one for a phone, in pixels at which labels have their full size.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from graph.errors import SnapshotError
from graph.networks import MODALITIES, actors_by_arenas
from graph.store import Store
from visualizations.labels import width, wrap

FILE: Final = "layout.json"
TYPE_SIZE: Final = 15.0
"""Size of a label's type, in pixels."""
LINE_HEIGHT: Final = 18.0
"""Distance between the lines of a label, in pixels."""
MARK: Final = 13.0
"""Half the height of a mark, in pixels."""
GAP: Final = 5.0
"""Air between a mark and its label, in pixels."""
MARGIN: Final = 7.0
"""Air around mark and label, in pixels."""
LONGEST: Final = 240.0
"""Longest a tie is stretched to fill a screen, in pixels."""

_ROUNDS: Final = 300
_LARGE: Final = 1500

Points = NDArray[np.float64]
"""One row a node: x to the right, y down."""


@dataclass(frozen=True)
class Screen:
    """A shape of screen that a layout is made for; sizes in pixels."""

    name: str
    width: float
    height: float


SCREENS: Final = (Screen("wide", 940, 520), Screen("tall", 350, 470))

Layout = Mapping[str, Mapping[str, tuple[int, int]]]
"""Screen -> node -> x and y, in pixels from the middle."""


def write_layout(store: Store, path: Path) -> None:
    """Write `layout.json` for the map of a store into a new snapshot's directory."""
    network = actors_by_arenas(store, MODALITIES)
    layout = {screen.name: place(network, screen) for screen in SCREENS}
    text = json.dumps(layout, ensure_ascii=False, indent=1, sort_keys=True)
    (path / FILE).write_text(text + "\n", encoding="utf-8")


def read_layout(path: Path) -> Layout:
    """Read what `write_layout` wrote.

    Raises:
        SnapshotError: the file is missing or unreadable.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            screen.name: {node: (int(x), int(y)) for node, (x, y) in stored[screen.name].items()}
            for screen in SCREENS
        }
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotError(f"The layout {path} cannot be read: {error}. Run `husk build` again.") from error


def place(network: "nx.Graph[str]", screen: Screen) -> dict[str, tuple[int, int]]:
    """Place the nodes of a network for a screen, so that no two boxes of mark and label overlap.

    Nodes are strings with attributes `label_nb` and `label_en`. Between positions that are equally good their order in
    the network decides, so what should stand side by side should follow each other there.

    >>> place(nx.path_graph(0), SCREENS[0])
    {}
    """
    nodes = list(network)
    if not nodes:
        return {}
    boxes = Boxes.around(network.nodes[node] for node in nodes)
    shape = _fill(_turn(_relax(network), screen), boxes, screen)
    points = boxes.marks(_part(shape, boxes, screen))
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, points, strict=True)}


@dataclass(frozen=True)
class Boxes:
    """The rooms that marks take with their labels, in whichever of the two languages is wider."""

    sizes: Points
    """Width and height of each."""
    drop: NDArray[np.float64]
    """How far the middle of the box lies below the mark."""

    @classmethod
    def around(cls, nodes: Iterable[Mapping[str, str]]) -> "Boxes":
        """Measure the labels of nodes."""
        sizes, drops = [], []
        for node in nodes:
            labels = [wrap(node["label_nb"]).split("\n"), wrap(node["label_en"]).split("\n")]
            wide = max(width(line) for lines in labels for line in lines) * TYPE_SIZE
            deep = GAP + max(map(len, labels)) * LINE_HEIGHT
            sizes.append((max(wide, 2 * MARK) + MARGIN, 2 * MARK + deep + MARGIN))
            drops.append(deep / 2)
        return cls(np.array(sizes), np.array(drops))

    def centres(self, marks: Points) -> Points:
        """Return the middles of the boxes whose marks stand at the points."""
        return np.column_stack((marks[:, 0], marks[:, 1] + self.drop))

    def marks(self, centres: Points) -> Points:
        """Return where the marks stand in boxes around the points."""
        return np.column_stack((centres[:, 0], centres[:, 1] - self.drop))


def _relax(network: "nx.Graph[str]") -> Points:
    """Return the better of two layouts by stress: begun from a circle, and from classical scaling."""
    distance = _distances(network)
    relaxed = [_majorize(start, distance) for start in (_circle(network), _scaling(distance))]
    stresses = [round(_stress(points, distance), 2) for points in relaxed]
    return relaxed[stresses.index(min(stresses))]


def _distances(network: "nx.Graph[str]") -> NDArray[np.float64]:
    """Count the ties between every two nodes; between parts that do not meet, a little more than the farthest."""
    adjacency = nx.to_scipy_sparse_array(network, weight=None, format="csr")
    distance: NDArray[np.float64] = shortest_path(adjacency, unweighted=True, directed=False)
    reached = np.isfinite(distance)
    distance[~reached] = min(distance[reached].max(), 3) + 1
    return distance


def _circle(network: "nx.Graph[str]") -> Points:
    """Put the nodes on a circle in their order, those with many ties nearer to its middle."""
    count = network.number_of_nodes()
    angle = 2 * np.pi * np.arange(count) / count
    degree = np.array([network.degree[node] for node in network])
    radius = 1 - 0.8 * degree / max(degree.max(), 1)
    return np.column_stack((-np.cos(angle), -np.sin(angle))) * radius[:, None]


def _scaling(distance: NDArray[np.float64]) -> Points:
    """Return the plane that keeps most of the distances to the nodes of the columns (pivot MDS)."""
    squared = distance**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    axes = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    points: Points = -centred @ axes / 2
    return points / max(np.abs(points).max(), 1e-9)


def _majorize(points: Points, distance: NDArray[np.float64]) -> Points:
    """Lower the stress of a layout until it stays, by the majorization that never raises it."""
    count = len(points)
    weight = 1 / (distance + np.eye(count)) ** 2 - np.eye(count)
    even = np.full((count, count), 1 / count)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + even) - even
    for _ in range(_ROUNDS):
        apart = cdist(points, points)
        pull = np.divide(weight * distance, apart, out=np.zeros_like(apart), where=apart > 1e-9)
        moved = inverse @ (np.diag(pull.sum(axis=1)) - pull) @ points
        if np.abs(moved - points).max() < 1e-3:
            break
        points = moved
    return points


def _stress(points: Points, distance: NDArray[np.float64]) -> float:
    """Sum how far distances on the plane are from those in the network, near ones weighing more."""
    weight = 1 / (distance + np.eye(len(points))) ** 2
    return float((weight * (cdist(points, points) - distance) ** 2).sum())


def _turn(points: Points, screen: Screen) -> Points:
    """Turn a layout so that it is longest where the screen is, with the first node up and to the left."""
    points = points - points.mean(axis=0)
    spread, axes = np.linalg.eigh(points.T @ points)
    if spread[1] > 1.5 * spread[0]:
        points = points @ (axes[:, ::-1] if screen.width > screen.height else axes)
    return points * np.where(points[0] > 1e-9, -1, 1)


def _fill(points: Points, boxes: Boxes, screen: Screen) -> Points:
    """Stretch a layout over a screen and return the middles of its boxes."""
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    room = np.maximum(np.array([screen.width, screen.height]) - boxes.sizes.max(axis=0), 1)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return boxes.centres((points - middle) * np.minimum(room / extent, LONGEST))


def _part(centres: Points, boxes: Boxes, screen: Screen) -> Points:
    """Push boxes apart until none overlaps: within the screen if they can, else on one that grows."""
    limits = np.array([screen.width, screen.height])
    enough = np.sqrt(max(boxes.sizes.prod(axis=1).sum() / (0.7 * limits.prod()), 1))
    limits, centres = limits * enough, centres * enough
    # Two boxes in one place have no side to move to: set them a hair apart, each in a direction of its own.
    turn = np.arange(len(centres)) * 2.4
    centres = centres + 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))
    while True:
        for _ in range(_ROUNDS):
            push = _push(centres, boxes.sizes)
            if not push.any():
                return centres
            centres = np.clip(centres + push, (boxes.sizes - limits) / 2, (limits - boxes.sizes) / 2)
        limits, centres = limits * 1.1, centres * 1.1


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
