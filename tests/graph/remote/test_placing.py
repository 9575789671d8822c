"""Queries that are asked of one edition among others find what they find in its snapshot, nothing else."""

from collections import Counter
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import StoreError
from graph.remote.editions import NAME, StoredEdition
from graph.remote.placing import bind, place
from graph.values import Iri
from tests.api.query_grammar import Facts, Grammar
from tests.reading import reading

GENERATED: Final = 150
THIS, OTHER = StoredEdition("this"), StoredEdition("other")
QUESTIONS: Final = sorted((Path(__file__).parents[3] / "data" / "questions").glob("*.rq"))


def placed(quads: list[Quad], stored: StoredEdition) -> list[Quad]:
    """Put statements into the graphs of an edition, and tell which is which."""
    found: list[Quad] = []
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graph = NamedNode(stored.graph(Iri(quad.graph_name.value)).value)
            names = NamedNode(stored.names.value)
            found.append(Quad(graph, NamedNode(NAME.value), quad.graph_name, names))
        else:
            graph = NamedNode(stored.default.value)
        found.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return found


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(pyoxigraph.parse(reading().dump(), pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def snapshot(quads: list[Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    return store


@pytest.fixture(scope="module")
def engine(quads: list[Quad]) -> pyoxigraph.Store:
    """Two editions side by side, of which the other says the same and more; more is in no edition, too."""
    store = pyoxigraph.Store()
    store.bulk_extend(placed(quads, THIS))
    more = [
        Quad(quad.object, quad.predicate, quad.subject, quad.graph_name)
        for quad in quads
        if isinstance(quad.object, NamedNode)
    ]
    store.bulk_extend(placed([*quads, *more], OTHER))
    store.bulk_extend([Quad(quad.subject, quad.predicate, quad.object) for quad in more])
    return store


def answer(store: pyoxigraph.Store, query: str) -> object:
    """Return what a query finds, as a bag."""
    result = store.query(query)
    if isinstance(result, pyoxigraph.QueryBoolean):
        return bool(result)
    if isinstance(result, pyoxigraph.QueryTriples):
        return Counter(map(str, result))
    names = [variable.value for variable in result.variables]
    return Counter(frozenset(zip(names, map(str, row), strict=True)) for row in result)


def asked_of_this(query: str) -> str:
    result = pyoxigraph.Store().query(query)
    variables = (
        [variable.value for variable in result.variables]
        if isinstance(result, pyoxigraph.QuerySolutions)
        else ()
    )
    return place(query, THIS, variables)


def test_generated_queries_are_answered_alike(
    quads: list[Quad], snapshot: pyoxigraph.Store, engine: pyoxigraph.Store
) -> None:
    grammar = Grammar(Facts(quads), 7)
    for query in (grammar.query().text for _ in range(GENERATED)):
        assert answer(engine, asked_of_this(query)) == answer(snapshot, query), query


def test_saved_questions_are_answered_alike(snapshot: pyoxigraph.Store, engine: pyoxigraph.Store) -> None:
    assert len(QUESTIONS) > 50
    for query in (path.read_text("utf-8") for path in QUESTIONS):
        assert answer(engine, asked_of_this(query)) == answer(snapshot, query), query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT(EXISTS{GRAPH?g{?s ?p ?o}}AS ?there){}",
        "SELECT ?g (COUNT(*) AS ?n) {GRAPH ?g{?s ?p ?o}} GROUP BY ?g HAVING(EXISTS{?g ?p ?o})",
        "SELECT * { { SELECT * { GRAPH ?g { ?s ?p ?o } } } }",
        "SELECT DISTINCT * { GRAPH ?g { ?s a ?o } }",
        "SELECT * { GRAPH ?g {} }",
        "ASK{GRAPH<https://w3id.org/husk/graph/labels>{?s ?p ?o}}",
        "BASE<https://w3id.org/husk/>PREFIX g:<graph/>SELECT*{GRAPH g:labels{?s ?p ?o}}",
        "DESCRIBE ?s WHERE { ?s a <https://w3id.org/husk/ontology#Arena> } ORDER BY ?s LIMIT 1",
        "CONSTRUCT{?o ?p ?s}WHERE{GRAPH?g{?s ?p ?o}}",
        "SELECT ?s { ?s a ?c } ORDER BY EXISTS { GRAPH ?g { ?s ?p ?o } } ?s LIMIT 3",
    ],
)
def test_any_way_of_writing_it_is_understood(
    query: str, snapshot: pyoxigraph.Store, engine: pyoxigraph.Store
) -> None:
    assert answer(engine, asked_of_this(query)) == answer(snapshot, query)


def test_a_keyword_that_touches_a_name_is_refused() -> None:
    with pytest.raises(StoreError, match="put a space"):
        asked_of_this("PREFIX : <https://example.org/> SELECT ?s { GRAPH:g { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("ASK { ?s ?p ?o . ?o a ?s }", "ASK { <x:a> ?p ?o . ?o a <x:a> }"),
        (
            "SELECT ?s ?n { { SELECT ?s ?n { ?s ?p ?n } ORDER BY ?s } }",
            "SELECT ?s ?n { VALUES (?s) { (<x:a>) } { SELECT ?s ?n { <x:a> ?p ?n } ORDER BY ?s } }",
        ),
        (
            "SELECT ?s ?t { VALUES ?t { <x:t> } ?s a ?t BIND(?s AS ?u) }",
            "SELECT ?s ?t { VALUES (?s) { (<x:a>) } VALUES ?t { <x:t> } <x:a> a ?t BIND(<x:a> AS ?u) }",
        ),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "CONSTRUCT { <x:a> ?p ?o } { <x:a> ?p ?o }"),
    ],
)
def test_values_stand_where_variables_were_used(query: str, bound: str) -> None:
    assert bind(query, {"s": Iri("x:a")}) == bound
