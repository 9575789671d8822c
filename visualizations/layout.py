"""Where everything stands on the map: computed once, at build, and the same for the same graph.

What is few ties apart is put near each other by stress majorization (Gansner, Koren, North 2004,
https://doi.org/10.1007/978-3-540-31843-9_25). Then boxes that hold a mark and its label are pushed apart
until none overlaps, and marks away from lines that only pass them. There are two layouts, for a wide screen
and for a phone, in pixels at which labels have their full size.
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
from visualizations.marks import MARKS, mark_of

FILE: Final = "layout.json"
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
LONGEST: Final = 240.0
"""Longest a tie is stretched to fill a screen, in pixels."""

_ROUNDS: Final = 300
_STILL: Final = 0.005
_SETTLING: Final = 120
_SELDOM: Final = 3
_LARGE: Final = 1000
_PIVOTS: Final = 100
_PASSING: Final = 60_000

Points = NDArray[np.float64]
"""One row a node: x to the right, y down."""


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


WIDE: Final = Screen("wide", width=930, height=510, type_size=15, line=9.2)
TALL: Final = Screen("tall", width=370, height=550, type_size=13, line=7.4)
SCREENS: Final = (WIDE, TALL)

Layout = Mapping[str, Mapping[str, tuple[int, int]]]
"""Screen -> node -> x and y, in pixels from the middle."""


def write_layout(store: Store, path: Path) -> None:
    """Write `layout.json` for the map of a store into a new snapshot's directory."""
    network = _ordered(actors_by_arenas(store, MODALITIES))
    layout = {screen.name: place(network, screen) for screen in SCREENS}
    text = json.dumps(layout, ensure_ascii=False, indent=1, sort_keys=True)
    (path / FILE).write_text(text + "\n", encoding="utf-8")


def _ordered(network: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return the network with its nodes in the order of the legend, so that alike ones stand side by side."""

    def key(node: str) -> tuple[int, str]:
        attributes = network.nodes[node]
        sectors = {sector.iri.rpartition("/")[2] for sector in attributes["sectors"]}
        mark = mark_of(attributes["mode"], attributes["kind"], sectors)
        return list(MARKS).index(mark.name), node

    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from((node, network.nodes[node]) for node in sorted(network, key=key))
    ordered.add_edges_from(network.edges)
    return ordered


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

    Nodes are strings with attributes `label_nb` and `label_en`. Between positions that are equally good their
    order in the network decides, so what should stand side by side should follow each other there.

    >>> place(nx.path_graph(0), SCREENS[0])
    {}
    """
    nodes = list(network)
    if not nodes:
        return {}
    boxes = Boxes.around((network.nodes[node] for node in nodes), screen)
    number = {node: index for index, node in enumerate(nodes)}
    ties = np.array([(number[one], number[other]) for one, other in network.edges], dtype=int).reshape(-1, 2)
    shape = _fill(_turn(_relax(network), screen), boxes, screen)
    points = boxes.marks(_part(shape, boxes, ties, screen))
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, points, strict=True)}


@dataclass(frozen=True)
class Boxes:
    """The rooms that marks take with their labels, in whichever of the two languages is wider."""

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

    def centres(self, marks: Points) -> Points:
        """Return the middles of the boxes whose marks stand at the points."""
        return np.column_stack((marks[:, 0], marks[:, 1] + self.drop))

    def marks(self, centres: Points) -> Points:
        """Return where the marks stand in boxes around the points."""
        return np.column_stack((centres[:, 0], centres[:, 1] - self.drop))


def _relax(network: "nx.Graph[str]") -> Points:
    """Return the better of two layouts by stress: begun from a circle, and from classical scaling.

    A large network is laid out by the distances to the nodes with the most ties alone.
    """
    if len(network) > _LARGE:
        return _scaling(_distances(network, np.argsort(-_degrees(network), kind="stable")[:_PIVOTS]))
    distance = _distances(network, np.arange(len(network)))
    relaxed = [_majorize(start, distance) for start in (_circle(network), _scaling(distance))]
    stresses = [round(_stress(points, distance), 2) for points in relaxed]
    return relaxed[stresses.index(min(stresses))]


def _distances(network: "nx.Graph[str]", pivots: NDArray[np.intp]) -> NDArray[np.float64]:
    """Count the ties from every node to each pivot; what no path joins is a little more than the farthest."""
    adjacency = nx.to_scipy_sparse_array(network, weight=None, format="csr")
    distance: NDArray[np.float64] = shortest_path(adjacency, unweighted=True, directed=False, indices=pivots)
    reached = np.isfinite(distance)
    distance[~reached] = min(distance[reached].max(), 3) + 1
    return distance.T


def _degrees(network: "nx.Graph[str]") -> NDArray[np.intp]:
    """Return how many ties each node has."""
    return np.array([network.degree[node] for node in network])


def _circle(network: "nx.Graph[str]") -> Points:
    """Put the nodes on a circle in their order, those with many ties nearer to its middle."""
    degree = _degrees(network)
    angle = 2 * np.pi * np.arange(len(degree)) / len(degree)
    radius = 1 - 0.8 * degree / max(degree.max(), 1)
    return np.column_stack((-np.cos(angle) * radius, -np.sin(angle) * radius))


def _scaling(distance: NDArray[np.float64]) -> Points:
    """Return the plane that keeps most of the distances to the pivots (Brandes, Pich 2007)."""
    squared = distance**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    axes: Points = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    points: Points = centred @ axes
    largest = max(float(np.abs(points).max()), 1e-9)
    return points / largest


def _majorize(points: Points, distance: NDArray[np.float64]) -> Points:
    """Lower the stress of a layout until it stays, by the majorization that never raises it."""
    count = len(points)
    weight = 1 / (distance + np.eye(count)) ** 2 - np.eye(count)
    even = np.full((count, count), 1 / count)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + even) - even
    for _ in range(_ROUNDS):
        apart = cdist(points, points)
        pull = np.divide(weight * distance, apart, out=np.zeros_like(apart), where=apart > 1e-9)
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


def _part(centres: Points, boxes: Boxes, ties: NDArray[np.int_], screen: Screen) -> Points:
    """Push boxes apart until none overlaps, on a screen that grows to make room, then shrinks as it can."""
    limits = np.array([screen.width, screen.height])
    # Two boxes in one place have no side to move to: set them a hair apart, each in its own direction.
    turn = np.arange(len(centres)) * 2.4
    centres = centres + 0.01 * np.column_stack((np.cos(turn), np.sin(turn)))
    scale = max(1.0, np.sqrt(boxes.sizes.prod(axis=1).sum() / limits.prod()))
    centres, is_parted = _parted(centres * scale, boxes, ties, limits * scale)
    while not is_parted:
        scale *= 1.1
        centres, is_parted = _parted(centres * 1.1, boxes, ties, limits * scale)
    while scale > 1:
        scale *= 0.97
        tighter, is_parted = _parted(centres * 0.97, boxes, ties, limits * scale)
        if not is_parted:
            break
        centres = tighter
    return centres


def _parted(centres: Points, boxes: Boxes, ties: NDArray[np.int_], limits: Points) -> tuple[Points, bool]:
    """Push boxes apart within limits around the middle; return where they came and whether none overlaps.

    Marks leave the lines that pass them while things settle; where there is no room for that, they stay.
    """
    room = np.maximum((limits - boxes.sizes) / 2, 0)
    for count in range(_ROUNDS):
        push = _push(centres, boxes.sizes)
        is_complete = count % _SELDOM == 0 or count > _SETTLING
        if count % _SELDOM == 0 and count <= _SETTLING:
            push += _aside(boxes.marks(centres), ties)
        if is_complete and not push.any():
            return centres, True
        centres = np.clip(centres + push, -room, room)
    return centres, False


def _aside(marks: Points, ties: NDArray[np.int_]) -> Points:
    """Return how each mark should move to leave the lines of others' ties; where there are too many, none."""
    if len(marks) * len(ties) > _PASSING:
        return np.zeros_like(marks)
    start, along = marks[ties[:, 0]], marks[ties[:, 1]] - marks[ties[:, 0]]
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    from_start = marks[:, None, :] - start
    share = np.clip((from_start * along).sum(axis=2) / length, 0, 1)
    away = from_start - share[:, :, None] * along
    distance = np.hypot(away[:, :, 0], away[:, :, 1])
    own = (ties[:, 0] == np.arange(len(marks))[:, None]) | (ties[:, 1] == np.arange(len(marks))[:, None])
    missing = np.where(own, 0, np.maximum(CLEARANCE - distance, 0))
    across = np.column_stack((-along[:, 1], along[:, 0])) / np.sqrt(length)[:, None]
    way = np.where(distance[:, :, None] > 0.1, away / np.maximum(distance, 0.1)[:, :, None], across)
    push: Points = (missing[:, :, None] * way).sum(axis=1) / 2
    return push


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
