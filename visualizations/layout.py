"""Where everything stands on the map: computed once, at build, and the same for the same graph.

Each part of the network that ties hold together is laid out by itself, the parts are packed side by side,
and all is pressed into the shape of the screen. There are two layouts, for a wide screen and for a phone, in
pixels of a view at scale 1: from so near all labels are shown, and none overlaps another or another's mark.
Where a network is seen whole from farther off, its landmarks still have room for their labels, and marks
still stand apart.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.errors import SnapshotError
from graph.networks.drawn import outline
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.store import Store
from visualizations.boxes import Boxes, Screen
from visualizations.groups import LARGEST, Groups, among, condensed, grouped
from visualizations.kept_layouts import FILE as KEYS
from visualizations.kept_layouts import kept_beside, key_of
from visualizations.marks import MARKS, mark_of
from visualizations.parting import packed, parted
from visualizations.room import Room, room_for
from visualizations.stress import Points, Ties, relaxed

FILE: Final = "layout.json"
_WIDE_MARKS: Final = {"actor": 22.0, "setting": 30.0, "idea": 24.0, "group": 30.0}
_TALL_MARKS: Final = {"actor": 18.0, "setting": 25.0, "idea": 20.0, "group": 25.0}
WIDE: Final = Screen("wide", width=930, height=510, type_size=15, line=9.2, marks=_WIDE_MARKS)
TALL: Final = Screen("tall", width=370, height=550, type_size=13, line=7.4, marks=_TALL_MARKS)
SCREENS: Final = (WIDE, TALL)
LONGEST: Final = 240.0
"""Longest a tie is stretched to fill a screen, in pixels of a view of the whole network."""
CLEARANCE: Final = 12.0
"""Air between the middle of a mark and a line that only passes it, in pixels of that view."""

_TRIES: Final = 3
_NEARLY: Final = 1.03


class Spot(NamedTuple):
    """Where a node stands, in pixels from the middle."""

    x: int
    y: int
    is_landmark: bool
    """Whether its label has room from however far one looks."""


Layout = Mapping[str, Mapping[str, Spot]]
"""Screen -> node -> its place."""

Layouts = Mapping[str, Layout]
"""Name of a map -> its layout; the map of a group is called by the network and the group: `whole/rest`.

Where there are several programmes, the map of one is called by the network and the programme: `whole@demo`.
"""


def write_layout(store: Store, path: Path) -> None:
    """Write `layout.json` for all maps of a store into a new snapshot's directory.

    Where a snapshot beside it has an equal network, that is not laid out anew.
    """
    reader = Reader(store)
    networks: dict[str, nx.Graph[str]] = {}
    alone = reader.programmes if len(reader.programmes) > 1 else ()
    for name, projection in NETWORKS.items():
        networks[name] = outline(reader, projection)
        for programme in alone:
            networks[map_name(name, programme)] = outline(reader, projection, frozenset({programme}))
    keys = {name: key_of(name, network) for name, network in networks.items()}
    kept = kept_beside(path, FILE)
    layouts: dict[str, Any] = {}
    for name, network in networks.items():
        layouts |= kept.get(keys[name]) or layouts_of(name, network)
    for file, content in ((FILE, layouts), (KEYS, keys)):
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        (path / file).write_text(text + "\n", encoding="utf-8")


def layouts_of(name: str, network: "nx.Graph[str]") -> Layouts:
    """Lay out the map of a network; of a large one the map of its groups, and that of each group."""
    if len(network) <= LARGEST:
        return {name: laid_out(_ordered(network))}
    groups = grouped(network)
    return {
        name: laid_out(condensed(network, groups)),
        **{
            f"{name}/{group}": laid_out(_ordered(among(network, members)))
            for group, members in groups.items()
        },
    }


def map_name(network: str, programme: str | None) -> str:
    """Return the name of the map of a network, of one of several programmes or of all.

    >>> map_name("whole", None), map_name("whole", "demo")
    ('whole', 'whole@demo')
    """
    return network if programme is None else f"{network}@{programme}"


def read_layout(path: Path) -> Layouts:
    """Read what `write_layout` wrote.

    Raises:
        SnapshotError: the file is missing or unreadable.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: {
                screen.name: {
                    node: Spot(int(x), int(y), bool(is_landmark))
                    for node, (x, y, is_landmark) in stored[name][screen.name].items()
                }
                for screen in SCREENS
            }
            for name in (*NETWORKS, *stored)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SnapshotError(f"The layout {path} cannot be read: {error}. Run `husk build` again.") from error


def groups_in(layouts: Layouts, name: str) -> Groups:
    """Return the groups that a network is drawn in, none if it is drawn at once."""
    start = f"{name}/"
    return {
        each.removeprefix(start): list(layout[WIDE.name])
        for each, layout in layouts.items()
        if each.startswith(start)
    }


def laid_out(network: "nx.Graph[str]", screens: Sequence[Screen] = SCREENS) -> Layout:
    """Place the nodes of a network for each screen, so that no two boxes of mark and label overlap.

    Nodes are strings with attributes `label_nb` and `label_en`. Between positions that are equally good their
    order in the network decides, so what should stand side by side should follow each other there.

    >>> laid_out(nx.path_graph(0), [WIDE])
    {'wide': {}}
    """
    parts = _parts(network)
    return {screen.name: _places(network, parts, screen) if parts else {} for screen in screens}


class _Part(NamedTuple):
    """Nodes that ties hold together."""

    nodes: list[str]
    ties: Ties
    """Between which of the nodes, by their numbers."""
    shape: Points
    """Where the nodes stand to each other, whatever the screen."""


def _parts(network: "nx.Graph[str]") -> list[_Part]:
    """Take a network apart, the largest part first, and give each its shape."""
    order = {node: index for index, node in enumerate(network)}
    groups = [sorted(group, key=order.__getitem__) for group in nx.connected_components(network)]
    groups.sort(key=lambda nodes: (-len(nodes), order[nodes[0]]))
    return [_part(network, nodes) for nodes in groups]


def _part(network: "nx.Graph[str]", nodes: list[str]) -> _Part:
    """Give the nodes of a part their shape."""
    number = {node: index for index, node in enumerate(nodes)}
    pairs = sorted({tuple(sorted((number[one], number[other]))) for one in nodes for other in network[one]})
    ties = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return _Part(nodes, ties, relaxed(len(nodes), ties))


def _places(network: "nx.Graph[str]", parts: Sequence[_Part], screen: Screen) -> dict[str, Spot]:
    """Fit the parts of a network to a screen."""
    nodes = [node for part in parts for node in part.nodes]
    degrees = [len(network[node]) for node in nodes]
    room = room_for([network.nodes[node] for node in nodes], degrees, screen)
    starts = np.cumsum([0, *(len(part.nodes) for part in parts)])
    shares = np.add.reduceat(room.boxes.areas, starts[:-1]) / room.boxes.areas.sum()
    fitted = []
    for part, start, share in zip(parts, starts, shares, strict=False):
        boxes = room.boxes.of(np.arange(start, start + len(part.nodes)))
        limits = screen.share(share) / room.scale
        marks = _filled(_turned(part.shape, limits), boxes, limits, LONGEST / room.scale)
        fitted.append((parted(marks, boxes, part.ties, limits, CLEARANCE / room.scale), boxes))
    ties = np.vstack([part.ties + start for part, start in zip(parts, starts, strict=False)])
    marks = np.vstack(packed(fitted, room.limits))
    if len(parts) > 1:
        marks = _pressed(marks, room, ties)
    room, marks = _seen_whole(marks, room, ties)
    return {
        node: Spot(round(x), round(y), is_landmark)
        for node, (x, y), is_landmark in zip(nodes, marks.tolist(), room.landmarks.tolist(), strict=True)
    }


def _pressed(marks: Points, room: Room, ties: Ties) -> Points:
    """Press marks into the limits of their room, as far as their boxes let them."""
    low, high = room.boxes.extent(marks)
    pressed = (marks - (low + high) / 2) * np.minimum(room.limits / (high - low), 1)
    return parted(pressed, room.boxes, ties, room.limits)


def _seen_whole(marks: Points, room: Room, ties: Ties) -> tuple[Room, Points]:
    """Go farther off until all fits that is drawn there, and say which are the landmarks then."""
    for _ in range(_TRIES):
        low, high = room.boxes.extent(marks)
        grown = float(((high - low) / room.limits).max())
        if grown <= _NEARLY:
            break
        room = room.larger(grown)
        marks = _pressed(marks, room, ties)
    return room.seen_whole(marks).with_all_landmarks(marks), marks


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


def _turned(points: Points, limits: NDArray[np.float64]) -> Points:
    """Turn a layout so that it is longest where its room is, with the first node up and to the left."""
    points = points - points.mean(axis=0)
    spread, axes = np.linalg.eigh(points.T @ points)
    if spread[1] > 1.5 * spread[0]:
        points = points @ (axes[:, ::-1] if limits[0] > limits[1] else axes)
    return points * np.where(points[0] > 1e-9, -1, 1)


def _filled(points: Points, boxes: Boxes, limits: NDArray[np.float64], longest: float) -> Points:
    """Stretch a layout to its room, its ties to no more than a length, and return where its marks stand."""
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    room = np.maximum(limits - boxes.sizes.max(axis=0), 1)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    filled: Points = (points - middle) * np.minimum(room / extent, longest)
    return filled
