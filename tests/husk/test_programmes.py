"""Of several programmes each can be asked about alone: by REST, on the command line, and from a notebook."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.build import build
from graph.networks.reading import EVERYTHING, Filters, Reader
from graph.networks.registry import NETWORKS
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import current
from husk import open_graph
from husk.building import EXTRAS
from husk.opening import OpenGraph
from ontology.terms import ID
from tests.api.sparql_server import with_pool
from tests.husk.test_cli import husk
from tests.together import SHARED, lay_out_together

SETTING = "havnevik/arena/hagekvelden"
NETWORK = "network-actors-by-arenas"


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programmes")
    build(lay_out_together(folder), folder / "var", version="1", extras=EXTRAS)
    return folder / "var"


@pytest.fixture(scope="module")
def opened(var: Path) -> OpenGraph:
    return open_graph(var)


@pytest.fixture(scope="module")
def client(var: Path) -> Iterator[TestClient]:
    snapshot = current(var)
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    served = Served(snapshot, EntityReader(snapshot.open_store()), pool)
    with TestClient(with_pool(pool, create_app(served)), follow_redirects=False) as client:
        yield client


def ids(client: TestClient, address: str, name: str) -> set[str]:
    """Return the ids of the things that a list of REST is of."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    return {(item["setting"] if name == "coverage" else item)["id"] for item in items}


@pytest.mark.parametrize("name", ["coverage", "conflicts", "gaps"])
def test_rest_lists_of_a_programme_have_its_things_alone(client: TestClient, name: str) -> None:
    every = ids(client, f"/api/v1/{name}?limit=100", name)
    parts = {
        programme: ids(client, f"/api/v1/{name}?limit=100&programme={programme}", name)
        for programme in SHARED
    }
    assert every == set().union(*parts.values())
    for programme, found in parts.items():
        assert found == {each for each in every if each.startswith(f"{programme}/")}
    assert sum(map(bool, parts.values())) > (name == "coverage")


def test_a_setting_is_told_of_where_its_programme_is_asked_about(client: TestClient) -> None:
    for name in SHARED:
        address = f"/api/v1/coverage?setting={SETTING}&programme={name}"
        assert ids(client, address, "coverage") == ({SETTING} if name == "havnevik" else set())


def test_an_actor_is_of_a_sector_that_another_programme_states_where_all_are_told_of(
    client: TestClient,
) -> None:
    def told(also: str) -> tuple[list[Any], list[str]]:
        (setting,) = client.get(f"/api/v1/coverage?setting={SETTING}{also}").json()["items"]
        parts = [part for cell in setting["cells"] for part in cell["parts"]]
        unplaced = [part["agent"]["iri"] for part in setting.get("without_sector", [])]
        return [part for part in parts if part["agent"]["iri"] == SHARED["havnevik"]], unplaced

    (part,), unplaced = told("")
    (says,) = part["sector_assertions"]
    assert says["iri"].startswith(f"{ID}fjordvik/assertion/")
    assert SHARED["havnevik"] not in unplaced
    assert told("&programme=havnevik") == ([], [SHARED["havnevik"]])


def test_gaps_about_a_thing_are_those_that_the_programme_tells_of(client: TestClient) -> None:
    gap = client.get("/api/v1/gaps?programme=havnevik").json()["items"][0]
    about = gap["about"][0]["id"]
    assert gap["id"] in ids(client, f"/api/v1/gaps?about={about}&programme=havnevik", "gaps")
    assert ids(client, f"/api/v1/gaps?about={about}&programme=fjordvik", "gaps") == set()


@pytest.mark.parametrize(
    "path",
    [
        "coverage",
        "equality",
        "conflicts",
        "gaps",
        "questions/roles/answer",
        "networks/theory/measures",
        f"export/{NETWORK}",
    ],
)
def test_rest_tells_which_programmes_there_are(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?programme=nowhere")
    assert answer.status_code == 422
    assert all(name in answer.text for name in SHARED)


def test_a_question_is_answered_of_one(client: TestClient, opened: OpenGraph, var: Path) -> None:
    told = client.get("/api/v1/questions/roles").json()
    assert told["by_programme"] is True
    every = client.get("/api/v1/questions/roles/answer?lang=en").json()["rows"]
    parts = [
        client.get(f"/api/v1/questions/roles/answer?lang=en&programme={name}").json()["rows"]
        for name in SHARED
    ]
    assert all(parts)
    assert sorted(map(json.dumps, every)) == sorted(json.dumps(row) for part in parts for row in part)
    for name, rows in zip(SHARED, parts, strict=True):
        assert len(opened.ask("roles", programme=name)) == len(rows)
        asked = husk("ask", "roles", "--programme", name, "--format", "json", "--var", var)
        assert len(json.loads(asked.stdout)["results"]["bindings"]) == len(rows)


def test_a_question_of_all_together_is_not_asked_of_one(client: TestClient, var: Path) -> None:
    told = client.get("/api/v1/questions/was-it-read-aloud").json()
    assert told["by_programme"] is False
    answer = client.get("/api/v1/questions/was-it-read-aloud/answer?programme=havnevik")
    assert answer.status_code == 422
    assert "of all programmes together" in answer.json()["detail"]
    asked = husk("ask", "was-it-read-aloud", "--programme", "havnevik", "--var", var)
    assert asked.returncode != 0
    assert "of all programmes together" in asked.stderr


@pytest.mark.parametrize("name", [None, *SHARED])
def test_a_network_is_exported_of_one(
    client: TestClient, opened: OpenGraph, var: Path, name: str | None, tmp_path: Path
) -> None:
    filters = Filters(programmes=frozenset({name})) if name else EVERYTHING
    expected = Reader(current(var).open_store()).read(NETWORKS["actors-by-arenas"], filters)
    answer = client.get(
        f"/api/v1/export/{NETWORK}", params={**({"programme": name} if name else {}), "format": "graphml"}
    )
    found = nx.parse_graphml(answer.text)
    assert set(found) == set(expected)
    assert found.number_of_edges() == expected.number_of_edges()
    assert set(opened.network("actors-by-arenas", programme=name)) == set(expected)
    chosen = ("--programme", name) if name else ()
    done = husk("export", NETWORK, "--format", "gexf", "--output", tmp_path, *chosen, "--var", var)
    assert done.returncode == 0, done.stderr
    (file,) = tmp_path.iterdir()
    assert (f"-{name}-" in file.name) == (name is not None)
    assert set(nx.read_gexf(io.BytesIO(file.read_bytes()))) == set(expected)


@pytest.mark.parametrize("name", SHARED)
def test_a_network_of_one_is_measured_when_asked(client: TestClient, var: Path, name: str) -> None:
    address = "/api/v1/networks/actors-by-arenas/measures"
    told = client.get(address, params={"programme": name, "measure": "degree", "lang": "en"}).json()
    assert (told["samples"], {value["of"].partition("/")[0] for value in told["values"]}) == (0, {name})
    chosen = ("--measure", "degree", "--samples", "0", "--programme", name, "--json", "--var", var)
    asked = json.loads(husk("analyse", "actors-by-arenas", *chosen).stdout)
    assert [value["value"] for value in asked["values"]] == [value["value"] for value in told["values"]]


@pytest.mark.parametrize("name", SHARED)
def test_what_lacks_what_is_told_of_one(var: Path, name: str) -> None:
    asked = husk("analyse", "theory", "--samples", "0", "--programme", name, "--json", "--var", var)
    told = json.loads(asked.stdout).get("lacks", {})
    assert {each["id"].partition("/")[0] for things in told.values() for each in things} <= {name}


def test_what_is_exported_of_all_together_is_not_of_one(client: TestClient, var: Path) -> None:
    answer = client.get("/api/v1/export/dataset?programme=havnevik")
    assert answer.status_code == 422
    assert "networks are of one" in answer.json()["detail"]
    done = husk("export", "dataset", "--programme", "havnevik", "--var", var)
    assert done.returncode != 0
    assert "networks are of one" in done.stderr


def test_a_map_is_drawn_of_one(var: Path, tmp_path: Path) -> None:
    drawn = {}
    for name in (None, *SHARED):
        path = tmp_path / f"{name}.svg"
        chosen = ("--programme", name) if name else ()
        done = husk("map", "actors-by-arenas", "--svg", path, *chosen, "--var", var)
        assert done.returncode == 0, done.stderr
        drawn[name] = path.read_text("utf-8")
    assert len(set(drawn.values())) == len(drawn)
    assert all(len(drawn[name]) < len(drawn[None]) for name in SHARED)


def test_the_command_line_tells_which_programmes_there_are(var: Path, tmp_path: Path) -> None:
    for command in (
        ("equality",),
        ("map", "--svg", tmp_path / "map.svg"),
        ("ask", "roles"),
        ("export", NETWORK),
    ):
        done = husk(*command, "--programme", "nowhere", "--var", var)
        assert done.returncode != 0
        assert "There are: fjordvik, havnevik" in done.stderr
