"""The OpenAPI document is valid, complete and true."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from fastapi.openapi.models import OpenAPI
from starlette.testclient import TestClient

from api.rest.models import Language
from ontology.terms import LISTS


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    return client.get("/api/v1/openapi.json").json()


def operations(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield each address with what can be done there."""
    for address, item in document["paths"].items():
        for operation in item.values():
            yield address, operation


def references(node: Any) -> Iterator[str]:
    """Yield every reference in a document."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_the_document_follows_openapi(document: Any) -> None:
    OpenAPI.model_validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == "1.2.3"


def test_every_reference_leads_somewhere(document: Any) -> None:
    found = set(references(document))
    assert found
    assert {reference.rpartition("/")[2] for reference in found} <= set(document["components"]["schemas"])


def test_all_addresses_of_the_interface_are_in_it(document: Any) -> None:
    assert set(document["paths"]) == {f"/api/v1/{name}" for name in LISTS} | {
        "/api/v1/assertions",
        "/api/v1/assertions/{assertion_id}",
        "/api/v1/claims",
        "/api/v1/compare",
        "/api/v1/conflicts",
        "/api/v1/coverage",
        "/api/v1/dataset",
        "/api/v1/entities",
        "/api/v1/equality",
        "/api/v1/entities/{entity_id}",
        "/api/v1/gaps",
        "/api/v1/networks",
        "/api/v1/networks/{name}",
        "/api/v1/networks/{name}/measures",
        "/api/v1/path",
        "/api/v1/questions",
        "/api/v1/questions/{name}",
        "/api/v1/questions/{name}/answer",
        "/api/v1/export",
        "/api/v1/export/{what}",
        "/api/v1/search",
        "/api/v1/theory",
        "/api/v1/theory/lacks",
        "/health",
    }


def test_every_operation_has_words_for_a_reader(document: Any) -> None:
    for address, operation in operations(document):
        assert operation["summary"], address
        assert operation["description"], address


def test_every_error_is_a_problem(document: Any) -> None:
    for address, operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (address, status)
                schema = response["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}


def test_the_classes_to_ask_for_are_listed(document: Any) -> None:
    parameters = document["paths"]["/api/v1/entities"]["get"]["parameters"]
    (type_,) = (parameter for parameter in parameters if parameter["name"] == "type")
    assert {"Organisation", "Arena", "Actor"} <= set(type_["schema"]["items"]["enum"])


def test_the_languages_to_ask_for_are_listed(document: Any) -> None:
    for address in ("/api/v1/entities", "/api/v1/entities/{entity_id}"):
        parameters = document["paths"][address]["get"]["parameters"]
        (lang,) = (parameter for parameter in parameters if parameter["name"] == "lang")
        assert lang["schema"]["anyOf"][0]["enum"] == list(get_args(Language))


def test_what_is_always_there_is_required(document: Any) -> None:
    thing = document["components"]["schemas"]["Thing"]
    assert thing["required"] == ["iri", "label", "statuses"]


def test_nothing_is_loaded_from_elsewhere_to_read_it(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
