"""Things are listed kind by kind, narrowed by parameters, and told with the fields that are wanted."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from ontology.terms import HUSK, KINDS, LISTS
from tests.api.rest.test_entities import ENTITIES, follow, ids


def get(client: TestClient, address: str, **parameters: Any) -> Any:
    """Return what an address answers with."""
    response = client.get(address, params={name.rstrip("_"): value for name, value in parameters.items()})
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize(("address", "kind"), LISTS.items())
def test_a_kind_has_a_list_of_its_own(client: TestClient, address: str, kind: str) -> None:
    listed = get(client, f"/api/v1/{address}", limit=500)
    of_type = get(client, ENTITIES, type=KINDS[kind].removeprefix(HUSK), limit=500)
    assert (listed["items"], listed["total"]) == (of_type["items"], of_type["total"])


def test_most_kinds_of_the_programme_have_things(client: TestClient) -> None:
    """Equal lists would be no wonder if all were empty."""
    assert sum(bool(get(client, f"/api/v1/{address}")["items"]) for address in LISTS) > 7


def test_links_of_a_kind_lead_on_in_it(client: TestClient) -> None:
    parts = follow(client, "/api/v1/organisations?limit=1&lang=en", "next")
    assert [part for (part,) in parts] == ids(get(client, "/api/v1/organisations", lang="en"))


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"type": "Organisation", "q": "ØSTHAVN"}, ["organisation/osthavn-senter"]),
        ({"type": "Person", "q": "ØSTHAVN"}, []),
        ({"type": ["Programme", "Arena"]}, ["programme/fjordproven", "arena/torsdagskafe"]),
        ({"sector": "authorities", "type": "Actor"}, ["organisation/fjordby-kommune"]),
        ({"role": "leader"}, ["organisation/fjordby-kommune"]),
        ({"role": "leader", "modality": "actual"}, []),
        ({"role": ["leader", "responsible"], "in": "unge-i-arbeid"}, ["organisation/osthavn-senter"]),
        ({"in": "demo/programme/fjordproven", "type": "Activity"}, ["activity/sommerseminar"]),
        ({"voice": "curator"}, ["organisation/fjordby-kommune", "passage/1-p1-s1", "section/1"]),
        ({"from": "2009-05", "to": "2009-06", "type": "Actor"}, ["organisation/osthavn-senter"]),
        ({"from": "2011", "type": "Actor"}, []),
    ],
)
def test_parameters_combine(client: TestClient, parameters: dict[str, Any], found: list[str]) -> None:
    listed = set(ids(get(client, ENTITIES, **parameters)))
    assert listed - {"demo/source/report"} == {f"demo/{entity_id}" for entity_id in found}


def test_links_keep_all_parameters(client: TestClient) -> None:
    address = f"{ENTITIES}?in=fjordproven&modality=actual&modality=planned&fields=id&limit=1&lang=en"
    parts = follow(client, address, "next")
    assert [len(part) for part in parts] == [1] * len(parts)
    assert [part for (part,) in parts] == ids(client.get(address.replace("limit=1", "limit=50")).json())
    assert len(parts) == 3


def test_only_the_named_fields_are_told(client: TestClient) -> None:
    (item,) = get(client, "/api/v1/arenas", fields="id,label", lang="en")["items"]
    assert item == {"id": "demo/arena/torsdagskafe", "label": "Thursday Café"}
    thing = get(client, f"{ENTITIES}/demo/arena/torsdagskafe", fields="description,names", lang="en")
    assert list(thing) == ["description", "names"]


def test_a_field_that_is_not_there_is_refused_with_those_there_are(client: TestClient) -> None:
    for address in ("/api/v1/arenas", f"{ENTITIES}/demo/arena/torsdagskafe"):
        response = client.get(address, params={"fields": "colour"})
        assert response.status_code == 422
        assert "iri|id|label" in response.json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"type": "Organization"}, "'Organisation'"),
        ({"sector": "user"}, "'users'"),
        ({"role": "boss"}, "'leader'"),
        ({"modality": "wished"}, "'normative'"),
        ({"from": "2010-13"}, "there is no month or season 13"),
        ({"from": "2012", "to": "2010"}, "from=2012 lies after to=2010"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_would_do(
    client: TestClient, parameters: dict[str, str], told: str
) -> None:
    response = client.get("/api/v1/organisations", params=parameters)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert told in response.json()["detail"]


@pytest.mark.parametrize("parameter", ["in", "voice"])
def test_a_name_that_nothing_has_is_not_found(client: TestClient, parameter: str) -> None:
    response = client.get("/api/v1/organisations", params={parameter: "demo/arena/torsdagskaffe"})
    assert response.status_code == 404
    assert [near["id"] for near in response.json()["did_you_mean"]] == ["demo/arena/torsdagskafe"]


def test_every_kind_has_a_model_with_an_example_of_it(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    for address, kind in LISTS.items():
        name = KINDS[kind].removeprefix(HUSK)
        operation = document["paths"][f"/api/v1/{address}"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": f"#/components/schemas/{name}List"}
        assert schemas[f"{name}List"]["properties"]["items"]["items"] == {
            "$ref": f"#/components/schemas/Listed{name}"
        }
        (example,) = schemas[f"Listed{name}"]["examples"]
        assert example["kind"]["iri"] == HUSK + name
        assert re.fullmatch(f"demo/{kind}/[a-z]+", example["id"])
