"""The sections that were read answer as their source does, and each assertion makes a difference.

Asked are only the assertions that readings rest on, so that whatever other sections tell of the same things
changes no answer. Whether all sections hold together is for `test_osloregionen.py` to say.
"""

from typing import Final

import pytest

from graph.authoring.parse import AuthoredFile, read
from graph.model import Model
from graph.store import EmbeddedStore
from graph.values import Iri
from tests.checkout import ROOT
from tests.data.questions import PREFIXES
from tests.data.readings import READINGS, Reading
from tests.data.selection import saying

RESTED_ON: Final = {Iri(PREFIXES["a"] + name) for reading in READINGS for name in reading.rests_on}
SHARED: Final = {"source.trig", "passages.trig", "entities.trig"}
READ_IN_FULL: Final = {"2.4.trig"}
"""The files whose every assertion some reading rests on."""


@pytest.fixture(scope="module")
def files() -> tuple[AuthoredFile, ...]:
    """The files that hold what readings rest on, and those that describe it."""
    return tuple(
        file
        for file in read(ROOT / "data")
        if file.name.rpartition("/")[2] in SHARED or RESTED_ON & file.assertions.keys()
    )


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.read()


@pytest.fixture(scope="module")
def store(files: tuple[AuthoredFile, ...], model: Model) -> EmbeddedStore:
    return saying(RESTED_ON, files, model)


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
    others = RESTED_ON - {Iri(PREFIXES["a"] + assertion)}
    assert reading.question.ask(saying(others, files, model)) != reading.question.expected


def test_readings_rest_on_assertions_that_are_written(files: tuple[AuthoredFile, ...]) -> None:
    assert {iri for file in files for iri in file.assertions} >= RESTED_ON


def test_every_assertion_of_a_section_read_in_full_has_a_reading(files: tuple[AuthoredFile, ...]) -> None:
    in_full = [file for file in files if file.name.rpartition("/")[2] in READ_IN_FULL]
    assert len(in_full) == len(READ_IN_FULL)
    assert {iri for file in in_full for iri in file.assertions} - RESTED_ON == set()
