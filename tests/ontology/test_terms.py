"""How the project's IRIs are spelled, and that the names match the files beside them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef

from ontology import terms
from ontology.terms import (
    HERE,
    HUSK,
    KINDS,
    METADATA,
    PREFIXES,
    SCHEMES,
    VOCABULARY,
    EntityIri,
    curie,
    kind_of,
    parse_entity,
    programme_prefixes,
    slug,
)

ONTOLOGY = Graph().parse(HERE / "husk.ttl")
SLUGS = st.from_regex(r"[a-z0-9][a-z0-9.-]*", fullmatch=True)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_class_of_the_ontology(kind: str) -> None:
    assert (URIRef(KINDS[kind]), RDF.type, URIRef(terms.OWL + "Class")) in ONTOLOGY


def test_metadata_of_ours_are_terms_of_the_ontology() -> None:
    assert {URIRef(iri) for iri in METADATA if iri.startswith(HUSK)} <= set(ONTOLOGY.subjects())


def test_modalities_and_schemes_are_those_of_the_vocabularies() -> None:
    assert {path.stem for path in HERE.glob("vocabularies/*.ttl")} == set(SCHEMES)
    modalities = Graph().parse(HERE / "vocabularies" / "modality.ttl").subjects(RDF.type)
    found = {str(s).removeprefix(VOCABULARY + "modality/") for s in modalities if "modality/" in str(s)}
    assert found == set(terms.MODALITIES)


@given(SLUGS, st.sampled_from(sorted(KINDS)), SLUGS)
def test_an_entity_is_read_back_as_it_was_spelled(programme: str, kind: str, name: str) -> None:
    entity = EntityIri(programme, kind, name)
    assert parse_entity(entity.iri) == entity
    assert kind_of(entity.iri) == kind


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "https://w3id.org/husk/id/demo/arena",
        "https://w3id.org/husk/id/demo/arena/",
        "https://w3id.org/husk/id/demo/arena/a/b",
        "https://w3id.org/husk/id/demo/Arena/a",
        "https://w3id.org/husk/id/demo/arena/Å",
        "https://w3id.org/husk/id/demo/arena/a\n",
        "http://w3id.org/husk/id/demo/arena/a",
    ],
)
def test_what_is_no_entity_has_no_kind(iri: str) -> None:
    assert kind_of(iri) is None


@given(st.text())
def test_a_slug_is_plain_and_slugging_it_again_changes_nothing(label: str) -> None:
    spelled = slug(label)
    assert re.fullmatch(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?", spelled)
    assert slug(spelled) == spelled


@pytest.mark.parametrize(
    ("label", "spelled"),
    [
        ("Ærfuglens Øy på Åsen", "aerfuglens-oy-pa-asen"),
        ("É. Müller & co.", "e-muller-co"),
        ("2010–2011", "2010-2011"),
        ("???", ""),
    ],
)
def test_slug(label: str, spelled: str) -> None:
    assert slug(label) == spelled


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]*", fullmatch=True))
def test_a_curie_is_the_iri_again(prefix: str, local: str) -> None:
    name, _, rest = curie(PREFIXES[prefix] + local).partition(":")
    assert PREFIXES[name] + rest == PREFIXES[prefix] + local


@pytest.mark.parametrize("local", ["", "a/b", "-a", "a.", "é", "a b"])
def test_what_no_prefix_fits_stands_in_brackets(local: str) -> None:
    assert curie(HUSK + local) == f"<{HUSK}{local}>"


def test_prefixes_of_a_programme_are_all_different() -> None:
    prefixes = programme_prefixes("demo")
    assert len(set(prefixes)) == len(PREFIXES) + len(KINDS) + 2
