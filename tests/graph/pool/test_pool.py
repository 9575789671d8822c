"""The pool answers what can be answered, and says why where it does not."""

import json
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import QuerySyntaxError
from graph.pool import Limits, QueryPool, QueryRequest
from graph.pool.errors import (
    FormatRefusedError,
    PoolFailedError,
    QueryFailedError,
    QueryRefusedError,
    QueryTooLargeError,
)
from tests.graph.pool.asking import ask, count, running_pool
from tests.graph.pool.stores import PREFIX, cases

pytestmark = pytest.mark.anyio

TABLES = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}


MENTIONED = [
    "SELECT ?service { ?service ?p $SERVICE }",
    'ASK { ?s ?p "SERVICE <http://example.org/> {}" }',
    "ASK { ?s ?p 'it\\'s SERVICE' }",
    'ASK { ?s ?p """a " and "" and \\""" SERVICE """ }',
    "ASK { ?s ?p '''a ' and '' SERVICE ''' }",
    "ASK { ?s <http://example.org/SERVICE> ?o }",
    "PREFIX ex: <http://example.org/> ASK { ?s ex:SERVICE ex:a.SERVICE ; ex:b\\,SERVICE ?o }",
    'ASK { _:service ?p "tjeneste"@service } # SERVICE',
]


@pytest.mark.parametrize("media_type", TABLES)
async def test_select_is_answered_in_the_format_asked_for(pool: QueryPool, media_type: str) -> None:
    request = QueryRequest(f"{PREFIX} SELECT ?name WHERE {{ ex:cafe ex:name ?name }}", media_type)
    answer = await pool.query(request)
    assert answer.media_type == media_type
    solutions = pyoxigraph.parse_query_results(b"".join([c async for c in answer]), TABLES[media_type])
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    assert [solution["name"] for solution in solutions] == [pyoxigraph.Literal("Kafé Blåbær", language="nb")]


async def test_select_is_answered_as_csv(pool: QueryPool) -> None:
    request = QueryRequest(f"{PREFIX} SELECT ?name WHERE {{ ex:cafe ex:name ?name }}", "text/csv")
    assert (await ask(pool, request)).decode() == "name\r\nKafé Blåbær\r\n"


async def test_ask_is_answered_with_a_boolean(pool: QueryPool) -> None:
    request = QueryRequest(f"{PREFIX} ASK {{ ex:cafe ex:hosts ex:choir }}")
    assert json.loads(await ask(pool, request))["boolean"] is True


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("query", ["DESCRIBE ex:choir", "CONSTRUCT WHERE { ex:choir ?p ?o }"])
async def test_a_graph_is_answered_in_the_format_asked_for(
    pool: QueryPool, query: str, media_type: str
) -> None:
    answer = await pool.query(QueryRequest(PREFIX + query, graph_format=media_type))
    assert answer.media_type == media_type
    content = b"".join([chunk async for chunk in answer])
    [quad] = pyoxigraph.parse(content, GRAPHS[media_type])
    assert quad.object == pyoxigraph.Literal("Koret", language="nb")


async def test_an_answer_in_no_welcome_format_is_refused(pool: QueryPool) -> None:
    with pytest.raises(FormatRefusedError, match="CONSTRUCT and DESCRIBE answer with a graph"):
        await ask(pool, QueryRequest("DESCRIBE <https://example.org/cafe>", "text/csv", None))
    with pytest.raises(FormatRefusedError, match="SELECT and ASK answer with a table"):
        await ask(pool, QueryRequest("ASK {}", None, "text/turtle"))


async def test_a_query_longer_than_a_packet_arrives_whole(pool: QueryPool) -> None:
    names = " ".join(f'"Kafé {number}"@nb' for number in range(30_000))
    assert await count(pool, f"VALUES ?name {{ {names} }}") == "30000"


async def test_an_answer_longer_than_a_packet_comes_in_chunks(pool: QueryPool) -> None:
    query = f"{PREFIX} SELECT ?x ?y WHERE {{ GRAPH ex:numbers {{ ?a ex:value ?x . ?b ex:value ?y }} }}"
    answer = await pool.query(QueryRequest(query, "text/csv"))
    chunks = [chunk async for chunk in answer]
    assert len(chunks) > 1
    assert len(b"".join(chunks).splitlines()) == 1 + 300 * 300


async def test_an_answer_that_is_there_can_be_taken_whole(pool: QueryPool) -> None:
    answer = await pool.query(QueryRequest("ASK {}", "text/csv"))
    assert answer.whole() == b"true"


async def test_a_triple_of_several_graphs_counts_once_in_their_union(pool: QueryPool) -> None:
    union = "FROM ex:first FROM <https://example.org/second>"
    request = QueryRequest(f"{PREFIX} SELECT (COUNT(*) AS ?n) {union} WHERE {{ ?s ?p ?o }}", "text/csv")
    assert (await ask(pool, request)).split() == [b"n", b"3"]


async def test_the_default_graph_holds_each_triple_once(pool: QueryPool) -> None:
    assert await count(pool, "?s ?p ?o") == "3"


@pytest.mark.parametrize(
    ("default", "named", "pattern", "number"),
    [
        (("first",), (), "?s ?p ?o", 2),
        (("first", "second"), (), "?s ?p ?o", 3),
        (("first", "second", "first"), (), "?s ?p ?o", 3),
        (("first",), ("second",), "GRAPH ?g { ?s ?p ?o }", 2),
        (("first", "second"), ("second",), "GRAPH ?g { ?s ?p ?o }", 2),
        ((), ("first", "second"), "GRAPH ?g { ?s ?p ?o }", 4),
        ((), ("first",), "?s ?p ?o", 0),
        (("first",), (), "GRAPH ?g { ?s ?p ?o }", 0),
        (("unheard-of",), (), "?s ?p ?o", 0),
    ],
)
async def test_the_dataset_can_be_named_in_the_query_or_beside_it(
    pool: QueryPool, default: tuple[str, ...], named: tuple[str, ...], pattern: str, number: int
) -> None:
    clauses = [f"FROM ex:{name}" for name in default] + [f"FROM NAMED ex:{name}" for name in named]
    select = "SELECT (COUNT(*) AS ?n)"
    within = QueryRequest(f"{PREFIX} {select} {' '.join(clauses)} WHERE {{ {pattern} }}", "text/csv")
    beside = QueryRequest(
        f"{PREFIX} {select} FROM ex:numbers WHERE {{ {pattern} }}",
        "text/csv",
        default_graphs=tuple(f"https://example.org/{name}" for name in default),
        named_graphs=tuple(f"https://example.org/{name}" for name in named),
    )
    expected = f"n\r\n{number}\r\n".encode()
    assert await ask(pool, within) == expected
    assert await ask(pool, beside) == expected


async def test_a_relative_iri_is_relative_to_the_endpoint(pool: QueryPool) -> None:
    request = QueryRequest("SELECT (<id/demo> AS ?iri) {}", "text/csv")
    assert (await ask(pool, request)).split() == [b"iri", b"https://w3id.org/husk/id/demo"]


async def test_a_syntax_error_has_its_place(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError, match="the prefix foaf: is not declared") as caught:
        await ask(pool, QueryRequest("SELECT * WHERE {\n  ?person ?p foaf:Person }"))
    assert (caught.value.line, caught.value.column) == (2, 25)


async def test_a_function_that_does_not_exist_is_named(pool: QueryPool) -> None:
    with pytest.raises(QueryFailedError, match="/rank> is not supported"):
        await ask(pool, QueryRequest(f"{PREFIX} SELECT (ex:rank(1) AS ?rank) WHERE {{}}"))


async def test_a_graph_that_is_no_iri_is_refused(pool: QueryPool) -> None:
    with pytest.raises(QueryFailedError, match="IRI"):
        await ask(pool, QueryRequest("ASK {}", default_graphs=("no iri",)))


@pytest.mark.parametrize("update", cases("updates"))
async def test_updates_are_refused(pool: QueryPool, update: str) -> None:
    with pytest.raises(QueryRefusedError, match="Updates are refused"):
        await ask(pool, QueryRequest(update))
    assert await count(pool, "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }") == "307"


@pytest.mark.parametrize("query", cases("services"))
async def test_other_servers_are_not_asked(pool: QueryPool, query: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE is refused"):
        await ask(pool, QueryRequest(query.replace("{listener}", "https://example.org/")))


@pytest.mark.parametrize("query", MENTIONED)
async def test_service_as_a_part_of_something_else_is_none(pool: QueryPool, query: str) -> None:
    assert await ask(pool, QueryRequest(query))


async def test_what_an_error_quotes_is_cut(pool: QueryPool) -> None:
    function = f"<https://example.org/{'long' * 50_000}>"
    with pytest.raises(QueryFailedError, match=r"long \.\.\.$"):
        await ask(pool, QueryRequest(f"SELECT ({function}(1) AS ?x) {{}}"))


async def test_an_answer_that_is_too_long_is_cut_short(store_path: Path) -> None:
    query = f"{PREFIX} SELECT * WHERE {{ GRAPH ex:numbers {{ ?a ex:value ?x . ?b ex:value ?y }} }}"
    async with running_pool(store_path, Limits(workers=1, answer_bytes=200_000)) as pool:
        answer = await pool.query(QueryRequest(query))
        with pytest.raises(QueryTooLargeError, match="LIMIT"):
            [chunk async for chunk in answer]
        assert await count(pool, "?s ?p ?o") == "3"


async def test_a_pool_over_no_store_does_not_start(tmp_path: Path) -> None:
    pool = QueryPool(tmp_path / "nowhere")
    with pytest.raises(PoolFailedError, match="husk build"):
        await pool.start()
    await pool.close()
