"""The map as a drawing that stands by itself: SVG (https://www.w3.org/TR/SVG2/), light and dark."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from visualizations.labels import width
from visualizations.marks import MARKS
from visualizations.palette import palette
from visualizations.rendering import render

_MARGIN: Final = 40
_MARK: Final = 24
"""The square that a mark is drawn on."""
_LINE: Final = 17
"""From one line of a label to the next."""
_TYPE: Final = 15
_AIR: Final = 6
"""Around a mark, or a mark with its label."""
_LEAST: Final = 0.05
_FARTHEST: Final = 2.0


class Caption(NamedTuple):
    """What stands at the foot of a drawing, so that it can be told where it comes from."""

    title: str
    legend: Sequence[Mapping[str, Any]]
    """The groups of the legend, as the page of the map shows them."""
    source: str
    """Edition, licence and address in a line."""


def drawing(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    language: str,
    caption: Caption | None = None,
) -> str:
    """Draw a map; with a caption also with labels, legend and source, else as a picture without words.

    Args:
        nodes: as `visualizations.network.map_network` describes them.
        edges: the ties between them.
        language: the language of the words.
        caption: what stands at the foot.
    """
    labels = {node["id"]: node["label"].split("\n") if caption else [] for node in nodes}
    spread = _spread([((node["x"], node["y"]), labels[node["id"]]) for node in nodes])
    places = {node["id"]: (round(node["x"] * spread), round(node["y"] * spread)) for node in nodes}
    across = [x for x, _ in places.values()] or [0]
    down = [y for _, y in places.values()] or [0]
    left, top = min(across) - _MARGIN, min(down) - _MARGIN
    width, height = max(across) + _MARGIN - left, max(down) + _MARGIN - top
    legend = _placed(caption.legend, left, top + height, width) if caption else []
    foot = legend[-1]["y"] + 3 * _LINE - (top + height) if legend else 0
    return render(
        "map.svg",
        language,
        box=(left, top, width, height + foot),
        lines=[
            {"from": places[edge["from"]], "to": places[edge["to"]], "dashed": edge["modality"] != "actual"}
            for edge in edges
            if edge["from"] in places and edge["to"] in places
        ],
        nodes=[
            {
                "x": places[node["id"]][0],
                "y": places[node["id"]][1],
                "mark": node["group"],
                "lines": labels[node["id"]],
            }
            for node in nodes
        ],
        marks=MARKS.values(),
        light=palette("light"),
        dark=palette("dark"),
        caption=caption,
        legend=legend,
        line=_LINE,
        size=_MARK,
    )


def _spread(drawn: Sequence[tuple[tuple[float, float], Sequence[str]]]) -> float:
    """Return how far marks must be moved apart, or may be moved together, so that none covers another.

    Args:
        drawn: where each mark stands, and the lines of its label.
    """
    if len(drawn) < 2:
        return 1.0
    sizes = np.array(
        [
            (
                max(_MARK, *(width(line) * _TYPE for line in lines), 0) + _AIR,
                _MARK + len(lines) * _LINE + _AIR,
            )
            for _, lines in drawn
        ]
    )
    marks = np.array([place for place, _ in drawn], dtype=float)
    x, y = np.abs(marks[:, None] - marks).transpose(2, 0, 1)
    is_upper = marks[:, None, 1] <= marks[None, :, 1]
    deep = np.where(is_upper, sizes[:, None, 1], sizes[None, :, 1])
    across = (sizes[:, None, 0] + sizes[:, 0]) / 2
    needed = np.minimum(across / np.maximum(x, 1e-9), deep / np.maximum(y, 1e-9))
    np.fill_diagonal(needed, 0)
    return float(np.clip(needed.max(), _LEAST, _FARTHEST))


def _placed(
    groups: Sequence[Mapping[str, Any]], left: float, top: float, width: float
) -> list[dict[str, Any]]:
    """Place the entries of a legend in rows from the left, a new group on a new row."""
    placed: list[dict[str, Any]] = []
    y = top + _LINE
    for group in groups:
        x = left + _MARGIN
        y += 2 * _LINE
        for entry in group["entries"]:
            room = _MARK + 10 * len(entry["label"]) + 30
            if x + room > left + width - _MARGIN and x > left + _MARGIN:
                x, y = left + _MARGIN, y + 2 * _LINE
            placed.append({**entry, "x": x, "y": y})
            x += room
    return placed
