"""The application sends each request where it belongs, and holds browsers to what it needs."""

import pytest
from starlette.testclient import TestClient

from api.security import HEADERS

ADDRESSES = [
    "/health",
    "/api/v1/entities",
    "/api/v1/openapi.json",
    "/api/v1/entities?limit=0",
    "/id/demo/arena/torsdagskafe",
    "/id/demo/arena/torsdagskafe.ttl",
    "/ontology/context.jsonld",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=nonsense",
    "/en/map",
    "/en/breaks",
    "/nowhere",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_carries_the_security_headers(
    client: TestClient, method: str, address: str, accept: str
) -> None:
    headers = client.request(method, address, headers={"Accept": accept}).headers
    assert {name: headers.get(name) for name in HEADERS} == dict(HEADERS)


def test_a_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/en/map").headers["content-security-policy"]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


def test_queries_go_to_the_query_service(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"})
    assert response.json()["boolean"] is True


def test_pages_are_served(client: TestClient) -> None:
    assert client.get("/en/map").text == "the map"


@pytest.mark.parametrize(
    "address", ["/health", "/api/v1/entities", "/ontology", "/en/map", "/api/v1/entities?limit=0", "/nowhere"]
)
def test_head_answers_as_get_does_without_the_body(client: TestClient, address: str) -> None:
    get, head = client.get(address), client.head(address)
    assert head.status_code == get.status_code
    assert head.headers == get.headers
    assert head.content == b""


def test_a_slash_too_many_is_not_there(client: TestClient) -> None:
    assert client.get("/health/").status_code == 404


def test_equal_requests_get_equal_answers(client: TestClient) -> None:
    for address in ADDRESSES:
        assert client.get(address).content == client.get(address).content
