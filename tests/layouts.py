"""What a browser draws of a stored layout, and what of it covers something else."""

from collections.abc import Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from visualizations.boxes import MARGIN, Figures, Screen
from visualizations.layout import Spot
from visualizations.room import TOUCH, Room

Places = Mapping[str, Spot]


def seen_whole(network: "nx.Graph[str]", places: Places, screen: Screen) -> Room:
    """Return what a browser draws where all of a layout is seen at once: as near as all fits the screen."""
    figures = Figures.of((network.nodes[node] for node in places), screen)
    landmarks = np.array([spot.is_landmark for spot in places.values()])
    ranks = np.arange(len(places))

    def overflow(scale: float) -> float:
        room = Room(figures, scale, ranks, landmarks)
        low, high = room.boxes.extent(marks(places))
        return float(((high - low) / room.limits).max()) - 1

    return Room(figures, brentq(overflow, 0.01, 100), ranks, landmarks)


def marks(places: Places) -> NDArray[np.float64]:
    """Return where marks stand."""
    return np.array([(spot.x, spot.y) for spot in places.values()], dtype=float)


def faults(network: "nx.Graph[str]", places: Places, screen: Screen) -> dict[str, int]:
    """Count what lies on something else: labels from near, and landmarks and marks where all is seen at once.

    Boxes hold air around what is drawn, of which some may be shared: what is drawn keeps apart.
    """
    room, spots = seen_whole(network, places, screen), marks(places)
    near, air = room.figures.labelled(), MARGIN / 2
    drawn = room.from_afar.overlapping(room.from_afar, spots, (TOUCH + 0.5) / room.scale)
    return {
        "labels from near": int(near.overlapping(near, spots, air).sum()),
        "labels from afar": int(drawn[room.landmarks].sum()),
        "marks from afar": int(drawn[~room.landmarks].sum()),
        "landmarks": int(room.landmarks.sum()),
    }
