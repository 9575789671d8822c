"""What was found, and the values of facets, under their names, for whoever shows them to people."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.reading.descriptions import Labelled, Reference, Text
from graph.reading.entities import EntityReader
from graph.search.documents import CONCEPT
from graph.search.searching import Hit
from graph.values import Iri
from ontology.terms import ID, KINDS, SKOS, concept

_CONCEPT: Final = Labelled(SKOS + "Concept", Text("begrep", "concept"))


def named_hits(reader: EntityReader, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Reference]]:
    """Yield what was found, each under its name."""
    hits = tuple(hits)
    references = reader.references((), (Iri(hit.iri) for hit in hits))
    for hit in hits:
        reference = references.reference(hit.iri)
        yield hit, reference if reference.id else replace(reference, kind=_CONCEPT)


def facet_value(reader: EntityReader, facet: str, value: str) -> Labelled:
    """Return what a value of a facet stands for: a programme, class, voice or concept under its label."""
    if facet == "programme":
        (found,) = (programme for programme in reader.programmes if programme.name == value)
        return Labelled(found.iri, found.label)
    if (facet, value) == ("kind", CONCEPT):
        return _CONCEPT
    iri = KINDS[value] if facet == "kind" else ID + value if facet == "voice" else concept(facet, value)
    return reader.lexicon.labelled(iri)
