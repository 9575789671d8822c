"""Inference rules: CONSTRUCT queries with one triple as their head, named after their files.

A rule serves twice: as updates that add what follows, and as a question for the premises of what it added.
For both its text is taken apart into prologue, head and body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import HuskError
from graph.values import Iri
from ontology.terms import INFERRED

_COMMENT_LINE: Final = re.compile(r"^\s*#.*$", re.MULTILINE)
_CONSTRUCT: Final = re.compile(
    r"(?P<prologue>.*?)\bCONSTRUCT\s*\{(?P<head>[^{}]*)\}\s*WHERE\s*\{(?P<body>.*)\}\s*", re.DOTALL
)

_CONDITION: Final = re.compile(r"\b(?:FILTER|BIND)\b")


class RuleError(HuskError):
    """A file of the ontology is not written as rules are."""


@dataclass(frozen=True)
class Rule:
    """An inference rule, taken apart.

    >>> rule = Rule.parse("prp-inv", "CONSTRUCT { ?y ?q ?x } WHERE { ?p <x:inverse> ?q . ?x ?p ?y }")
    >>> rule.head
    '?y ?q ?x'
    """

    name: str
    prologue: str
    """The declarations of prefixes."""
    head: str
    """The triple that follows."""
    body: str
    """What it follows from."""

    @classmethod
    def read(cls, path: Path) -> "Rule":
        """Read a rule from its file.

        Raises:
            RuleError: the text is no CONSTRUCT with one head and a WHERE.
        """
        return cls.parse(path.stem, path.read_text("utf-8"))

    @classmethod
    def parse(cls, name: str, text: str) -> "Rule":
        """Take the text of a rule apart.

        Raises:
            RuleError: the text is no CONSTRUCT with one head and a WHERE.
        """
        found = _CONSTRUCT.fullmatch(_COMMENT_LINE.sub("", text))
        if found is None:
            raise RuleError(f"The rule {name} is not written CONSTRUCT {{ ... }} WHERE {{ ... }}.")
        return cls(name, found["prologue"].strip(), found["head"].strip(), found["body"].strip())

    @property
    def graph(self) -> Iri:
        """The graph that holds what the rule added."""
        return Iri(INFERRED + self.name)

    def as_update(self, added: Iri) -> str:
        """Add whatever follows and is not there yet, to the default graph, the rule's own and a third."""
        return self._update(self.body, added)

    def as_updates(self, latest: Iri, added: Iri) -> Iterator[str]:
        """Add what follows from anything in a graph: for each triple of the body, where that one is there.

        Raises:
            RuleError: the body is not made of triples, filters and BIND.
        """
        patterns, conditions = self._parts
        for pattern in patterns:
            others = "".join(f"{other} .\n" for other in patterns if other != pattern)
            yield self._update(f"GRAPH {latest} {{ {pattern} }}\n{others}{conditions}", added)

    def _update(self, body: str, added: Iri) -> str:
        """Write an update that adds the heads of a body."""
        graphs = "".join(f" GRAPH {graph} {{ {self.head} }}" for graph in (self.graph, added))
        return (
            f"{self.prologue}\n"
            f"INSERT {{ {self.head} .{graphs} }}\n"
            f"WHERE {{ {body}\nFILTER NOT EXISTS {{ {self.head} }} }}"
        )

    @property
    def _parts(self) -> tuple[tuple[str, ...], str]:
        """The triples of the body, each written out, and the conditions that stand after them.

        Raises:
            RuleError: the body is not made of triples, filters and BIND.
        """
        condition = _CONDITION.search(self.body)
        end = condition.start() if condition else len(self.body)
        if re.search("[{,]", self.body[:end]):
            raise RuleError(f"The rule {self.name} may hold triples, then filters and BIND, nothing else.")
        patterns: list[str] = []
        for sentence in filter(None, re.split(r"\s+\.(?:\s+|$)", self.body[:end].strip())):
            subject, _, rest = sentence.strip().partition(" ")
            patterns += [f"{subject} {part.strip()}" for part in rest.split(";")]
        return tuple(patterns), self.body[end:]

    def as_construct(self) -> str:
        """Write the rule as the query that it was."""
        return f"{self.prologue}\nCONSTRUCT {{ {self.head} }}\nWHERE {{ {self.body} }}"
