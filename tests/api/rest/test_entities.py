"""The REST interface lists things and describes each, in the language asked for."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.rest.models import Entity, EntityPage

ENTITIES = "/api/v1/entities"


def ids(answer: Any) -> list[str]:
    """Return the ids of the things that an answer lists."""
    return [item["id"] for item in answer["items"]]


def follow(client: TestClient, address: str, relation: str) -> list[list[str]]:
    """Follow the links of a relation to their end, and return the ids of each part."""
    parts = []
    at: str | None = address
    while at is not None:
        answer = client.get(at).json()
        parts.append(ids(answer))
        at = answer.get(relation)
    return parts


def test_things_are_listed(client: TestClient) -> None:
    response = client.get(ENTITIES)
    assert response.status_code == 200
    page = EntityPage.model_validate(response.json())
    assert page.total == len(page.items) == 20
    assert page.items[0].href == f"{ENTITIES}/{page.items[0].id}"


@pytest.mark.parametrize("limit", [1, 4, 20, 50])
def test_following_next_finds_every_thing_once(client: TestClient, limit: int) -> None:
    found = [entity_id for part in follow(client, f"{ENTITIES}?limit={limit}", "next") for entity_id in part]
    assert found == ids(client.get(ENTITIES).json())


def test_following_previous_leads_back_to_the_start(client: TestClient) -> None:
    assert follow(client, f"{ENTITIES}?limit=5&offset=12", "previous")[-1] == ids(
        client.get(f"{ENTITIES}?limit=5").json()
    )


def test_links_keep_what_was_asked_for(client: TestClient) -> None:
    answer = client.get(ENTITIES, params={"type": "Organisation", "q": "e", "lang": "en", "limit": 1}).json()
    assert answer["next"] == f"{ENTITIES}?lang=en&offset=1&limit=1&type=Organisation&q=e"


def test_links_stand_in_the_header_too(client: TestClient) -> None:
    response = client.get(ENTITIES, params={"limit": 2, "offset": 2})
    assert response.links["next"]["url"] == f"{ENTITIES}?offset=4&limit=2"
    assert response.links["prev"]["url"] == f"{ENTITIES}?offset=0&limit=2"
    assert response.links["first"]["url"] == f"{ENTITIES}?offset=0&limit=2"
    assert response.links["last"]["url"] == f"{ENTITIES}?offset=18&limit=2"
    assert "link" not in client.get(ENTITIES).headers


def test_past_the_end_is_an_empty_part(client: TestClient) -> None:
    answer = client.get(ENTITIES, params={"offset": 1000}).json()
    assert (answer["items"], answer["total"]) == ([], 20)
    assert "next" not in answer


def test_a_thing_that_was_only_planned_says_so(client: TestClient) -> None:
    (item,) = client.get(ENTITIES, params={"type": "Activity", "lang": "en"}).json()["items"]
    assert [status["label"] for status in item["statuses"]] == ["planned"]


@pytest.mark.parametrize(
    ("query", "header", "language", "label"),
    [
        ("", None, "nb", "Torsdagskafé"),
        ("", "en", "en", "Thursday Café"),
        ("", "nn", "nb", "Torsdagskafé"),
        ("", "de", "en", "Thursday Café"),
        ("?lang=nb", "en", "nb", "Torsdagskafé"),
        ("?lang=en", "nb", "en", "Thursday Café"),
    ],
)
def test_a_thing_is_told_in_the_language_asked_for(
    client: TestClient, query: str, header: str | None, language: str, label: str
) -> None:
    headers = {"Accept-Language": header} if header else {"Accept-Language": ""}
    response = client.get(f"{ENTITIES}/demo/arena/torsdagskafe{query}", headers=headers)
    assert response.headers["content-language"] == language
    assert response.headers["vary"] == "Accept-Language, accept-encoding"
    assert response.json()["label"] == label


def test_a_thing_is_told_with_its_relations_and_what_they_rest_on(client: TestClient) -> None:
    answer = client.get(f"{ENTITIES}/demo/organisation/osthavn-senter?lang=en").json()
    Entity.model_validate(answer)
    (group,) = (group for group in answer["relations"] if group["property"]["label"] == "was responsible for")
    (relation,) = group["relations"]
    assert relation["thing"]["label"] == "Youth at Work"
    assert relation["participation"]["role"] == {
        "iri": "https://w3id.org/husk/vocabulary/role/responsible",
        "label": "responsible",
        "href": "/vocabulary/role/responsible",
    }
    assert client.get("/vocabulary/role/responsible.ttl").status_code == 200
    assert relation["participation"]["period"]["label"] == "2008–2010"
    assert [assertion["voice"]["label"] for assertion in relation["assertions"]] == [
        "the report's author",
        "the programme's own description",
    ]
    assert {assertion["modality"]["label"] for assertion in relation["assertions"]} == {"actual"}
    assert relation["assertions"][1]["reported_by"]["label"] == "the report's author"
    (passage,) = relation["assertions"][0]["passages"]
    assert (passage["section_number"], passage["paragraph"], passage["sentence"]) == ("1", 1, 1)
    assert passage["inferred_pages"] == [4]


def test_a_thing_tells_by_its_types_which_assertions_define_it_and_in_which_file(client: TestClient) -> None:
    answer = client.get(f"{ENTITIES}/demo/organisation/osthavn-senter?lang=en").json()
    defining = [assertion for type_ in answer["types"] for assertion in type_["assertions"]]
    assert {assertion["file"] for assertion in defining} == {"demo/1.trig"}
    assert all("/demo/assertion/" in assertion["iri"] for assertion in defining)


def test_a_number_is_told_with_bound_and_unit(client: TestClient) -> None:
    quantity = client.get(f"{ENTITIES}/demo/measure/andel-i-jobb?lang=nb").json()["quantity"]
    assert (quantity["number"], quantity["text"]) == (77.5, "minst 77,5 prosent")


def test_what_is_inferred_names_its_rules(client: TestClient) -> None:
    types = client.get(f"{ENTITIES}/demo/subproject/unge-i-arbeid").json()["types"]
    assert [type_["rules"] for type_ in types] == [[], ["cax-sco"], ["prp-rng"]]


def test_an_id_may_be_written_with_escaped_slashes(client: TestClient) -> None:
    assert client.get(f"{ENTITIES}/demo%2Farena%2Ftorsdagskafe").json()["id"] == "demo/arena/torsdagskafe"


@pytest.mark.parametrize(
    "entity_id",
    ["demo/arena/nowhere", "demo", "", "demo/arena/%00", "demo/arena/%F0%9F%92%A9", "a b", "%3Cx%3E"],
)
def test_an_id_that_nothing_has_is_not_found(client: TestClient, entity_id: str) -> None:
    response = client.get(f"{ENTITIES}/{entity_id}")
    assert response.status_code == 404
    assert "did_you_mean" not in response.json()


def test_near_misses_are_suggested(client: TestClient) -> None:
    answer = client.get(f"{ENTITIES}/demo/arena/torsdagskaffe?lang=en").json()
    assert answer["did_you_mean"] == [
        {
            "id": "demo/arena/torsdagskafe",
            "label": "Thursday Café",
            "href": f"{ENTITIES}/demo/arena/torsdagskafe",
        }
    ]


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("limit=0", "query.limit"),
        ("limit=501", "query.limit"),
        ("limit=many", "query.limit"),
        ("offset=-1", "query.offset"),
        ("offset=99999999999999999999", "query.offset"),
        ("lang=de", "query.lang"),
        ("q=" + "x" * 201, "query.q"),
        ("typo=Arena", "query.typo"),
        ("type=Organization", "query.type.0"),
        ("sector=user", "query.sector.0"),
        ("role=leader&role=boss", "query.role.1"),
        ("modality=wished", "query.modality.0"),
        ("from=2010-13", "query.from"),
        ("to=soon", "query.to"),
        ("in=", "query.in.0"),
        ("fields=iri,colour", "query.fields"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client: TestClient, query: str, location: str) -> None:
    response = client.get(f"{ENTITIES}?{query}")
    assert response.status_code == 422
    assert [fault["location"] for fault in response.json()["errors"]] == [location]
