"""Whole programmes, a folder each: what is sound is built, what is not is refused with a cure."""

from pathlib import Path

import pytest

from graph.build import assemble
from graph.errors import DataError
from tests.graph.programmes import FIXTURES, case_names, lay_out

INVALID = case_names("invalid")


@pytest.mark.parametrize("case", INVALID)
def test_invalid_programme_is_refused_with_place_and_cure(case: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        assemble(lay_out(f"invalid/{case}", tmp_path))
    assert all(problem.file and problem.line and problem.cure for problem in caught.value.problems)
    assert f"{caught.value}\n" == (FIXTURES / "invalid" / case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", case_names("valid"))
def test_valid_programme_is_assembled(case: str, tmp_path: Path) -> None:
    assert assemble(lay_out(f"valid/{case}", tmp_path)).dump()


def test_there_are_as_many_cases_as_there_should_be() -> None:
    assert len(INVALID) >= 39


def test_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no authored data"):
        assemble(tmp_path)
