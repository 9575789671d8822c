"""Guided tours: five real pages for each kind of reader, each with a few words on what to look for."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from visualizations.rendering import render
from visualizations.wording import wording

TOURS: Final[Mapping[str, Sequence[str]]] = {
    "researcher": ("map", "questions", "open", "sparql", "about"),
    "manager": ("kinds/Outcome", "kinds/SuccessCriterion", "kinds/Barrier", "kinds/Recommendation", "map"),
    "user": ("map", "kinds/UserLedSetting", "kinds/FourSectorArena", "kinds/Judgement", "open"),
    "developer": ("about", "ontology", "vocabulary/sector", "questions", "sparql"),
}
"""The pages of each tour, without the language."""

_MAIN: Final = '<main id="content"'


class Step(NamedTuple):
    """Where somebody is on a tour."""

    tour: str
    number: int
    """From 1."""


def addresses(tour: str, language: str) -> tuple[str, ...]:
    """Return where the steps of a tour are.

    >>> addresses("manager", "en")[0]
    '/en/kinds/Outcome?tour=manager&step=1'
    """
    return tuple(
        f"/{language}/{path}?tour={tour}&step={number}" for number, path in enumerate(TOURS[tour], start=1)
    )


def offered(language: str) -> list[dict[str, str]]:
    """Return the tours that there are, in words, and where each begins."""
    t = wording(language)
    return [
        {"title": t(f"tour.{tour}"), "text": t(f"tour.{tour}.for"), "href": addresses(tour, language)[0]}
        for tour in TOURS
    ]


def read_step(tour: str | None, step: str | None) -> Step | None:
    """Return where somebody is by the address of a page, or None where that tells of no such step.

    >>> read_step("manager", "2"), read_step("manager", "6"), read_step(None, None)
    (Step(tour='manager', number=2), None, None)
    """
    if tour is None or tour not in TOURS or step is None or not step.isdecimal() or len(step) > 1:
        return None
    number = int(step)
    return Step(tour, number) if 1 <= number <= len(TOURS[tour]) else None


def guided(html: str, step: Step, language: str) -> str:
    """Put the words of a step above what a page holds."""
    steps = addresses(step.tour, language)
    words = render(
        "tour.html",
        language,
        step=step,
        last=len(steps),
        before=steps[step.number - 2] if step.number > 1 else None,
        after=steps[step.number] if step.number < len(steps) else None,
    )
    return html.replace(_MAIN, words + _MAIN, 1)
