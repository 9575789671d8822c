"""Things are found by words over REST: with marks, counts, links, and an answer to whatever is typed."""

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.rest.search import SearchPage
from graph.search.documents import FACETS
from ontology.terms import concept
from tests.api.rest.test_entities import follow, ids

SEARCH = "/api/v1/search"


def search(client: TestClient, **parameters: object) -> Any:
    response = client.get(SEARCH, params={name: str(value) for name, value in parameters.items()})
    assert response.status_code == 200, response.text
    SearchPage.model_validate(response.json())
    return response.json()


def test_a_thing_is_found_with_marks(client: TestClient) -> None:
    item, *_ = search(client, q="torsdagskafe", lang="nb")["items"]
    assert (item["id"], item["label"], item["kind"]["label"]) == (
        "demo/arena/torsdagskafe",
        "Torsdagskafé",
        "arena",
    )
    assert item["matches"] == [
        {"field": "label", "language": "nb", "segments": [{"text": "Torsdagskafé", "match": True}]}
    ]


def test_a_passage_is_found_by_its_summary(client: TestClient) -> None:
    item, *_ = search(client, q="who was responsible", lang="en")["items"]
    assert item["id"] == "demo/passage/1-p1-s1"
    assert item["label"].startswith("Who was responsible")
    assert client.get(item["href"]).status_code == 200


@pytest.mark.parametrize(("lang", "kind"), [("nb", "begrep"), ("en", "concept")])
def test_a_concept_is_found_and_leads_to_what_it_is(client: TestClient, lang: str, kind: str) -> None:
    answer = search(client, q="project leader", kind="concept", lang=lang)
    item, *_ = answer["items"]
    assert item["iri"] == concept("role", "project-leader")
    assert item["kind"]["label"] == answer["facets"]["kind"][0]["label"] == kind
    assert "id" not in item
    for found in search(client, kind="concept", limit=100, lang=lang)["items"][::9]:
        described = client.get(found["href"], headers={"accept": "text/turtle"})
        assert described.status_code == 200
        assert found["label"] in described.text


@pytest.mark.parametrize(("lang", "label"), [("nb", "Ærfugl forlag"), ("en", "Eider Press")])
def test_the_answer_is_in_the_language_asked_for(client: TestClient, lang: str, label: str) -> None:
    item, *_ = search(client, q="aerfugl", lang=lang)["items"]
    assert item["label"] == label
    assert client.get(SEARCH, params={"lang": lang}).headers["content-language"] == lang


@pytest.mark.parametrize("limit", [1, 4, 20, 100])
def test_following_next_finds_every_thing_once(client: TestClient, limit: int) -> None:
    whole = search(client, limit=100, programme="demo")
    found = [
        name for part in follow(client, f"{SEARCH}?limit={limit}&programme=demo", "next") for name in part
    ]
    assert found == ids(whole)
    assert len(set(found)) == whole["total"]


def test_links_keep_what_was_asked_for(client: TestClient) -> None:
    response = client.get(SEARCH, params={"lang": "en", "kind": "organisation", "limit": 1, "offset": 1})
    query = "lang=en&offset={}&limit=1&kind=organisation"
    assert response.links["next"]["url"] == f"{SEARCH}?{query.format(2)}" == response.json()["next"]
    assert response.links["prev"]["url"] == f"{SEARCH}?{query.format(0)}" == response.json()["previous"]


def test_a_facet_leads_to_as_many_as_it_counts(client: TestClient) -> None:
    for typed in ("", "kafe"):
        facets = search(client, q=typed)["facets"]
        assert facets["kind"]
        for facet in facets.values():
            for value in facet:
                assert client.get(value["href"]).json()["total"] == value["count"]


def test_facets_are_told_in_words(client: TestClient) -> None:
    facets = search(client, lang="nb")["facets"]
    assert ("organisation", "organisasjon") in {(value["value"], value["label"]) for value in facets["kind"]}
    assert {value["label"] for value in facets["voice"]} == {
        "rapportens forfatter",
        "programmets egen beskrivelse",
        "kuratoren",
    }
    assert {value["label"] for value in facets["modality"]} >= {"faktisk", "planlagt"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "planet"},
        {"voice": "nobody"},
        {"sector": ""},
        {"modality": "Actual"},
        {"q": "m" * 201},
        {"limit": "0"},
        {"limit": "101"},
        {"offset": "-1"},
        {"lang": "sv"},
        {"query": "kafe"},
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(client: TestClient, wrong: dict[str, str]) -> None:
    response = client.get(SEARCH, params=wrong)
    assert response.status_code == 422
    (name,) = wrong
    assert response.json()["errors"][0]["location"] == f"query.{name}"


@pytest.mark.parametrize(
    "typed",
    [
        "?!*()",
        "🙂",
        "\x00\x1b",
        "\u202eabc",
        "שלום",
        "%ff",
        "m" * 200,
        "label:kafe OR *",
        '"',
        "<script>",
        "a " * 100,
    ],
)
def test_whatever_is_typed_is_answered(client: TestClient, typed: str) -> None:
    response = client.get(f"{SEARCH}?q={quote(typed)}")
    assert response.status_code == 200
    assert response.json()["total"] >= 0


def test_bytes_that_are_no_text_are_answered(client: TestClient) -> None:
    assert client.get(f"{SEARCH}?q=%ff%fe%00").status_code == 200


def test_the_values_to_ask_for_are_listed(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    parameters = {
        parameter["name"]: parameter["schema"] for parameter in document["paths"][SEARCH]["get"]["parameters"]
    }
    assert set(parameters) == {"lang", "q", "offset", "limit", *FACETS}
    assert "arena" in parameters["kind"]["enum"]
    assert parameters["programme"]["enum"] == ["demo"]
    assert "demo/voice/author" in parameters["voice"]["enum"]
