"""Every vocabulary is a SKOS scheme whose concepts are labelled, defined, typed and in order."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from ontology.terms import HERE, SCHEMES, VOCABULARY
from ontology.terms import HUSK as HUSK_NAMESPACE

HUSK = Namespace(HUSK_NAMESPACE)
FILES = sorted(HERE.glob("vocabularies/*.ttl"))
ONTOLOGY = Graph().parse(HERE / "husk.ttl")


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def concepts(graph: Graph) -> list[URIRef]:
    return [s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef)]


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(o.language) for o in graph.objects(subject, predicate) if isinstance(o, Literal))


def test_each_scheme_has_a_file() -> None:
    assert [path.stem for path in FILES] == sorted(SCHEMES)


def test_file_holds_the_scheme_it_is_named_after(file: Path) -> None:
    scheme = URIRef(VOCABULARY + file.stem)
    graph = Graph().parse(file)
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    assert languages(graph, scheme, SKOS.prefLabel) == ["en", "nb"]
    assert languages(graph, scheme, SKOS.definition) == ["en", "nb"]
    for concept in concepts(graph):
        assert concept.startswith(f"{scheme}/")
        assert set(graph.objects(concept, SKOS.inScheme)) == {scheme}


def test_concepts_are_labelled_and_defined_in_both_languages(file: Path) -> None:
    graph = Graph().parse(file)
    assert concepts(graph)
    for concept in concepts(graph):
        assert languages(graph, concept, SKOS.prefLabel) == ["en", "nb"]
        assert languages(graph, concept, SKOS.definition) == ["en", "nb"]


def test_no_two_concepts_of_a_scheme_share_a_label(file: Path) -> None:
    graph = Graph().parse(file)
    labels = [label for concept in concepts(graph) for label in graph.objects(concept, SKOS.prefLabel)]
    assert len(labels) == len(set(labels))


def test_concepts_are_of_one_class_that_the_ontology_knows(file: Path) -> None:
    graph = Graph().parse(file)
    classes = {kind for concept in concepts(graph) for kind in graph.objects(concept, RDF.type)} - {
        SKOS.Concept
    }
    (kind,) = classes
    assert (kind, RDFS.subClassOf, SKOS.Concept) in ONTOLOGY
    if kind not in {HUSK.QuestionTopic, HUSK.Threshold}:  # of questions and of all tests, not of data
        assert list(ONTOLOGY.subjects(RDFS.range, kind)), f"no property takes a {kind}"


def test_concepts_are_numbered_without_gaps_in_the_order_of_the_file(file: Path) -> None:
    graph = Graph().parse(file)
    order = {int(str(graph.value(concept, HUSK.order))): concept for concept in concepts(graph)}
    assert sorted(order) == list(range(1, len(concepts(graph)) + 1))
    text = file.read_text("utf-8")
    places = [text.index(f"\n{file.stem}:{order[number].rsplit('/', 1)[1]} ") for number in sorted(order)]
    assert places == sorted(places)


def test_each_role_names_one_property_from_actor_to_setting() -> None:
    graph = Graph().parse(HERE / "vocabularies/role.ttl")
    for role in concepts(graph):
        (direct,) = graph.objects(role, HUSK.directProperty)
        assert (direct, RDF.type, OWL.ObjectProperty) in ONTOLOGY
        assert HUSK.involvedIn in set(ONTOLOGY.transitive_objects(direct, RDFS.subPropertyOf))
        assert ONTOLOGY.value(direct, RDFS.domain) == HUSK.Actor
        assert ONTOLOGY.value(direct, RDFS.range) == HUSK.Setting


def test_a_broader_role_is_in_the_vocabulary() -> None:
    graph = Graph().parse(HERE / "vocabularies/role.ttl")
    assert set(graph.objects(predicate=SKOS.broader)) <= set(concepts(graph))


def test_every_direct_property_has_an_inverse() -> None:
    graph = Graph().parse(HERE / "vocabularies/role.ttl")
    for direct in set(graph.objects(predicate=HUSK.directProperty)):
        assert ONTOLOGY.value(direct, OWL.inverseOf) is not None
