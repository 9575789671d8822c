"""/sparql by the protocol: what is answered, what is refused, and with which blame."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Message

from api.front import Front
from api.sparql import SparqlEndpoint
from graph.pool import Limits, QueryPool
from tests.api.sparql_server import with_pool
from tests.graph.pool.stores import ENDLESS, GREEDY, PREFIX, cases, write_store

SELECT = f"{PREFIX} SELECT ?name WHERE {{ ex:cafe ex:name ?name }}"
DESCRIBE = f"{PREFIX} DESCRIBE ex:choir"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("sparql") / "store")


@pytest.fixture(scope="module")
def client(store_path: Path) -> Iterator[TestClient]:
    pool = QueryPool(store_path, Limits(workers=2, seconds=60, memory_bytes=100_000_000))
    app = Front(SparqlEndpoint(pool, most_query_bytes=50_000))
    with TestClient(with_pool(pool, app)) as client:
        yield client


def get(client: TestClient, query: str, accept: str = "*/*") -> Response:
    return client.get("/sparql", params={"query": query}, headers={"accept": accept})


def test_get_query(client: TestClient) -> None:
    response = get(client, SELECT)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"][0]["name"]["value"] == "Kafé Blåbær"


def test_post_form(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": SELECT}).json() == get(client, SELECT).json()


def test_post_form_with_a_charset(client: TestClient) -> None:
    headers = {"content-type": f"{FORM}; charset=UTF-8"}
    assert client.post("/sparql", content=f"query={quote(SELECT)}", headers=headers).status_code == 200


def test_post_query(client: TestClient) -> None:
    response = client.post("/sparql", content=SELECT, headers={"content-type": QUERY})
    assert response.json() == get(client, SELECT).json()


def test_head_has_the_headers_of_get_and_no_body(client: TestClient) -> None:
    head = client.head("/sparql", params={"query": SELECT})
    assert head.headers == get(client, SELECT).headers
    assert head.content == b""


def test_options_tells_the_methods(client: TestClient) -> None:
    response = client.options("/sparql")
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_any_page_may_ask(client: TestClient) -> None:
    for response in (get(client, SELECT), get(client, "nonsense"), client.options("/sparql")):
        assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in client.options("/sparql").headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("accept", "served"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_tables_in_the_preferred_format(client: TestClient, accept: str, served: str) -> None:
    response = get(client, SELECT, accept)
    assert response.headers["content-type"] == served
    assert response.headers["vary"] == "accept"
    assert "Kafé Blåbær" in response.content.decode()


@pytest.mark.parametrize(
    ("accept", "served"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/sparql-results+json, application/ld+json;q=0.2", "application/ld+json"),
    ],
)
def test_graphs_in_the_preferred_format(client: TestClient, accept: str, served: str) -> None:
    response = get(client, DESCRIBE, accept)
    assert response.headers["content-type"] == served
    assert "Koret" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), (DESCRIBE, "text/csv"), (SELECT, "image/png")]
)
def test_nothing_acceptable(client: TestClient, query: str, accept: str) -> None:
    response = get(client, query, accept)
    assert response.status_code == 406
    assert "text/turtle" in response.text
    assert "text/csv" in response.text


@pytest.mark.parametrize(
    ("graphs", "number"),
    [
        ({"default-graph-uri": "https://example.org/first"}, "2"),
        ({"default-graph-uri": ["https://example.org/first", "https://example.org/second"]}, "3"),
        ({"named-graph-uri": "https://example.org/first"}, "0"),
        ({}, "3"),
    ],
)
def test_the_dataset_of_the_request(
    client: TestClient, graphs: dict[str, str | list[str]], number: str
) -> None:
    headers = {"accept": "text/csv"}
    by_get = client.get("/sparql", params={"query": COUNT, **graphs}, headers=headers)
    by_form = client.post("/sparql", data={"query": COUNT, **graphs}, headers=headers)
    by_body = client.post("/sparql", params=graphs, content=COUNT, headers={**headers, "content-type": QUERY})
    for response in (by_get, by_form, by_body):
        assert response.text == f"n\r\n{number}\r\n"


def test_get_without_query_says_how_to_ask(client: TestClient) -> None:
    """Whoever reads no RDF is told; test_service_description.py has the others."""
    for response in (
        client.get("/sparql", headers={"accept": "text/plain"}),
        client.post("/sparql", headers={"content-type": FORM}),
    ):
        assert response.status_code == 400
        assert "?query=" in response.text


@pytest.mark.parametrize(("language", "page"), [("nn, en;q=0.5", "/nb/sparql"), ("de", "/en/sparql")])
def test_a_browser_without_a_query_is_sent_to_the_page(client: TestClient, language: str, page: str) -> None:
    headers = {"accept": "text/html,application/xml;q=0.9,*/*;q=0.8", "accept-language": language}
    response = client.get("/sparql", headers=headers, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, page)
    assert "accept-language" in response.headers["vary"]


def test_several_queries(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}).status_code == 400
    twice = client.post("/sparql?query=ASK%7B%7D", content="ASK {}", headers={"content-type": QUERY})
    assert twice.status_code == 400


def test_bad_query_has_line_column_and_a_hint(client: TestClient) -> None:
    response = get(client, "SELECT ?name WHERE {\n  ?s ?p foaf:Person\n}")
    assert response.status_code == 400
    assert "line 2, column 20" in response.text
    assert "the prefix foaf: is not declared" in response.text


def test_unknown_function(client: TestClient) -> None:
    response = get(client, f"{PREFIX} SELECT (ex:rank(1) AS ?rank) WHERE {{}}")
    assert response.status_code == 400
    assert "ex" in response.text


def test_query_that_is_no_utf_8(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D%23%E6").status_code == 400
    latin = client.post("/sparql", content="ASK {} # æ".encode("latin-1"), headers={"content-type": QUERY})
    assert latin.status_code == 400
    assert "UTF-8" in latin.text


@pytest.mark.parametrize("query", cases("services"))
def test_service_is_refused(client: TestClient, query: str) -> None:
    response = get(client, query)
    assert response.status_code == 403
    assert "SERVICE" in response.text


@pytest.mark.parametrize("update", cases("updates"))
def test_updates_are_refused(client: TestClient, update: str) -> None:
    by_type = client.post("/sparql", content=update, headers={"content-type": "application/sparql-update"})
    for response in (get(client, update), client.post("/sparql", data={"update": update}), by_type):
        assert response.status_code == 403
        assert "Updates are refused" in response.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client: TestClient, method: str) -> None:
    response = client.request(method, "/sparql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", ""])
def test_post_in_another_content_type(client: TestClient, content_type: str) -> None:
    response = client.post("/sparql", content="ASK {}", headers={"content-type": content_type})
    assert response.status_code == 415
    assert QUERY in response.headers["accept-post"]


def test_query_that_is_too_long(client: TestClient) -> None:
    announced = client.post("/sparql", content="ASK {}" + " " * 50_000, headers={"content-type": QUERY})
    in_pieces = client.post(
        "/sparql", content=(b"ASK {}" + b" " * 25_000 for _ in range(2)), headers={"content-type": QUERY}
    )
    for response in (announced, in_pieces):
        assert response.status_code == 413
        assert "50000 bytes" in response.text


def test_query_that_takes_too_long(store_path: Path) -> None:
    pool = QueryPool(store_path, Limits(workers=1, seconds=0.5))
    with TestClient(with_pool(pool, SparqlEndpoint(pool))) as client:
        response = get(client, ENDLESS)
    assert response.status_code == 504
    assert "0.5 seconds" in response.text


def test_query_that_ends_its_process(client: TestClient) -> None:
    nested = f"ASK {'{' * 20_000} {'}' * 20_000}"
    response = client.post("/sparql", content=nested, headers={"content-type": QUERY})
    assert response.status_code == 400
    assert "nest" in response.text
    assert get(client, SELECT).status_code == 200


def test_query_that_needs_too_much_memory(client: TestClient) -> None:
    response = get(client, GREEDY)
    assert response.status_code == 400
    assert "memory" in response.text
    assert get(client, SELECT).status_code == 200


def test_errors_are_plain_text_and_end_with_a_line_feed(client: TestClient) -> None:
    for response in (get(client, "nonsense"), client.put("/sparql"), get(client, SELECT, "image/png")):
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert response.text.endswith(".\n") or response.text.endswith("^\n")


def test_busy_pool_says_when_to_come_back(store_path: Path) -> None:
    pool = QueryPool(store_path, Limits(workers=1, seconds=1.5, queue_length=0))
    with TestClient(with_pool(pool, SparqlEndpoint(pool))) as client, ThreadPoolExecutor() as others:
        asked = [others.submit(get, client, ENDLESS) for _ in range(4)]
        responses = [each.result() for each in asked]
    assert {response.status_code for response in responses} == {503, 504}
    assert {response.headers.get("retry-after") for response in responses} == {"2", None}


def test_a_server_over_no_store_does_not_start(tmp_path: Path) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        sent.append(message)

    pool = QueryPool(tmp_path / "nowhere")
    asyncio.run(with_pool(pool, SparqlEndpoint(pool))({"type": "lifespan"}, receive, send))
    [message] = sent
    assert message["type"] == "lifespan.startup.failed"
    assert "husk build" in message["message"]
