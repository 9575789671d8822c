"""A page of several parts: of a long one it shows the first, and the rest where that part stands alone."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar
from urllib.parse import urlencode

from visualizations.wording import Wording

MOST_SHOWN: Final = 100
"""How many things of a part stand on a page."""


T = TypeVar("T")


def shown(things: Sequence[T], offset: int = 0) -> Sequence[T]:
    """Return the things of a part that stand on a page."""
    return things[offset : offset + MOST_SHOWN]


class Shown(NamedTuple):
    """How much of a part is shown."""

    before: int
    here: int
    total: int


def address(page: str, part: str | None, offset: int, t: Wording) -> str:
    """Return where a part of a page is shown alone from some place in it on; for None, where the page is."""
    asked = {**({"part": part} if part else {}), **({"offset": str(offset)} if part and offset else {})}
    return f"/{t.language}/{page}?{urlencode(asked)}" if asked else f"/{t.language}/{page}"


def extent(page: str, part: str, shown: Shown, t: Wording, *, is_alone: bool) -> dict[str, str | None]:
    """Tell which things of a part are shown, where that is not all, and where the others are."""
    first, last, total = shown.before + 1, shown.before + shown.here, shown.total
    is_cut = shown.here < total
    return {
        "extent": t("entity.part", first=t.number(first), last=t.number(last), total=t.number(total))
        if is_cut
        else "",
        "all": None if is_alone or not is_cut else address(page, part, 0, t),
        "number": t.number(total),
        "back": address(page, part, max(shown.before - MOST_SHOWN, 0), t) if shown.before else None,
        "after": address(page, part, last, t) if is_alone and last < total else None,
    }
