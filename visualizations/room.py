"""How much room each mark has on a screen: with its label from near, alone from afar, landmarks named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from visualizations.boxes import Boxes, Figures, Screen
from visualizations.stress import Points

FULL: Final = 0.5
"""How much of a screen boxes may cover to be pressed into it."""
NAMED: Final = 0.4
"""How much of it marks and the labels of landmarks may cover."""
FEWEST: Final = 5
"""How many landmarks are made room for at least."""
SETTING: Final = 1.5
"""How many ties more a setting counts than anything else when landmarks are chosen."""
TOUCH: Final = 5.0
"""How much of their air boxes may share, in pixels."""

_FARTHEST: Final = 0.12
_STEP: Final = 0.96
_KEPT: Final = 0.7
_HALVINGS: Final = 12


@dataclass(frozen=True)
class Room:
    """What each mark of a network takes on a screen, where all of it is seen from some scale."""

    figures: Figures
    scale: float
    ranks: NDArray[np.intp]
    """How important each is, 0 being the most."""
    landmarks: NDArray[np.bool_]
    """Which marks have their labels at that scale."""

    @property
    def limits(self) -> NDArray[np.float64]:
        """Width and height of the screen at that scale."""
        return self.figures.screen.size / self.scale

    @property
    def from_afar(self) -> Boxes:
        """What is drawn at that scale: all marks, and the labels of landmarks."""
        return self.figures.labelled(self.scale).where(self.landmarks, self.figures.alone(self.scale))

    @cached_property
    def boxes(self) -> Boxes:
        """What must be free: what is drawn at that scale, and all labels at scale 1."""
        return self.figures.labelled().joined(self.from_afar)

    def larger(self, grown: float) -> "Room":
        """Return the room from farther off, with fewer landmarks, where things grew beyond the limits."""
        fewer = max(FEWEST, round(_KEPT * self.landmarks.sum()))
        return replace(self, scale=self.scale / grown, landmarks=self.ranks < fewer)

    def seen_whole(self, marks: Points) -> "Room":
        """Return the room from as near as all of it is seen where the marks stand."""
        far, near = self.scale / 4, self.scale * 4
        for _ in range(_HALVINGS):
            tried = replace(self, scale=(far + near) / 2)
            low, high = tried.boxes.extent(marks)
            far, near = (tried.scale, near) if (high - low <= tried.limits).all() else (far, tried.scale)
        return replace(self, scale=far)

    def with_all_landmarks(self, marks: Points) -> "Room":
        """Return the room where every label that is free is that of a landmark, the most important first."""
        touch = TOUCH / self.scale
        alone, labelled = self.figures.alone(self.scale), self.figures.labelled(self.scale)
        (low, high), (begin, end) = self.boxes.extent(marks), labelled.corners(marks)
        is_within = np.all((begin >= low) & (end <= high), axis=1)
        is_free = is_within & ~labelled.overlapping(alone, marks, touch).any(axis=1)
        overlapping = labelled.overlapping(labelled, marks, touch)
        landmarks = np.zeros(len(marks), dtype=np.bool_)
        for number in np.argsort(self.ranks):
            landmarks[number] = is_free[number] and not overlapping[number, landmarks].any()
        return replace(self, landmarks=landmarks)


def room_for(nodes: Sequence[Mapping[str, Any]], degrees: Sequence[int], screen: Screen) -> Room:
    """Look from farther and farther off until a network fits a screen, marks apart and landmarks named.

    The nodes that have the most ties are landmarks, as many as there is room for.
    """
    weights = [
        degree + SETTING * (node["mode"] == "setting") for node, degree in zip(nodes, degrees, strict=True)
    ]
    order = np.argsort(-np.array(weights), kind="stable")
    ranks = np.argsort(order)
    figures = Figures.of(nodes, screen)
    scale = 1.0
    while True:
        limits = screen.size / scale
        alone = figures.alone(scale)
        labels = figures.labelled(scale).areas - alone.areas
        cover = (alone.areas.sum() + np.cumsum(labels[order])) / limits.prod()
        room = Room(figures, scale, ranks, ((cover <= NAMED)[ranks]) | (ranks < FEWEST))
        if room.boxes.areas.sum() <= FULL * limits.prod() or scale < _FARTHEST:
            return room
        scale *= _STEP
