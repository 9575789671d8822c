"""A page of several parts: of a long one it shows the first, and the rest where that part stands alone."""

from collections.abc import Sequence
from typing import Final, TypeVar
from urllib.parse import urlencode

from visualizations.paging import Stretch, in_numbers, turns
from visualizations.wording import Wording

MOST_SHOWN: Final = 100
"""How many things of a part stand on a page."""
_NO_TURNS: Final = {"before": None, "after": None}

T = TypeVar("T")


def shown(things: Sequence[T], offset: int = 0) -> Sequence[T]:
    """Return the things of a part that stand on a page."""
    return things[offset : offset + MOST_SHOWN]


def address(page: str, part: str | None, offset: int, t: Wording) -> str:
    """Return where a part of a page is shown alone from some place in it on; for None, where the page is."""
    asked = {**({"part": part} if part else {}), **({"offset": str(offset)} if part and offset else {})}
    return f"/{t.language}/{page}?{urlencode(asked)}" if asked else f"/{t.language}/{page}"


def extent(page: str, part: str, stretch: Stretch, t: Wording, *, is_alone: bool) -> dict[str, str | None]:
    """Tell which things of a part are shown, where that is not all, and where the others are."""
    is_cut = stretch.here < stretch.total
    return {
        "extent": in_numbers(stretch, t) if is_cut else "",
        "all": None if is_alone or not is_cut else address(page, part, 0, t),
        "number": t.number(stretch.total),
        **(
            turns(stretch, MOST_SHOWN, lambda start: address(page, part, start, t)) if is_alone else _NO_TURNS
        ),
    }
