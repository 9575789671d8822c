"""The sections that were read answer as their source does, and each assertion makes a difference."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from graph.authoring.expand import expand
from graph.authoring.parse import AuthoredFile, read
from graph.build import assemble
from graph.dataset import load
from graph.inference.infer import infer
from graph.model import Model
from graph.store import EmbeddedStore
from graph.values import Iri
from tests.checkout import ROOT
from tests.data.questions import PREFIXES, PROGRAMME
from tests.data.readings import READINGS, Reading

READ: Final = ("source.trig", "passages.trig", "entities.trig", "2.1.trig", "2.4.trig")
"""The files that the readings are about; other sections may tell more of the same things."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / PROGRAMME
    folder.mkdir()
    for name in READ:
        shutil.copy(ROOT / "data" / PROGRAMME / name, folder)
    return folder.parent


@pytest.fixture(scope="module")
def store(data: Path) -> EmbeddedStore:
    return assemble(data)


@pytest.fixture(scope="module")
def files(data: Path) -> tuple[AuthoredFile, ...]:
    return read(data)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.read()


def without(assertion: Iri, file: AuthoredFile) -> AuthoredFile:
    left = {iri: stated for iri, stated in file.assertions.items() if iri != assertion}
    return replace(file, assertions=MappingProxyType(left))


def assembled_without(assertion: str, files: tuple[AuthoredFile, ...], model: Model) -> EmbeddedStore:
    """Return what the data would say if one assertion had not been written."""
    left_out = Iri(PREFIXES["a"] + assertion)
    expansion, _ = expand(tuple(without(left_out, file) for file in files), model)
    engine = load(expansion, model)
    infer(engine, model.rules)
    return EmbeddedStore(engine)


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.name)
def test_the_graph_answers_as_the_source_does(reading: Reading, store: EmbeddedStore) -> None:
    assert reading.question.ask(store) == reading.question.expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reading", "assertion"),
    [
        pytest.param(reading, assertion, id=f"{reading.name}: {assertion}")
        for reading in READINGS
        for assertion in reading.rests_on
    ],
)
def test_an_answer_changes_without_an_assertion_it_rests_on(
    reading: Reading, assertion: str, files: tuple[AuthoredFile, ...], model: Model
) -> None:
    question = reading.question
    assert question.ask(assembled_without(assertion, files, model)) != question.expected


def test_every_assertion_has_a_reading_that_rests_on_it(files: tuple[AuthoredFile, ...]) -> None:
    asserted = {iri.value.removeprefix(PREFIXES["a"]) for file in files for iri in file.assertions}
    assert asserted == {assertion for reading in READINGS for assertion in reading.rests_on}
