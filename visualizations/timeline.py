"""Times as bars on a common scale of years: solid where sure, pale where possible."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from graph.reading.chronology import Dated
from visualizations.sources import evidence, named, unusual
from visualizations.wording import Wording

_ROW: Final = 26
_YEAR: Final = 90
_LABEL: Final = 330
_HEAD: Final = 28


def years_of(found: Iterable[Dated]) -> list[int]:
    """Return every year from the first to the last that something touches."""
    known = [
        year for item in found for year in (item.span.first_year, item.span.last_year) if year is not None
    ]
    return list(range(min(known), max(known) + 1)) if known else []


def timeline(found: Sequence[Dated], years: Sequence[int], t: Wording) -> dict[str, Any]:
    """Return the bars of what has a date, as the template draws them.

    Args:
        found: each with a span that is dated.
        years: the scale, which holds all that they touch.
        t: the words of a language.
    """
    width = _LABEL + _YEAR * len(years)
    bars = []
    for number, item in enumerate(found):
        span = item.span
        left, right = float(_LABEL), float(width)
        begin = _x(span.earliest_start, years) if span.earliest_start else left
        sure_begin = _x(span.latest_start, years) if span.latest_start else None
        sure_end = _x(span.earliest_end, years, end=True) if span.earliest_end else None
        over = _x(span.latest_end, years, end=True) if span.latest_end else right
        is_sure = sure_begin is not None and sure_end is not None and sure_begin < sure_end
        bars.append(
            {
                "y": _HEAD + number * _ROW,
                "label": _short(named(item.thing, t)["name"]),
                "begin": begin,
                "width": max(over - begin, 4),
                "sure": (sure_begin, sure_end - sure_begin) if is_sure and sure_begin and sure_end else None,
                "opens": span.earliest_start is None,
                "closes": span.latest_end is None,
            }
        )
    return {
        "width": width,
        "height": _HEAD + _ROW * len(found) + 6,
        "bars": bars,
        "ticks": [(year, _LABEL + _YEAR * number) for number, year in enumerate(years)],
    }


def told(item: Dated, t: Wording) -> dict[str, Any]:
    """Return a thing with its time in words."""
    was = any(assertion.modality.iri.endswith("/actual") for assertion in item.assertions)
    thing, period = named(item.thing, t), item.period.label.get(t.language)
    return {
        **thing,
        "period": "" if thing["name"].endswith(period) else period,
        "modalities": [] if was else unusual(item.assertions, t),
        **evidence(item.assertions, t),
    }


def _x(date: int, years: Sequence[int], *, end: bool = False) -> float:
    """Return where a date stands in the picture, at the end of its day if it is an end."""
    year, month, day = date // 10_000, date // 100 % 100 or 1, date % 100 or 1
    share = (month - 1) / 12 + (day - 1 + end) / 31 / 12
    return _LABEL + _YEAR * (year - years[0] + min(share, 1.0))


def _short(name: str) -> str:
    """Shorten a name to the room beside its bar.

    >>> _short("A" * 50)[-2:]
    'A…'
    """
    return name if len(name) <= 44 else name[:43].rstrip() + "…"
