"""The pages of the saved questions list them by topic, answer them, and tell what stands in the way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.negotiation import best_language
from graph.build import build
from graph.pool import Limits, QueryPool
from graph.questions import published, topics
from graph.reading.entities import EntityReader
from graph.served import Served
from husk.building import EXTRAS
from ontology.terms import HUSK, LANGUAGES
from tests.api.sparql_server import with_pool
from tests.havnevik import HAVNEVIK
from tests.visualizations.reading_pages import Element, read_page
from visualizations.pages import page_routes
from visualizations.query_page import MOST_ROWS
from visualizations.question_pages import questions_page
from visualizations.search_page import HITS_A_PAGE
from visualizations.site import Site

ENDLESS = "everything-with-everything"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    snapshot = build(HAVNEVIK, tmp_path_factory.mktemp("var"), version="1", extras=EXTRAS).snapshot
    pool = QueryPool(snapshot.store_path, Limits(workers=1, seconds=60))
    return Served(snapshot, EntityReader(snapshot.open_store()), pool)


def asking(served: Served) -> TestClient:
    return TestClient(with_pool(served.pool, Starlette(routes=page_routes(Site(served), best_language))))


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[TestClient]:
    with asking(served) as client:
        yield client


@pytest.fixture(scope="module")
def hurried_client(served: Served) -> Iterator[TestClient]:
    """A client of a server that gives a query little time."""
    pool = QueryPool(served.snapshot.store_path, Limits(workers=1, seconds=0.5))
    with asking(replace(served, pool=pool)) as client:
        yield client


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_listed_under_its_topic(served: Served, language: str) -> None:
    questions, known = published(served.reader.store), topics(served.reader.store)
    page = read_page(questions_page(questions, known, language))
    found = {
        link.attributes["href"].rpartition("/")[2]: section.one("h2").attributes["id"]
        for section in page.all("section")
        if section.all("ul", class_="questions")
        for link in section.one("ul", class_="questions").all("a")
    }
    assert found == {question.name: question.topic for question in questions} != {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_as_the_store_does(client: TestClient, served: Served, language: str) -> None:
    answered = 0
    for question in published(served.reader.store):
        if question.name == ENDLESS:
            continue
        answer = client.get(f"/{language}/questions/{question.name}")
        page = read_page(answer.text)
        assert page.one("h1").text == question.title[language]
        assert answer.status_code == 200
        if question.form == "SELECT":
            expected = served.reader.store.select(question.asked_in(language))
            assert len(rows(page) if page.all("tbody") else []) == len(expected)
            answered += 1
    assert answered


def test_an_answer_that_takes_too_long_is_told_so(hurried_client: TestClient) -> None:
    answer = hurried_client.get(f"/en/questions/{ENDLESS}")
    assert answer.status_code == 504
    assert read_page(answer.text).one("div", role="alert").text == "The answer took too long."


def test_an_answer_can_be_had_as_data_and_its_query_changed(client: TestClient) -> None:
    for question in ("roles", "what-is-part-of-what"):
        page = read_page(client.get(f"/en/questions/{question}").text)
        links = [link.attributes["href"] for link in page.one("main").all("a")]
        assert any(link.startswith(f"/api/v1/questions/{question}/answer?") for link in links)
        assert f"/en/sparql?question={question}#query" in links
        assert "title@nb" not in page.one("pre").text


def test_a_question_that_answers_with_a_graph_offers_it_as_a_file(client: TestClient) -> None:
    page = read_page(client.get("/nb/questions/what-is-part-of-what").text)
    links = page.one("p", class_="abreast").all("a")
    assert [link.text for link in links] == ["Turtle", "JSON-LD"]
    assert page.all("tbody") == []


def test_what_nothing_is_called_is_told_with_what_may_be_meant(client: TestClient, served: Served) -> None:
    (question, *_) = (found for found in published(served.reader.store) if found.parameters)
    (parameter, *_) = question.parameters
    answer = client.get(f"/en/questions/{question.name}", params={parameter: "no such thing"})
    assert answer.status_code == 404
    page = read_page(answer.text)
    assert page.one("div", role="alert").text.startswith("The name fits nothing, or several things.")
    assert page.one("input", type="text").attributes["value"] == "no such thing"


def answered(client: TestClient, query: str, language: str = "en") -> tuple[int, Element]:
    answer = client.get(f"/{language}/sparql", params={"query": query})
    return answer.status_code, read_page(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_is_answered_on_its_page_with_things_under_their_labels(
    client: TestClient, served: Served, language: str
) -> None:
    query = "SELECT ?arena ?n { ?arena a <https://w3id.org/husk/ontology#Arena> BIND(1 AS ?n) }"
    status, page = answered(client, query, language)
    assert status == 200
    assert page.one("textarea").text == query
    expected = {row["arena"].value.partition("/id/")[2] for row in served.reader.store.select(query)}
    links = [link.attributes["href"] for link in page.one("tbody").all("a")]
    assert set(links) == {f"/{language}/id/{arena}" for arena in expected} != set()


def test_a_graph_is_shown_as_text_and_a_yes_as_yes(client: TestClient) -> None:
    _, graph = answered(client, "CONSTRUCT { <x:a> <x:b> <x:c> } {}")
    assert "<x:a> <x:b> <x:c> ." in graph.one("pre").text
    assert answered(client, "ASK {}")[1].one("p", class_="answer").text == "Yes"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p }", 400, "linje 1, kolonne 19: der, eller like før"),
        ("SELECT * { ?s x:p ?o }", 400, "prefikset x: er ikke erklært"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "bare spørres"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 403, "SERVICE brukes ikke her"),
    ],
)
def test_a_query_without_an_answer_says_why(client: TestClient, query: str, status: int, words: str) -> None:
    found, page = answered(client, query, "nb")
    assert found == status
    assert words in page.one("div", role="alert").text
    assert page.one("textarea").text == query


def test_a_query_that_takes_too_long_says_so(hurried_client: TestClient) -> None:
    status, page = answered(
        hurried_client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "nb"
    )
    assert status == 504
    assert "Det tok for lang tid" in page.one("div", role="alert").text


def test_a_long_answer_is_cut_before_its_things_are_named(client: TestClient) -> None:
    _, page = answered(client, "SELECT * { ?s ?p ?o }")
    assert len(rows(page)) == MOST_ROWS
    assert "the first thousand are shown" in page.one("main").text


@pytest.mark.parametrize(("query", "form"), [("SELECT ?x { VALUES ?x { 7 } }", "csv"), ("ASK {}", "srj")])
def test_an_answer_is_had_as_a_file(client: TestClient, query: str, form: str) -> None:
    _, page = answered(client, query)
    files = {
        link.attributes["href"] for link in page.one("main").all("a") if "answer." in link.attributes["href"]
    }
    (address,) = (address for address in files if f"answer.{form}?" in address)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="answer.{form}"'
    assert answer.text.replace("\r", "") in {"x\n7\n", '{"head":{},"boolean":true}'}


def test_a_file_that_an_answer_cannot_be_is_refused(client: TestClient) -> None:
    answer = client.get("/nb/sparql/answer.ttl", params={"query": "ASK {}"})
    assert answer.status_code == 406
    assert "tabeller og grafer" in read_page(answer.text).one("div", role="alert").text
    assert client.get("/nb/sparql/answer.exe", params={"query": "ASK {}"}).status_code == 404


def test_what_queries_are_completed_with_is_what_the_dataset_says_it_uses(
    client: TestClient, served: Served
) -> None:
    terms = client.get("/nb/sparql/terms.json").json()
    assert terms["prefixes"]["husk"] == HUSK
    assert ["husk:Arena", "arena"] in terms["classes"]
    assert ["husk:tookPartIn", "tok del i"] in terms["properties"]
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in terms["prefixes"].items())
    for name, _ in terms["classes"]:
        assert served.reader.store.ask(f"{declared}ASK {{ ?thing a {name} }}")


def test_an_unknown_question_is_not_found(client: TestClient) -> None:
    assert client.get("/nb/questions/none").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_are_found_by_words_and_narrowed_down(
    client: TestClient, served: Served, language: str
) -> None:
    thing = served.reader.all_of("Arena")[0]
    label = thing.label.get(language)
    page = read_page(client.get(f"/{language}/search", params={"q": label}).text)
    hits = page.one("ol", class_="hits")
    assert f"/{language}/id/{thing.id}" in [link.attributes["href"] for link in hits.all("a")]
    assert hits.all("mark")
    for link in page.one("nav", class_="facets").all("a"):
        narrower = read_page(client.get(link.attributes["href"]).text)
        assert narrower.all("a", class_="chosen")
        assert narrower.one("ol", class_="hits").all("li")


@pytest.mark.parametrize(
    "query", ["q=", "q=%00", "q=xyzzyx&kind=planet", "offset=999999999", "q=<script>x</script>"]
)
def test_whatever_is_sought_there_is_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/nb/search?{query}")
    assert answer.status_code == 200
    assert "<script>x" not in answer.text


def test_every_hit_is_on_one_of_the_parts(client: TestClient) -> None:
    page = read_page(client.get("/en/search?q=").text)
    total = int(page.one("p", role="status").text.split()[0].replace(",", ""))
    found = []
    for offset in range(0, total, HITS_A_PAGE):
        page = read_page(client.get(f"/en/search?q=&offset={offset}").text)
        found += [item.all("a")[0].attributes["href"] for item in page.one("ol", class_="hits").all("li")]
        assert bool(page.all("a", rel="next")) == (offset + HITS_A_PAGE < total)
    assert len(found) == len(set(found)) == total > HITS_A_PAGE
