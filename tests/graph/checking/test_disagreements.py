from pathlib import Path

import pytest

from graph.build import assemble
from graph.checking.disagreements import disagreements
from tests.graph.programmes import lay_out


def test_two_values_that_cannot_both_hold_are_found_with_both_places(tmp_path: Path) -> None:
    first, second = disagreements(assemble(lay_out("valid/disagreement", tmp_path)))
    assert first.message == (
        "arena:kafe has two values of husk:period: "
        "period:2010 in assertion:1-p1-s1-a, period:2011 in assertion:1-p1-s2-a."
    )
    assert first.file == "demo/1.trig"
    assert "husk:Conflict" in first.cure
    assert "assertion:1-p1-s2-b" in second.message


@pytest.mark.parametrize("case", ["conflict", "neighbours"])
def test_values_that_agree_or_are_known_to_conflict_are_left_alone(case: str, tmp_path: Path) -> None:
    assert not list(disagreements(assemble(lay_out(f"valid/{case}", tmp_path))))
