"""Every verdict, and every reason why there is none, each forced by a finding in a file of its own."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from graph.claims.keeping import read_back, written
from graph.claims.structural_tests import Direction, Thresholds
from graph.claims.verdict import Answer, Why, verdict
from tests.claims import claims

CASES: Final = sorted((Path(__file__).parent / "fixtures" / "verdicts").glob("*.json"))


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return found


def test_finding_forces_its_verdict(case: dict[str, Any]) -> None:
    found = verdict(
        Direction(case["direction"]),
        read_back(case["finding"]),
        case["adjusted_p"],
        Thresholds.read(claims()),
    )
    assert (found.answer.value, found.why and found.why.value) == (case["answer"], case["why"])
    assert list(found.sentence) == case["sentence"]


def test_a_finding_survives_being_kept(case: dict[str, Any]) -> None:
    finding = read_back(case["finding"])
    assert read_back(json.loads(json.dumps(written(finding)))) == finding


def test_every_verdict_and_every_reason_is_forced() -> None:
    cases = [json.loads(path.read_text("utf-8")) for path in CASES]
    assert {case["answer"] for case in cases} == {answer.value for answer in Answer}
    assert {case["why"] for case in cases} == {None, *(why.value for why in Why)}


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("supported-by-a-high-value", Thresholds(ties=51, stated=0.5, chance=0.05, kept=0.5, near=0.1)),
        ("supported-by-a-value-near-equal", Thresholds(ties=10, stated=0.9, chance=0.05, kept=0.5, near=0.1)),
        ("supported-by-a-high-value", Thresholds(ties=10, stated=0.5, chance=0.001, kept=0.5, near=0.1)),
        ("supported-by-a-high-value", Thresholds(ties=10, stated=0.5, chance=0.05, kept=0.9, near=0.1)),
        (
            "supported-by-a-value-near-equal",
            Thresholds(ties=10, stated=0.5, chance=0.05, kept=0.5, near=0.01),
        ),
    ],
    ids=["ties", "stated", "chance", "kept", "near"],
)
def test_each_threshold_decides(name: str, changed: Thresholds) -> None:
    (path,) = (path for path in CASES if path.stem == name)
    case = json.loads(path.read_text("utf-8"))
    found = verdict(Direction(case["direction"]), read_back(case["finding"]), case["adjusted_p"], changed)
    assert found.answer is Answer.CANNOT_TELL
