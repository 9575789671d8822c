from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.conversion import nquads
from graph.inference.infer import infer, time_bounds
from graph.inference.rules import Rule, RuleError
from graph.model import Model
from graph.values import Iri, Literal, Statement
from ontology.terms import HUSK, INFERRED, OWL, RDF, RDFS

RULES = [rule for rule in Model.read().rules if "-label" not in rule.name]
THINGS = [Iri(f"https://example.org/{name}") for name in "abcd"]
PREDICATES = [
    *(Iri(RDFS + name) for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    Iri(OWL + "inverseOf"),
    Iri(RDF + "type"),
    *THINGS,
]
STATEMENTS = st.lists(
    st.builds(Statement, st.sampled_from(THINGS), st.sampled_from(PREDICATES), st.sampled_from(THINGS)),
    max_size=8,
)


def inferred(statements: list[Statement], rules: list[Rule] = RULES) -> pyoxigraph.Store:
    engine = pyoxigraph.Store()
    engine.load(nquads(statements), pyoxigraph.RdfFormat.N_QUADS)
    infer(engine, rules)
    return engine


def lines(engine: pyoxigraph.Store) -> list[bytes]:
    return sorted((engine.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"").splitlines())


@given(STATEMENTS)
@settings(max_examples=40, deadline=None)
def test_inference_ends_where_nothing_new_follows(statements: list[Statement]) -> None:
    engine = inferred(statements)
    before = lines(engine)
    infer(engine, RULES)
    assert lines(engine) == before


@given(STATEMENTS)
@settings(max_examples=40, deadline=None)
def test_order_of_statements_and_rules_changes_nothing(statements: list[Statement]) -> None:
    assert lines(inferred(statements)) == lines(inferred(statements[::-1], RULES[::-1]))


@given(STATEMENTS)
@settings(max_examples=40, deadline=None)
def test_what_is_there_already_is_added_by_no_rule_and_what_is_new_by_one(
    statements: list[Statement],
) -> None:
    engine = inferred(statements)
    added = Counter(
        quad.triple for quad in engine if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
    )
    assert not set(added) & {
        quad.triple for quad in pyoxigraph.parse(nquads(statements), format=pyoxigraph.RdfFormat.N_QUADS)
    }
    assert all(count == 1 for count in added.values())
    default = {quad.triple for quad in engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())}
    assert set(added) <= default


def test_what_a_rule_adds_stands_in_its_graph() -> None:
    thing, narrow, wide = THINGS[:3]
    engine = inferred(
        [Statement(narrow, Iri(RDFS + "subClassOf"), wide), Statement(thing, Iri(RDF + "type"), narrow)]
    )
    graph = pyoxigraph.NamedNode(INFERRED + "cax-sco")
    (quad,) = engine.quads_for_pattern(None, None, None, graph)
    assert str(quad.triple) == str(Statement(thing, Iri(RDF + "type"), wide)).removesuffix(" .")


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2010", [20100101, 20101231, 20100101, 20101231]),
        ("2006/", [20060101, 20061231]),
        ("/2010-12", [20101201, 20101231]),
    ],
)
def test_bounds_that_are_not_known_are_absent(edtf: str, days: list[int]) -> None:
    statement = Statement(THINGS[0], Iri(HUSK + "edtf"), Literal(edtf))
    found = list(time_bounds([statement]))
    assert [int(bound.object.value) for bound in found] == days


def test_file_that_is_no_rule_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("SELECT * { ?s ?p ?o }")
    with pytest.raises(RuleError, match="odd is not written CONSTRUCT"):
        Rule.read(tmp_path / "odd.rq")


def test_rule_of_another_make_cannot_draw_from_what_is_new() -> None:
    rule = Rule.parse("odd", "CONSTRUCT { ?x a ?y } WHERE { { ?x a ?y } UNION { ?y a ?x } }")
    with pytest.raises(RuleError, match="triples, then filters and BIND"):
        list(rule.as_updates(*THINGS[:2]))
