"""A build that has the sources publishes no passage that differs from them."""

from pathlib import Path

import pytest

from graph.build import build
from graph.errors import DataError
from graph.sources.layout import SourceTextError
from tests.graph.sources.test_verify import FIXTURES, TEXT


def test_passages_that_match_are_published(tmp_path: Path) -> None:
    result = build(FIXTURES / "data", tmp_path / "var", version="1", sources=FIXTURES / "texts")
    assert result.built


def test_a_passage_that_does_not_match_is_refused_where_it_is_described(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT.replace("flere rom", "større rom"), "utf-8")
    with pytest.raises(DataError) as refusal:
        build(FIXTURES / "data", tmp_path / "var", version="1", sources=tmp_path)
    (problem,) = refusal.value.problems
    assert problem.focus_node == "https://w3id.org/husk/id/demo/passage/1-p2-s1"
    assert "does not match its source" in problem.message
    text = (FIXTURES / "data" / str(problem.file)).read_text("utf-8")
    assert "1-p2-s1" in text.splitlines()[(problem.line or 0) - 1]
    assert not (tmp_path / "var" / "current").exists()


def test_a_source_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    """A folder may hold the sources of one programme and not of another."""
    (tmp_path / "texts").mkdir()
    assert build(FIXTURES / "data", tmp_path / "var", version="1", sources=tmp_path / "texts").built


def test_a_folder_of_sources_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceTextError, match="HUSK_SOURCES"):
        build(FIXTURES / "data", tmp_path / "var", version="1", sources=tmp_path / "texts")
    assert not (tmp_path / "var" / "current").exists()
