"""The saved questions answer as their source does, and their answers hang on what the source is read to say.

The answers in `fixtures/questions` are typed in Norwegian from reading the source. Below each stand the
assertions that it rests on: without any of them, or any pair joined by a plus, it would be another.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from graph.authoring.parse import AuthoredFile, read
from graph.model import Model
from graph.questions import Question, QuestionError, require, require_topics, topics
from graph.questions import read as read_questions
from graph.store import EmbeddedStore
from graph.values import Iri
from ontology.terms import LANGUAGES
from tests.checkout import ROOT
from tests.data.questions import PREFIXES, Rows, shown, table
from tests.data.readings import RESTS_ON
from tests.data.selection import saying

DATA: Final = ROOT / "data"
ANSWERS: Final = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).parent / "fixtures" / "questions").glob("*.md"))
}
QUESTIONS: Final = {question.name: question for question in read_questions(DATA)}


def answer(name: str) -> tuple[tuple[str, ...], Rows]:
    return table(ANSWERS[name].partition("\n\n")[0])


def given(name: str) -> dict[str, Iri]:
    """Return what a question with parameters is asked of: `With: who=organisation:krem`."""
    found = re.findall(r"(?m)^With: (\w+)=(\w+):(\S+)$", ANSWERS[name])
    return {variable: Iri(PREFIXES[prefix] + slug) for variable, prefix, slug in found}


def rests_on(text: str) -> list[tuple[str, ...]]:
    (found,) = RESTS_ON.findall(text)
    return [tuple(part.split(" + ")) for part in found.split(", ")]


@pytest.fixture(scope="module")
def files() -> tuple[AuthoredFile, ...]:
    return read(DATA)


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.read()


@pytest.fixture(scope="module")
def store(files: tuple[AuthoredFile, ...], model: Model) -> EmbeddedStore:
    return without((), files, model)


def without(taken: tuple[str, ...], files: tuple[AuthoredFile, ...], model: Model) -> EmbeddedStore:
    """Return the graph without some of its assertions, and without what follows from them alone."""
    names = {Iri(PREFIXES["a"] + name) for name in taken}
    written = {iri for file in files for iri in file.assertions}
    assert names <= written
    return saying(written - names, files, model)


def ask(question: Question, store: EmbeddedStore, language: str = "nb") -> tuple[tuple[str, ...], Rows]:
    found = store.select(question.asked_in(language, given(question.name)))
    return tuple(found.variables), [tuple(map(shown, row)) for row in found.rows]


def test_every_question_has_a_typed_answer() -> None:
    assert QUESTIONS.keys() == ANSWERS.keys()
    assert len(QUESTIONS) >= 60


def test_a_question_with_parameters_answers_for_all_things_too(store: EmbeddedStore) -> None:
    """What is said of one thing is among what is said of all."""
    names = [name for name, question in QUESTIONS.items() if question.parameters]
    assert len(names) >= 3
    for name in names:
        assert given(name).keys() == QUESTIONS[name].parameters.keys()
        everything = store.select(QUESTIONS[name].asked_in("nb"))
        rows = {tuple(map(shown, row)) for row in everything.rows}
        assert set(answer(name)[1]) < rows


def test_a_question_asked_of_the_only_programme_is_answered_as_it_is_of_all(store: EmbeddedStore) -> None:
    asked = [question for question in QUESTIONS.values() if question.of_programme]
    assert len(asked) > 30
    for question in asked:
        assert ask(question.asked_of("osloregionen"), store) == ask(question, store)
        assert not ask(question.asked_of("other"), store)[1]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_as_the_source_does(name: str, store: EmbeddedStore) -> None:
    assert ask(QUESTIONS[name], store) == answer(name)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_has_as_many_answers_in_both_languages(name: str, store: EmbeddedStore) -> None:
    rows = {language: len(ask(QUESTIONS[name], store, language)[1]) for language in LANGUAGES}
    assert rows["nb"] == rows["en"] > 0


@pytest.mark.parametrize("name", ANSWERS)
def test_every_column_that_is_shown_is_named(name: str, store: EmbeddedStore) -> None:
    assert QUESTIONS[name].columns.keys() == set(ask(QUESTIONS[name], store)[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "taken"),
    [
        pytest.param(name, taken, id=f"{name}: {taken[0]}")
        for name in ANSWERS
        for taken in rests_on(ANSWERS[name])
    ],
)
def test_an_answer_changes_without_what_it_rests_on(
    name: str, taken: tuple[str, ...], files: tuple[AuthoredFile, ...], model: Model
) -> None:
    assert ask(QUESTIONS[name], without(taken, files, model)) != answer(name)


@pytest.mark.parametrize("part", ["title@nb", "title@en", "description@nb", "description@en"])
def test_a_question_without_its_words_is_refused_with_the_line_it_lacks(part: str) -> None:
    parts = ("title@nb", "title@en", "description@nb", "description@en")
    text = "# topic: works\n" + "".join(f"# {other}: Ord\n" for other in parts if other != part)
    with pytest.raises(QuestionError, match=f"lacks its {part}"):
        Question.parse("who", text + "ASK {}")


def test_a_question_without_a_topic_is_refused() -> None:
    with pytest.raises(QuestionError, match="lacks its topic"):
        Question.parse("who", "# title@nb: Hvem?\nASK {}")


def test_every_question_has_a_topic_and_every_topic_has_questions(store: EmbeddedStore) -> None:
    require_topics(QUESTIONS.values(), store)
    assert {question.topic for question in QUESTIONS.values()} == set(topics(store))
    assert all(set(label) == set(LANGUAGES) for label in topics(store).values())


def test_an_unknown_topic_is_refused_with_those_that_there_are(store: EmbeddedStore) -> None:
    wrong = replace(QUESTIONS["works-by-kind"], topic="books")
    with pytest.raises(QuestionError, match="'books' of the question works-by-kind is none of"):
        require_topics([wrong], store)


def test_an_unknown_question_names_the_command_that_lists_them() -> None:
    with pytest.raises(QuestionError, match="husk ask --list"):
        require(QUESTIONS.values(), "who")


@pytest.mark.parametrize("part", ["parameter", "column"])
def test_a_parameter_or_column_is_told_in_every_language(part: str) -> None:
    words = "# topic: works\n# title@nb: O\n# title@en: W\n# description@nb: O\n# description@en: W\n"
    with pytest.raises(QuestionError, match=f"{part}@en"):
        Question.parse("who", words + f"# {part}@nb: ?who en aktør\nASK {{}}")
