"""A build that has the sources publishes no passage that differs from them."""

import shutil
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


def test_a_description_that_quotes_the_source_is_refused_where_it_stands(tmp_path: Path) -> None:
    data = shutil.copytree(FIXTURES / "data", tmp_path / "data")
    file = data / "demo" / "1.trig"
    own_words, quoted = "Den som eide huset.", "Naboene startet en kafé i 2010, og kommunen lånte."
    file.write_text(file.read_text("utf-8").replace(own_words, quoted), "utf-8")
    with pytest.raises(DataError) as refusal:
        build(data, tmp_path / "var", version="1", sources=FIXTURES / "texts")
    (problem,) = refusal.value.problems
    assert problem.message == (
        "dcterms:description of organisation:kommunen quotes a source: "
        "«naboene startet en kafé i og kommunen lånte»."
    )
    assert "other words" in problem.cure
    assert quoted in file.read_text("utf-8").splitlines()[(problem.line or 0) - 1]
    assert not (tmp_path / "var" / "current").exists()


def test_without_the_source_nothing_tells_that_a_description_quotes_it(tmp_path: Path) -> None:
    data = shutil.copytree(FIXTURES / "data", tmp_path / "data")
    file = data / "demo" / "1.trig"
    quoted = "Naboene startet en kafé i 2010, og kommunen lånte."
    file.write_text(file.read_text("utf-8").replace("Den som eide huset.", quoted), "utf-8")
    assert build(data, tmp_path / "var", version="1").built
