"""Each rule infers what its table says, no more; together they agree with two other reasoners."""

import re
from collections.abc import Iterable

import owlrl  # type: ignore[import-untyped]  # it comes without types, and only this test uses it
import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store
from rdflib import BNode, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from ontology.reasoning import entailments
from ontology.terms import HERE, ID, OWL, RDF, RDFS
from tests.conftest import require_program
from tests.ontology.graphs import (
    FIXTURES,
    OWN_RULES,
    RULES,
    about_things,
    construct,
    infer,
    ntriples,
    ontology,
    read,
    store_of,
    vocabularies,
    world,
)

TYPE = RDF + "type"
TABLE = {name: query for name, query in RULES.items() if name not in OWN_RULES}

RULES_OF_AXIOM = {
    RDFS + "domain": {"prp-dom"},
    RDFS + "range": {"prp-rng"},
    RDFS + "subPropertyOf": {"prp-spo1"},
    RDFS + "subClassOf": {"cax-sco"},
    OWL + "inverseOf": {"prp-inv1", "prp-inv2"},
    OWL + "propertyChainAxiom": {"prp-spo2"},
    OWL + "TransitiveProperty": {"prp-trp"},
    OWL + "hasValue": {"cls-hv1", "cls-hv2"},
    OWL + "someValuesFrom": {"cls-svf1"},
    OWL + "intersectionOf": {"cls-int1"},
}
WITHOUT_RULE = {
    OWL + "AllDisjointClasses": "says what cannot be; HermiT and the shapes find it",
    OWL + "members": "belongs to AllDisjointClasses",
    OWL + "disjointWith": "says what cannot be; HermiT and the shapes find it",
    OWL + "Restriction": "is told by its value or its class",
    OWL + "onProperty": "belongs to a restriction",
    OWL + "equivalentClass": "belongs to a restriction with a value",
    OWL + "Class": "declares",
    OWL + "ObjectProperty": "declares",
    OWL + "DatatypeProperty": "declares",
    OWL + "AnnotationProperty": "declares",
    OWL + "Ontology": "declares",
    OWL + "versionInfo": "tells of the ontology",
    OWL + "versionIRI": "tells of the ontology",
    RDFS + "label": "names",
    RDFS + "isDefinedBy": "tells of a term",
}


def axiom_kinds() -> set[str]:
    """The words of OWL and RDFS that the ontology uses."""
    return {
        term.value
        for quad in ontology()
        for term in (quad.predicate, *([quad.object] if quad.predicate.value == TYPE else []))
        if isinstance(term, NamedNode) and term.value.startswith((OWL, RDFS))
    }


def test_every_axiom_of_the_ontology_has_its_rule() -> None:
    assert axiom_kinds() - RULES_OF_AXIOM.keys() - WITHOUT_RULE.keys() == set()


def test_every_rule_has_an_axiom_that_needs_it() -> None:
    assert set(TABLE) == {rule for kind in axiom_kinds() for rule in RULES_OF_AXIOM.get(kind, set())}


def test_every_chain_is_of_the_length_that_the_rule_reads() -> None:
    graph = Graph().parse(HERE / "husk.ttl")
    chains = list(graph.objects(predicate=URIRef(OWL + "propertyChainAxiom")))
    assert chains
    assert {len(list(graph.items(chain))) for chain in chains} == {2}


@pytest.mark.parametrize("name", RULES)
def test_rule_is_plain_sparql_with_one_triple_in_its_head(name: str) -> None:
    template = prepareQuery(RULES[name]).algebra.template
    assert len(template) == 1


@pytest.mark.parametrize("name", RULES)
def test_rule_opens_with_what_it_does_and_where_it_comes_from(name: str) -> None:
    what, where = RULES[name].splitlines()[:2]
    assert re.fullmatch(r"# [A-Z].*\.", what)
    if name in OWN_RULES:
        assert where == "# Our own rule: outside the OWL 2 RL table, and outside the comparison with HermiT."
    else:
        assert where.startswith("# https://www.w3.org/TR/owl2-profiles/#")
        assert where.endswith(f"({name})")


@pytest.mark.parametrize("name", RULES)
def test_rule_infers_from_its_case_exactly_what_is_expected(name: str) -> None:
    given = store_of(read(FIXTURES / "rules" / name / "given.ttl"))
    expected = {quad.triple for quad in read(FIXTURES / "rules" / name / "inferred.ttl")}
    assert expected
    assert construct(given, RULES[name]) - {quad.triple for quad in given} == expected


def test_every_intersection_is_of_the_length_that_the_rule_reads() -> None:
    graph = Graph().parse(HERE / "husk.ttl")
    intersections = list(graph.objects(predicate=URIRef(OWL + "intersectionOf")))
    assert intersections
    assert {len(list(graph.items(classes))) for classes in intersections} == {5}


def test_definitions_are_of_the_forms_that_rules_read() -> None:
    """Equal to having a value, above having something of a class, or above being of classes at once."""
    graph = Graph().parse(HERE / "husk.ttl")
    equivalent, sub_class = URIRef(OWL + "equivalentClass"), URIRef(RDFS + "subClassOf")
    by_value = set(graph.subjects(URIRef(OWL + "hasValue")))
    by_class = set(graph.subjects(URIRef(OWL + "someValuesFrom")))
    by_classes = set(graph.subjects(URIRef(OWL + "intersectionOf")))
    assert set(graph.objects(predicate=equivalent)) == by_value
    assert {s for s in graph.subjects(sub_class) if isinstance(s, BNode)} == by_class | by_classes
    assert {o for o in graph.objects(predicate=sub_class) if isinstance(o, BNode)} == set()


def test_each_rule_has_a_case_and_each_case_a_rule() -> None:
    assert {path.name for path in (FIXTURES / "rules").iterdir()} == set(RULES)


def test_rules_infer_no_trivia() -> None:
    """Nothing is said to be a thing, above itself, related to itself, or of a class without a name."""
    before = store_of(ontology(), vocabularies(), world())
    after = store_of(before)
    infer(after)
    inferred = {quad.triple for quad in after} - {quad.triple for quad in before}
    assert inferred
    assert not [t for t in inferred if t.object == NamedNode(OWL + "Thing")]
    assert not [t for t in inferred if t.predicate.value in {RDFS + "subClassOf", RDFS + "subPropertyOf"}]
    assert not [t for t in inferred if t.subject == t.object]
    assert not [t for t in inferred if isinstance(t.object, BlankNode)]


def test_rules_type_concepts_and_things_but_no_term_of_the_ontology() -> None:
    store = store_of(ontology(), vocabularies())
    before = {quad.triple for quad in store}
    infer(store, TABLE.values())
    typed = {
        quad.subject.value
        for quad in store
        if quad.predicate.value == TYPE and quad.triple not in before and isinstance(quad.subject, NamedNode)
    }
    assert typed
    assert all("/husk/vocabulary/" in iri for iri in typed)


def sample() -> Store:
    """The invented world, with things that need every rule."""
    return store_of(ontology(), vocabularies(), world(), read(FIXTURES / "untyped.ttl"))


def facts_by(rules: Iterable[str]) -> set[tuple[str, str, str]]:
    """What rules make of the sample."""
    store = sample()
    infer(store, rules)
    return set(about_things(quad.triple for quad in store))


@pytest.mark.slow
def test_rules_agree_with_hermit() -> None:
    require_program("java", cure="apt-get install default-jre-headless")
    answer = entailments(ntriples(sample()).encode())
    logical = {value.property for value in answer.values} | {TYPE}
    by_hermit = {(s, TYPE, o) for s, o in answer.types if s.startswith(ID)}
    by_hermit |= {
        (value.subject, value.property, value.object)
        for value in answer.values
        if value.subject.startswith(ID)
    }
    by_rules = {fact for fact in facts_by(TABLE.values()) if fact[1] in logical}
    assert by_rules - by_hermit == set()
    assert by_hermit - by_rules == set()


@pytest.mark.parametrize("name", TABLE)
def test_facts_are_missing_without_the_rule(name: str) -> None:
    """So the comparisons above would notice a rule that does too little."""
    others = [query for other, query in TABLE.items() if other != name]
    assert facts_by(others) < facts_by(TABLE.values())


@pytest.mark.slow
def test_rules_agree_with_owlrl() -> None:
    graph = Graph().parse(data=ntriples(sample()), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    not_ours = {OWL + "Thing", OWL + "NamedIndividual", RDFS + "Resource"}
    by_owlrl = {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if isinstance(s, URIRef) and isinstance(o, URIRef) and s.startswith(ID) and str(o) not in not_ours
    }
    by_owlrl = {(s, p, o) for s, p, o in by_owlrl if p != OWL + "sameAs"}
    assert by_owlrl == facts_by(TABLE.values())


def test_a_name_is_no_other_label_of_what_it_labels() -> None:
    store = store_of(ontology(), vocabularies(), world())
    infer(store)
    labels = {(q.subject, q.object) for q in store if q.predicate.value.endswith("core#prefLabel")}
    others = {(q.subject, q.object) for q in store if q.predicate.value.endswith("core#altLabel")}
    assert others
    assert labels & others == set()


def test_every_participation_gets_one_label_in_each_language() -> None:
    store = store_of(ontology(), vocabularies(), world())
    infer(store)
    participation = NamedNode("https://w3id.org/husk/ontology#Participation")
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    subjects = [quad.subject for quad in store.quads_for_pattern(None, NamedNode(TYPE), participation)]
    assert len(subjects) == 3
    for subject in subjects:
        quads: list[Quad] = list(store.quads_for_pattern(subject, label, None))
        assert sorted(str(getattr(quad.object, "language", None)) for quad in quads) == ["en", "nb"]
