"""The page of claims held against structure tells who says what, what was measured, and the verdict."""

import json
from pathlib import Path

import pytest

from graph.claims.answering import answered
from graph.claims.describing import DescribedClaim, described
from graph.claims.keeping import read_back
from graph.claims.structural_tests import Thresholds, structural_tests
from graph.null_models.significance import Chance, Histogram
from graph.reading.entities import EntityReader
from tests.claims import claims
from tests.visualizations.reading_pages import read_page
from visualizations.distribution import HEIGHT, WIDTH, distribution
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


@pytest.mark.parametrize("value", [-4.0, 0.5, 9.0], ids=["below", "within", "above"])
def test_value_and_chance_are_drawn_on_one_scale(value: float) -> None:
    chance = Chance(value, 10, mean=1.0, low=0.0, high=2.0, histogram=Histogram(0.0, 2.0, (1, 0, 5, 4)))
    picture = distribution(value, chance, wording("en"))
    assert picture is not None
    assert 0 < picture["value"] < WIDTH
    assert len(picture["bars"]) == 3
    for bar in picture["bars"]:
        assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= WIDTH
        assert 0 <= bar["y"] <= bar["y"] + bar["height"] <= HEIGHT
    assert (value < 0) == (picture["value"] < picture["low"])
    assert (value > 2) == (picture["value"] > picture["high"])


def test_equal_values_are_drawn_in_the_middle() -> None:
    chance = Chance(1.0, 10, mean=1.0, low=1.0, high=1.0, histogram=Histogram(1.0, 1.0, (10,)))
    picture = distribution(1.0, chance, wording("en"))
    assert picture is not None
    assert picture["value"] == picture["bars"][0]["x"] == WIDTH / 2


def test_what_has_no_chance_has_no_picture() -> None:
    assert distribution(1.0, Chance(1.0, 0), wording("en")) is None
