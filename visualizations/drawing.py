"""The map as a drawing that stands by itself: SVG (https://www.w3.org/TR/SVG2/), light and dark."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from visualizations.marks import MARKS
from visualizations.palette import palette
from visualizations.rendering import render

_MARGIN: Final = 40
_MARK: Final = 24
"""The square that a mark is drawn on."""
_LINE: Final = 17
"""From one line of a label to the next."""


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
    places = {node["id"]: (node["x"], node["y"]) for node in nodes}
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
                "x": node["x"],
                "y": node["y"],
                "mark": node["group"],
                "lines": node["label"].split("\n") if caption else [],
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
