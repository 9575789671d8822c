"""How equal the parties are is told as it is computed, with nothing undefined as a number."""

from typing import Any

from starlette.testclient import TestClient

from api.rest.equality import Equality
from graph.equality.keeping import read_equality
from graph.equality.overview import EqualityReader
from graph.snapshot import Snapshot
from tests.api.rest.havnevik import ask, get
from tests.havnevik import havnevik


def counts(told: Any, way: str) -> list[int]:
    """Return how often each party had part so."""
    (found,) = (each["counts"] for each in told if each["way"] == way)
    return list(found)


def test_it_is_what_is_computed(havnevik_client: TestClient) -> None:
    told = get(havnevik_client, "equality", type="Arena")
    Equality.model_validate(told)
    found = EqualityReader(havnevik().store).overview("Arena")
    assert [party["label"] for party in told["parties"]] == ["users", "practice", "research", "education"]
    assert [each.get("value") for each in told["values"]] == [each.value for each in found.values]
    assert {each["measure"] for each in told["values"]} == {each["name"] for each in told["measures"]}
    arenas = {name for (name,) in ask(havnevik_client, "SELECT ?s { ?s a husk:Arena }")}
    assert {each["setting"]["iri"] for each in told["settings"]} == arenas


def test_an_arena_tells_who_was_there_and_who_led(havnevik_client: TestClient) -> None:
    told = get(havnevik_client, "equality", type="Arena")["settings"]
    (nook,) = (each for each in told if each["setting"]["label"] == "The Reading Nook")
    assert nook["presence"] == ["there", "absent", "absent", "there"]
    assert (counts(nook["actors"], "leads")[0], counts(nook["actors"], "starts")[0]) == (1, 1)


def test_what_there_is_not_is_refused_with_what_there_is(havnevik_client: TestClient) -> None:
    answer = havnevik_client.get("/api/v1/equality", params={"year": 1066})
    assert answer.status_code == 422
    assert "1066" in answer.json()["detail"]


def test_chance_is_told_as_the_edition_keeps_it(
    havnevik_client: TestClient, havnevik_snapshot: Snapshot
) -> None:
    kept = read_equality(havnevik_snapshot.path)["Arena"]
    told = [each.get("chance") for each in get(havnevik_client, "equality", type="Arena")["values"]]
    assert [(each["samples"], each.get("p"), each.get("low_without_one")) for each in told] == [
        (9, each.chance.p, each.low) for each in kept
    ]
    assert any(each.hangs_on for each in kept)
    assert [bool(each.get("hangs_on")) for each in told] == [bool(each.hangs_on) for each in kept]
    unkept = get(havnevik_client, "equality", type="Group")["values"]
    assert all("chance" not in each for each in unkept)
