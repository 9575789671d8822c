"""/health tells which edition is served, and how much is in it."""

from starlette.testclient import TestClient

from graph.snapshot import Snapshot


def test_health_tells_edition_version_and_counts(client: TestClient, snapshot: Snapshot) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    told = response.json()
    assert told["status"] == "ok"
    assert told["edition"] == snapshot.edition
    assert told["version"] == "1.2.3"
    assert told["programmes"] == ["demo"]
    assert told["counts"] == snapshot.manifest["counts"]
    assert told["counts"]["assertions"] == 7


def test_health_is_never_cached(client: TestClient) -> None:
    assert client.get("/health").headers["cache-control"] == "no-store"
