"""Queries in Markdown, each with the answer that it should have in a table below it."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.store import Store
from graph.values import Iri, Term
from ontology.terms import curie, programme_prefixes

PROGRAMME: Final = "osloregionen"
PREFIXES: Final = programme_prefixes(PROGRAMME)
PROLOGUE: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

_FENCE: Final = "```sparql\n"
_QUESTION: Final = re.compile(
    r"(?m)^```sparql\n(?P<query>(?s:.*?))^```\n\n(?P<answer>No answer\.|(?:\|.*\|\n)+)"
)

Rows: TypeAlias = list[tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A query and its answer; a cell is as in TriG or the text of a literal, and empty where no value is."""

    query: str
    variables: tuple[str, ...]
    """Empty where there should be no answer."""
    rows: tuple[tuple[str, ...], ...]

    @property
    def expected(self) -> Rows:
        """The rows, in their order where the query gives one."""
        return list(self.rows) if "ORDER BY" in self.query else sorted(self.rows)

    def ask(self, store: Store) -> Rows:
        """Return the rows that a store answers with."""
        found = store.select(PROLOGUE + self.query)
        assert found.variables == self.variables or not self.variables
        rows = [tuple(map(shown, row)) for row in found.rows]
        return rows if "ORDER BY" in self.query else sorted(rows)


def questions(text: str) -> tuple[Question, ...]:
    """Read all questions of a text; one without an answer is a fault of the text."""
    found = tuple(_question(match["query"], match["answer"]) for match in _QUESTION.finditer(text))
    assert len(found) == text.count(_FENCE), "a query lacks the table of its answer"
    return found


def shown(term: Term | None) -> str:
    """Show a term as a cell does."""
    if term is None:
        return ""
    return curie(term.value, PREFIXES) if isinstance(term, Iri) else term.value


def table(text: str) -> tuple[tuple[str, ...], Rows]:
    """Read a table: the variables in its first line, and the rows below its second."""
    header, _, *rows = (tuple(cell.strip() for cell in line[1:-1].split("|")) for line in text.splitlines())
    return header, rows


def _question(query: str, answer: str) -> Question:
    """Read a query and what follows it: a table, or the words for none."""
    if not answer.startswith("|"):
        return Question(query, (), ())
    variables, rows = table(answer)
    return Question(query, variables, tuple(rows))
