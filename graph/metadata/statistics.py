"""How much of what is in a graph, counted from its triples (https://www.w3.org/TR/void/#statistics)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ontology.terms import HUSK, RDF, SKOS, XSD

_TYPE: Final = f"<{RDF}type>"

_OURS: Final = f"<{HUSK}"
_CONCEPT: Final = f"<{SKOS}Concept>"


@dataclass(frozen=True)
class Statistics:
    """What a graph holds. Terms are written as in N-Triples."""

    triples: tuple[tuple[str, str, str], ...]

    @cached_property
    def types(self) -> Mapping[str, tuple[str, ...]]:
        """The classes of each thing."""
        types = defaultdict[str, list[str]](list)
        for subject, predicate, value in self.triples:
            if predicate == _TYPE:
                types[subject].append(value)
        return {subject: tuple(classes) for subject, classes in types.items()}

    @cached_property
    def own_types(self) -> Mapping[str, tuple[str, ...]]:
        """The classes of each thing among those that people ask by: ours, and concepts.

        Those of other vocabularies stand above ours, so in pairs with properties they would only repeat.
        """
        return {
            subject: tuple(kind for kind in classes if kind.startswith(_OURS) or kind == _CONCEPT)
            for subject, classes in self.types.items()
        }

    @cached_property
    def subjects(self) -> int:
        """How many things something is said of."""
        return len({subject for subject, _, _ in self.triples})

    @cached_property
    def objects(self) -> int:
        """How many things and values are said of something."""
        return len({value for _, _, value in self.triples})

    @cached_property
    def classes(self) -> Counter[str]:
        """How many things each class has."""
        return Counter(kind for classes in self.types.values() for kind in classes)

    @cached_property
    def properties(self) -> Counter[str]:
        """How often each property is used."""
        return Counter(predicate for _, predicate, _ in self.triples)

    @cached_property
    def patterns(self) -> Counter[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """How often each property leads from things of some classes to things of some, or to a datatype."""
        own = self.own_types
        return Counter(
            (own.get(subject, ()), predicate, self._kinds(value))
            for subject, predicate, value in self.triples
        )

    @cached_property
    def properties_of_classes(self) -> Counter[tuple[str, str]]:
        """How often each property is used of things of a class."""
        found = Counter[tuple[str, str]]()
        for (classes, predicate, _), count in self.patterns.items():
            for kind in classes:
                found[kind, predicate] += count
        return found

    @cached_property
    def values_of_properties(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The classes and datatypes of what a property leads to, for things of a class."""
        found = defaultdict[tuple[str, str], set[str]](set)
        for classes, predicate, kinds in self.patterns:
            for kind in classes:
                found[kind, predicate].update(kinds)
        return {pair: frozenset(kinds) for pair, kinds in found.items()}

    def _kinds(self, value: str) -> tuple[str, ...]:
        """Return the classes of a thing, or the datatype of a value."""
        return self.own_types.get(value, ()) if value.startswith("<") else (datatype(value),)


def datatype(literal: str) -> str:
    """Return the datatype of a literal.

    >>> datatype('"hei"@nb'), datatype('"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ('<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>', '<http://www.w3.org/2001/XMLSchema#integer>')
    """
    _, _, after = literal.rpartition('"')
    if after.startswith("^^"):
        return after[2:]
    return f"<{RDF}langString>" if after.startswith("@") else f"<{XSD}string>"


def statistics(ntriples: str) -> Statistics:
    """Read the triples of a graph in canonical N-Triples, as the engine writes them.

    >>> statistics('<x:a> <x:says> "hei" .').properties
    Counter({'<x:says>': 1})
    """
    triples = (line.split(" ", 2) for line in ntriples.splitlines())
    return Statistics(
        tuple((subject, predicate, value.removesuffix(" .")) for subject, predicate, value in triples)
    )
