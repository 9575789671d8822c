"""What the values of facets stand for, for whoever shows them to people."""

from graph.reading.descriptions import Labelled
from graph.reading.entities import EntityReader
from ontology.terms import ID, KINDS, concept


def facet_value(reader: EntityReader, facet: str, value: str) -> Labelled:
    """Return what a value of a facet stands for: a programme, class, voice or concept under its label."""
    if facet == "programme":
        (found,) = (programme for programme in reader.programmes if programme.name == value)
        return Labelled(found.iri, found.label)
    iri = KINDS[value] if facet == "kind" else ID + value if facet == "voice" else concept(facet, value)
    return reader.lexicon.labelled(iri)
