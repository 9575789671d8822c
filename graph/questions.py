"""The saved questions: SPARQL queries in files, each with a title and a description in both languages.

A file opens with five comments: `# topic: ...`, which names a concept of the vocabulary of topics,
`# title@nb: ...`, `# title@en: ...`, `# description@nb: ...` and `# description@en: ...`. A query that
answers with words lets `?lang` be "nb" or "en"; run by hand it answers in both, asked through the product in
the one that is wanted.

A question may be asked of one thing at a time: `# parameter@nb: ?who en aktør` and `# parameter@en: ?who an
actor` name a variable of the query, which run by hand answers for all things.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.errors import HuskError
from graph.names import short
from graph.queries import query
from graph.store import Store
from graph.values import Iri, Literal
from ontology.terms import LANGUAGES

_HEADER: Final = re.compile(r"(?m)^# (?P<part>title|description)@(?P<language>[a-z]+): (?P<text>\S.*)$")

_TOPIC: Final = re.compile(r"(?m)^# topic: (\S+)$")
_PARAMETER: Final = re.compile(r"(?m)^# parameter@(?P<language>[a-z]+): \?(?P<variable>\w+) (?P<text>\S.*)$")
_NO_VALUES: Final[Mapping[str, Iri]] = MappingProxyType({})


class QuestionError(HuskError):
    """There is no such question, or its file is not written as questions are."""


@dataclass(frozen=True)
class Question:
    """A saved question."""

    name: str
    """The name of its file without the suffix."""
    topic: str
    """What it is about: the name of a concept in the vocabulary of topics."""
    title: Mapping[str, str]
    """By language."""
    description: Mapping[str, str]
    """By language: what the answer is, and how it is counted."""
    query: str
    """As it stands in the file."""
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the name of a variable: what it stands for, by language."""

    @classmethod
    def parse(cls, name: str, text: str) -> "Question":
        r"""Read the text of a file.

        >>> titles = "# title@nb: Hvem?\n# title@en: Who?\n"
        >>> about = "# description@nb: Alle.\n# description@en: All.\n"
        >>> Question.parse("who", "# topic: participants\n" + titles + about + "ASK {}").title["en"]
        'Who?'

        Raises:
            QuestionError: the topic, a title or a description is missing.
        """
        topic = _TOPIC.search(text)
        if topic is None:
            raise QuestionError(f"The question {name} lacks its topic. Write a line `# topic: ...` first.")
        found = {(match["part"], match["language"]): match["text"] for match in _HEADER.finditer(text)}
        for part in ("title", "description"):
            for language in LANGUAGES:
                if (part, language) not in found:
                    raise QuestionError(
                        f"The question {name} lacks its {part}@{language}. "
                        f"Write a line `# {part}@{language}: ...` above the query."
                    )
        title, description = (
            MappingProxyType({language: found[part, language] for language in LANGUAGES})
            for part in ("title", "description")
        )
        return cls(name, topic[1], title, description, text, _parameters(name, text))

    def asked_in(self, language: str, values: Mapping[str, Iri] = _NO_VALUES) -> str:
        """Return the query that answers in one language, and of the given things where it has parameters.

        The values at the end of a query are joined with what its WHERE finds
        (https://www.w3.org/TR/sparql11-query/#inline-data), so this takes nothing apart.

        Raises:
            QuestionError: the question has no such parameter.
        """
        for variable in values:
            if variable not in self.parameters:
                there_are = ", ".join(self.parameters) or "none"
                raise QuestionError(f"{self.name} has no parameter {variable!r}. It has: {there_are}.")
        variables = " ".join(f"?{name}" for name in ("lang", *values))
        row = " ".join([f'"{language}"', *map(str, values.values())])
        return f"{self.query.rstrip()}\nVALUES ({variables}) {{ ({row}) }}\n"


def _parameters(name: str, text: str) -> Mapping[str, Mapping[str, str]]:
    """Read what the parameters of a question stand for.

    Raises:
        QuestionError: one is not told in every language.
    """
    found: dict[str, dict[str, str]] = {}
    for match in _PARAMETER.finditer(text):
        found.setdefault(match["variable"], {})[match["language"]] = match["text"]
    for variable, told in found.items():
        for language in LANGUAGES:
            if language not in told:
                raise QuestionError(
                    f"The question {name} does not tell its parameter ?{variable} in {language!r}. "
                    f"Write a line `# parameter@{language}: ?{variable} ...` above the query."
                )
    return MappingProxyType({variable: MappingProxyType(told) for variable, told in found.items()})


def thing_named(store: Store, text: str) -> Iri:
    """Return the thing that a person means, by its IRI, a prefixed name such as `arena:...`, or a name.

    Raises:
        QuestionError: nothing has that name, or several things have it.
    """
    found = {
        Iri(row["thing"].value): row["label"].value
        for row in store.select(query("things_named"), {"text": Literal(text)})
    }
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise QuestionError(f"Nothing is called {text!r}. Write a name as `husk ask` and the pages show it.")
    told = ", ".join(f"{short(thing)} ({label})" for thing, label in sorted(found.items()))
    raise QuestionError(f"Several things are called {text!r}: {told}. Write one of these names instead.")


def question_files(data: Path) -> tuple[Path, ...]:
    """Return the files of all questions below the data folder, sorted."""
    return tuple(sorted((data / "questions").glob("*.rq")))


def read(data: Path) -> tuple[Question, ...]:
    """Read all questions below the data folder, in the order of their names.

    Raises:
        QuestionError: a file is not written as questions are.
    """
    return tuple(Question.parse(path.stem, path.read_text("utf-8")) for path in question_files(data))


def published(store: Store) -> tuple[Question, ...]:
    """Return the questions that an edition was built with, in the order of their names.

    The graph holds each as it stood in its file, with the comments that tell everything of it.
    """
    return tuple(
        Question.parse(row["question"].value.partition("#question-")[2], row["query"].value)
        for row in store.select(query("questions"))
    )


def topics(store: Store) -> Mapping[str, Mapping[str, str]]:
    """Return what questions may be about, in order: the name of each topic, and its label by language."""
    found: dict[str, dict[str, str]] = {}
    for row in store.select(query("question_topics")):
        label = row["label"]
        if isinstance(label, Literal) and label.language:
            found.setdefault(row["topic"].value.rpartition("/")[2], {})[label.language] = label.value
    return found


def require_topics(questions: Iterable[Question], store: Store) -> None:
    """Refuse questions about what is no topic.

    Raises:
        QuestionError: the topic of one is not in the vocabulary.
    """
    known = topics(store)
    for question in questions:
        if question.topic not in known:
            raise QuestionError(
                f"The topic {question.topic!r} of the question {question.name} is none of {', '.join(known)}."
            )


def require(questions: Iterable[Question], name: str) -> Question:
    """Return the question of a name.

    Raises:
        QuestionError: there is none.
    """
    for question in questions:
        if question.name == name:
            return question
    raise QuestionError(f"There is no question {name!r}. `husk ask --list` lists them.")
