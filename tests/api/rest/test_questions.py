"""The saved questions are listed, told and answered, in every form that their answers have."""

import csv
import io
import json
from typing import Any

import httpx2
import pytest
from rdflib import Graph
from starlette.testclient import TestClient

from api.app import create_app
from api.rest.answers import Table
from api.rest.questions import SavedQuestion
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from tests.api.sparql_server import with_pool

QUESTIONS = "/api/v1/questions"
ROLES = f"{QUESTIONS}/roles/answer"
READ_ALOUD = f"{QUESTIONS}/was-it-read-aloud/answer"
PARTS = f"{QUESTIONS}/what-is-part-of-what/answer"
LIBRARY = "https://w3id.org/husk/id/havnevik/organisation/havnevik-bibliotek"
PARTS_OF_ALL = (
    "SELECT ?part ?whole { ?part <https://w3id.org/husk/ontology#partOf> ?whole }"  # asked by the test itself
)


@pytest.fixture(scope="module")
def client(havnevik_client: TestClient) -> TestClient:
    return havnevik_client


@pytest.fixture(scope="module")
def busy_client(havnevik_snapshot: Snapshot) -> TestClient:
    """A client of a server whose query processes never come."""
    pool = QueryPool(havnevik_snapshot.store_path, Limits(workers=1, seconds=0.1))
    reader = EntityReader(havnevik_snapshot.open_store())
    return TestClient(create_app(Served(havnevik_snapshot, reader, pool)))


def ask(client: TestClient, address: str, accept: str = "*/*", **given: str) -> httpx2.Response:
    return client.get(address, params={"lang": "en", **given}, headers={"Accept": accept})


def test_every_question_is_listed_with_its_words_and_where_it_is_answered(client: TestClient) -> None:
    answer = client.get(QUESTIONS, params={"lang": "nb"}).json()
    items = [SavedQuestion.model_validate(item) for item in answer["items"]]
    assert [item.name for item in items] == [
        "everything-with-everything",
        "roles",
        "was-it-read-aloud",
        "what-is-part-of-what",
    ]
    assert answer["total"] == 4
    assert items[1].topic.label == "Hvem som deltok"
    assert items[1].title == "Hvilke roller hadde en aktør?"
    assert [(told.name, told.description) for told in items[1].parameters] == [("who", "en aktør")]
    assert items[2].parameters == []
    assert client.get(items[2].answer).status_code == 200


def test_a_question_is_told_with_its_query(client: TestClient) -> None:
    told = client.get(f"{QUESTIONS}/was-it-read-aloud", params={"lang": "en"}).json()
    assert told["title"] == "Was there reading aloud?"
    assert "ASK { ?who husk:usesMethod method:hoytlesning }" in told["query"]


@pytest.mark.parametrize("path", ["/role", "/role/answer"])
def test_a_question_that_is_not_there_is_not_found_and_near_ones_are_named(
    client: TestClient, path: str
) -> None:
    response = client.get(f"{QUESTIONS}{path}", params={"lang": "nb"})
    assert response.status_code == 404
    assert response.json()["did_you_mean"] == [
        {"id": "roles", "label": "Hvilke roller hadde en aktør?", "href": f"{QUESTIONS}/roles"}
    ]


def test_an_answer_is_a_table_with_things_under_their_labels(client: TestClient) -> None:
    table = Table.model_validate(ask(client, ROLES, who="Havnevik bibliotek").json())
    assert table.given["who"].iri == LIBRARY
    assert table.columns == ["who", "role", "in", "when"]
    roles = {row["role"].text: row["in"].text for row in table.rows}
    assert roles == {
        "host": "The Reading Nook",
        "participant": "The Professional Day",
        "responsible": "The Reading Circle",
    }
    (dated,) = [row for row in table.rows if "when" in row]
    assert dated["when"].text == "20080101"
    assert dated["when"].datatype == "http://www.w3.org/2001/XMLSchema#integer"
    assert dated["in"].href == "/api/v1/entities/havnevik/subproject/lesesirkelen"


def test_an_answer_speaks_the_language_asked_for(client: TestClient) -> None:
    response = ask(client, ROLES, who="Leselaget", lang="nb")
    assert response.headers["content-language"] == "nb"
    assert {row["in"]["text"] for row in response.json()["rows"]} == {"Lesekroken", "Lesesirkelen"}
    assert {row["role"]["text"] for row in response.json()["rows"]} == {"initiativtaker", "leder"}


def test_without_its_parameter_a_question_is_asked_of_all_things(client: TestClient) -> None:
    everybody = ask(client, ROLES).json()["rows"]
    assert len({row["who"]["iri"] for row in everybody}) == 5


@pytest.mark.parametrize(
    "who",
    [
        LIBRARY,
        "havnevik/organisation/havnevik-bibliotek",
        "organisation:havnevik-bibliotek",
        "havnevik-bibliotek",
        "Havnevik Library",
        " HAVNEVIK BIBLIOTEK ",
    ],
)
def test_a_parameter_takes_any_name_of_a_thing(client: TestClient, who: str) -> None:
    assert ask(client, ROLES, who=who).json()["given"]["who"]["iri"] == LIBRARY


def test_a_name_that_nothing_has_is_refused_with_those_that_are_near(client: TestClient) -> None:
    response = ask(client, ROLES, who="Havnevik bibliothek")
    assert response.status_code == 404
    problem = response.json()
    assert [near["label"] for near in problem["did_you_mean"]] == ["Havnevik Library"]
    assert "Nothing is called 'Havnevik bibliothek'" in problem["detail"]


@pytest.mark.parametrize("who", ['"} DELETE', "> . ?s ?p ?o", "<x>", "\x00", "x" * 500, "/", ":", " "])
def test_text_that_names_nothing_never_becomes_a_part_of_a_query(client: TestClient, who: str) -> None:
    response = ask(client, ROLES, who=who)
    assert response.status_code == 404
    assert response.json()["detail"].startswith("Nothing is called")


@pytest.mark.parametrize(
    ("address", "parameters", "said"),
    [
        (READ_ALOUD, "who=Leselaget", "was-it-read-aloud has no parameter 'who'. It is asked without any."),
        (ROLES, "whom=Leselaget", "query.whom"),
        (ROLES, "who=Leselaget&who=Gartneriet", "who is given twice"),
        (ROLES, "who=", "query.who"),
        (ROLES, "format=xlsx", "query.format"),
        (ROLES, "lang=de", "query.lang"),
        (QUESTIONS, "who=Leselaget", "query.who"),
        (f"{QUESTIONS}/roles", "format=csv", "query.format"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    client: TestClient, address: str, parameters: str, said: str
) -> None:
    response = client.get(f"{address}?{parameters}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "form", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, "application/json"),
        ("text/csv", None, "text/csv; charset=utf-8"),
        ("text/csv", "json", "application/json"),
        ("text/tab-separated-values", None, "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json", None, "application/sparql-results+json"),
        ("*/*", "sparql-xml", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", None, "text/csv; charset=utf-8"),
    ],
)
def test_the_form_of_a_table_is_chosen_by_format_then_by_accept(
    client: TestClient, accept: str, form: str | None, media_type: str
) -> None:
    response = ask(client, ROLES, accept, **({"format": form} if form else {}))
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]


def test_all_forms_of_a_table_say_the_same(client: TestClient) -> None:
    plain = list(csv.reader(io.StringIO(ask(client, ROLES, who="Leselaget", format="csv").text)))
    table = ask(client, ROLES, who="Leselaget").json()
    results = json.loads(ask(client, ROLES, who="Leselaget", format="sparql-json").text)
    assert plain[0] == table["columns"] == results["head"]["vars"]
    assert [row[1] for row in plain[1:]] == [row["role"]["text"] for row in table["rows"]]
    assert [row["in"]["value"] for row in results["results"]["bindings"]] == [
        row["in"]["iri"] for row in table["rows"]
    ]


def test_a_question_of_yes_or_no_is_answered_so(client: TestClient) -> None:
    answer = ask(client, READ_ALOUD).json()
    assert (answer["boolean"], answer["columns"], answer["rows"]) == (True, [], [])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use
@pytest.mark.parametrize(
    ("form", "reads_as"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("ntriples", "nt"), ("rdfxml", "xml")]
)
def test_a_question_may_be_answered_with_a_graph(client: TestClient, form: str, reads_as: str) -> None:
    graph = Graph().parse(data=ask(client, PARTS, format=form).content, format=reads_as)
    rows = client.get("/sparql", params={"query": PARTS_OF_ALL}).json()["results"]["bindings"]
    parts = {(row["part"]["value"], row["whole"]["value"]) for row in rows}
    assert {(str(part), str(whole)) for part, _, whole in graph} == parts
    assert parts


@pytest.mark.parametrize(
    ("address", "accept", "form", "offered"),
    [
        (ROLES, "text/turtle", None, "text/csv"),
        (ROLES, "*/*", "turtle", "text/csv"),
        (PARTS, "text/csv", None, "text/turtle"),
        (PARTS, "*/*", "csv", "text/turtle"),
        (ROLES, "image/png", None, "text/csv"),
    ],
)
def test_a_form_that_an_answer_does_not_have_is_refused_with_those_it_has(
    client: TestClient, address: str, accept: str, form: str | None, offered: str
) -> None:
    response = ask(client, address, accept, **({"format": form} if form else {}))
    assert response.status_code == 406
    assert offered in response.json()["detail"]


def test_an_answer_is_tagged(client: TestClient) -> None:
    tag = ask(client, ROLES).headers["etag"]
    again = client.get(ROLES, params={"lang": "en"}, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_question_that_takes_too_long_is_given_up(havnevik_snapshot: Snapshot) -> None:
    pool = QueryPool(havnevik_snapshot.store_path, Limits(workers=1, seconds=0.5))
    served = Served(havnevik_snapshot, EntityReader(havnevik_snapshot.open_store()), pool)
    with TestClient(with_pool(pool, create_app(served))) as client:
        response = ask(client, f"{QUESTIONS}/everything-with-everything/answer")
    assert response.status_code == 504
    assert "took longer than 0.5 seconds" in response.json()["detail"]


def test_where_no_process_is_free_the_reader_is_told_when_to_ask_again(busy_client: TestClient) -> None:
    response = ask(busy_client, ROLES)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    assert response.json()["status"] == 503


def test_an_answer_that_is_too_long_is_refused_with_another_way(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.rest.answers._MOST_BYTES", 100)
    response = ask(client, ROLES)
    assert response.status_code == 422
    assert "/sparql" in response.json()["detail"]


def test_the_description_of_the_interface_names_what_questions_may_be_asked_of(client: TestClient) -> None:
    document: Any = client.get("/api/v1/openapi.json").json()
    operation = document["paths"][f"{QUESTIONS}/{{name}}/answer"]["get"]
    (who,) = [parameter for parameter in operation["parameters"] if parameter["name"] == "who"]
    assert who["description"] == "an actor (`roles`)"
    assert {"text/csv", "text/turtle"} <= set(operation["responses"]["200"]["content"])
