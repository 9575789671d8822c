"""The page of claims held against structure tells who says what, what was measured, and the verdict."""

import json
from pathlib import Path

import pytest

from graph.claims.answering import answered
from graph.claims.describing import DescribedClaim, described
from graph.claims.keeping import read_back
from graph.claims.structural_tests import Thresholds, structural_tests
from graph.reading.entities import EntityReader
from tests.claims import claims
from tests.visualizations.reading_pages import read_page
from visualizations.findings_page import findings_page
from visualizations.wording import wording

VERDICTS = Path(__file__).parents[1] / "graph" / "claims" / "fixtures" / "verdicts"
CASES = ("contradicted-by-a-low-value", "supported-by-a-high-value", "supported-by-a-value-near-equal")


def told() -> list[DescribedClaim]:
    """Return the claims of the made-up programme with findings that force verdicts."""
    found = [
        read_back(json.loads((VERDICTS / f"{case}.json").read_text("utf-8"))["finding"]) for case in CASES
    ]
    reader, tests = EntityReader(claims()), structural_tests(claims())
    return [described(reader, each) for each in answered(tests, found, Thresholds.read(claims()))]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_claim_is_told_with_voice_place_measure_and_verdict(language: str) -> None:
    page = findings_page(told(), language)
    assert len(read_page(page).all("article")) == 2
    text = " ".join(read_page(page).one("main").text.split())
    for claim in told():
        test, verdict = claim.answered.test, claim.answered.verdict
        assert verdict.sentence.get(language) in text
        assert test.measure.definition.get(language) in text
        assert test.command in text
        for holding in claim.holdings:
            assert holding.assertion.voice.label.get(language) in text
            assert f"/{language}/id/{holding.assertion.passages[0].iri.partition('/id/')[2]}" in page
        without = claim.answered.finding.low_without
        assert without is not None
        assert without.label.get(language) in text


def test_what_is_answered_stands_first() -> None:
    page = findings_page(told(), "en")
    assert page.index("Structure supports the claim") < page.index("Structure speaks against the claim")


def test_a_page_without_claims_says_so() -> None:
    assert wording("nb")("findings.none") in findings_page([], "nb")
