"""Who took part where is told with roles and sources, "not stated" apart from "no" and "stated absent"."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.rest.coverage import Coverage
from tests.api.rest.havnevik import ask, get, voices

COVERAGE = "/api/v1/coverage"

States = dict[str, list[str]]


def settings(client: TestClient, **parameters: Any) -> dict[str, Any]:
    """Return what is told of each setting, by its label."""
    answer = get(client, "coverage", limit=100, **parameters)
    Coverage.model_validate(answer)
    assert answer["total"] == len(answer["items"])
    return {told["setting"]["label"]: told for told in answer["items"]}


def states(told: Any) -> States:
    """Return what is known of each party in a setting."""
    return {cell["party"]["label"]: [state["name"] for state in cell["states"]] for cell in told["cells"]}


def test_every_setting_has_a_cell_for_every_sector(havnevik_client: TestClient) -> None:
    told = settings(havnevik_client)
    assert set(told) == {
        "The City Garden",
        "The Garden Evening",
        "The Harbour Lift",
        "Open House",
        "The Professional Day",
        "The Reading Circle",
        "The Reading Nook",
        "Repair, Reuse and Loan",
    }
    sectors = {
        label
        for (label,) in ask(
            havnevik_client, "SELECT ?l { ?s a husk:Sector ; skos:prefLabel ?l FILTER(LANG(?l) = 'en') }"
        )
    }
    assert all(set(states(setting)) == sectors for setting in told.values())


def test_where_everybody_is_named_the_other_sectors_are_a_no(havnevik_client: TestClient) -> None:
    nook = settings(havnevik_client)["The Reading Nook"]
    assert states(nook) == {
        "users": ["took-part", "led", "started"],
        "practice": ["no"],
        "research": ["no"],
        "education": ["took-part"],
        "authorities": ["no"],
        "business": ["no"],
        "civil society": ["no"],
    }
    assert nook["others"]["name"] == "no"
    (complete,) = nook["completeness"]
    assert (complete["statement"]["label"], voices(complete)) == (
        "complete",
        [("the report's author", "actual")],
    )


def test_one_of_no_known_sector_may_be_of_any(havnevik_client: TestClient) -> None:
    evening = settings(havnevik_client)["The Garden Evening"]
    assert states(evening) == {
        "users": ["stated-absent"],
        "practice": ["not-stated"],
        "research": ["not-stated"],
        "education": ["not-stated"],
        "authorities": ["not-stated"],
        "business": ["took-part"],
        "civil society": ["not-stated"],
    }
    assert [part["agent"]["label"] for part in evening["without_sector"]] == ["The Residents' Association"]
    (absence,) = evening["cells"][0]["absences"]
    assert absence["agent"]["label"] == "the users of the garden"
    assert voices(absence) == [("the report's author", "actual")]
    assert len(absence["sector_assertions"]) == 1


def test_who_was_only_invited_did_not_take_part(havnevik_client: TestClient) -> None:
    day = states(settings(havnevik_client)["The Professional Day"])
    assert day["authorities"] == ["involved"]
    assert day["education"] == ["took-part"]
    assert day["business"] == ["not-stated"]


def test_who_had_the_idea_is_not_thereby_said_to_have_taken_part(havnevik_client: TestClient) -> None:
    assert states(settings(havnevik_client)["The Reading Circle"])["users"] == ["started"]


@pytest.mark.parametrize("name", ["Open House", "Repair, Reuse and Loan"])
def test_where_nobody_is_named_nothing_is_stated(havnevik_client: TestClient, name: str) -> None:
    told = settings(havnevik_client)[name]
    assert {state for found in states(told).values() for state in found} == {"not-stated"}
    assert told["others"] == {"name": "not-stated", "label": "not stated"}


def test_a_plan_counts_only_when_it_is_asked_for(havnevik_client: TestClient) -> None:
    actual = states(settings(havnevik_client)["The Professional Day"])
    planned = settings(havnevik_client, modality=["actual", "planned"])["The Professional Day"]
    assert actual["research"] == ["not-stated"]
    assert states(planned)["research"] == ["took-part"]
    (part,) = planned["cells"][2]["parts"]
    assert voices(part) == [("the report's author", "planned")]


def test_by_actor_there_is_a_cell_for_whoever_is_spoken_of(havnevik_client: TestClient) -> None:
    told = settings(havnevik_client, by="actor")
    assert states(told["The City Garden"]) == {
        "The Nursery": ["took-part", "led"],
        "The Residents' Association": ["stated-absent"],
    }
    assert told["The City Garden"]["others"]["name"] == "no"
    assert states(told["The Professional Day"]) == {
        "Havnevik Library": ["took-part"],
        "Havnevik Municipality": ["involved"],
    }
    assert told["The Professional Day"]["others"]["name"] == "not-stated"


def test_every_part_is_one_that_a_query_finds_with_role_and_assertions(havnevik_client: TestClient) -> None:
    found = ask(
        havnevik_client,
        """SELECT ?setting ?agent ?role ?assertion {
            GRAPH ?assertion { ?participation husk:agent ?agent ; husk:in ?setting ; husk:role ?role }
            ?assertion husk:modality modality:actual
        }""",
    )
    told = {
        (
            setting["setting"]["iri"],
            part["agent"]["iri"],
            part["participation"]["role"]["iri"],
            assertion["iri"],
        )
        for setting in settings(havnevik_client, by="actor").values()
        for cell in setting["cells"]
        for part in cell["parts"]
        for assertion in part["assertions"]
    }
    assert told == found


def test_a_sector_took_part_where_the_graph_infers_so(havnevik_client: TestClient) -> None:
    found = ask(
        havnevik_client,
        "SELECT ?setting ?sector { ?setting husk:participantSector ?sector }",
    )
    told = {
        (setting["setting"]["iri"], cell["party"]["iri"])
        for setting in settings(havnevik_client).values()
        for cell in setting["cells"]
        if "took-part" in [state["name"] for state in cell["states"]]
    }
    assert told == found


def test_a_no_stands_only_where_a_query_finds_that_all_are_named(havnevik_client: TestClient) -> None:
    complete = ask(
        havnevik_client, "SELECT ?setting { ?setting husk:participantsStated participants-stated:complete }"
    )
    told = {
        (setting["setting"]["iri"],)
        for setting in settings(havnevik_client, by="actor").values()
        if setting["others"]["name"] == "no"
    }
    assert told == complete


def test_settings_may_be_of_one_class_or_a_single_one(havnevik_client: TestClient) -> None:
    assert set(settings(havnevik_client, type="Subproject")) == {
        "The City Garden",
        "The Reading Circle",
        "Repair, Reuse and Loan",
    }
    assert set(settings(havnevik_client, setting="Lesekroken")) == {"The Reading Nook"}


def test_it_is_told_in_the_language_asked_for(havnevik_client: TestClient) -> None:
    (told,) = get(havnevik_client, "coverage", setting="Lesekroken", lang="nb")["items"]
    assert [state["label"] for state in told["cells"][0]["states"]] == ["tok del", "ledet", "tok initiativet"]


def test_a_part_of_the_settings_links_the_next(havnevik_client: TestClient) -> None:
    first = havnevik_client.get(f"{COVERAGE}?limit=5&by=actor&modality=actual&modality=planned").json()
    second = havnevik_client.get(first["next"]).json()
    assert (len(first["items"]), len(second["items"]), "next" in second) == (5, 3, False)
    assert "modality=actual&modality=planned" in first["next"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("by=person", 422, "query.by"),
        ("type=Person", 422, "query.type"),
        ("setting=nowhere", 404, "Nothing is called 'nowhere'"),
        ("modality=sure", 422, "query.modality.0"),
        ("limit=101", 422, "query.limit"),
        ("sector=users", 422, "query.sector"),
    ],
)
def test_what_cannot_be_used_is_refused(
    havnevik_client: TestClient, query: str, status: int, said: str
) -> None:
    response = havnevik_client.get(f"{COVERAGE}?{query}")
    assert response.status_code == status
    assert said in response.json()["detail"]
