"""The page of claims held against structure: who says what where, what the networks show, and a verdict."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from graph.analysis.analysing import Without
from graph.analysis.assessment import LeftOut
from graph.claims.describing import DescribedClaim, Holding
from graph.claims.finding import Finding
from graph.claims.structural_tests import Direction
from graph.claims.verdict import Answer
from graph.equality.parts import Way
from graph.null_models.significance import Chance
from graph.reading.descriptions import Reference
from ontology.terms import VOCABULARY
from visualizations.distribution import drawn, figure
from visualizations.rendering import render
from visualizations.sources import named, source
from visualizations.wording import Wording, capitalised, wording

_PICTURE: Final = (320, 48)
"""The size of the picture of what chance gives."""
_SUPPORTS: Final = {
    Direction.HIGH: "findings.supports-high",
    Direction.LOW: "findings.supports-low",
    Direction.EQUAL: "findings.supports-equal",
}
_KINDS: Final = {
    LeftOut.SETTING: "findings.setting",
    LeftOut.ACTOR: "findings.actor",
    LeftOut.VOICE: "findings.voice",
}


def findings_page(claims: Sequence[DescribedClaim], language: str, edition: str = "") -> str:
    """Write the page.

    Args:
        claims: every tested claim; the tests of one claim stand together.
        language: `nb` or `en`.
        edition: the edition of the data.
    """
    t = wording(language)
    by_claim = sorted(claims, key=lambda each: each.claim.iri)
    told = [_claim(list(group), t) for _, group in groupby(by_claim, key=lambda each: each.claim.iri)]
    answers = Counter(each.answered.verdict.answer for each in claims)
    return render(
        "findings.html",
        language,
        here="findings",
        path="findings",
        edition=edition,
        claims=sorted(told, key=lambda claim: claim["order"]),
        answers=[(answer.name.lower(), answer.label.get(language), answers[answer]) for answer in Answer],
    )


def _claim(tests: Sequence[DescribedClaim], t: Wording) -> dict[str, Any]:
    """Return a claim with all its tests, those first on which there is an answer."""
    first = tests[0]
    return {
        **named(first.claim, t),
        "description": first.description.get(t.language) if first.description else "",
        "holdings": [_holding(holding, t) for holding in first.holdings],
        "tests": [_test(test, t) for test in tests],
        "order": (
            min(list(Answer).index(test.answered.verdict.answer) for test in tests),
            first.claim.label.get(t.language),
        ),
    }


def _holding(holding: Holding, t: Wording) -> dict[str, Any]:
    """Return who takes which stand, and where."""
    view = holding.view
    words = [view.stance.label.get(t.language)] if view else []
    if view and view.certainty:
        words.append(view.certainty.label.get(t.language))
    return {"stance": capitalised(", ".join(words)), "source": source(holding.assertion, t)}


def _test(claim: DescribedClaim, t: Wording) -> dict[str, Any]:
    """Return one test of a claim in words, with its picture."""
    test, finding, verdict = claim.answered.test, claim.answered.finding, claim.answered.verdict
    return {
        **named(claim.test, t),
        "measure": capitalised(test.measure_title.get(t.language)),
        "definition": test.measure.definition.get(t.language),
        "network": claim.network.get(t.language),
        "report": None if isinstance(test.network, Way) else f"/{t.language}/networks/{test.network_name}",
        "about": [_about(thing, t) for thing in claim.about],
        "reasons": [reason.get(t.language) for reason in claim.reasons],
        "supports": t(_SUPPORTS[test.direction]),
        "value": None if finding.value is None else figure(finding.value, t),
        "p": None if claim.answered.adjusted_p is None else figure(claim.answered.adjusted_p, t),
        "drawn": drawn(finding.chance, *_PICTURE) if finding.chance else None,
        "chance": _chance(finding.chance, t) if finding.chance else "",
        "hangs": _hangs(finding, t),
        "answer": verdict.answer.name.lower(),
        "label": capitalised(verdict.answer.label.get(t.language)),
        "sentence": verdict.sentence.get(t.language),
        "command": test.command,
    }


def _about(thing: Reference, t: Wording) -> dict[str, Any]:
    """Name the node or the sector that is measured, and say where its page is."""
    if thing.id:
        return named(thing, t)
    return {
        "name": thing.label.get(t.language),
        "href": f"/{t.language}/vocabulary/{thing.iri.removeprefix(VOCABULARY)}",
    }


def _chance(chance: Chance, t: Wording) -> str:
    """Tell in words what chance gives, which is what the picture shows."""
    return t(
        "findings.chance",
        low=figure(chance.low, t),
        high=figure(chance.high, t),
        mean=figure(chance.mean, t),
        samples=str(chance.samples),
    )


def _hangs(finding: Finding, t: Wording) -> list[str]:
    """Tell how far a value moves when any one thing is left out, and which."""
    sides = [
        ("findings.low", finding.low, finding.low_without),
        ("findings.high", finding.high, finding.high_without),
    ]
    moved = [
        t(key, value=figure(value, t), without=_without(without, t))
        for key, value, without in sides
        if value is not None and without
    ]
    return moved or ([t("findings.unmoved")] if finding.low is not None else [])


def _without(without: Without, t: Wording) -> str:
    """Name what was left out, and what it is."""
    return f"{t(_KINDS[without.kind])} {without.label.get(t.language)}"
