"""The theory of change from left to right: what comes before a thing, the thing, and what comes of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.reading.lacks import Lack, Lacking
from graph.reading.theory import ANSWERS, BASED_ON, Link, Step, Theory
from ontology.terms import HUSK
from visualizations.paging import Stretch
from visualizations.parts import address, extent, shown
from visualizations.rendering import render
from visualizations.sources import evidence, named, unusual
from visualizations.wording import Wording, alphabetical, capitalised, wording

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
_SUPPORTS: Final = HUSK + "supports"


def theory_page(
    reader: EntityReader,
    theory: Theory,
    lacks: Mapping[Lack, Sequence[Lacking]],
    language: str,
    edition: str = "",
    *,
    programme: str | None = None,
    only: str | None = None,
    offset: int = 0,
) -> str:
    """Write the page, of a programme or of all; things without any link are only counted.

    Args:
        reader: reads the things.
        theory: what leads to what.
        lacks: what the theory lacks.
        language: `nb` or `en`.
        edition: what the page is made from.
        programme: the only one of several programmes.
        only: the part that is shown alone, without what is lacking; None for all of the page.
        offset: how many things of that part stand before the first that is shown.
    """
    t = wording(language)
    parts = [
        _part(
            name, reader.all_of(PARTS[name], programme), theory, t, is_alone=only is not None, offset=offset
        )
        for name in ([only] if only else PARTS)
    ]
    return render(
        "theory.html",
        language,
        here="theory",
        path=address("theory", only, offset, t).removeprefix(f"/{language}/"),
        edition=edition,
        only=only,
        parts=[part for part in parts if part["count"]],
        lacks=[]
        if only
        else [
            {
                "label": lack.label.get(language),
                "count": t.number(len(things)),
                "things": shown(_sorted_by_name([_lacking(each, t) for each in things])),
            }
            for lack, things in lacks.items()
            if things
        ],
    )


def _part(
    name: str, things: Sequence[Reference], theory: Theory, t: Wording, *, is_alone: bool, offset: int
) -> dict[str, Any]:
    """Return a part of the page: its things with what comes before them and what comes of them, in groups."""
    steps = theory.steps(things, without=("hasGoal",) if name == "goals" else ())
    every = [
        (heading, step)
        for heading, group in _groups(steps, name, t)
        for step in sorted(group, key=lambda step: alphabetical(named(step.thing, t)["name"]))
    ]
    here = shown(every, offset)
    return {
        "name": name,
        "class_name": PARTS[name],
        "count": len(steps),
        "groups": [
            (heading, [_step(step, name, t) for _, step in found])
            for heading, found in groupby(here, key=itemgetter(0))
        ],
        "others": len(things) - len(steps),
        **extent("theory", name, Stretch(offset, len(here), len(every)), t, is_alone=is_alone),
    }


def _groups(steps: Sequence[Step], part: str, t: Wording) -> list[tuple[str, list[Step]]]:
    """Put criteria that support the same thing together, the most first; others stand in one group."""
    if part != "criteria":
        return [("", list(steps))]
    supported = Counter(thing.iri for step in steps for thing in _supported(step))
    groups: defaultdict[str, list[Step]] = defaultdict(list)
    names = {"": t("theory.other-criteria")}
    for step in steps:
        shared = [thing for thing in _supported(step) if supported[thing.iri] > 1]
        most = max(shared, key=lambda thing: (supported[thing.iri], thing.iri), default=None)
        if most:
            names[most.iri] = t("theory.support", what=capitalised(most.label.get(t.language)))
        groups[most.iri if most else ""].append(step)
    ordered = sorted(groups.items(), key=lambda item: (not item[0], -len(item[1]), names[item[0]]))
    return [(f"{names[iri]} ({len(group)})", group) for iri, group in ordered]


def _supported(step: Step) -> list[Reference]:
    return [link.after for link in step.after if link.relation.iri == _SUPPORTS]


def _sorted_by_name(things: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(things, key=lambda thing: alphabetical(thing["name"]))


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
        "count": t.count("theory.links", len(step.before) + len(step.after)),
        "is_uncountered": part == "barriers"
        and not any(link.relation.iri == _COUNTERS for link in step.before),
    }


def _links(links: Sequence[Link], t: Wording, *, is_before: bool) -> list[dict[str, Any]]:
    """Return links in words, the other end named."""
    found = [
        {
            **named(link.before if is_before else link.after, t),
            "relation": _relation(link, t),
            **evidence(link.assertions, t),
            "modalities": sorted(unusual(link.assertions, t)),
        }
        for link in links
    ]
    return sorted(found, key=lambda link: (link["relation"], alphabetical(link["name"])))


def _relation(link: Link, t: Wording) -> str:
    """Say what the first end of a link does to the second, whichever way the source says it."""
    if link.relation.iri == BASED_ON:
        return t("theory.basis")
    return t("theory.answered") if link.relation is ANSWERS else link.relation.label.get(t.language)
