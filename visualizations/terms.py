"""Where the terms of the ontology and its vocabularies are read about."""

from typing import Final

from ontology.terms import HUSK, ONTOLOGY, PREFIXES, VOCABULARY, curie

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


def path_of(property_: str, *, is_incoming: bool) -> str:
    """Return a property as a SPARQL path from a thing, as addresses have it.

    >>> path_of("https://w3id.org/husk/ontology#partOf", is_incoming=True)
    '^husk:partOf'
    """
    return "^" * is_incoming + curie(property_)


def read_path(path: str) -> tuple[str, bool]:
    """Return the property of such a path, and whether it points at the thing; a prefix unknown is none.

    >>> read_path("^husk:partOf")
    ('https://w3id.org/husk/ontology#partOf', True)
    """
    prefix, _, local = path.removeprefix("^").partition(":")
    return PREFIXES.get(prefix, "") + local, path.startswith("^")
