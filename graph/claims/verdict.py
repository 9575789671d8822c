"""The answer to a claim, by thresholds that are data: it is supported, contradicted or cannot be told."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from graph.analysis.analysing import Without
from graph.analysis.assessment import LeftOut
from graph.claims.finding import Finding
from graph.claims.structural_tests import Direction, Thresholds
from graph.reading.descriptions import Text

EQUAL: Final = 1.0
"""What a measure gives where all have the same."""


class Answer(Enum):
    """What structure says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CANNOT_TELL = "cannot tell"

    @property
    def label(self) -> Text:
        """Return it in a word or two."""
        return _LABELS[self]


class Why(Enum):
    """Why structure cannot tell."""

    NOT_STATED = "not stated"
    """What the claim is about is not named in the network, or too few actors have a stated sector."""
    UNDEFINED = "undefined"
    TOO_LITTLE = "too little data"
    NOT_COMPUTED = "not computed"
    """Chance was not asked."""
    CHANCE_SUFFICES = "chance suffices"
    HANGS_ON_SETTING = "hangs on one arena"
    HANGS_ON_ACTOR = "hangs on one actor"
    HANGS_ON_VOICE = "hangs on one voice"


@dataclass(frozen=True)
class Verdict:
    """An answer in one plain sentence."""

    answer: Answer
    sentence: Text
    why: Why | None = None
    """Why it cannot be told; None where it can."""


_LABELS: Final = {
    Answer.SUPPORTED: Text("støttes", "supported"),
    Answer.CONTRADICTED: Text("motsies", "contradicted"),
    Answer.CANNOT_TELL: Text("kan ikke avgjøres", "cannot tell"),
}
_HANGS_ON: Final = {
    LeftOut.SETTING: (Why.HANGS_ON_SETTING, Text("ett sted", "one place")),
    LeftOut.ACTOR: (Why.HANGS_ON_ACTOR, Text("én aktør", "one actor")),
    LeftOut.VOICE: (Why.HANGS_ON_VOICE, Text("én stemme", "one voice")),
}
_HIGHER: Final = Text("verdien er høyere enn tilfeldighet gir", "the value is higher than chance gives")
_LOWER: Final = Text("verdien er lavere enn tilfeldighet gir", "the value is lower than chance gives")
_NEAR: Final = Text(
    "verdien er nær 1, som er likt for alle", "the value is near 1, which is the same for all"
)
_FAR: Final = Text(
    "verdien er lenger fra 1, som er likt for alle, enn tilfeldighet gir",
    "the value is farther from 1, which is the same for all, than chance gives",
)


def verdict(
    direction: Direction, finding: Finding, adjusted_p: float | None, thresholds: Thresholds
) -> Verdict:
    """Answer a claim.

    Args:
        direction: which values would support it.
        finding: what the network shows.
        adjusted_p: the p of the finding, adjusted over all claims that are tested; None where it has none.
        thresholds: what the finding must meet.
    """
    if obstacle := _obstacle(finding, thresholds):
        return obstacle
    if direction is Direction.EQUAL:
        return _on_equality(finding, adjusted_p, thresholds)
    return _on_distance(direction, finding, adjusted_p, thresholds)


def _obstacle(finding: Finding, thresholds: Thresholds) -> Verdict | None:
    """Return what keeps structure from telling, whatever the value; None if nothing does."""
    if not finding.is_named:
        return _cannot_tell(
            Why.NOT_STATED,
            "det utsagnet gjelder, er ikke nevnt i dette nettverket",
            "what the claim is about is not named in this network",
        )
    if finding.value is None:
        reason = finding.reason or Text("", "")
        return _cannot_tell(
            Why.UNDEFINED,
            f"målet er ikke definert her. {reason.nb}".rstrip(". "),
            f"the measure is undefined here. {reason.en}".rstrip(". "),
        )
    counted = finding.ties if finding.stated is None else finding.stated
    if counted < thresholds.stated * finding.ties:
        return _cannot_tell(
            Why.NOT_STATED,
            f"bare {counted} av {finding.ties} bånd er fra aktører med oppgitt sektor",
            f"only {counted} of {finding.ties} ties are of actors with a stated sector",
        )
    if counted < thresholds.ties:
        return _cannot_tell(
            Why.TOO_LITTLE,
            f"det er for få bånd å måle på ({counted})",
            f"there are too few ties to measure ({counted})",
        )
    return None


def _on_distance(
    direction: Direction, finding: Finding, adjusted_p: float | None, thresholds: Thresholds
) -> Verdict:
    """Answer a claim that high or low values would support."""
    value, mean = finding.value, finding.chance.mean if finding.chance else None
    if value is None or mean is None or adjusted_p is None:
        return _not_computed()
    if adjusted_p > thresholds.chance or value == mean:
        return _chance_suffices()
    is_high = value > mean
    worst, without = (finding.low, finding.low_without) if is_high else (finding.high, finding.high_without)
    if worst is not None and without and (worst - mean) / (value - mean) < thresholds.kept:
        return _hangs_on(without)
    if finding.undefined_without:
        return _hangs_on(finding.undefined_without)
    supports = is_high is (direction is Direction.HIGH)
    return _told(Answer.SUPPORTED if supports else Answer.CONTRADICTED, _HIGHER if is_high else _LOWER)


def _on_equality(finding: Finding, adjusted_p: float | None, thresholds: Thresholds) -> Verdict:
    """Answer a claim that values near 1 would support; chance is asked only of values that are not."""
    value = finding.value or 0.0
    runs = [(finding.low, finding.low_without), (finding.high, finding.high_without)]
    distances = [(abs(run - EQUAL), without) for run, without in runs if run is not None and without]
    distance = abs(value - EQUAL)
    is_near = distance <= thresholds.near
    if not is_near:
        mean = finding.chance.mean if finding.chance else None
        if mean is None or adjusted_p is None:
            return _not_computed()
        if adjusted_p > thresholds.chance or distance <= abs(mean - EQUAL):
            return _chance_suffices()
    for moved, without in sorted(distances, key=lambda each: each[0], reverse=is_near):
        if (moved <= thresholds.near) is not is_near:
            return _hangs_on(without)
    if finding.undefined_without:
        return _hangs_on(finding.undefined_without)
    return _told(Answer.SUPPORTED, _NEAR) if is_near else _told(Answer.CONTRADICTED, _FAR)


def _told(answer: Answer, what: Text) -> Verdict:
    """Say that structure supports a claim, or speaks against it."""
    begin = (
        Text("Strukturen støtter utsagnet", "Structure supports the claim")
        if answer is Answer.SUPPORTED
        else Text("Strukturen taler mot utsagnet", "Structure speaks against the claim")
    )
    return Verdict(
        answer,
        Text(
            f"{begin.nb}: {what.nb}, og det henger ikke på ett sted, én aktør eller én stemme.",
            f"{begin.en}: {what.en}, and that hangs on no single place, actor or voice.",
        ),
    )


def _cannot_tell(why: Why, nb: str, en: str) -> Verdict:
    """Say that structure cannot tell, and why."""
    return Verdict(
        Answer.CANNOT_TELL, Text(f"Strukturen gir ikke svar: {nb}.", f"Structure cannot tell: {en}."), why
    )


def _not_computed() -> Verdict:
    """Say that chance was not asked."""
    return _cannot_tell(
        Why.NOT_COMPUTED, "tilfeldighet er ikke regnet ut her", "chance has not been computed here"
    )


def _chance_suffices() -> Verdict:
    """Say that the value needs no other explanation than chance."""
    return _cannot_tell(
        Why.CHANCE_SUFFICES,
        "tilfeldighet er nok til å forklare verdien",
        "chance suffices to explain the value",
    )


def _hangs_on(without: Without) -> Verdict:
    """Say that it would be another answer without one thing."""
    why, one = _HANGS_ON[without.kind]
    return _cannot_tell(
        why,
        f"svaret henger på {one.nb}: {without.label.nb}",
        f"the answer hangs on {one.en}: {without.label.en}",
    )
