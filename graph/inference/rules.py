"""Inference rules: CONSTRUCT queries with one triple as their head, named after their files.

A rule serves twice: as an update that adds what follows, and as a question for the premises of what it added.
For both its text is taken apart into prologue, head and body.
"""

import re
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

    def as_update(self) -> str:
        """Add whatever follows and is not there yet, to the default graph and to the rule's own."""
        return (
            f"{self.prologue}\n"
            f"INSERT {{ {self.head} . GRAPH {self.graph} {{ {self.head} }} }}\n"
            f"WHERE {{ {self.body}\nFILTER NOT EXISTS {{ {self.head} }} }}"
        )

    def as_construct(self) -> str:
        """Write the rule as the query that it was."""
        return f"{self.prologue}\nCONSTRUCT {{ {self.head} }}\nWHERE {{ {self.body} }}"
