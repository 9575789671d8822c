"""The names of the project as terms, and how they are shown; `ontology.terms` tells how they are spelled."""

import re
from typing import Final

from graph.values import Iri
from ontology import terms
from ontology.terms import HUSK, EntityIri, parse_entity

__all__ = [
    "ATTRIBUTED_TO",
    "DATA",
    "DERIVED_FROM",
    "DESCRIPTION",
    "HUSK",
    "LABELS",
    "ONTOLOGY",
    "PREF_LABEL",
    "PROVENANCE",
    "RDF_TYPE",
    "VOCABULARIES",
    "entity",
    "husk",
    "in_reading_order",
    "last_part",
    "short",
]

DATA: Final = "https://w3id.org/husk/data/"
"""Namespace of the files that people author; programme and file follow."""

LABELS: Final = Iri(terms.LABELS)
PROVENANCE: Final = Iri(terms.PROVENANCE)
ONTOLOGY: Final = Iri(terms.ONTOLOGY_GRAPH)
VOCABULARIES: Final = Iri(terms.VOCABULARIES)

RDF_TYPE: Final = Iri(terms.RDF + "type")
PREF_LABEL: Final = Iri(terms.SKOS + "prefLabel")
DESCRIPTION: Final = Iri(terms.DCTERMS + "description")
ATTRIBUTED_TO: Final = Iri(terms.PROV + "wasAttributedTo")
DERIVED_FROM: Final = Iri(terms.PROV + "wasDerivedFrom")


_NUMBER: Final = re.compile(r"[0-9]+")


def husk(name: str) -> Iri:
    """Return a term of the ontology.

    >>> husk("Arena").value
    'https://w3id.org/husk/ontology#Arena'
    """
    return Iri(HUSK + name)


def entity(iri: Iri) -> EntityIri | None:
    """Take the IRI of a programme's thing apart; None when it is not spelled as one.

    >>> entity(Iri("https://w3id.org/husk/id/demo/voice/author"))
    EntityIri(programme='demo', kind='voice', slug='author')
    """
    return parse_entity(iri.value)


def last_part(iri: Iri) -> str:
    """Return what an IRI ends with, after the last slash or number sign.

    >>> last_part(Iri("https://w3id.org/husk/ontology#Voice"))
    'Voice'
    """
    return iri.value.replace("#", "/").rsplit("/", 1)[-1]


def in_reading_order(iri: str) -> str:
    """Return what sorts passages and assertions as their sources have them: numbers by their size.

    >>> sorted(["demo/passage/2-p10-s1", "demo/passage/2-p9-s1"], key=in_reading_order)
    ['demo/passage/2-p9-s1', 'demo/passage/2-p10-s1']
    """
    return _NUMBER.sub(lambda number: number[0].zfill(6), iri)


def short(iri: Iri) -> str:
    """Show an IRI as authors write it, whatever the programme; one without a prefix in full.

    >>> [short(Iri(iri)) for iri in (HUSK + "Arena", terms.ID + "demo/voice/author", "https://example.org/")]
    ['husk:Arena', 'voice:author', '<https://example.org/>']
    """
    name = entity(iri)
    return f"{name.kind}:{name.slug}" if name else terms.curie(iri.value)
