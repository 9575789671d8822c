"""The claims that were held against structure, as the command line tells of them."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from graph.claims.describing import DescribedClaim, described
from graph.claims.keeping import read_claims
from graph.reading.descriptions import Text
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot
from husk.telling.tables import number, table_csv
from ontology.terms import ID

Row = dict[str, str | float | None]

_COLUMNS: Final = (
    "test",
    "claim",
    "label",
    "voices",
    "passages",
    "network",
    "measure",
    "about",
    "supported_when",
    "value",
    "null_low",
    "null_high",
    "p",
    "adjusted_p",
    "low_without_one",
    "low_without",
    "high_without_one",
    "high_without",
    "ties",
    "stated",
    "verdict",
    "why",
    "sentence",
    "command",
)


_BY_CHANCE: Final = Text(
    "ved tilfeldighet {} til {}, p {}, justert {}", "by chance {} to {}, p {}, adjusted {}"
)


def answers(snapshot: Snapshot) -> tuple[DescribedClaim, ...]:
    """Read the claims that an edition has tested, by the name of the test."""
    store = snapshot.open_store()
    reader = EntityReader(store)
    return tuple(described(reader, each) for each in read_claims(store, snapshot.path))


def as_csv(claims: Sequence[DescribedClaim], language: str) -> str:
    """Write every test as a line; in bokmål the network by what it is called."""
    rows = [_row(each, language) for each in claims]
    if language != "en":
        rows = [row | {"network": each.network.get(language)} for row, each in zip(rows, claims, strict=True)]
    return table_csv(_COLUMNS, rows, language)


def as_json(claims: Sequence[DescribedClaim], language: str) -> str:
    """Write every test as JSON."""
    return json.dumps([_row(each, language) for each in claims], ensure_ascii=False, indent=2)


def as_text(claims: Sequence[DescribedClaim], language: str) -> Iterator[str]:
    """Yield each claim with who says it, what was measured and the answer."""
    for each in claims:
        answered = each.answered
        yield f"{each.claim.label.get(language)} ({_voices(each, language)}; {_passages(each)})"
        yield f"    {answered.verdict.sentence.get(language)}"
        yield f"    {_measured(each, language)}"
        yield f"    {answered.test.command}\n"


def _measured(claim: DescribedClaim, language: str) -> str:
    """Tell the value beside what chance gives."""
    answered, chance = claim.answered, claim.answered.finding.chance
    words = f"{answered.test.measure_title.get(language)}, {claim.network.get(language)}"
    if answered.finding.value is None:
        return words
    value = f"{words}: {number(answered.finding.value, language)}"
    if chance is None or chance.low is None or chance.high is None or answered.adjusted_p is None:
        return value
    numbers = (number(each, language) for each in (chance.low, chance.high, chance.p, answered.adjusted_p))
    return f"{value}, {_BY_CHANCE.get(language).format(*numbers)}"


def _row(claim: DescribedClaim, language: str) -> Row:
    """Return a test as a row."""
    answered = claim.answered
    test, finding, chance = answered.test, answered.finding, answered.finding.chance
    low, high = finding.low_without, finding.high_without
    return {
        "test": claim.test.id,
        "claim": claim.claim.id,
        "label": claim.claim.label.get(language),
        "voices": _voices(claim, language),
        "passages": _passages(claim),
        "network": test.network_name,
        "measure": test.measure.name,
        "about": " ".join(iri.removeprefix(ID) for iri in test.about) or None,
        "supported_when": test.direction.value,
        "value": finding.value,
        "null_low": chance.low if chance else None,
        "null_high": chance.high if chance else None,
        "p": chance.p if chance else None,
        "adjusted_p": answered.adjusted_p,
        "low_without_one": finding.low,
        "low_without": low.label.get(language) if low else None,
        "high_without_one": finding.high,
        "high_without": high.label.get(language) if high else None,
        "ties": finding.ties,
        "stated": finding.stated,
        "verdict": answered.verdict.answer.value,
        "why": answered.verdict.why.value if answered.verdict.why else None,
        "sentence": answered.verdict.sentence.get(language),
        "command": test.command,
    }


def _voices(claim: DescribedClaim, language: str) -> str:
    """Return who takes a stand to a claim."""
    voices = (each.assertion.voice.label.get(language) for each in claim.holdings)
    return ", ".join(dict.fromkeys(voices))


def _passages(claim: DescribedClaim) -> str:
    """Return where they do."""
    places = (place.iri for each in claim.holdings for place in each.assertion.passages)
    return ", ".join(dict.fromkeys(iri.rpartition("/")[2] for iri in places))
