"""Whatever goes wrong is told in one shape, blames whom it should, and tells nothing of what is inside."""

import logging

import pytest
from fastapi import FastAPI
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from api.errors import Problem, handle_errors
from graph.errors import HuskError, StoreError

WRONG = {
    "no such address": ("GET", "/nowhere", 404),
    "no such thing": ("GET", "/api/v1/entities/demo/arena/nowhere", 404),
    "no such IRI": ("GET", "/id/demo/arena/nowhere.ttl", 404),
    "no such form": ("GET", "/vocabulary/role", 406),
    "no such method": ("POST", "/health", 405),
    "nothing to delete": ("DELETE", "/api/v1/entities", 405),
    "unusable parameter": ("GET", "/api/v1/entities?limit=none", 422),
    "unknown class": ("GET", "/api/v1/entities?type=Planet", 422),
    "fault of ours": ("GET", "/en/breaks", 500),
}


@pytest.mark.parametrize(("method", "address", "status"), WRONG.values(), ids=WRONG)
def test_every_error_has_one_shape(client: TestClient, method: str, address: str, status: int) -> None:
    response = client.request(method, address, headers={"Accept": "application/json"})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(response.json())
    assert problem.status == status
    assert problem.detail


@pytest.mark.parametrize(("method", "address", "status"), WRONG.values(), ids=WRONG)
def test_whoever_prefers_a_page_gets_one_except_from_the_interface(
    client: TestClient, method: str, address: str, status: int
) -> None:
    accept = "image/png" if status == 406 else "text/html, */*;q=0.1"
    response = client.request(method, address, headers={"Accept": accept})
    assert response.status_code == status
    is_page = response.headers["content-type"].startswith("text/html")
    assert is_page == (status != 406 and not address.startswith("/api/"))


def test_a_page_of_an_error_speaks_the_language_of_its_address(client: TestClient) -> None:
    for language in ("nb", "en"):
        page = client.get(f"/{language}/nowhere", headers={"Accept": "text/html"})
        assert f"<html lang={language}>" in page.text


def test_a_page_of_a_missing_thing_suggests_what_was_meant(client: TestClient) -> None:
    headers = {"Accept": "text/html", "Accept-Language": "en"}
    assert "Thursday Café" in client.get("/id/demo/arena/torsdagskaffe", headers=headers).text


def test_an_error_names_the_methods_there_are(client: TestClient) -> None:
    for accept in ("text/html", "application/json"):
        assert client.post("/health", headers={"Accept": accept}).headers["allow"] == "GET"


def test_a_fault_of_ours_tells_nothing_of_what_is_inside(client: TestClient) -> None:
    assert "log" not in client.get("/en/breaks", headers={"Accept": "application/json"}).text


@pytest.mark.parametrize(
    "error", [StoreError("/secret/place is broken"), HuskError("/secret/place is broken")]
)
def test_an_error_of_ours_goes_to_the_log_and_not_to_the_reader(
    error: HuskError, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_request: object) -> Response:
        raise error

    app = FastAPI()
    app.router.routes.append(Route("/", fail))
    handle_errors(app)
    with caplog.at_level(logging.ERROR, "husk.api"):
        response = TestClient(app).get("/")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "/secret/place is broken" in caplog.text
