"""How two things are connected is told step by step, with who says so."""

from collections import defaultdict
from itertools import permutations
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.rest.connections import Path
from tests.api.rest.havnevik import PROGRAMME, ask, get

PATH = "/api/v1/path"


def path(client: TestClient, start: str, end: str, **parameters: Any) -> Any:
    return get(client, "path", **{"from": start, "to": end, **parameters})


def test_a_way_is_told_step_by_step_with_its_sources(havnevik_client: TestClient) -> None:
    answer = path(havnevik_client, "Leselaget", "Liv Strand")
    Path.model_validate(answer)
    (way,) = answer["ways"]
    assert (answer["length"], answer["complete"]) == (3, True)
    assert [(step["start"]["label"], step["end"]["label"]) for step in way["steps"]] == [
        ("The Reading Guild", "The Reading Circle"),
        ("The Reading Circle", "One book at a time"),
        ("One book at a time", "Liv Strand"),
    ]
    (tie,) = way["steps"][0]["ties"]
    assert tie["property"]["label"] == "initiated"
    assert tie["participation"]["role"]["label"] == "initiator"
    (assertion,) = tie["assertions"]
    assert assertion["voice"]["label"] == "the programme's own description"
    assert assertion["passages"][0]["sentence"] == 2
    assert [step["ties"][0]["property"]["label"] for step in way["steps"][1:]] == ["documented by", "author"]


def test_actors_are_connected_by_every_setting_that_a_query_finds_them_both_in(
    havnevik_client: TestClient,
) -> None:
    found = ask(
        havnevik_client,
        """SELECT DISTINCT ?one ?other ?setting {
            GRAPH ?a { ?first husk:agent ?one ; husk:in ?setting } ?a husk:modality modality:actual .
            GRAPH ?b { ?second husk:agent ?other ; husk:in ?setting } ?b husk:modality modality:actual .
            FILTER(?one != ?other)
        }""",
    )
    settings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other, setting in found:
        settings[one, other].add(setting)
    actors = sorted({one for one, _ in settings})
    assert len(actors) == 5
    for one, other in permutations(actors, 2):
        answer = path(havnevik_client, one, other, limit=20, longest=2)
        between = {way["steps"][0]["end"]["iri"] for way in answer["ways"]}
        assert between == settings[one, other], (one, other)


def test_every_step_rests_on_assertions_that_name_both_its_things(havnevik_client: TestClient) -> None:
    answer = path(havnevik_client, "Havnevik kommune", "Liv Strand", longest=6, limit=20)
    stated = {
        (assertion["iri"], thing["iri"])
        for way in answer["ways"]
        for step in way["steps"]
        for tie in step["ties"]
        for assertion in tie["assertions"]
        for thing in (step["start"], step["end"])
    }
    assert stated
    assert stated <= ask(
        havnevik_client,
        "SELECT DISTINCT ?assertion ?thing { ?assertion husk:modality modality:actual . "
        "GRAPH ?assertion { { ?thing ?out ?value } UNION { ?subject ?in ?thing } } }",
    )


def test_a_plan_connects_only_whom_asks_for_plans(havnevik_client: TestClient) -> None:
    ends = ("Kystinstituttet", "Fagdagen")
    assert path(havnevik_client, *ends, longest=1)["ways"] == []
    planned = path(havnevik_client, *ends, longest=1, modality=["planned", "actual"])
    assert [term["label"] for term in planned["modalities"]] == ["planned", "actual"]
    ((step,),) = [way["steps"] for way in planned["ways"]]
    assert step["ties"][0]["assertions"][0]["modality"]["label"] == "planned"


def test_things_that_are_not_connected_are_told_so(havnevik_client: TestClient) -> None:
    answer = path(havnevik_client, "Åpent hus", "høytlesning", longest=1)
    assert (answer["ways"], answer["complete"], "length" in answer) == ([], True, False)


def test_limits_hold(havnevik_client: TestClient) -> None:
    ends = ("Leselaget", "Havnevik bibliotek")
    assert [len(path(havnevik_client, *ends, limit=limit)["ways"]) for limit in (1, 5)] == [1, 2]
    assert path(havnevik_client, *ends, longest=1)["ways"] == []


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("to=Leselaget", 422, "query.from"),
        ("from=Leselaget", 422, "query.to"),
        ("from=Leselaget&to=Leselage", 404, "Did you mean organisation:leselaget"),
        ("from=Leselaget&to=leselaget", 422, "Both ends are the same thing"),
        ("from=Leselaget&to=Gartneriet&modality=sure", 422, "query.modality.0"),
        ("from=Leselaget&to=Gartneriet&longest=7", 422, "query.longest"),
        ("from=Leselaget&to=Gartneriet&limit=21", 422, "query.limit"),
        ("from=Leselaget&to=Gartneriet&via=Byhagen", 422, "query.via"),
        (f"from={PROGRAMME}x&to=%3E%20.%20%3Fs", 404, "Nothing is called"),
    ],
)
def test_what_cannot_be_connected_is_refused(
    havnevik_client: TestClient, query: str, status: int, said: str
) -> None:
    response = havnevik_client.get(f"{PATH}?{query}")
    assert response.status_code == status
    assert said in response.json()["detail"]
