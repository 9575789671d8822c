"""Conflicts and gaps are told with their places, what they concern, and who says so."""

import pytest
from starlette.testclient import TestClient

from api.rest.matters import ConflictPage, GapPage
from tests.api.rest.havnevik import ask, get, voices

GAPS = "/api/v1/gaps"


def test_a_conflict_is_told_with_both_values_and_their_places(havnevik_client: TestClient) -> None:
    answer = get(havnevik_client, "conflicts")
    ConflictPage.model_validate(answer)
    (conflict,) = answer["items"]
    assert conflict["label"] == "the year of the Professional Day"
    assert [thing["label"] for thing in conflict["about"]] == ["The Professional Day"]
    assert [property_["label"] for property_ in conflict["properties"]] == ["in period"]
    told = [
        (
            place["assertion"]["passages"][0]["sentence"],
            [(said["subject"]["label"], said["thing"]["label"]) for said in place["statements"]],
        )
        for place in conflict["places"]
    ]
    assert told == [
        (2, [("The Professional Day", "2010")]),
        (3, [("The Professional Day", "2011")]),
    ]
    assert voices(conflict) == [("the curator", "actual")]
    assert conflict["assertions"][0]["reason"] == "The day was held in one year."


def test_what_a_conflict_states_is_what_its_assertions_hold(havnevik_client: TestClient) -> None:
    found = ask(
        havnevik_client,
        "SELECT ?assertion ?thing ?value { ?conflict husk:conflicting ?assertion ; "
        "husk:conflictingProperty ?property . GRAPH ?assertion { ?thing ?property ?value } }",
    )
    (conflict,) = get(havnevik_client, "conflicts")["items"]
    assert {
        (place["assertion"]["iri"], said["subject"]["iri"], said["thing"]["iri"])
        for place in conflict["places"]
        for said in place["statements"]
    } == found


def test_gaps_are_told_with_what_they_concern_and_who_says_so(havnevik_client: TestClient) -> None:
    answer = get(havnevik_client, "gaps")
    GapPage.model_validate(answer)
    told = {(gap["iri"], thing["iri"]) for gap in answer["items"] for thing in gap["about"]}
    assert told == ask(havnevik_client, "SELECT ?gap ?about { ?gap a husk:Gap ; husk:about ?about }")
    assert [gap["label"] for gap in answer["items"]] == ["what Repair did", "who came to Open House"]
    assert all(voices(gap) == [("the report's author", "actual")] for gap in answer["items"])
    assert answer["items"][0]["assertions"][0]["passages"][0]["sentence"] == 2


@pytest.mark.parametrize("about", ["Åpent hus", "arena:apent-hus", "havnevik/arena/apent-hus"])
def test_gaps_about_a_thing_are_found_by_any_of_its_names(havnevik_client: TestClient, about: str) -> None:
    answer = get(havnevik_client, "gaps", about=about)
    assert (answer["total"], [gap["label"] for gap in answer["items"]]) == (1, ["who came to Open House"])


def test_there_may_be_none_about_a_thing(havnevik_client: TestClient) -> None:
    assert get(havnevik_client, "conflicts", about="Byhagen") == {
        "total": 0,
        "offset": 0,
        "limit": 50,
        "items": [],
    }


def test_a_list_may_be_read_part_by_part(havnevik_client: TestClient) -> None:
    first = havnevik_client.get(f"{GAPS}?limit=1&lang=nb")
    assert first.links["next"]["url"] == first.json()["next"] == f"{GAPS}?lang=nb&offset=1&limit=1"
    second = havnevik_client.get(first.json()["next"]).json()
    assert [gap["label"] for gap in (*first.json()["items"], *second["items"])] == [
        "hva Reparasjon gjorde",
        "hvem som kom til Åpent hus",
    ]
    assert "next" not in second
    assert second["previous"] == f"{GAPS}?lang=nb&offset=0&limit=1"


@pytest.mark.parametrize("path", ["conflicts", "gaps"])
@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("about=nowhere", 404, "Nothing is called 'nowhere'"),
        ("of=x", 422, "query.of"),
        ("limit=0", 422, "query.limit"),
    ],
)
def test_what_cannot_be_used_is_refused(
    havnevik_client: TestClient, path: str, query: str, status: int, said: str
) -> None:
    response = havnevik_client.get(f"/api/v1/{path}?{query}")
    assert response.status_code == status
    assert said in response.json()["detail"]
