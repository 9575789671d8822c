"""Networks over HTTP: what is declared, what is in them, and what was computed of them."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.analysis.keeping import ANALYSED, write_analyses
from graph.build import Extra, build
from graph.networks.reading import Filters, read
from graph.networks.registry import NETWORKS
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.search.index import write_index
from graph.served import Served
from ontology.terms import concept
from tests.api.sparql_server import with_pool
from tests.fjordvik import FJORDVIK, fjordvik

SAMPLES = 9


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over an edition with analyses."""
    extras: list[Extra] = [write_index, partial(write_analyses, samples=SAMPLES)]
    snapshot = build(FJORDVIK, tmp_path_factory.mktemp("var"), version="1", extras=extras).snapshot
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    served = Served(snapshot, EntityReader(snapshot.open_store()), pool)
    with TestClient(with_pool(pool, create_app(served)), raise_server_exceptions=False) as opened:
        yield opened


def got(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_all_networks_are_listed_in_both_languages(client: TestClient) -> None:
    for language in ("nb", "en"):
        items = got(client, f"/api/v1/networks?lang={language}")["items"]
        assert {item["name"]: item["sentence"] for item in items} == {
            name: projection.sentence.get(language) for name, projection in NETWORKS.items()
        }
        for item in items:
            assert got(client, f"{item['export_href']}?format=kumu")["elements"] is not None
        assert {item["name"] for item in items if item["measures"]} == set(ANALYSED)


@pytest.mark.parametrize("name", NETWORKS)
def test_nodes_and_ties_are_those_of_the_network(client: TestClient, name: str) -> None:
    found, network = got(client, f"/api/v1/networks/{name}"), read(fjordvik(), NETWORKS[name])
    assert [node["id"] for node in found["nodes"]] == list(network)
    assert {
        (tie["source"], tie["target"]): (tie["weight"], set(tie["assertions"])) for tie in found["ties"]
    } == {
        (one, other): (told.get("weight"), {each.iri for each in told["assertions"]})
        for one, other, told in network.edges(data=True)
    }


@pytest.mark.parametrize(
    ("asked", "filters"),
    [
        ("sector=users", Filters(sectors=frozenset({concept("sector", "users")}))),
        (
            "role=leader&role=participant",
            Filters(roles=frozenset({concept("role", "leader"), concept("role", "participant")})),
        ),
        ("modality=planned&modality=actual", Filters(modalities=frozenset({"planned", "actual"}))),
        ("from=2008&to=2009", Filters(first_year=2008, last_year=2009)),
        ("programme=fjordvik", Filters(programmes=frozenset({"fjordvik"}))),
    ],
)
def test_filters_are_those_of_the_network(client: TestClient, asked: str, filters: Filters) -> None:
    network = read(fjordvik(), NETWORKS["actors-by-arenas"], filters)
    found = got(client, f"/api/v1/networks/actors-by-arenas?{asked}")
    assert {frozenset((tie["source"], tie["target"])) for tie in found["ties"]} == {
        frozenset(tie) for tie in network.edges
    }


def test_the_weight_asked_for_is_the_one_told(client: TestClient) -> None:
    found = got(client, "/api/v1/networks/organisations?weight=count")
    assert found["weighting"] == "count"
    assert all(tie["weight"] == len(tie["settings"]) for tie in found["ties"])


def test_measures_stand_beside_chance(client: TestClient) -> None:
    found = got(client, "/api/v1/networks/actors-by-arenas/measures?measure=e-i-index&measure=degree")
    assert found["samples"] == SAMPLES
    assert {value["measure"] for value in found["values"]} == {"e-i-index", "degree"}
    (index,) = (value for value in found["values"] if value["measure"] == "e-i-index")
    assert set(index["chance"]) == {"ties", "sectors"}
    assert index["chance"]["ties"]["samples"] == SAMPLES
    assert [each["is_tested"] for each in found["measures"]] == [True, False]


def test_measures_are_a_table_too(client: TestClient) -> None:
    path = "/api/v1/networks/actors-by-arenas/measures"
    answer = client.get(f"{path}?format=csv&lang=nb")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    values = got(client, f"{path}?lang=nb")["values"]
    assert {(row["measure"], row["id"], row["label"]) for row in rows} == {
        (value["measure"], value["of"], value["label"]) for value in values
    }


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("friends", 404, "actors-by-arenas"),
        ("friends/measures", 404, "actors-by-arenas"),
        ("people-by-works/measures", 404, "persons"),
        ("organisations/measures?measure=two-mode-count", 422, "betweenness"),
        ("actors-by-arenas?sector=nobody", 422, "users"),
        ("actors-by-arenas?from=2010&to=2009", 422, "earlier"),
        ("actors-by-arenas?programme=other", 422, "fjordvik"),
        ("actors-by-arenas?colour=red", 422, "colour"),
    ],
)
def test_what_cannot_be_answered_is_told(client: TestClient, path: str, status: int, told: str) -> None:
    assert told in str(got(client, f"/api/v1/networks/{path}", status))


def test_an_edition_without_analyses_says_so(tmp_path: Path) -> None:
    snapshot = build(FJORDVIK, tmp_path, version="1", extras=[write_index]).snapshot
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    served = Served(snapshot, EntityReader(snapshot.open_store()), pool)
    with TestClient(with_pool(pool, create_app(served)), raise_server_exceptions=False) as opened:
        told = got(opened, "/api/v1/networks/actors-by-arenas/measures", 404)
    assert "husk build" in told["detail"]
