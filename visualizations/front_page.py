"""The front page: what was done, what was learned, what is wise to do next, each with figures and ways in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.reading.descriptions import Reference, Text
from graph.reading.programmes import Counts
from visualizations.programmes import Choice
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.tours import offered
from visualizations.wording import Wording, capitalised, wording

PARTS: Final[Mapping[str, Sequence[str]]] = {
    "done": ("Subproject", "Arena", "Activity", "Organisation", "Method"),
    "learned": ("Outcome", "SuccessCriterion", "Barrier", "Lesson", "Publication"),
    "next": ("Recommendation", "Gap", "Conflict", "Unrealised"),
}
"""The three questions of the front page, and the classes whose numbers answer each."""

WAYS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "done": (("map", "map"), ("matrix", "matrix"), ("time", "time"), ("questions", "questions")),
    "learned": (
        ("theory", "theory"),
        ("conditions", "questions#conditions"),
        ("outcomes", "questions#outcomes"),
        ("compare", "compare"),
        ("equality", "equality"),
        ("findings", "findings"),
    ),
    "next": (("open", "open"), ("advice", "questions#advice")),
}
"""The ways in below each of them: the key of the words, and where it leads."""


def front_page(
    programmes: Sequence[tuple[Reference, Text | None]],
    counts: Mapping[str | None, Counts],
    language: str,
    edition: str = "",
    *,
    several: Choice | None = None,
) -> str:
    """Write the page.

    Args:
        programmes: what the edition tells of, each with its description where there is one.
        counts: how many things of each class there were, by programme; under None in all of them.
        language: `nb` or `en`.
        edition: the edition of the data.
        several: the choice of a programme, where there are several.
    """
    t = wording(language)
    chosen = several.chosen.name if several and several.chosen else None
    return render(
        "front.html",
        language,
        here="front",
        path="",
        edition=edition,
        programmes=[_programme(*programme, t) for programme in programmes],
        ways=WAYS,
        tours=offered(language),
        parts=[(part, _figures(classes, counts[chosen], t)) for part, classes in PARTS.items()],
        side_by_side=_side_by_side(several, counts, t) if several and several.is_of_all else None,
    )


def _programme(programme: Reference, description: Text | None, t: Wording) -> dict[str, Any]:
    """Return name, description and address of a programme."""
    return {
        **named(programme, t),
        "description": description.get(t.language) if description else "",
    }


def _side_by_side(choice: Choice, counts: Mapping[str | None, Counts], t: Wording) -> dict[str, Any]:
    """Return how many things of each class each programme has, beside all of them together."""
    names = [None, *(programme.name for programme in choice.programmes)]
    return {
        "columns": [
            {
                "name": capitalised(programme.label.get(t.language)),
                "href": f"/{t.language}/?programme={programme.name}",
            }
            for programme in choice.programmes
        ],
        "rows": [
            {
                "name": capitalised(t(f"front.{class_name}.other", number="").strip()),
                "cells": [
                    {
                        "number": t.number(counts[name].get(class_name, 0)),
                        "href": _listed(class_name, name, t),
                    }
                    for name in names
                ],
            }
            for classes in PARTS.values()
            for class_name in classes
            if counts[None].get(class_name)
        ],
    }


def _listed(class_name: str, programme: str | None, t: Wording) -> str:
    """Return where the things of a class are listed."""
    query = f"?programme={programme}" if programme else ""
    return f"/{t.language}/kinds/{class_name}{query}"


def _figures(classes: Sequence[str], counts: Counts, t: Wording) -> list[dict[str, Any]]:
    """Return for each class that has things how many, in words, and where they are listed."""
    return [
        {"words": t.count(f"front.{name}", counts[name]), "href": _listed(name, None, t)}
        for name in classes
        if counts.get(name)
    ]
