"""Every IRI of ours answers at its path, in the form and language that a reader prefers."""

import json

import pyoxigraph
import pytest
from starlette.testclient import TestClient

from ontology.terms import HUSK, ID

CAFE = "/id/demo/arena/torsdagskafe"
FORMS = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def media_type(content_type: str) -> str:
    """Return a content type without its parameters."""
    return content_type.partition(";")[0]


def quads(content: bytes, content_type: str) -> set[str]:
    """Read an answer as RDF."""
    format_ = pyoxigraph.RdfFormat.from_media_type(media_type(content_type))
    assert format_ is not None
    return {str(quad) for quad in pyoxigraph.parse(content, format_)}


@pytest.mark.parametrize(
    ("accept_language", "prefix"),
    [("en", "/en"), ("nb", "/nb"), ("nn-NO, en;q=0.8", "/nb"), ("fr", "/en"), ("", "/nb")],
)
def test_a_browser_is_sent_to_the_page_of_its_language(
    client: TestClient, accept_language: str, prefix: str
) -> None:
    response = client.get(CAFE, headers={"Accept": BROWSER, "Accept-Language": accept_language})
    assert response.status_code == 303
    assert response.headers["location"] == prefix + CAFE
    assert response.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/ontology", "/ontology"),
        ("/ontology/0.1.0", "/ontology"),
        ("/vocabulary/role", "/vocabulary/role"),
        ("/vocabulary/role/leader", "/vocabulary/role/leader"),
    ],
)
def test_a_browser_is_sent_to_the_page_of_a_term(client: TestClient, path: str, page: str) -> None:
    headers = {"Accept": BROWSER, "Accept-Language": "nb"}
    response = client.get(path, headers=headers)
    assert (response.status_code, response.headers["location"]) == (303, f"/nb{page}")
    assert response.headers["vary"] == "Accept, Accept-Language"
    assert f'<{path}.rdf>; rel="describedby"; type="application/rdf+xml"' in response.headers["link"]
    in_turtle = client.get(path, headers={"Accept": "*/*"})
    assert media_type(in_turtle.headers["content-type"]) == "text/turtle"
    assert f'</en{page}>; rel="alternate"; type="text/html"; hreflang="en"' in in_turtle.headers["link"]


@pytest.mark.parametrize("form", FORMS.values())
def test_accept_chooses_the_form(client: TestClient, form: str) -> None:
    response = client.get(CAFE, headers={"Accept": f"{form}, */*;q=0.1"})
    assert response.status_code == 200
    assert media_type(response.headers["content-type"]) == form
    assert response.headers["vary"] == "Accept, accept-encoding"
    assert any(ID in quad for quad in quads(response.content, form))


@pytest.mark.parametrize(("suffix", "form"), FORMS.items())
@pytest.mark.parametrize("address", [CAFE, "/vocabulary/role", "/vocabulary/role/leader", "/ontology"])
def test_a_suffix_chooses_the_form_whatever_is_accepted(
    client: TestClient, address: str, suffix: str, form: str
) -> None:
    response = client.get(address + suffix, headers={"Accept": "image/png"})
    assert response.status_code == 200
    assert media_type(response.headers["content-type"]) == form
    assert response.headers["content-location"] == address + suffix
    assert quads(response.content, form)


def test_the_same_description_comes_by_accept_and_by_suffix(client: TestClient) -> None:
    by_accept = client.get(CAFE, headers={"Accept": "text/turtle"})
    by_suffix = client.get(f"{CAFE}.ttl")
    assert by_accept.content == by_suffix.content
    assert by_accept.headers["content-location"] == f"{CAFE}.ttl"


def test_links_lead_to_the_other_forms_the_pages_and_the_licence(client: TestClient) -> None:
    links = client.get(f"{CAFE}.ttl").headers["link"]
    for suffix, form in FORMS.items():
        assert (f'<{CAFE}{suffix}>; rel="alternate"; type="{form}"' in links) == (suffix != ".ttl")
    assert f'</en{CAFE}>; rel="alternate"; type="text/html"; hreflang="en"' in links
    assert f'<https://w3id.org/husk{CAFE}>; rel="describes"' in links
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links


def test_a_page_is_told_where_it_is_described(client: TestClient) -> None:
    links = client.get(CAFE, headers={"Accept": "text/html"}).headers["link"]
    assert f'<{CAFE}.ttl>; rel="describedby"; type="text/turtle"' in links


@pytest.mark.parametrize("address", [CAFE, "/vocabulary/role", "/ontology"])
def test_a_form_that_is_not_there_is_not_acceptable(client: TestClient, address: str) -> None:
    response = client.get(address, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/id/demo/arena/nowhere",
        "/id/demo/arena/nowhere.ttl",
        "/id/demo",
        "/id/",
        "/id/a%20b",
        "/id/%3E",
        "/vocabulary/planet",
        "/vocabulary/role/astronaut.nt",
        "/vocabulary/",
        "/ontology/nothing",
        "/graph/nothing",
        "/graph/%3E%20%7B",
        "/.well-known/genid/nothing",
    ],
)
def test_an_iri_that_nothing_has_is_not_found(client: TestClient, address: str) -> None:
    response = client.get(address, headers={"Accept": "application/json, */*;q=0.5"})
    assert response.status_code == 404
    assert response.json()["title"] == "Not Found"


def test_a_misspelled_iri_suggests_the_right_one(client: TestClient) -> None:
    answer = client.get("/id/demo/arena/torsdagskaffe", headers={"Accept": "text/turtle"}).json()
    assert [found["id"] for found in answer["did_you_mean"]] == ["demo/arena/torsdagskafe"]


@pytest.mark.parametrize(
    ("path", "near"),
    [("/vocabulary/rolle", "/vocabulary/role"), ("/vocabulary/role/leder", "/vocabulary/role/leader")],
)
def test_a_misspelled_term_suggests_the_right_one(client: TestClient, path: str, near: str) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 404
    assert f"Did you mean {near}" in answer.json()["detail"]


def test_the_shapes_answer_in_turtle_and_in_nothing_else(client: TestClient) -> None:
    for path in ("/shapes", "/shapes.ttl"):
        answer = client.get(path, headers={"Accept": "text/turtle"})
        assert answer.headers["content-location"] == "/shapes.ttl"
        assert any("shapes#Participation>" in quad for quad in quads(answer.content, "text/turtle"))
    assert client.get("/shapes", headers={"Accept": "application/ld+json"}).status_code == 406
    assert client.get("/shapes.nt", headers={"Accept": "text/turtle"}).status_code == 404


def test_a_plan_is_not_told_as_a_fact(client: TestClient) -> None:
    seminar = "/id/demo/activity/sommerseminar"
    facts = quads(client.get(f"{seminar}.nt").content, "application/n-triples")
    assert not any(f"<{HUSK}partOf>" in quad for quad in facts)
    everything = quads(client.get(f"{seminar}.nq").content, "application/n-quads")
    (planned,) = (quad for quad in everything if f"<{HUSK}partOf>" in quad and "sommerseminar" in quad)
    assert planned.endswith(f"<{ID}demo/assertion/1-p1-s2-c>")


def test_an_assertion_answers_with_what_it_states_as_a_named_graph(client: TestClient) -> None:
    answer = client.get("/id/demo/assertion/1-p1-s2-b.jsonld").json()
    (graph,) = (node for node in answer["@graph"] if "@graph" in node)
    assert graph["id"] == f"{ID}demo/assertion/1-p1-s2-b"
    assert {node["type"] for node in graph["@graph"]} == {"Claim", "Judgement"}


def test_the_context_is_published(client: TestClient) -> None:
    response = client.get("/ontology/context.jsonld")
    assert media_type(response.headers["content-type"]) == "application/ld+json"
    assert response.json()["@context"] == client.get(f"{CAFE}.jsonld").json()["@context"]


def test_a_graph_is_answered_by_the_query_service(client: TestClient) -> None:
    response = client.get("/graph/labels")
    assert response.status_code == 303
    answer = client.get(response.headers["location"], headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    labelled = quads(answer.content, "application/n-triples")
    assert any("Torsdagskaf" in quad for quad in labelled)


def test_a_version_of_the_ontology_answers_with_the_ontology(client: TestClient) -> None:
    ontology = client.get("/ontology.nt").text
    version = ontology.partition("<http://www.w3.org/2002/07/owl#versionIRI> <https://w3id.org/husk")[2]
    response = client.get(version.partition(">")[0], headers={"Accept": "application/n-triples"})
    assert response.text == ontology


def test_a_nameless_node_of_the_ontology_answers_too(client: TestClient) -> None:
    genid = "https://w3id.org/husk/.well-known/genid/"
    ontology = client.get("/ontology.nt").text
    label = ontology.partition(genid)[2].partition(">")[0]
    response = client.get(f"/.well-known/genid/{label}", headers={"Accept": "application/n-triples"})
    assert f"<{genid}{label}>" in response.text


def test_json_ld_is_read_without_fetching_anything(client: TestClient) -> None:
    document = client.get(f"{CAFE}.jsonld").json()
    assert isinstance(document["@context"], dict)
    assert "@import" not in json.dumps(document)


IN_ENGLISH = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"}


def test_a_browser_is_led_from_a_graph_to_its_page(client: TestClient) -> None:
    plain = client.get("/graph/labels").headers["location"]
    answer = client.get("/graph/labels", headers=IN_ENGLISH)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en{plain}")
    assert answer.headers["vary"] == "Accept, Accept-Language"


def test_a_browser_is_led_from_the_dataset_to_the_page_about_it(client: TestClient) -> None:
    answer = client.get("/dataset", headers=IN_ENGLISH)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/about")
    assert client.get("/dataset").headers["content-type"].startswith("text/turtle")
