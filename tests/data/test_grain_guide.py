"""The examples of docs/grain-guide.md are built as they stand, and answer as the tables say."""

from pathlib import Path
from typing import Final

import pytest

from graph.build import assemble
from graph.parse import read
from graph.store import EmbeddedStore
from graph.values import Iri, Term
from ontology.terms import curie
from tests.data.grain_guide import (
    GUIDE,
    PREFIXES,
    PRELUDE,
    PROGRAMME,
    Example,
    examples,
    labels_and_passages,
    with_prefixes,
)

TEXT: Final = GUIDE.read_text("utf-8")
EXAMPLES: Final = examples(TEXT)


def build(example: Example, data: Path) -> EmbeddedStore:
    folder = data / PROGRAMME
    folder.mkdir()
    (folder / "prelude.trig").write_text(PRELUDE.read_text("utf-8"), "utf-8")
    (folder / "example.trig").write_text(with_prefixes(example.trig, "@prefix"), "utf-8")
    (folder / "labels.trig").write_text(labels_and_passages(read(data)), "utf-8")
    return assemble(data)


def shown(term: Term | None) -> str:
    if term is None:
        return ""
    return curie(term.value, PREFIXES) if isinstance(term, Iri) else term.value


def test_every_fence_of_the_guide_is_run() -> None:
    assert len(EXAMPLES) == 12
    assert sum(len(example.questions) for example in EXAMPLES) == TEXT.count("```sparql\n") > 40
    assert TEXT.count("```trig\n") == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_answers_as_the_guide_says(example: Example, tmp_path: Path) -> None:
    store = build(example, tmp_path)
    for question in example.questions:
        found = store.select(with_prefixes(question.query, "PREFIX"))
        rows = [tuple(map(shown, row)) for row in found.rows]
        expected = list(question.rows)
        if not question.is_ordered:
            rows, expected = sorted(rows), sorted(expected)
        assert rows == expected, question.query
        assert not question.variables or found.variables == question.variables


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_no_answer_of_an_example_rests_on_nothing(example: Example) -> None:
    assert example.questions
    assert any(question.rows for question in example.questions)
