"""What a rule concluded a statement from: its body, asked with the statement put into its head."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Literal as RdflibLiteral
from rdflib.term import Node, Variable

from graph.inference.rules import Rule, RuleError
from graph.store import Store
from graph.values import XSD_STRING, Iri, Literal, Statement, Term

_Pattern = tuple[str | Term, str | Term, str | Term]
"""A triple pattern; variables are plain text."""


@dataclass(frozen=True)
class Inference:
    """A rule as it can be asked backwards."""

    rule: Rule

    @cached_property
    def _patterns(self) -> tuple[_Pattern, tuple[_Pattern, ...]]:
        """The triple of the head, and the triples of the body without its filters."""
        algebra = prepareQuery(self.rule.as_construct()).algebra
        (head,) = algebra.template
        part = algebra
        while part.name != "BGP":
            if not isinstance(part.get("p"), CompValue):
                raise RuleError(
                    f"The rule {self.rule.name} may hold triples, filters and BIND, nothing else."
                )
            part = part.p
        return _pattern(head), tuple(map(_pattern, part.triples))

    def premises(self, store: Store, conclusion: Statement) -> Iterator[tuple[Statement, ...]]:
        """Yield every set of statements in the default graph from which the rule concludes a statement.

        Raises:
            RuleError: the body of the rule is not made of triples, filters and BIND.
        """
        head, body = self._patterns
        bound = _match(head, conclusion)
        if bound is None:
            return
        in_body = {part for pattern in body for part in pattern if isinstance(part, str)}
        query = f"{self.rule.prologue}\nSELECT * WHERE {{ {self.rule.body} }}"
        solutions = store.select(query, {name: term for name, term in bound.items() if name in in_body})
        found = {
            tuple(_fill(pattern, row) for pattern in body)
            for row in solutions
            if all(row.get(name) == term for name, term in bound.items())
        }
        yield from sorted(found)


def _pattern(triple: tuple[Node, Node, Node]) -> _Pattern:
    """Turn a pattern of rdflib into ours."""
    subject, predicate, value = map(_part, triple)
    return subject, predicate, value


def _part(node: Node) -> str | Term:
    """Turn a part of a pattern into a variable's name or a term."""
    if isinstance(node, Variable):
        return str(node)
    if isinstance(node, RdflibLiteral):
        return Literal(str(node), str(node.datatype or XSD_STRING), node.language)
    return Iri(str(node))


def _match(head: _Pattern, conclusion: Statement) -> Mapping[str, Term] | None:
    """Return the values of the head's variables, or None where a statement does not fit the head."""
    bound: dict[str, Term] = {}
    for part, term in zip(head, conclusion, strict=True):
        if isinstance(part, str):
            if bound.setdefault(part, term) != term:
                return None
        elif part != term:
            return None
    return bound


def _fill(pattern: _Pattern, row: Mapping[str, Term]) -> Statement:
    """Put values into a pattern.

    Raises:
        RuleError: a literal would stand where only an IRI may.
    """
    subject, predicate, value = (row[part] if isinstance(part, str) else part for part in pattern)
    if not (isinstance(subject, Iri) and isinstance(predicate, Iri)):
        raise RuleError(f"A rule takes {subject} {predicate} for a subject and a predicate.")
    return Statement(subject, predicate, value)
