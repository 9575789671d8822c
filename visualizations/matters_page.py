"""The page of what is unsettled: where a source contradicts itself, and what it leaves open."""

from collections.abc import Sequence
from typing import Any

from graph.reading.descriptions import Reference, Value
from graph.reading.matters import Matter, Place, Said
from visualizations.rendering import render
from visualizations.sources import evidence, named, source
from visualizations.wording import Wording, alphabetical, capitalised, wording


def matters_page(
    conflicts: Sequence[Matter], gaps: Sequence[Matter], language: str, edition: str = ""
) -> str:
    """Write the page."""
    t = wording(language)
    return render(
        "matters.html",
        language,
        here="open",
        path="open",
        edition=edition,
        conflicts=[
            {**matter_in_words(conflict, t), "places": [side_in_words(place, t) for place in conflict.places]}
            for conflict in conflicts
        ],
        gaps=sorted(
            (matter_in_words(gap, t) for gap in gaps), key=lambda gap: (gap["subject"] == "", gap["sorted"])
        ),
    )


def matter_in_words(matter: Matter, t: Wording) -> dict[str, Any]:
    """Return a conflict or a gap in words."""
    told = named(matter.reference, t)
    description = matter.description.get(t.language) if matter.description else ""
    about = [named(thing, t) for thing in matter.about]
    return {
        **told,
        "description": "" if description == matter.reference.label.get(t.language) else description,
        "about": about,
        "subject": about[0]["name"] if about else "",
        "sorted": alphabetical(f"{about[0]['name'] if about else ''} {told['name']}"),
        **evidence(matter.assertions, t),
    }


def side_in_words(place: Place, t: Wording) -> dict[str, Any]:
    """Return one side of a conflict: what it states, and who says so where."""
    return {
        "statements": [_said(said, t) for said in place.statements],
        "sources": [source(place.assertion, t)],
    }


def _said(said: Said, t: Wording) -> str:
    """Say a statement in a line."""
    thing, property_ = said.thing.label.get(t.language), said.property.label.get(t.language)
    return capitalised(f"{thing}: {property_} {_value(said.value, t)}")


def _value(value: Reference | Value, t: Wording) -> str:
    """Name what a statement says of a thing."""
    if isinstance(value, Value):
        return value.text
    return value.quantity.text.get(t.language) if value.quantity else value.label.get(t.language)
