"""The saved questions: SPARQL queries in files, each with a title and a description in both languages.

A file opens with five comments: `# topic: ...`, which names a concept of the vocabulary of topics,
`# title@nb: ...`, `# title@en: ...`, `# description@nb: ...` and `# description@en: ...`. A query that
answers with words lets `?lang` be "nb" or "en"; run by hand it answers in both, asked through the product in
the one that is wanted.

A question may be asked of one thing at a time: `# parameter@nb: ?who en aktør` and `# parameter@en: ?who an
actor` name a variable of the query, which run by hand answers for all things. `# column@nb: ?who Hvem` and
`# column@en: ?who Who` say what people read above a column. `# programme: ?work` names the variable
whose things decide what is answered where one of several programmes is asked about.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.errors import HuskError, UnusableError
from graph.queries import query
from graph.store import Store
from graph.values import Iri, Literal
from ontology.terms import ID, LANGUAGES

_HEADER: Final = re.compile(r"(?m)^# (?P<part>title|description)@(?P<language>[a-z]+): (?P<text>\S.*)$")

_TOPIC: Final = re.compile(r"(?m)^# topic: (\S+)$")
_VARIABLE: Final = re.compile(
    r"(?m)^# (?P<part>parameter|column)@(?P<language>[a-z]+): \?(?P<variable>\w+) (?P<text>\S.*)$"
)
_OF_PROGRAMME: Final = re.compile(r"(?m)^# programme: \?(\w+)$")
_FORM: Final = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)
_OPENING: Final = re.compile(r"(?m)^(?!#)[^{\n]*\{")
"""The beginning of a query up to its first brace; comments may have some too."""
_NEAR: Final = 0.5
_HOW_MANY_NEAR: Final = 3
_LONGEST_NAME: Final = 200
_NO_VALUES: Final[Mapping[str, Iri]] = MappingProxyType({})


class QuestionError(HuskError):
    """There is no such question, or its file is not written as questions are."""


class UnknownParameterError(QuestionError, UnusableError):
    """A question has no such parameter; the message tells which it has."""


class UnknownQuestionError(QuestionError):
    """There is no question of a name; `near` holds those that may have been meant."""

    def __init__(self, name: str, questions: Sequence["Question"]) -> None:
        """Find out which questions have nearly that name."""
        names = {question.name: question for question in questions}
        near = get_close_matches(name[:_LONGEST_NAME], names, n=_HOW_MANY_NEAR, cutoff=_NEAR)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(
            f"There is no question {name[:_LONGEST_NAME]!r}.{hint} "
            "`husk ask --list` and /api/v1/questions list all."
        )
        self.near = tuple(names[found] for found in near)


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
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Likewise for what is answered: what stands above the column."""
    of_programme: str = ""
    """The variable whose things belong to a programme where one is asked about; empty where none can be."""

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
        parameters, columns = (_variables(name, text, part) for part in ("parameter", "column"))
        variable = _OF_PROGRAMME.search(text)
        of_programme = variable[1] if variable else ""
        return cls(name, topic[1], title, description, text, parameters, columns, of_programme)

    @property
    def form(self) -> str:
        """Which of SELECT, ASK, CONSTRUCT and DESCRIBE the query is.

        Raises:
            QuestionError: it is none of them.
        """
        found = _FORM.search(self.query)
        if found is None:
            raise QuestionError(f"The question {self.name} has no SELECT, ASK, CONSTRUCT or DESCRIBE.")
        return found[1].upper()

    def asked_of(self, programme: str | None) -> "Question":
        """Return the question as it is asked of one of several programmes; None stands for all of them.

        A condition at the beginning of what is sought holds for all of it.

        Raises:
            UnusableError: it cannot be asked of one programme.
        """
        if programme is None:
            return self
        if not self.of_programme:
            raise UnusableError(f"{self.name} is asked of all programmes together.")
        opening = _OPENING.search(self.query)
        place = opening.end() if opening else 0
        condition = f'\n    FILTER(STRSTARTS(STR(?{self.of_programme}), "{ID}{programme}/"))'
        return replace(self, query=self.query[:place] + condition + self.query[place:])

    def require_parameters(self, names: Iterable[str]) -> None:
        """Make sure that the question has parameters of these names.

        Raises:
            UnknownParameterError: it has no such parameter.
        """
        has = f"It has: {', '.join(self.parameters)}" if self.parameters else "It is asked without any"
        for name in names:
            if name not in self.parameters:
                raise UnknownParameterError(f"{self.name} has no parameter {name!r}. {has}.")

    def asked_in(self, language: str, values: Mapping[str, Iri] = _NO_VALUES) -> str:
        """Return the query that answers in one language, and of the given things where it has parameters.

        The values at the end of a query are joined with what its WHERE finds
        (https://www.w3.org/TR/sparql11-query/#inline-data), so this takes nothing apart.

        Raises:
            UnknownParameterError: the question has no such parameter.
        """
        self.require_parameters(values)
        variables = " ".join(f"?{name}" for name in ("lang", *values))
        row = " ".join([f'"{language}"', *map(str, values.values())])
        return f"{self.query.rstrip()}\nVALUES ({variables}) {{ ({row}) }}\n"


def _variables(name: str, text: str, part: str) -> Mapping[str, Mapping[str, str]]:
    """Read what the parameters or the columns of a question stand for.

    Raises:
        QuestionError: one is not told in every language.
    """
    found: dict[str, dict[str, str]] = {}
    for match in _VARIABLE.finditer(text):
        if match["part"] == part:
            found.setdefault(match["variable"], {})[match["language"]] = match["text"]
    for variable, told in found.items():
        for language in LANGUAGES:
            if language not in told:
                raise QuestionError(
                    f"The question {name} does not tell its {part} ?{variable} in {language!r}. "
                    f"Write a line `# {part}@{language}: ?{variable} ...` above the query."
                )
    return MappingProxyType({variable: MappingProxyType(told) for variable, told in found.items()})


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
        UnknownQuestionError: there is none.
    """
    questions = tuple(questions)
    for question in questions:
        if question.name == name:
            return question
    raise UnknownQuestionError(name, questions)
