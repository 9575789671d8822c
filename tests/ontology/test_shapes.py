"""The shapes accept a valid programme, and name every planted fault so that a historian can mend it.

A fault is a small change to the valid programme, in a file named after the one shape that must find it.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyshacl
import pytest
import shacl
from rdflib import OWL, RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.terms import HERE
from tests.ontology.graphs import (
    FIXTURES,
    PROLOGUE,
    infer,
    ntriples,
    ontology,
    store_of,
    vocabularies,
    world,
)

SHAPES = HERE / "shapes.ttl"
SHAPES_GRAPH = Graph().parse(SHAPES)
SHAPE = "https://w3id.org/husk/shapes#"
FAULTS = sorted((FIXTURES / "shapes" / "invalid").glob("*.ru"))

GROUPING = {SH.targetClass, SH.targetSubjectsOf, SH.property, RDF.type}
"""What a node shape has that only gathers other shapes."""


class Finding(NamedTuple):
    """What an engine tells of one fault."""

    focus_node: str
    shape: str
    component: str
    messages: tuple[str, ...]


@cache
def shapes() -> shacl.Shapes:
    return shacl.Shapes.from_text(SHAPES.read_text("utf-8"))


def findings(graph: str) -> list[Finding]:
    """Validate N-Triples with the engine that the build uses."""
    return [
        Finding(
            result.focus_node.strip("<>"),
            str(result.source_shape).strip("<>"),
            result.component,
            tuple(result.messages),
        )
        for result in shapes().validate_text(graph, format="ntriples").results
    ]


def valid() -> str:
    return ntriples(store_of(ontology(), vocabularies(), world()))


def faulty(fault: Path) -> str:
    """Apply a fault to the valid programme."""
    store = store_of(ontology(), vocabularies(), world())
    store.update(PROLOGUE + fault.read_text("utf-8"))
    return ntriples(store)


def constraints() -> set[str]:
    """The shapes that check something themselves."""
    return {
        str(shape).removeprefix(SHAPE)
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in SHAPES_GRAPH.subjects(RDF.type, kind)
        if set(SHAPES_GRAPH.predicates(shape)) - GROUPING
    }


def test_a_valid_programme_conforms() -> None:
    assert findings(valid()) == []


def test_a_valid_programme_conforms_after_inference() -> None:
    store = store_of(ontology(), vocabularies(), world())
    infer(store)
    assert findings(ntriples(store)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2010",
        "2010-05-17",
        "2010-21",
        "2010~",
        "2006/",
        "/2010-12",
        "2006/..",
        "../2006?",
        "[2011..]",
        "[..2010]",
    ],
)
def test_times_of_every_form_conform(text: str) -> None:
    store = store_of(ontology(), vocabularies(), world())
    store.update(PROLOGUE + 'DELETE DATA { period:2011 husk:edtf "2011" }')
    store.update(PROLOGUE + f'INSERT DATA {{ period:2011 husk:edtf "{text}" }}')
    assert findings(ntriples(store)) == []


def test_every_constraint_has_a_planted_fault() -> None:
    assert {path.stem for path in FAULTS} == constraints()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.stem)
def test_fault_is_found_by_its_shape_and_by_no_other(fault: Path) -> None:
    assert {finding.shape for finding in findings(faulty(fault))} == {SHAPE + fault.stem}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.stem)
def test_fault_is_told_in_norwegian_and_english(fault: Path) -> None:
    stated = {
        message.language: str(message)
        for message in SHAPES_GRAPH.objects(URIRef(SHAPE + fault.stem), SH.message)
        if hasattr(message, "language")
    }
    assert stated.keys() == {"nb", "en"}
    for finding in findings(faulty(fault)):
        assert finding.messages == (stated["nb"], stated["en"])


@pytest.mark.parametrize("shape", sorted(constraints()))
def test_message_tells_what_is_wrong_and_then_what_to_do(shape: str) -> None:
    for message in SHAPES_GRAPH.objects(URIRef(SHAPE + shape), SH.message):
        assert str(message).endswith(".")
        assert len(str(message).split(". ")) >= 2 or ": " in str(message)


def test_every_shape_that_targets_nothing_is_a_part_of_one_that_does() -> None:
    targeting = {s for p in (SH.targetClass, SH.targetSubjectsOf) for s in SHAPES_GRAPH.subjects(p)}
    parts = {o for shape in targeting for o in SHAPES_GRAPH.objects(shape, SH.property)}
    named = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in SHAPES_GRAPH.subjects(RDF.type, kind)}
    assert named == targeting | parts


def test_shapes_and_ontology_agree_on_what_excludes_what() -> None:
    axioms = Graph().parse(HERE / "husk.ttl")
    by_ontology = {frozenset(Collection(axioms, head)) for head in axioms.objects(predicate=OWL.members)}
    by_ontology |= {frozenset(pair) for pair in axioms.subject_objects(OWL.disjointWith)}
    by_shapes = set()
    for shape, most in SHAPES_GRAPH.subject_objects(SH.qualifiedMaxCount):
        kinds = frozenset(SHAPES_GRAPH.objects(shape, SH.targetClass))
        (listed,) = SHAPES_GRAPH.objects(shape, SH.qualifiedValueShape / SH["in"])
        assert (most, frozenset(Collection(SHAPES_GRAPH, listed))) == (Literal(1), kinds)
        by_shapes.add(kinds)
    assert by_shapes == by_ontology


def findings_of_oracle(graph: str) -> set[tuple[str, str, str]]:
    """Validate N-Triples with pySHACL."""
    _, report, _ = pyshacl.validate(Graph().parse(data=graph, format="nt"), shacl_graph=SHAPES_GRAPH)
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        )
        for result in report.objects(predicate=SH.result)
    }


@pytest.mark.slow
def test_the_oracle_finds_the_same_faults() -> None:
    """All faults at once; those that another fault covers up get another round."""
    waiting = FAULTS
    while waiting:
        store = store_of(ontology(), vocabularies(), world())
        for fault in waiting:
            store.update(PROLOGUE + fault.read_text("utf-8"))
        found = {
            (finding.focus_node, finding.shape, finding.component) for finding in findings(ntriples(store))
        }
        assert findings_of_oracle(ntriples(store)) == found
        shapes_found = {shape.removeprefix(SHAPE) for _, shape, _ in found}
        assert shapes_found & {fault.stem for fault in waiting}
        waiting = [fault for fault in waiting if fault.stem not in shapes_found]
