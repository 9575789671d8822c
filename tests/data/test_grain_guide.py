"""The examples of docs/grain-guide.md are built as they stand, and answer as the tables say."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from graph.authoring.parse import read
from graph.build import assemble
from graph.store import EmbeddedStore
from tests.checkout import ROOT
from tests.data.grain_guide import Example, examples, labels_and_passages
from tests.data.questions import PROGRAMME

PRELUDE: Final = Path(__file__).parent / "fixtures" / "grain-guide" / "prelude.trig"
EXAMPLES: Final = examples((ROOT / "docs" / "grain-guide.md").read_text("utf-8"))


def build(example: Example, data: Path) -> EmbeddedStore:
    folder = data / PROGRAMME
    folder.mkdir()
    shutil.copy(PRELUDE, folder)
    (folder / "example.trig").write_text(example.trig, "utf-8")
    (folder / "labels.trig").write_text(labels_and_passages(read(data)), "utf-8")
    return assemble(data)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_answers_as_the_guide_says(example: Example, tmp_path: Path) -> None:
    store = build(example, tmp_path)
    for question in example.questions:
        assert question.ask(store) == question.expected, question.query


def test_there_are_as_many_examples_and_questions_as_the_guide_has() -> None:
    assert len(EXAMPLES) == 12
    assert sum(len(example.questions) for example in EXAMPLES) == 41


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_that_answers_nothing_at_all_shows_nothing(example: Example) -> None:
    assert any(question.rows for question in example.questions)
