"""Subprojects stand side by side, and what nobody says is told apart from a no."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.rest.comparison import Comparison
from tests.api.rest.havnevik import ask, get, voices

COMPARED = "lesesirkelen,byhagen,reparasjon"
PROPERTIES = {
    "goals": "husk:hasGoal",
    "target-groups": "husk:hasTargetGroup",
    "methods": "husk:usesMethod",
    "outcomes": "husk:hasOutcome",
    "publications": "^husk:documents",
}


@pytest.fixture(scope="module")
def compared(havnevik_client: TestClient) -> Any:
    return get(havnevik_client, "compare", subprojects=COMPARED)


def cells(compared: Any, aspect: str) -> list[Any]:
    """Return the cells of an aspect, in the order of the subprojects."""
    (row,) = [row for row in compared["rows"] if row["aspect"] == aspect]
    return list(row["cells"])


def labels(values: Any) -> list[str]:
    """Return what values are called."""
    return [value["thing"]["label"] for value in values]


def test_each_aspect_has_a_cell_for_each_subproject(compared: Any) -> None:
    Comparison.model_validate(compared)
    ids = [subproject["id"] for subproject in compared["subprojects"]]
    assert ids == [f"havnevik/subproject/{name}" for name in COMPARED.split(",")]
    assert all([cell["subproject"] for cell in row["cells"]] == ids for row in compared["rows"])


@pytest.mark.parametrize("aspect", PROPERTIES)
def test_what_is_said_is_what_a_query_finds(havnevik_client: TestClient, compared: Any, aspect: str) -> None:
    path = PROPERTIES[aspect]
    property_ = path.removeprefix("^")
    triple = f"?of {property_} ?value" if property_ == path else f"?value {property_} ?of"
    found = ask(
        havnevik_client,
        f"""SELECT DISTINCT ?subproject ?of ?value ?assertion {{
            {{ ?subproject a husk:Subproject BIND(?subproject AS ?of) }}
            UNION
            {{ ?subproject a husk:Subproject . ?of husk:partOf ?subproject ; a husk:Arena }}
            GRAPH ?assertion {{ {triple} }} ?assertion husk:modality ?modality
        }}""",
    )
    iris = {subproject["id"]: subproject["iri"] for subproject in compared["subprojects"]}
    told = {
        (
            iris[cell["subproject"]],
            value["said_of"]["iri"] if "said_of" in value else iris[cell["subproject"]],
            value["thing"]["iri"],
            assertion["iri"],
        )
        for cell in cells(compared, aspect)
        for value in cell["values"]
        for assertion in value["assertions"]
    }
    assert told == found
    assert found


def test_every_party_is_told_with_role_period_and_voice(compared: Any) -> None:
    parties = {
        (value["thing"]["label"], value["participation"]["role"]["label"]): value
        for value in cells(compared, "parties")[0]["values"]
        if "said_of" not in value
    }
    assert set(parties) == {
        ("Havnevik Library", "responsible"),
        ("Havnevik Municipality", "funder"),
        ("The Reading Guild", "initiator"),
    }
    assert parties["Havnevik Library", "responsible"]["participation"]["period"]["label"] == "2008–2010"
    assert voices(parties["The Reading Guild", "initiator"]) == [
        ("the programme's own description", "actual")
    ]


def test_what_is_said_of_an_arena_tells_so(compared: Any) -> None:
    own, of_the_arena = cells(compared, "methods")[0]["values"]
    assert labels([own, of_the_arena]) == ["reading aloud", "reading aloud"]
    assert "said_of" not in own
    assert of_the_arena["said_of"]["label"] == "The Reading Nook"


def test_where_nothing_is_said_it_is_not_stated(compared: Any) -> None:
    for aspect in ("goals", "target-groups", "parties", "methods", "outcomes", "publications", "endings"):
        cell = cells(compared, aspect)[2]
        assert (cell["state"]["name"], cell["state"]["label"], cell["values"]) == (
            "not-stated",
            "not stated",
            [],
        )


def test_what_the_source_leaves_open_is_told_too(compared: Any) -> None:
    assert labels(cells(compared, "gaps")[2]["values"]) == ["what Repair did"]


def test_a_no_is_told_only_where_the_source_says_so(compared: Any) -> None:
    circle, garden, repair = cells(compared, "parties")
    assert [cell["others"]["name"] for cell in (circle, garden, repair)] == ["not-stated", "no", "not-stated"]
    assert labels(garden["absent"]) == ["The Residents' Association", "the users of the garden"]
    assert [told.get("said_of", {}).get("label") for told in garden["absent"]] == [None, "The Garden Evening"]
    assert circle["absent"] == repair["absent"] == []
    assert voices(garden["completeness"][0]) == [("the report's author", "actual")]


def test_what_only_should_be_shows_its_modality(compared: Any) -> None:
    (goal,) = cells(compared, "goals")[1]["values"]
    assert voices(goal) == [("the report's author", "normative")]


def test_an_ending_is_told_with_its_reason_and_who_carried_on(compared: Any) -> None:
    told = {
        value["property"]["label"]: value["thing"]["label"]
        for value in cells(compared, "endings")[0]["values"]
    }
    assert told == {"ended because of": "taken over", "continued by": "Havnevik Library"}


def test_a_name_may_have_commas(havnevik_client: TestClient) -> None:
    answer = get(havnevik_client, "compare", subprojects=["Reparasjon, ombruk og lån", "Byhagen"], lang="nb")
    assert [subproject["label"] for subproject in answer["subprojects"]] == [
        "Reparasjon, ombruk og lån",
        "Byhagen",
    ]
    assert [row["label"] for row in answer["rows"]][:3] == ["Mål", "Målgrupper", "Parter"]


def test_a_subproject_that_is_named_twice_stands_once(havnevik_client: TestClient) -> None:
    answer = get(havnevik_client, "compare", subprojects="Byhagen,subproject:byhagen")
    assert len(answer["subprojects"]) == 1


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 422, "query.subprojects"),
        ("subprojects=", 404, "Nothing is called ''"),
        ("subprojects=byhagen,", 404, "Nothing is called ''"),
        (
            "subprojects=byhagen,hagekvelden",
            404,
            "The Garden Evening is no subproject: it is of the kind arena.",
        ),
        ("subprojects=byhage", 404, "Did you mean subproject:byhagen"),
        ("&".join(["subprojects=byhagen"] * 11), 422, "query.subprojects"),
        ("subprojects=byhagen&projects=x", 422, "query.projects"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    havnevik_client: TestClient, query: str, status: int, said: str
) -> None:
    response = havnevik_client.get(f"/api/v1/compare?{query}")
    assert response.status_code == status
    assert said in response.json()["detail"]
