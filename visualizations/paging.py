"""Long lists page by page: which of them a page shows, and where the ones before and after are."""

from collections.abc import Callable
from typing import NamedTuple

from visualizations.wording import Wording


class Stretch(NamedTuple):
    """What a page shows of a list."""

    before: int
    """How many stand before the first that is shown."""
    here: int
    total: int

    @property
    def last(self) -> int:
        """Return the number of the last that is shown, counted from one."""
        return self.before + self.here


def in_numbers(stretch: Stretch, t: Wording) -> str:
    """Tell which are shown, and of how many."""
    first, last, total = stretch.before + 1, stretch.last, stretch.total
    return t("entity.part", first=t.number(first), last=t.number(last), total=t.number(total))


def turns(stretch: Stretch, size: int, address: Callable[[int], str]) -> dict[str, str | None]:
    """Return where the page before and the page after are, each None where there is none.

    >>> turns(Stretch(20, 20, 50), 20, "/nb/kinds/Arena?offset={}".format)
    {'before': '/nb/kinds/Arena?offset=0', 'after': '/nb/kinds/Arena?offset=40'}

    Args:
        stretch: what is shown.
        size: how many a page shows.
        address: tells where a page is that begins after so many.
    """
    return {
        "before": address(max(stretch.before - size, 0)) if stretch.before else None,
        "after": address(stretch.last) if stretch.last < stretch.total else None,
    }
