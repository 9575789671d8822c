"""The dataset tells what it is, as its own description in the graph does."""

import pytest
from starlette.testclient import TestClient

from api.rest.dataset import Dataset
from graph.snapshot import Snapshot
from tests.api.rest.havnevik import ask, get


def test_the_dataset_tells_title_licence_version_and_edition(
    havnevik_client: TestClient, havnevik_snapshot: Snapshot
) -> None:
    told = Dataset.model_validate(get(havnevik_client, "dataset"))
    assert told.title == "Husk: actors, arenas and outcomes"
    assert told.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert told.version == "1.2.3"
    assert told.edition == havnevik_snapshot.edition
    assert told.programmes == ["havnevik"]
    assert "husk/ontology#" in " ".join(told.namespaces)
    assert "roles" in {term.label.lower() for term in told.vocabularies}


def test_it_is_told_in_the_language_asked_for(havnevik_client: TestClient) -> None:
    assert get(havnevik_client, "dataset", lang="nb")["title"] == "Husk: aktører, arenaer og utfall"


@pytest.mark.parametrize(
    ("count", "pattern"),
    [
        ("assertions", "?thing a husk:Assertion"),
        ("passages", "?thing a husk:Passage"),
        ("entities", "GRAPH graph:labels { ?thing skos:prefLabel ?label }"),
    ],
)
def test_it_counts_what_a_query_counts(havnevik_client: TestClient, count: str, pattern: str) -> None:
    told = get(havnevik_client, "dataset")["counts"][count]
    query = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ {pattern} }}"
    assert {(str(told),)} == ask(havnevik_client, query)


def test_it_counts_the_things_of_each_class(havnevik_client: TestClient) -> None:
    counts = get(havnevik_client, "dataset")["counts"]["classes"]
    found = ask(
        havnevik_client,
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class "
        "FILTER(STRSTARTS(STR(?class), STR(husk:)) && STRSTARTS(STR(?thing), 'https://w3id.org/husk/id/')) } "
        "GROUP BY ?class",
    )
    assert {(told["iri"], str(told["count"])) for told in counts} >= found
    assert [told["count"] for told in counts] == sorted((told["count"] for told in counts), reverse=True)


def test_everything_that_it_points_to_is_there(havnevik_client: TestClient) -> None:
    told = get(havnevik_client, "dataset")
    for download in told["downloads"]:
        response = havnevik_client.get(download["href"], headers={"Accept": download["media_type"]})
        assert response.status_code == 200, download
        assert response.headers["content-type"].startswith(download["media_type"])
    assert havnevik_client.get(told["openapi"]).status_code == 200
    assert havnevik_client.get(told["sparql"], params={"query": "ASK {}"}).status_code == 200
    for vocabulary in told["vocabularies"]:
        path = vocabulary["iri"].removeprefix("https://w3id.org/husk") + ".ttl"
        assert havnevik_client.get(path).status_code == 200


def test_an_unknown_parameter_is_refused(havnevik_client: TestClient) -> None:
    assert havnevik_client.get("/api/v1/dataset?format=csv").status_code == 422
