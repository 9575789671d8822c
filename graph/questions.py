"""The saved questions: SPARQL queries in files, each with a title and a description in both languages.

A file opens with four comments, `# title@nb: ...`, `# title@en: ...`, `# description@nb: ...` and
`# description@en: ...`. A query that answers with words lets `?lang` be "nb" or "en"; run by hand it
answers in both, asked through the product in the one that is wanted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.errors import HuskError
from graph.queries import query
from graph.store import Store
from graph.values import Term
from ontology.terms import LANGUAGES

_HEADER: Final = re.compile(r"(?m)^# (?P<part>title|description)@(?P<language>[a-z]+): (?P<text>\S.*)$")


class QuestionError(HuskError):
    """There is no such question, or its file is not written as questions are."""


@dataclass(frozen=True)
class Question:
    """A saved question."""

    name: str
    """The name of its file without the suffix."""
    title: Mapping[str, str]
    """By language."""
    description: Mapping[str, str]
    """By language: what the answer is, and how it is counted."""
    query: str
    """As it stands in the file."""

    @classmethod
    def parse(cls, name: str, text: str) -> "Question":
        r"""Read the text of a file.

        >>> titles = "# title@nb: Hvem?\n# title@en: Who?\n"
        >>> about = "# description@nb: Alle.\n# description@en: All.\n"
        >>> Question.parse("who", titles + about + "ASK {}").title["en"]
        'Who?'

        Raises:
            QuestionError: a title or a description is missing.
        """
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
        return cls(name, title, description, text)

    def asked_in(self, language: str) -> str:
        """Return the query that answers in one language.

        The values at the end of a query are joined with what its WHERE finds
        (https://www.w3.org/TR/sparql11-query/#inline-data), so this takes nothing apart.
        """
        return f'{self.query.rstrip()}\nVALUES ?lang {{ "{language}" }}\n'


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
    """Return the questions that an edition was built with, in the order of their names."""
    found: dict[str, dict[str, Mapping[str, Term]]] = {}
    for row in store.select(query("questions")):
        name = row["question"].value.partition("#question-")[2]
        found.setdefault(name, {})[row["language"].value] = row
    return tuple(
        Question(
            name,
            MappingProxyType({language: row["title"].value for language, row in rows.items()}),
            MappingProxyType({language: row["description"].value for language, row in rows.items()}),
            next(iter(rows.values()))["query"].value,
        )
        for name, rows in found.items()
    )


def require(data: Path, name: str) -> Question:
    """Return the question of a name.

    Raises:
        QuestionError: there is none.
    """
    for question in read(data):
        if question.name == name:
            return question
    raise QuestionError(f"There is no question {name!r}. `husk ask --list` lists them.")
