"""Where the terms of the ontology and its vocabularies are read about."""

from typing import Final

from ontology.terms import HUSK, ONTOLOGY, VOCABULARY

_BASE: Final = ONTOLOGY.removesuffix("ontology")


def page_of(iri: str, language: str) -> str | None:
    """Return the page of a concept, class or property of ours; None for what is none.

    >>> page_of("https://w3id.org/husk/vocabulary/role/leader", "en")
    '/en/vocabulary/role/leader'
    >>> page_of("http://www.w3.org/ns/prov#Entity", "en") is None
    True
    """
    return address(iri, language) if iri.startswith((VOCABULARY, HUSK)) else None


def address(iri: str, language: str) -> str:
    """Return where a term is read about in a language: among our pages, or where its own IRI leads.

    >>> address("https://w3id.org/husk/ontology#Arena", "nb")
    '/nb/ontology#Arena'
    >>> address("https://schema.org/Event", "nb")
    'https://schema.org/Event'
    """
    return f"/{language}/{iri.removeprefix(_BASE)}" if iri.startswith(_BASE) else iri
