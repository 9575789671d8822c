"""The terms of a graph for people to read: classes, properties, vocabularies, and how they are related."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.queries import query
from graph.reading.descriptions import Labelled, Text
from graph.reading.facts import Facts
from graph.store import Store
from graph.values import Iri, Statement
from ontology.terms import (
    DCTERMS,
    GENID,
    HUSK,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    VOCABULARIES,
    curie,
)

_OURS: Final = ONTOLOGY.removesuffix("ontology")
_NO_TEXT: Final = Text("", "")
_OTHERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cids": "https://ontology.commonapproach.org/cids#",
        "eurio": "http://data.europa.eu/s66#",
        "fabio": "http://purl.org/spar/fabio/",
        "np": "http://www.nanopub.org/nschema#",
        "schema": "https://schema.org/",
        "vivo": "http://vivoweb.org/ontology/core#",
    }
)
"""Prefixes of vocabularies that ours is only matched with."""


@dataclass(frozen=True)
class Term:
    """A class, property, vocabulary or concept, or the ontology itself."""

    iri: str
    label: Text
    definition: Text

    @property
    def name(self) -> str:
        """Return what its IRI ends with.

        >>> Term("https://w3id.org/husk/ontology#Arena", Text("", ""), Text("", "")).name
        'Arena'
        """
        return self.iri.rpartition("#")[2].rpartition("/")[2]


class Terminology:
    """The ontology and the vocabularies of a graph."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Lay out what is said of the terms."""
        self._facts = Facts(statements)
        self._incoming: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for statement in sorted(set(statements)):
            if isinstance(statement.object, Iri):
                self._incoming[statement.object.value, statement.predicate.value].append(
                    statement.subject.value
                )

    @classmethod
    def read(cls, store: Store) -> "Terminology":
        """Read the ontology and the vocabularies of a graph."""
        graphs = (ONTOLOGY_GRAPH, VOCABULARIES)
        return cls(
            [
                statement
                for graph in graphs
                for statement in store.construct(query("graph"), {"this": Iri(graph)})
            ]
        )

    @property
    def ontology(self) -> Term:
        """Return the ontology itself, with what it is for."""
        return self._term(ONTOLOGY)

    @property
    def version(self) -> str:
        """Return the version of the ontology, or nothing where it does not tell."""
        return self._facts.value(ONTOLOGY, OWL + "versionInfo") or ""

    @property
    def licence(self) -> str | None:
        """Return the address of the licence of the ontology."""
        return self._facts.iri(ONTOLOGY, DCTERMS + "license")

    def classes(self) -> tuple[Term, ...]:
        """Return our classes by name."""
        return self._of_type("Class")

    def properties(self) -> tuple[Term, ...]:
        """Return our properties by name, annotation properties among them."""
        found = (self._of_type(f"{kind}Property") for kind in ("Object", "Datatype", "Annotation"))
        return tuple(sorted((term for terms in found for term in terms), key=lambda term: term.iri))

    def schemes(self) -> tuple[Term, ...]:
        """Return the vocabularies by name."""
        return tuple(map(self._term, self._incoming[SKOS + "ConceptScheme", RDF + "type"]))

    def concepts(self, scheme: str) -> tuple[Term, ...]:
        """Return the concepts of a vocabulary in their order."""
        found = self._incoming.get((scheme, SKOS + "inScheme"), ())
        return tuple(map(self._term, sorted(found, key=self._place)))

    def get(self, iri: str) -> Term | None:
        """Return a term, or None where nothing defines it."""
        return self._term(iri) if self._facts.iris(iri, RDF + "type") else None

    def types(self, iri: str) -> frozenset[str]:
        """Return the classes that a term is of, such as owl:TransitiveProperty."""
        return frozenset(self._facts.iris(iri, RDF + "type"))

    def labelled(self, iri: str) -> Labelled:
        """Return a term under its label, one of another vocabulary under its prefixed name."""
        return Labelled(iri, self._label(iri))

    def related(self, iri: str, property_: str) -> tuple[Labelled, ...]:
        """Return what a term is linked to; nodes of the ontology without a name are left out."""
        return self._labelled(self._facts.iris(iri, property_))

    def related_to(self, iri: str, property_: str) -> tuple[Labelled, ...]:
        """Return what is linked to a term; nodes of the ontology without a name are left out."""
        return self._labelled(self._incoming.get((iri, property_), ()))

    def members(self, iri: str, property_: str) -> tuple[Labelled, ...]:
        """Return the members of the RDF list that a term is linked to, in their order."""
        found: list[str] = []
        node = self._facts.iri(iri, property_)
        while node and node != RDF + "nil":
            found += self._facts.iris(node, RDF + "first")
            node = self._facts.iri(node, RDF + "rest")
        return self._labelled(found)

    def required_value(self, class_: str) -> tuple[Labelled, ...]:
        """Return property and value that make a thing one of a class, where the ontology says so."""
        for node in self._facts.iris(class_, OWL + "equivalentClass"):
            value = self._facts.iris(node, OWL + "hasValue")
            if value:
                return self._labelled([*self._facts.iris(node, OWL + "onProperty"), *value])
        return ()

    def note(self, iri: str, property_: str) -> Text | None:
        """Return a text about a term."""
        return self._facts.text(iri, property_)

    def is_true(self, iri: str, property_: str) -> bool:
        """Tell whether a term has a mark, such as husk:singleValued."""
        return self._facts.value(iri, property_) == "true"

    def _of_type(self, name: str) -> tuple[Term, ...]:
        """Return our own terms of a type of OWL."""
        found = self._incoming.get((OWL + name, RDF + "type"), ())
        return tuple(self._term(iri) for iri in found if iri.startswith(HUSK))

    def _place(self, concept: str) -> tuple[int, str]:
        """Return the key that sorts concepts as their vocabulary does."""
        return (self._facts.number(concept, HUSK + "order") or 0, concept)

    def _term(self, iri: str) -> Term:
        """Return a term with its label and definition."""
        definition = self._facts.text(iri, SKOS + "definition", DCTERMS + "description")
        return Term(iri, self._label(iri), definition or _NO_TEXT)

    def _label(self, iri: str) -> Text:
        """Return the label of one of our terms, or the prefixed name of another's, by which it is known."""
        if iri.startswith(_OURS):
            label = self._facts.text(iri, SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
            if label:
                return label
        short = curie(iri, {**PREFIXES, **_OTHERS})
        return Text(short, short)

    def _labelled(self, iris: Iterable[str]) -> tuple[Labelled, ...]:
        """Return named terms under their labels."""
        return tuple(self.labelled(iri) for iri in iris if not iri.startswith(GENID))
