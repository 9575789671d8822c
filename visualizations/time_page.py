"""The page of time: what happened when, what has a time without a date, and what ended or changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from graph.reading.chronology import Change, Dated
from graph.reading.descriptions import Reference, Value
from ontology.terms import kind_of
from visualizations.rendering import render
from visualizations.sources import evidence, named, unusual
from visualizations.wording import Wording, alphabetical, wording

GROUPS: Final = {
    "undertakings": frozenset({"programme", "subproject"}),
    "arenas": frozenset({"arena", "activity", "group"}),
    "roles": frozenset({"participation"}),
    "works": frozenset({"publication"}),
}
"""What is shown, by the kinds of things in each part."""

_ROW: Final = 26
_YEAR: Final = 90
_LABEL: Final = 330
_HEAD: Final = 28


def time_page(found: Sequence[Dated], changed: Sequence[Change], language: str, edition: str = "") -> str:
    """Write the page.

    Args:
        found: what has a time, in order.
        changed: what ended, was continued, or had another name.
        language: `nb` or `en`.
        edition: the edition of the data.
    """
    t = wording(language)
    shown = [(part, item) for item in found if (part := _part(item.thing))]
    with_dates = [(part, item) for part, item in shown if item.span.is_dated]
    years = _years(item for _, item in with_dates)
    parts = [
        {
            "name": name,
            "picture": _picture([item for part, item in with_dates if part == name], years, t),
            "items": [_item(item, t) for part, item in with_dates if part == name],
        }
        for name in GROUPS
    ]
    return render(
        "time.html",
        language,
        here="time",
        path="time",
        edition=edition,
        years=years,
        parts=[part for part in parts if part["items"]],
        undated=_undated([item for _, item in shown if not item.span.is_dated], t),
        changes=[_change(change, t) for change in changed],
    )


def _part(thing: Reference) -> str | None:
    """Return which part of the page shows a thing, or None."""
    kind = kind_of(thing.iri)
    return next((part for part, kinds in GROUPS.items() if kind in kinds), None)


def _years(found: Iterable[Dated]) -> list[int]:
    """Return every year from the first to the last that something touches."""
    known = [
        year for item in found for year in (item.span.first_year, item.span.last_year) if year is not None
    ]
    return list(range(min(known), max(known) + 1)) if known else []


def _picture(found: Sequence[Dated], years: Sequence[int], t: Wording) -> dict[str, Any]:
    """Return the bars of a part: solid where it is sure to have been, pale where it may have been."""
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


def _item(item: Dated, t: Wording) -> dict[str, Any]:
    """Return a thing with its time in words."""
    was = any(assertion.modality.iri.endswith("/actual") for assertion in item.assertions)
    return {
        **named(item.thing, t),
        "period": item.period.label.get(t.language),
        "modalities": [] if was else unusual(item.assertions, t),
        **evidence(item.assertions, t),
    }


def _undated(found: Sequence[Dated], t: Wording) -> list[dict[str, Any]]:
    """Return the times that have only a name, each with what was then."""
    grouped: defaultdict[str, list[Dated]] = defaultdict(list)
    for item in found:
        grouped[item.period.iri].append(item)
    groups = [
        {
            **named(items[0].period, t),
            "items": [_item(item, t) for item in items],
        }
        for items in grouped.values()
    ]
    return sorted(groups, key=lambda group: alphabetical(str(group["name"])))


def _change(change: Change, t: Wording) -> dict[str, Any]:
    """Return what ended or changed, in words."""
    value = change.value
    is_thing = isinstance(value, Reference) and bool(value.id)
    return {
        **named(change.thing, t),
        "property": change.property.label.get(t.language),
        "value": value.text if isinstance(value, Value) else value.label.get(t.language),
        "value_href": f"/{t.language}/id/{value.id}" if isinstance(value, Reference) and is_thing else None,
        "lang": value.language if isinstance(value, Value) and value.language != t.language else None,
        **evidence(change.assertions, t),
    }
