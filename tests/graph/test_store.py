from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import QuerySyntaxError, StoreError
from graph.store import EmbeddedStore, serialize
from graph.values import Iri, Literal, Statement

CAFE, NAME = Iri("https://example.org/cafe"), Iri("https://example.org/name")
NQUADS = """
<https://example.org/cafe> <https://example.org/name> "Kafé"@nb .
<https://example.org/cafe> <https://example.org/name> "Kafé"@nb <https://example.org/g1> .
<https://example.org/cafe> <https://example.org/name> "Kafé"@nb <https://example.org/g2> .
<https://example.org/cafe> <https://example.org/near> <https://example.org/square> .
""".encode()


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.in_memory(NQUADS)


def test_select_binds_terms_that_are_projected(store: EmbeddedStore) -> None:
    solutions = store.select(
        "SELECT ?thing ?name { ?thing <https://example.org/name> ?name }", {"thing": CAFE}
    )
    assert solutions.variables == ("thing", "name")
    assert solutions.rows == ((CAFE, Literal.in_language("Kafé", "nb")),)


def test_select_leaves_out_of_a_row_what_has_no_value(store: EmbeddedStore) -> None:
    (row,) = store.select(
        "SELECT ?name ?more { ?thing <https://example.org/name> ?name OPTIONAL { ?more a ?x } }"
    )
    assert list(row) == ["name"]


def test_select_refuses_to_bind_what_is_not_projected(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="projection"):
        store.select("SELECT ?name { ?thing <https://example.org/name> ?name }", {"thing": CAFE})


def test_a_triple_in_several_graphs_counts_once(store: EmbeddedStore) -> None:
    (row,) = store.select("SELECT (COUNT(*) AS ?count) { ?thing <https://example.org/name> ?name }")
    assert isinstance(row["count"], Literal)
    assert row["count"].value == "1"


def test_ask_answers_yes_or_no(store: EmbeddedStore) -> None:
    assert store.ask("ASK { ?thing <https://example.org/near> ?other }", {"thing": CAFE})
    assert not store.ask("ASK { ?thing <https://example.org/near> ?other }", {"other": CAFE})


def test_construct_gives_each_statement_once(store: EmbeddedStore) -> None:
    found = store.construct("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }")
    assert found == (Statement(CAFE, NAME, Literal.in_language("Kafé", "nb")),)


def test_describe_gives_what_the_default_graph_says(store: EmbeddedStore) -> None:
    assert [statement.predicate.value for statement in store.describe(CAFE)] == [
        "https://example.org/name",
        "https://example.org/near",
    ]


def test_describe_gives_what_a_named_graph_says(store: EmbeddedStore) -> None:
    (row,) = store.select(
        "SELECT DISTINCT ?graph { GRAPH ?graph { ?s <https://example.org/name> ?name } } LIMIT 1"
    )
    described = store.describe(CAFE, Iri(row["graph"].value))
    assert described == (Statement(CAFE, NAME, Literal.in_language("Kafé", "nb")),)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT ?x {\n ?x ?y ", 2, 8), ("SELECT ?x { ?x a ex:y }", 1, 22)],
    ids=["unfinished", "undeclared prefix"],
)
def test_bad_query_tells_line_and_column(store: EmbeddedStore, query: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError, match=f"line {line}, column {column}") as caught:
        store.select(query)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("form", ["select", "ask", "construct"])
def test_query_of_another_form_is_refused(store: EmbeddedStore, form: str) -> None:
    queries = {"select": "ASK {}", "ask": "SELECT * {}", "construct": "SELECT * {}"}
    with pytest.raises(StoreError, match="start it with"):
        getattr(store, form)(queries[form])


def test_unknown_function_is_an_error_of_the_store(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="not supported"):
        store.select("SELECT ?x { ?x ?y ?z FILTER(<https://example.org/f>(?z)) }")


def test_bad_iri_is_refused_before_it_reaches_the_engine(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="not an iri"):
        store.describe(Iri("not an iri"))


def test_blank_node_is_refused() -> None:
    with pytest.raises(StoreError, match="give the thing an IRI"):
        EmbeddedStore.in_memory(b"_:b <https://example.org/p> <https://example.org/o> .").select(
            "SELECT * {?s ?p ?o}"
        )


def test_dump_does_not_depend_on_the_order_of_loading(store: EmbeddedStore) -> None:
    turned = EmbeddedStore.in_memory(b"\n".join(reversed(NQUADS.splitlines())))
    assert turned.dump() == store.dump()
    assert len(store.dump().splitlines()) == 4


def test_text_that_is_no_n_quads_is_refused() -> None:
    with pytest.raises(StoreError, match="no N-Quads"):
        EmbeddedStore.in_memory(b"hello")


def test_store_on_disk_answers_as_in_memory(store: EmbeddedStore, tmp_path: Path) -> None:
    engine = pyoxigraph.Store(str(tmp_path / "store"))
    engine.bulk_load(NQUADS, pyoxigraph.RdfFormat.N_QUADS)
    engine.flush()
    del engine
    assert EmbeddedStore.open(tmp_path / "store").dump() == store.dump()


def test_missing_store_tells_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="husk build"):
        EmbeddedStore.open(tmp_path / "nothing")


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_statements_are_written_alike_whatever_their_order(store: EmbeddedStore, media_type: str) -> None:
    statements = store.describe(CAFE)
    assert serialize(reversed(statements), media_type) == serialize(statements, media_type)


def test_unknown_media_type_is_refused() -> None:
    with pytest.raises(StoreError, match="choose one of"):
        serialize([], "text/html")
