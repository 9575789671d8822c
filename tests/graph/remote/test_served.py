"""A map, an entity page, REST and an analysis are the same from every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.editions import Editions
from api.metrics import Metrics
from graph.analysis.analysing import analyse, require_measures
from graph.build import build
from graph.errors import StoreError
from graph.networks.registry import NETWORKS
from graph.remote.endpoint import Endpoint
from graph.remote.pushing import push
from graph.remote.store import RemoteStore
from graph.snapshot import Snapshot
from husk.building import EXTRAS
from husk.server import open_newest
from husk.settings import Settings
from husk.stores import StorePlace
from tests.graph.remote.snapshots import TERMS, snapshot_of
from tests.reading import READING

PATHS = (
    "/en/map",
    "/nb/map/large.svg",
    "/id/demo/section/1.ttl",
    "/api/v1/entities",
    "/api/v1/search?q=kaf&lang=nb",
    "/api/v1/coverage",
    "/en/time",
    "/en/theory",
    "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    "/rdf-graph-store?graph=https%3A%2F%2Fw3id.org%2Fhusk%2Fgraph%2Fplanned",
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(READING, tmp_path_factory.mktemp("var"), version="1.2.3", extras=EXTRAS).snapshot


def served(snapshot: Snapshot, store: str) -> Iterator[TestClient]:
    settings = Settings(var=snapshot.path.parent.parent, store=store, query_workers=1, cache_mb=0)
    place = StorePlace(settings)
    app = Editions(lambda: open_newest(settings, Metrics(), place))
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def embedded(snapshot: Snapshot) -> Iterator[TestClient]:
    yield from served(snapshot, "")


@pytest.fixture(scope="module")
def remote(snapshot: Snapshot, endpoint: Endpoint) -> Iterator[TestClient]:
    push(snapshot, endpoint)
    yield from served(snapshot, endpoint.address)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same(embedded: TestClient, remote: TestClient, path: str) -> None:
    accept = {"accept": "text/html, text/csv;q=0.9, application/n-triples;q=0.8, */*;q=0.1"}
    ours, theirs = (client.get(path, headers=accept) for client in (embedded, remote))
    assert ours.status_code == 200
    assert theirs.status_code == 200
    lines = (response.text.splitlines() for response in (ours, theirs))
    assert len({tuple(sorted(found) if "graph-store" in path else found) for found in lines}) == 1


def test_every_entity_page_is_the_same(embedded: TestClient, remote: TestClient) -> None:
    things = embedded.get("/api/v1/entities?limit=4").json()["items"]
    assert len(things) == 4
    for thing in things:
        page = f"/en/id/{thing['id']}"
        assert embedded.get(page).status_code == 200
        assert embedded.get(page).text == remote.get(page).text


def test_an_analysis_is_the_same(snapshot: Snapshot, endpoint: Endpoint) -> None:
    push(snapshot, endpoint)
    projection = NETWORKS["actors-by-arenas"]
    measures = require_measures(projection, [])
    here, there = (
        analyse(store, projection, measures, samples=9, seed=1)
        for store in (snapshot.open_store(), RemoteStore.open(endpoint, snapshot.edition))
    )
    assert here
    assert repr(here) == repr(there)


def test_an_edition_without_its_snapshot_is_not_served(
    snapshot: Snapshot, endpoint: Endpoint, tmp_path: Path
) -> None:
    push(snapshot_of(TERMS, "elsewhere", tmp_path), endpoint)
    place = StorePlace(Settings(var=snapshot.path.parent.parent, store=endpoint.address))
    with pytest.raises(StoreError, match=r"holds the edition elsewhere, of which there is no snapshot"):
        place.snapshot()
    push(snapshot, endpoint)
    assert place.snapshot().edition == snapshot.edition == place.newest()
    place.close()
