"""The front page: what was done, what was learned, what is wise to do next, each with figures and ways in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.reading.descriptions import Reference, Text
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.tours import offered
from visualizations.wording import Wording, wording

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
        ("findings", "findings"),
    ),
    "next": (("open", "open"), ("advice", "questions#advice")),
}
"""The ways in below each of them: the key of the words, and where it leads."""


def front_page(
    programmes: Sequence[tuple[Reference, Text | None]],
    counts: Mapping[str, int],
    language: str,
    edition: str = "",
) -> str:
    """Write the page.

    Args:
        programmes: what the edition tells of, each with its description where there is one.
        counts: how many things of each class there were.
        language: `nb` or `en`.
        edition: the edition of the data.
    """
    t = wording(language)
    return render(
        "front.html",
        language,
        here="front",
        path="",
        edition=edition,
        programmes=[_programme(*programme, t) for programme in programmes],
        ways=WAYS,
        tours=offered(language),
        parts=[(part, _figures(classes, counts, t)) for part, classes in PARTS.items()],
    )


def _programme(programme: Reference, description: Text | None, t: Wording) -> dict[str, Any]:
    """Return name, description and address of a programme."""
    return {
        **named(programme, t),
        "description": description.get(t.language) if description else "",
    }


def _figures(classes: Sequence[str], counts: Mapping[str, int], t: Wording) -> list[dict[str, Any]]:
    """Return for each class that has things how many, in words, and where they are listed."""
    return [
        {"words": t.count(f"front.{name}", counts[name]), "href": f"/{t.language}/kinds/{name}"}
        for name in classes
        if counts.get(name)
    ]
