"""The page that says what went wrong, and where to go from there."""

from collections.abc import Sequence
from typing import Final

from graph.reading.descriptions import Reference
from visualizations.rendering import render

_TOLD: Final = frozenset({404, 500})
"""The statuses with words of their own."""


def error_page(status: int, language: str, path: str | None = None, near: Sequence[Reference] = ()) -> str:
    """Write the page for an HTTP status of 400 or more.

    Args:
        status: the status.
        language: `nb` or `en`.
        path: where the same page stands in the other language, after its name; None if nowhere.
        near: things the reader may have meant.
    """
    key = status if status in _TOLD else 400 if status < 500 else 500
    return render(
        "error.html",
        language,
        here=None,
        path=path,
        edition="",
        kind=str(key),
        status=status,
        near=[{"name": thing.label.get(language), "href": f"/{language}/id/{thing.id}"} for thing in near],
    )
