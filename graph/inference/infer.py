"""Draws what follows: our own three rules first, then those of the ontology until nothing new follows.

Whatever a rule adds goes to the default graph, which alone is read, and to the rule's own graph
`graph/inferred/<rule>`. What is there already, asserted or added by an earlier rule, is not added again.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

import pyoxigraph

from graph.edtf import bounds, parse
from graph.inference.rules import Rule
from graph.names import husk
from graph.values import Iri, Literal, Statement
from ontology.terms import INFERRED, XSD

TIME_BOUNDS: Final = Iri(INFERRED + "time-bounds")
"""Which days the EDTF text of a period allows."""
UNREALISED: Final = Iri(INFERRED + "unrealised")
"""What no actual assertion gives a type."""
SPELLINGS: Final = Iri(INFERRED + "spellings")
"""What things are called where they are not asserted as actual."""

ROUNDS: Final = tuple(Iri(f"{INFERRED}{name}-round") for name in ("latest", "this"))
"""Graphs for what a round added, only there while the rules are applied."""
_EDTF: Final = husk("edtf")
_BOUNDS: Final = tuple(map(husk, ("earliestStart", "latestStart", "earliestEnd", "latestEnd")))


class RuleEngine(Protocol):
    """Holds the premises in its default graph, and gets what follows."""

    def update(self, update: str) -> None:
        """Apply a SPARQL update."""

    def holds(self, graph: Iri) -> bool:
        """Say whether a named graph holds anything."""

    def remove(self, graph: Iri) -> None:
        """Remove a named graph, if it is there."""


class _EmbeddedEngine:
    """The engine in this process."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine

    def update(self, update: str) -> None:
        self._engine.update(update)

    def holds(self, graph: Iri) -> bool:
        return self._engine.contains_named_graph(pyoxigraph.NamedNode(graph.value))

    def remove(self, graph: Iri) -> None:
        self._engine.remove_graph(pyoxigraph.NamedNode(graph.value))


def infer(engine: pyoxigraph.Store, rules: Iterable[Rule]) -> None:
    """Apply the rules within this process; see `apply`."""
    apply(_EmbeddedEngine(engine), rules)


def apply(engine: RuleEngine, rules: Iterable[Rule]) -> None:
    """Apply the rules in the order of their names until nothing new follows.

    The first round draws from everything, each later one from what the round before added: what follows from
    older statements alone is there already (semi-naive evaluation). That takes half the time.
    """
    ordered = sorted(rules, key=lambda rule: rule.name)
    latest, added = ROUNDS
    for rule in ordered:
        engine.update(rule.as_update(added))
    while engine.holds(added):
        engine.remove(latest)
        latest, added = added, latest
        for rule in ordered:
            for update in rule.as_updates(latest, added):
                engine.update(update)
    engine.remove(latest)


def time_bounds(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the days, as numbers YYYYMMDD, between which each dated period starts and ends, where known.

    >>> period = Iri("https://w3id.org/husk/id/demo/period/2010-05_")
    >>> [bound.object.value for bound in time_bounds([Statement(period, _EDTF, Literal("2010-05/"))])]
    ['20100501', '20100531']
    """
    for period, predicate, text in statements:
        if predicate == _EDTF:
            for bound, day in zip(_BOUNDS, bounds(parse(text.value)), strict=True):
                if day is not None:
                    yield Statement(period, bound, Literal(str(day), XSD + "integer"))
