"""The ontology stays in OWL 2 DL, and what the rules read of it in OWL 2 RL.

https://www.w3.org/TR/owl2-syntax/#Ontologies and https://www.w3.org/TR/owl2-profiles/#OWL_2_RL
"""

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.terms import HERE

GRAPH = Graph().parse(HERE / "husk.ttl")

BUILT_IN = (str(OWL), str(RDF), str(RDFS), str(XSD))
DECLARATIONS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, RDF.PlainLiteral}
"""The datatypes of values: each is known to HermiT and allowed by both profiles."""


def of_kind(kind: URIRef) -> set[URIRef]:
    return {s for s in GRAPH.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def is_built_in(iri: object) -> bool:
    return str(iri).startswith(BUILT_IN)


def test_every_term_is_declared_as_exactly_one_thing() -> None:
    doubly = {
        subject: kinds
        for subject in GRAPH.subjects(unique=True)
        if isinstance(subject, URIRef)
        and len(kinds := set(GRAPH.objects(subject, RDF.type)) & DECLARATIONS) != 1
    }
    assert doubly == {}


def test_every_predicate_is_declared_or_built_in() -> None:
    properties = of_kind(OWL.ObjectProperty) | of_kind(OWL.DatatypeProperty) | of_kind(OWL.AnnotationProperty)
    assert {p for p in GRAPH.predicates() if not is_built_in(p)} - properties == set()


def test_only_annotations_are_used_in_the_ontology_itself() -> None:
    used = {p for p in GRAPH.predicates() if not is_built_in(p)}
    assert used - of_kind(OWL.AnnotationProperty) == set()


def test_annotation_properties_have_no_logic() -> None:
    """Domains and ranges of annotations mean nothing to HermiT, but the rules would act on them."""
    logic = {RDFS.domain, RDFS.range, OWL.inverseOf, OWL.propertyChainAxiom}
    assert {
        (s, p) for s, p in GRAPH.subject_predicates() if s in of_kind(OWL.AnnotationProperty) and p in logic
    } == (set())


def test_classes_stand_where_classes_belong() -> None:
    classes = of_kind(OWL.Class)
    for axiom in (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith):
        ends = {node for pair in GRAPH.subject_objects(axiom) for node in pair if isinstance(node, URIRef)}
        assert ends <= classes
    assert set(GRAPH.objects(predicate=RDFS.domain)) <= classes


def test_object_properties_lead_to_classes_and_data_properties_to_datatypes() -> None:
    for kind, targets in ((OWL.ObjectProperty, of_kind(OWL.Class)), (OWL.DatatypeProperty, DATATYPES)):
        assert {o for s in of_kind(kind) for o in GRAPH.objects(s, RDFS.range)} <= targets


def test_properties_are_ordered_within_their_kind() -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        members = of_kind(kind)
        for axiom in (RDFS.subPropertyOf, OWL.inverseOf):
            assert {o for s in members for o in GRAPH.objects(s, axiom)} <= members


def test_each_inverse_is_stated_once() -> None:
    pairs = list(GRAPH.subject_objects(OWL.inverseOf))
    ends = [node for pair in pairs for node in pair]
    assert pairs
    assert len(ends) == len(set(ends))


def test_lists_hold_only_names() -> None:
    for axiom in (OWL.members, OWL.propertyChainAxiom, OWL.intersectionOf):
        for head in GRAPH.objects(predicate=axiom):
            assert all(isinstance(item, URIRef) for item in Collection(GRAPH, head))


def test_chains_are_regular() -> None:
    """A property that stands for a chain lies in no hierarchy below one of its links."""
    for subject, head in GRAPH.subject_objects(OWL.propertyChainAxiom):
        links = set(Collection(GRAPH, head))
        assert subject not in links
        assert not any(subject in GRAPH.transitive_objects(link, RDFS.subPropertyOf) for link in links)


def test_composite_properties_are_in_no_axiom_that_needs_simple_ones() -> None:
    needing = {
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
    }
    assert set(GRAPH.subjects(RDF.type)) & {s for kind in needing for s in of_kind(kind)} == set()
    assert set(GRAPH.objects(predicate=OWL.propertyDisjointWith)) == set()


def test_no_property_is_functional() -> None:
    """Two values are a conflict to be shown, never a reason to take two things for one."""
    assert of_kind(OWL.FunctionalProperty) == set()
    assert of_kind(OWL.InverseFunctionalProperty) == set()


def test_restrictions_are_of_the_kinds_that_rules_read() -> None:
    """A value may define a class; something of a class may only imply one."""
    restrictions = set(GRAPH.subjects(RDF.type, OWL.Restriction))
    assert restrictions
    for restriction in restrictions:
        predicates = set(GRAPH.predicates(restriction)) - {RDF.type, OWL.onProperty}
        if OWL.someValuesFrom in predicates:
            assert predicates == {OWL.someValuesFrom, RDFS.subClassOf}
        else:
            assert predicates == {OWL.hasValue}


def test_an_intersection_is_of_classes_and_only_implies_one() -> None:
    classes = of_kind(OWL.Class)
    intersections = list(GRAPH.subject_objects(OWL.intersectionOf))
    assert intersections
    for node, members in intersections:
        assert isinstance(node, BNode)
        assert set(GRAPH.predicates(node)) == {RDF.type, OWL.intersectionOf, RDFS.subClassOf}
        assert set(GRAPH.objects(node, RDF.type)) == {OWL.Class}
        assert set(Collection(GRAPH, members)) <= classes


def test_no_construct_outside_the_profile_is_used() -> None:
    outside = {
        OWL.unionOf,
        OWL.complementOf,
        OWL.oneOf,
        OWL.allValuesFrom,
        OWL.minCardinality,
        OWL.cardinality,
    }
    assert set(GRAPH.predicates()) & outside == set()


def test_literals_are_of_known_datatypes() -> None:
    found = {o.datatype for o in GRAPH.objects() if isinstance(o, Literal) and o.language is None}
    assert found <= {None, XSD.boolean, XSD.string}


def test_blank_nodes_are_only_axioms() -> None:
    allowed = {OWL.Restriction, OWL.AllDisjointClasses}
    nodes = {s for s in GRAPH.subjects() if isinstance(s, BNode) and (s, RDF.first, None) not in GRAPH}
    nodes -= set(GRAPH.subjects(OWL.intersectionOf))
    assert all(set(GRAPH.objects(node, RDF.type)) & allowed for node in nodes)
