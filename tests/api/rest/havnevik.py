"""What the tests of views over the made-up programme have in common: its names, and SPARQL asked of it."""

from typing import Any, Final

from starlette.testclient import TestClient

from ontology.terms import ID, programme_prefixes

PROGRAMME: Final = f"{ID}havnevik/"
_PROLOGUE: Final = "".join(
    f"PREFIX {name}: <{iri}>\n" for name, iri in programme_prefixes("havnevik").items()
)


def ask(client: TestClient, query: str) -> set[tuple[str, ...]]:
    """Return the rows that a query finds in the same edition, each cell as its text."""
    response = client.get("/sparql", params={"query": _PROLOGUE + query})
    assert response.status_code == 200, response.text
    result = response.json()
    columns = result["head"]["vars"]
    return {
        tuple(row[name]["value"] if name in row else "" for name in columns)
        for row in result["results"]["bindings"]
    }


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    """Return an answer of the REST interface, in English."""
    response = client.get(f"/api/v1/{path}", params={"lang": "en", **parameters})
    assert response.status_code == 200, response.text
    return response.json()


def voices(told: Any) -> list[tuple[str, str]]:
    """Return voice and modality of all assertions of a value."""
    return [(found["voice"]["label"], found["modality"]["label"]) for found in told["assertions"]]
