"""Every term is named, explained and connected, and the header tells what the ontology is."""

import re
from collections import Counter

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, Namespace, URIRef

from ontology.terms import HERE, ONTOLOGY
from ontology.terms import HUSK as HUSK_NAMESPACE
from tests.ontology.graphs import FIXTURES

HUSK = Namespace(HUSK_NAMESPACE)
HEADER = URIRef(ONTOLOGY)
GRAPH = Graph().parse(HERE / "husk.ttl")
VOCABULARIES = Graph()
for _path in sorted(HERE.glob("vocabularies/*.ttl")):
    VOCABULARIES.parse(_path)

TERMS = sorted({s for s in GRAPH.subjects() if isinstance(s, URIRef) and s.startswith(HUSK_NAMESPACE)})
PROPERTIES = [
    term for term in TERMS if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(GRAPH.objects(term, RDF.type))
]


def name(term: URIRef) -> str:
    return term.removeprefix(HUSK_NAMESPACE)


def languages(term: URIRef, predicate: URIRef) -> list[str]:
    return sorted(
        str(value.language) for value in GRAPH.objects(term, predicate) if isinstance(value, Literal)
    )


def test_the_ontology_is_read() -> None:
    assert len(TERMS) > 120


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_term_has_one_label_and_definition_in_each_language(term: URIRef) -> None:
    assert languages(term, RDFS.label) == ["en", "nb"]
    assert languages(term, SKOS.definition) == ["en", "nb"]


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_term_tells_which_ontology_defines_it(term: URIRef) -> None:
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [HEADER]


@pytest.mark.parametrize("term", PROPERTIES, ids=name)
@pytest.mark.parametrize(
    ("axiom", "note"), [(RDFS.domain, HUSK.domainNote), (RDFS.range, HUSK.rangeNote)], ids=["domain", "range"]
)
def test_property_has_an_end_or_tells_why_not(term: URIRef, axiom: URIRef, note: URIRef) -> None:
    stated = len(set(GRAPH.objects(term, axiom)))
    assert (stated, languages(term, note)) in [(1, []), (0, ["en", "nb"])]


def test_no_two_terms_share_a_label() -> None:
    labels = Counter(label for term in TERMS for label in GRAPH.objects(term, RDFS.label))
    assert [str(label) for label, count in labels.items() if count > 1] == []


def test_every_term_that_is_mentioned_is_defined() -> None:
    mentioned = {
        node
        for triple in (*GRAPH, *VOCABULARIES)
        for node in triple
        if isinstance(node, URIRef) and node.startswith(HUSK_NAMESPACE)
    }
    assert mentioned - set(TERMS) == set()


def test_every_concept_that_is_mentioned_is_in_a_vocabulary() -> None:
    mentioned = {
        node
        for triple in GRAPH
        for node in triple
        if isinstance(node, URIRef) and "/husk/vocabulary/" in node
    }
    assert mentioned
    assert mentioned - set(VOCABULARIES.subjects()) == set()


def test_every_class_is_connected() -> None:
    """A class that no axiom leads to or from would be a label without a meaning."""
    unconnected = [
        name(term)
        for term in TERMS
        if (term, RDF.type, OWL.Class) in GRAPH
        and not any(
            p not in {RDF.type, RDFS.isDefinedBy, RDFS.label, SKOS.definition, SKOS.closeMatch}
            for p in (*GRAPH.predicates(term), *GRAPH.predicates(object=term))
        )
    ]
    assert unconnected == []


def test_every_declared_term_of_others_is_used() -> None:
    declared = {s for s in GRAPH.subjects(RDF.type) if isinstance(s, URIRef)} - set(TERMS) - {HEADER}
    used = {
        node
        for s, p, o in (*GRAPH, *VOCABULARIES, *Graph().parse(HERE / "shapes.ttl"))
        if not (s in declared and p == RDF.type)
        for node in (s, p, o)
    }
    rules = "".join(path.read_text("utf-8") for path in HERE.glob("rules/*.rq"))
    in_rules = {term for term in declared if f"skos:{term.rsplit('#')[-1]} " in rules}
    annotating_data = {DCTERMS.bibliographicCitation}
    assert declared - used - in_rules - annotating_data == set()


@pytest.mark.parametrize("predicate", [DCTERMS.title, DCTERMS.description])
def test_header_is_in_both_languages(predicate: URIRef) -> None:
    assert languages(HEADER, predicate) == ["en", "nb"]


def test_header_tells_licence_version_creators_and_prefix() -> None:
    def header(predicate: URIRef) -> list[str]:
        return [str(value) for value in GRAPH.objects(HEADER, predicate)]

    (version,) = header(OWL.versionInfo)
    assert header(OWL.versionIRI) == [f"{ONTOLOGY}/{version}"]
    assert header(DCTERMS.license) == ["https://creativecommons.org/licenses/by/4.0/"]
    assert header(URIRef("http://purl.org/dc/elements/1.1/creator"))
    assert header(VANN.preferredNamespacePrefix) == ["husk"]
    assert header(VANN.preferredNamespaceUri) == [HUSK_NAMESPACE]


def test_text_has_no_stray_white_space() -> None:
    texts = [o for o in (*GRAPH.objects(), *VOCABULARIES.objects()) if isinstance(o, Literal)]
    assert [str(text) for text in texts if str(text) != " ".join(str(text).split())] == []


def test_the_page_on_the_ontology_names_every_class() -> None:
    page = (HERE.parent / "docs" / "ontology.md").read_text("utf-8")
    assert [
        name(term) for term in TERMS if (term, RDF.type, OWL.Class) in GRAPH and f"`{name(term)}`" not in page
    ] == []


def test_the_page_on_the_ontology_names_no_term_that_is_not_there() -> None:
    page = (HERE.parent / "docs" / "ontology.md").read_text("utf-8")
    overview = page.split("## Overview")[1].split("## ")[0]
    mentioned = {HUSK[word] for word in re.findall(r"`([A-Za-z]+)`", overview)}
    assert len(mentioned) > 80
    assert mentioned - set(TERMS) == set()


def test_the_page_on_the_ontology_names_every_rule() -> None:
    page = (HERE.parent / "docs" / "ontology.md").read_text("utf-8")
    assert [path.stem for path in HERE.glob("rules/*.rq") if f"`{path.stem}`" not in page] == []


def test_every_term_is_used() -> None:
    """In data, shapes, vocabularies or by another term; else it would be a promise that nothing keeps."""
    elsewhere = (*VOCABULARIES, *Graph().parse(HERE / "shapes.ttl"), *Graph().parse(FIXTURES / "world.ttl"))
    used = {node for triple in elsewhere for node in triple}
    used |= set(GRAPH.predicates()) | set(GRAPH.objects()) | set(GRAPH.subjects(OWL.propertyChainAxiom))
    short_form = {HUSK.defaultVoice, HUSK.defaultReporter, HUSK.defaultModality}
    assert [name(term) for term in TERMS if term not in used | short_form] == []
