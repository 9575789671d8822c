"""Strangers' queries to an engine elsewhere: what is refused and limited is so as it is here."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import HuskError, QuerySyntaxError
from graph.pool import Limits, QueryRequest
from graph.pool.errors import (
    FormatRefusedError,
    FromRefusedError,
    PoolBusyError,
    QueryFailedError,
    QueryTimeoutError,
    QueryTooLargeError,
    ServiceRefusedError,
    UpdateRefusedError,
)
from graph.remote.endpoint import Endpoint
from graph.remote.forwarding import EngineError, ForwardingPool
from graph.remote.pushing import push
from tests.graph.remote.snapshots import TERMS, snapshot_of
from tests.graph.remote.test_endpoint import HALF, JSON, answering, saying

pytestmark = pytest.mark.anyio
EVERYTHING = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
SLOW = """SELECT (COUNT(*) AS ?n) {
  ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STR(?s) != CONCAT(STR(?a), STR(?j)))
}"""
"""Takes seconds, for no engine can count these rows unseen; not for ever, for Oxigraph never gives up."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def pushed(endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Endpoint:
    push(snapshot_of(TERMS, "forwarded", tmp_path_factory.mktemp("forwarded")), endpoint)
    return endpoint


@pytest.fixture
async def pool(pushed: Endpoint) -> AsyncIterator[ForwardingPool]:
    pool = ForwardingPool(pushed, "forwarded", Limits(workers=1, seconds=5.0, answer_bytes=70_000))
    await pool.start()
    yield pool
    await pool.close()


async def ask(pool: ForwardingPool, request: QueryRequest) -> tuple[str, bytes]:
    answer = await pool.query(request)
    return answer.media_type, b"".join([chunk async for chunk in answer])


@pytest.mark.parametrize(
    "media_type",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
async def test_a_table_comes_in_the_form_that_is_welcome(pool: ForwardingPool, media_type: str) -> None:
    query = "SELECT ?o { GRAPH <https://w3id.org/husk/graph/planned> { ?s ?p ?o } }"
    here = pyoxigraph.Store()
    here.load(TERMS, pyoxigraph.RdfFormat.N_QUADS)
    results = here.query(query)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    expected = results.serialize(format=pyoxigraph.QueryResultsFormat.from_media_type(media_type))
    assert await ask(pool, QueryRequest(query, media_type)) == (media_type, expected)


@pytest.mark.parametrize("answer", [b"true", b"false"])
async def test_yes_and_no_are_told(pool: ForwardingPool, answer: bytes) -> None:
    name = b"planned" if answer == b"true" else b"none"
    query = f"ASK {{ GRAPH <https://w3id.org/husk/graph/{name.decode()}> {{ ?s ?p ?o }} }}"
    assert await ask(pool, QueryRequest(query, "text/csv")) == ("text/csv", answer)


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml"])
async def test_a_graph_comes_in_the_form_that_is_welcome(pool: ForwardingPool, media_type: str) -> None:
    query = "DESCRIBE <https://w3id.org/husk/id/demo/arena/cafe>"
    found, content = await ask(pool, QueryRequest(query, None, media_type))
    assert found == media_type
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert len(set(pyoxigraph.parse(content, form))) == 4


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?o { ?s <https://example.org/true> ?o }", b"o\r\ntrue\r\n"),
        ("DESCRIBE ?s { ?s <https://example.org/true> ?o }", b'"true"^^'),
    ],
)
async def test_truth_is_spelled_as_it_was_loaded(pool: ForwardingPool, query: str, told: bytes) -> None:
    _, content = await ask(pool, QueryRequest(query, "text/csv", "application/n-triples"))
    assert told in content


async def test_a_relative_iri_starts_from_the_endpoint(pool: ForwardingPool) -> None:
    _, content = await ask(pool, QueryRequest("ASK { GRAPH <graph/planned> { ?s ?p ?o } }", "text/csv"))
    assert content == b"true"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("INSERT DATA { <x:a> <x:b> 1 }", UpdateRefusedError),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ServiceRefusedError),
        ("SELECT * FROM <https://w3id.org/husk/graph/edition/other> { ?s ?p ?o }", FromRefusedError),
        ("SELECT * { ?s ?p", QuerySyntaxError),
        ("SELECT * { ?s ?p ?o FILTER(<https://example.org/no-function>(?o)) }", QueryFailedError),
        ("CONSTRUCT WHERE { ?s ?p ?o }", FormatRefusedError),
        (EVERYTHING, QueryTooLargeError),
    ],
)
async def test_what_is_not_answered_here_is_not_answered_there(
    pool: ForwardingPool, query: str, error: type[HuskError]
) -> None:
    with pytest.raises(error):
        await ask(pool, QueryRequest(query, "text/csv", None))
    assert await ask(pool, QueryRequest("ASK {}", "text/csv")) == ("text/csv", b"true")


async def test_a_query_that_takes_too_long_is_given_up(pushed: Endpoint) -> None:
    pool = ForwardingPool(Endpoint(pushed.address), "forwarded", Limits(workers=1, seconds=0.3))
    await pool.start()
    with pytest.raises(QueryTimeoutError):
        await ask(pool, QueryRequest(SLOW))
    await pool.close()


async def test_graphs_that_the_request_names_are_refused(pool: ForwardingPool) -> None:
    with pytest.raises(FromRefusedError, match="GRAPH"):
        await ask(pool, QueryRequest("ASK {}", default_graphs=("https://example.org/g",)))


async def test_an_answer_streams_and_may_be_given_up(pushed: Endpoint) -> None:
    pool = ForwardingPool(Endpoint(pushed.address), "forwarded", Limits(workers=1))
    await pool.start()
    answer = await pool.query(QueryRequest(EVERYTHING, "text/csv"))
    assert await anext(answer)
    answer.close()
    assert await ask(pool, QueryRequest("ASK {}", "text/csv")) == ("text/csv", b"true")
    await pool.close()


async def test_another_edition_cannot_be_seen(pool: ForwardingPool, pushed: Endpoint, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    before = await ask(pool, QueryRequest(query, "text/csv"))
    await asyncio.to_thread(push, snapshot_of(TERMS + b"<x:a> <x:b> <x:c> .\n", "beside", tmp_path), pushed)
    assert await ask(pool, QueryRequest(query, "text/csv")) == before


@pytest.mark.parametrize(
    "answer", [saying(200, "text/html", b"<p>"), saying(200, JSON, HALF), saying(401, "text/plain", b"")]
)
async def test_what_is_wrong_with_the_engine_is_not_told_to_strangers(answer: object) -> None:
    with answering(answer) as address:  # type: ignore[arg-type]
        pool = ForwardingPool(Endpoint(address), "any", Limits(workers=1))
        await pool.start()
        with pytest.raises(EngineError) as caught:
            await ask(pool, QueryRequest("SELECT ?s { ?s ?p ?o }"))
        await pool.close()
    assert address not in str(caught.value)


async def test_queries_that_wait_are_told_when_the_server_stops(pushed: Endpoint) -> None:
    pool = ForwardingPool(Endpoint(pushed.address), "forwarded", Limits(workers=1))
    await pool.start()
    answer = pool.ask(QueryRequest(SLOW))
    await asyncio.sleep(0.2)
    await pool.close()
    with pytest.raises(PoolBusyError, match="stopping"):
        await answer.begin()
