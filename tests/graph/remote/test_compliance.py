"""One suite for all stores: what the embedded one answers, each engine answers."""

import re

import pytest

from graph.errors import QuerySyntaxError, StoreError
from graph.store import EmbeddedStore, Solutions, Store
from graph.values import Iri, Literal, Statement
from ontology.terms import XSD
from tests.graph.remote.snapshots import TERMS

CAFE, SQUARE, TERM_THING = (
    Iri(iri)
    for iri in (
        "https://w3id.org/husk/id/demo/arena/cafe",
        "https://w3id.org/husk/id/demo/arena/square",
        "https://example.org/terms",
    )
)
NAME = Iri("https://example.org/name")
PLANNED = Iri("https://w3id.org/husk/graph/planned")
PROV = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX ex: <https://example.org/> "
QUERIES = {
    "all of the default graph": "SELECT * { ?s ?p ?o }",
    "all of the named graphs": "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "a name of a graph that is not asked for": "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
    "a graph by its name": "SELECT * { GRAPH <https://w3id.org/husk/graph/planned> { ?s ?p ?o } }",
    "a graph by a prefixed name": (
        "PREFIX graph: <https://w3id.org/husk/graph/> SELECT * { GRAPH graph:planned { ?s ?p ?o } }"
    ),
    "a graph that is not there": "SELECT * { GRAPH <https://example.org/none> { ?s ?p ?o } }",
    "who says it": PROV + "SELECT ?s ?o ?v { GRAPH ?a { ?s ex:name ?o } ?a prov:wasAttributedTo ?v }",
    "who says it, the other way": (
        PROV + "SELECT ?s ?o ?a { ?a prov:wasAttributedTo ?v . GRAPH ?a { ?s ?p ?o } FILTER(?p != ex:name) }"
    ),
    "said by two": (
        PROV + "SELECT ?s ?p ?o { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(STR(?a) < STR(?b)) }"
    ),
    "a triple in several graphs counts once": "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/name> ?o }",
    "a union": PROV + "SELECT ?x { { ?x ex:near ?y } UNION { GRAPH ?g { ?x ex:opens ?y } } }",
    "no value": PROV + "SELECT ?s ?near { ?s ex:name ?n OPTIONAL { ?s ex:near ?near } }",
    "what is not there": PROV + "SELECT ?s { ?s ex:name ?n FILTER NOT EXISTS { ?s ex:near ?o } }",
    "what is taken away": PROV + "SELECT ?s { ?s ex:name ?n MINUS { GRAPH ?g { ?s ex:near ?o } } }",
    "a query in a query": (
        PROV + "SELECT ?s ?n { { SELECT ?s (COUNT(?name) AS ?n) { ?s ex:name ?name } GROUP BY ?s } }"
    ),
    "a query with graphs in a query": (
        "SELECT ?s ?n { { SELECT ?s (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s } }"
    ),
    "what there is none of counts 0": (
        PROV + "SELECT ?s (COUNT(?near) AS ?n) "
        "{ SELECT DISTINCT ?s ?near { ?s ex:name ?name OPTIONAL { ?s ex:near ?near } } } GROUP BY ?s"
    ),
    "values behind the query": (
        PROV + 'SELECT ?s ?o { ?s ex:name ?o FILTER(LANG(?o) = ?lang) } VALUES ?lang { "nb" "en" }'
    ),
    "a path": PROV + "SELECT ?o { ?s ex:near/ex:name ?o }",
    "order and limit": PROV + "SELECT ?o { ?s ex:name ?o } ORDER BY STR(?o) LIMIT 2",
    "a comment with a star": "SELECT # * \n * { ?s <https://example.org/near> ?o } # GRAPH ?g {",
    "keywords in strings": 'SELECT * { ?s ?p "GRAPH ?g { }" }',
}


def rows(solutions: Solutions) -> list[str]:
    return sorted(map(repr, solutions.rows))


@pytest.fixture(scope="module")
def expected() -> EmbeddedStore:
    return EmbeddedStore.in_memory(TERMS)


@pytest.mark.parametrize("query", QUERIES.values(), ids=[re.sub(r"\W+", "-", name) for name in QUERIES])
def test_a_select_is_answered_alike(store: Store, expected: EmbeddedStore, query: str) -> None:
    found = store.select(query)
    assert found.variables == expected.select(query).variables
    assert rows(found) == rows(expected.select(query))


def test_every_kind_of_term_comes_back_as_it_was(store: Store) -> None:
    """Languages, datatypes, quotation marks, and letters of any script, also beyond the first plane."""
    found = {
        statement.predicate.value.rpartition("/")[2]: statement for statement in store.describe(TERM_THING)
    }
    assert found["empty"].object == Literal("")
    assert found["quoted"].object == Literal('"quoted" \\ back\tslash\nand line')
    assert found["own"].object == Literal("2010-21", "https://example.org/edtf")
    assert found["letters"].object == Literal.in_language("æøåÆØÅ ß ñ ž", "nb")
    assert found["beyond"].object == Literal("😀 𝄞 👩‍👩‍👧")
    assert found["true"].object == Literal("true", XSD + "boolean")
    assert len(found) == 13


def test_an_iri_may_hold_any_letter(store: Store) -> None:
    assert len(store.describe(Iri("https://example.org/ø/日"))) == 1


def test_a_bound_term_is_looked_for_and_projected(store: Store) -> None:
    query = "SELECT ?s ?o { ?s <https://example.org/near> ?o OPTIONAL { ?s <https://example.org/x> ?y } }"
    assert store.select(query, {"s": CAFE}).rows == ((CAFE, SQUARE),)
    assert store.select(query, {"s": SQUARE}).rows == ()


def test_a_bound_literal_is_looked_for_with_all_its_letters(store: Store) -> None:
    value = Literal("日本語 العربية עברית हिन्दी")
    assert store.select("SELECT ?s ?o { ?s ?p ?o }", {"o": value}).rows == ((TERM_THING, value),)


def test_a_bound_graph_is_asked(store: Store) -> None:
    assert store.ask("ASK { GRAPH ?graph { ?s ?p ?o } }", {"graph": PLANNED})
    assert not store.ask("ASK { GRAPH ?graph { ?s ?p ?o } }", {"graph": CAFE})


def test_what_is_bound_must_be_projected(store: Store) -> None:
    with pytest.raises(StoreError, match="projection"):
        store.select("SELECT ?o { ?s ?p ?o }", {"s": CAFE})


def test_ask_answers_yes_or_no(store: Store) -> None:
    assert store.ask(PROV + "ASK { ?s ex:near ?o }")
    assert not store.ask(PROV + "ASK { ?s ex:far ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT WHERE { ?s <https://example.org/name> ?o }",
        "DESCRIBE <https://w3id.org/husk/id/demo/arena/cafe>",
        "DESCRIBE ?s { ?s <https://example.org/near> ?o }",
        "DESCRIBE * { ?s <https://example.org/near> ?o }",
    ],
)
def test_statements_are_given_alike_and_once(store: Store, expected: EmbeddedStore, query: str) -> None:
    assert sorted(store.construct(query)) == sorted(expected.construct(query))


def test_a_thing_is_described_by_any_graph(store: Store) -> None:
    assert store.describe(CAFE, PLANNED) == (
        Statement(CAFE, Iri("https://example.org/opens"), Literal("2011")),
    )
    assert len(store.describe(CAFE)) == 4


def test_the_dump_is_the_same_bytes(store: Store, expected: EmbeddedStore) -> None:
    assert store.dump().decode().splitlines() == expected.dump().decode().splitlines()


def test_a_bad_query_tells_line_and_column(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 8"):
        store.select("SELECT ?x {\n ?x ?y ")


@pytest.mark.parametrize("form", ["select", "ask", "construct"])
def test_a_query_of_another_form_is_refused(store: Store, form: str) -> None:
    queries = {"select": "ASK {}", "ask": "SELECT * {}", "construct": "SELECT * {}"}
    with pytest.raises(StoreError, match="start it with"):
        getattr(store, form)(queries[form])


def test_what_cannot_be_evaluated_is_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError):
        store.select("SELECT ?s { ?s ?p ?o FILTER(<https://example.org/no-function>(?o)) }")


def test_a_bad_iri_is_refused_before_it_reaches_the_engine(store: Store) -> None:
    with pytest.raises(StoreError, match="not an iri"):
        store.describe(Iri("not an iri"))
