"""The page of time: what happened when, what has a time without a date, and what ended or changed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from graph.reading.chronology import Change, Dated
from graph.reading.descriptions import Reference, Value
from ontology.terms import kind_of
from visualizations.paging import Stretch
from visualizations.parts import address, extent
from visualizations.parts import shown as first_of
from visualizations.rendering import render
from visualizations.sources import evidence, named
from visualizations.timeline import timeline, told, years_of
from visualizations.wording import Wording, alphabetical, wording

GROUPS: Final = {
    "undertakings": frozenset({"programme", "subproject"}),
    "arenas": frozenset({"arena", "activity", "group"}),
    "roles": frozenset({"participation"}),
    "works": frozenset({"publication"}),
}
"""What is shown, by the kinds of things in each part."""


def time_page(
    found: Sequence[Dated],
    changed: Sequence[Change],
    language: str,
    edition: str = "",
    *,
    only: str | None = None,
    offset: int = 0,
) -> str:
    """Write the page.

    Args:
        found: what has a time, in order.
        changed: what ended, was continued, or had another name.
        language: `nb` or `en`.
        edition: the edition of the data.
        only: the part that is shown alone, without what has no date or changed; None for all of the page.
        offset: how many of that part stand before the first that is shown.
    """
    t = wording(language)
    shown = [(part, item) for item in found if (part := _part(item.thing))]
    dated = {name: [item for part, item in shown if part == name and item.span.is_dated] for name in GROUPS}
    told_here = {name: first_of(items, offset) for name, items in dated.items() if only in {None, name}}
    years = years_of(item for items in told_here.values() for item in items)
    return render(
        "time.html",
        language,
        here="time",
        path=address("time", only, offset, t).removeprefix(f"/{language}/"),
        edition=edition,
        only=only,
        years=years,
        parts=[
            {
                "name": name,
                "picture": timeline(items, years, t),
                "items": [told(item, t) for item in items],
                **extent(
                    "time", name, Stretch(offset, len(items), len(dated[name])), t, is_alone=only is not None
                ),
            }
            for name, items in told_here.items()
            if items
        ],
        undated=[] if only else _undated([item for _, item in shown if not item.span.is_dated], t),
        changes=[] if only else [_change(change, t) for change in changed],
    )


def _part(thing: Reference) -> str | None:
    """Return which part of the page shows a thing, or None."""
    kind = kind_of(thing.iri)
    return next((part for part, kinds in GROUPS.items() if kind in kinds), None)


def _undated(found: Sequence[Dated], t: Wording) -> list[dict[str, Any]]:
    """Return the times that have only a name, each with what was then."""
    grouped: defaultdict[str, list[Dated]] = defaultdict(list)
    for item in found:
        grouped[item.period.iri].append(item)
    groups = [
        {
            **named(items[0].period, t),
            "items": [told(item, t) for item in items],
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
