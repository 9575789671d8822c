"""The theory of change from left to right: what comes before a thing, the thing, and what comes of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.reading.entities import EntityReader
from graph.reading.lacks import Lack, Lacking
from graph.reading.theory import ANSWERS, BASED_ON, Link, Step, Theory
from ontology.terms import HUSK
from visualizations.rendering import render
from visualizations.sources import evidence, named, unusual
from visualizations.wording import Wording, alphabetical, wording

PARTS: Final[Mapping[str, str]] = {
    "criteria": "SuccessCriterion",
    "barriers": "Barrier",
    "goals": "Goal",
    "methods": "Method",
    "outcomes": "Outcome",
    "advice": "Recommendation",
}
"""The parts of the page, and the class whose things stand in the middle of each."""
_COUNTERS: Final = HUSK + "counters"


def theory_page(
    reader: EntityReader,
    theory: Theory,
    lacks: Mapping[Lack, Sequence[Lacking]],
    language: str,
    edition: str = "",
) -> str:
    """Write the page; things without any link are only counted."""
    t = wording(language)
    parts = []
    for name, class_name in PARTS.items():
        things = reader.all_of(class_name)
        steps = theory.steps(things, without=("hasGoal",) if name == "goals" else ())
        parts.append(
            {
                "name": name,
                "class_name": class_name,
                "steps": sorted((_step(step, name, t) for step in steps), key=_place),
                "others": len(things) - len(steps),
            }
        )
    return render(
        "theory.html",
        language,
        here="theory",
        path="theory",
        edition=edition,
        parts=[part for part in parts if part["steps"]],
        lacks=[
            (lack.label.get(language), sorted((_lacking(each, t) for each in things), key=_place))
            for lack, things in lacks.items()
            if things
        ],
    )


def _place(step: Mapping[str, Any]) -> str:
    return alphabetical(step["name"])


def _lacking(found: Lacking, t: Wording) -> dict[str, Any]:
    """Return a thing that lacks something, with who says that it is there."""
    return {
        **named(found.thing, t),
        **evidence(found.assertions, t),
        "modalities": sorted(unusual(found.assertions, t)),
    }


def _step(step: Step, part: str, t: Wording) -> dict[str, Any]:
    """Return a thing with its links in words; a barrier that nothing counters says so."""
    return {
        **named(step.thing, t),
        "before": _links(step.before, t, is_before=True),
        "after": _links(step.after, t, is_before=False),
        "is_uncountered": part == "barriers"
        and not any(link.relation.iri == _COUNTERS for link in step.before),
    }


def _links(links: Sequence[Link], t: Wording, *, is_before: bool) -> list[dict[str, Any]]:
    """Return links in words, the other end named."""
    found = [
        {
            **named(link.before if is_before else link.after, t),
            "relation": t("theory.basis")
            if link.relation.iri == BASED_ON and not is_before
            else t("theory.answered")
            if link.relation is ANSWERS and not is_before
            else link.relation.label.get(t.language),
            **evidence(link.assertions, t),
            "modalities": sorted(unusual(link.assertions, t)),
        }
        for link in links
    ]
    return sorted(found, key=lambda link: (link["relation"], alphabetical(link["name"])))
