"""The page of a passage, and the text of its source: shown here to whoever has it, and kept nowhere."""

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from api.cache import ResponseCache
from api.front import Front
from api.local import is_meant_for_here
from api.metrics import Metrics
from api.negotiation import best_language
from api.watch import RequestLog, Watch
from graph.build import build
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from husk.building import EXTRAS
from husk.server import warning
from husk.settings import Settings
from ontology.terms import ID
from tests.visualizations.reading_pages import read_page
from tests.visualizations.test_entity_panels import asked_by, things_of
from visualizations.pages import page_routes
from visualizations.site import Site

FIXTURES = Path(__file__).parent.parent / "graph" / "fixtures" / "sources"
TEXTS = FIXTURES / "texts"
PASSAGE = "/en/id/demo/passage/1-p1-s1"
SENTENCE = "Naboene startet en kafé i 2010, og kommunen lånte dem huset ved elva."
AFTER = "De holdt åpent hver uke."


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    var = tmp_path_factory.mktemp("var")
    return build(FIXTURES / "data", var, version="1", extras=EXTRAS, sources=TEXTS).snapshot


@pytest.fixture(scope="module")
def served(snapshot: Snapshot) -> Served:
    reader = EntityReader(snapshot.open_store())
    return Served(snapshot, reader, QueryPool(snapshot.store_path, Limits(workers=1)))


Ask = Callable[..., TestClient]


@pytest.fixture
def cache() -> ResponseCache:
    return ResponseCache(1_000_000)


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def ask(served: Served, cache: ResponseCache, log: io.StringIO) -> Ask:
    """Return what makes a client of a site with attached texts, on this machine or on another."""

    def client(host: str = "127.0.0.1", sources: Path | None = TEXTS) -> TestClient:
        def may_see(request: Request) -> bool:
            return is_meant_for_here(request.scope)

        app = Starlette(routes=page_routes(Site(served, "", sources, may_see), best_language))
        watched = Watch(Front(app, cache), Metrics(), RequestLog(log))
        return TestClient(watched, base_url="http://127.0.0.1", client=(host, 1))

    return client


def test_the_page_tells_place_summary_and_what_is_asserted_there(served: Served, ask: Ask) -> None:
    page = read_page(ask(sources=None).get(PASSAGE).text)
    assert page.one("h1").text == "Section 1, paragraph 1, sentence 1, probably page 5"
    assert page.one("p", class_="lead").text == "The start."
    assert "Neighbours in the north" in page.one("header", class_="stack").text
    shown = page.one("section", aria_labelledby="asserted")
    assert "3 statements by 1 voice" in shown.text
    assert "Kafeen" not in shown.text
    assert "The café" in shown.text
    rows = list(served.reader.store.select(asked_by(shown)))
    ids = {row[name].value for row in rows for name in ("assertion", "subject")}
    assert things_of(shown) == {f"/en/id/{iri.removeprefix(ID)}" for iri in ids}
    assert sum(len(row.all("li")) for row in shown.all("div", class_="row")) == len(rows)


def test_a_passage_leads_to_those_before_and_after_it(ask: Ask) -> None:
    client = ask(sources=None)
    following = read_page(client.get(PASSAGE).text).one("a", rel="next").attributes["href"]
    assert following == "/en/id/demo/passage/1-p2-s1"
    assert read_page(client.get(following).text).one("a", rel="prev").attributes["href"] == PASSAGE


def test_attached_text_is_marked_within_its_paragraph_in_its_own_language(ask: Ask) -> None:
    page = read_page(ask().get(PASSAGE).text)
    quoted = page.one("blockquote", class_="quoted", lang="nb")
    assert quoted.one("mark").text == SENTENCE
    assert quoted.text == f"{SENTENCE} {AFTER}"
    assert read_page(ask().get("/nb" + PASSAGE[3:]).text).one("blockquote").attributes.get("lang") is None


def test_without_a_folder_there_is_no_text(ask: Ask) -> None:
    answer = ask(sources=None).get(PASSAGE)
    assert "<mark>" not in answer.text
    assert "no-store" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("192.0.2.1", {}),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}),
        ("127.0.0.1", {"Host": "a-name-of-somebody-elses.example"}),
    ],
)
def test_attached_text_is_for_this_machine(ask: Ask, host: str, headers: dict[str, str]) -> None:
    answer = ask(host).get(PASSAGE, headers=headers)
    assert answer.status_code == 200
    assert SENTENCE not in answer.text
    assert AFTER not in answer.text


def test_attached_text_is_kept_in_no_cache_and_found_by_no_search_engine(
    ask: Ask, cache: ResponseCache
) -> None:
    answer = ask().get(PASSAGE)
    assert SENTENCE in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex, noarchive"
    assert read_page(answer.text).one("meta", name="robots").attributes["content"] == "noindex, noarchive"
    assert len(cache) == 0
    assert SENTENCE not in ask("192.0.2.1").get(PASSAGE).text


def test_attached_text_is_in_no_snapshot_and_no_index(served: Served) -> None:
    dumped = served.reader.store.dump().decode()
    assert "Kafeen" in dumped
    for words in (SENTENCE[:20], "lånte dem huset", AFTER[:15]):
        assert words not in dumped
    assert served.search.search("Kafeen").total
    assert not any(hit.iri.startswith(ID) for hit in served.search.search("lånte").hits)


def test_attached_text_is_in_no_log(
    ask: Ask, log: io.StringIO, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = (TEXTS / "report.txt").read_text("utf-8").replace("1. Kafeen", "1. Et annet sted")
    (tmp_path / "report.txt").write_text(other, "utf-8")
    with caplog.at_level(logging.DEBUG):
        assert SENTENCE in ask().get(PASSAGE).text
        assert SENTENCE not in ask(sources=tmp_path).get(PASSAGE).text
    assert "husk verify" in caplog.text
    for word in ("Naboene", "åpent", "Et annet sted"):
        assert word not in caplog.text + log.getvalue()


def test_a_sentence_that_was_changed_is_not_shown_as_the_passage(ask: Ask, tmp_path: Path) -> None:
    other = (TEXTS / "report.txt").read_text("utf-8").replace("2010", "2011")
    (tmp_path / "report.txt").write_text(other, "utf-8")
    client = ask(sources=tmp_path)
    assert "<mark>" not in client.get(PASSAGE).text
    assert "<mark>" in client.get("/en/id/demo/passage/1-p2-s1").text


def test_who_shows_the_texts_to_all_is_warned() -> None:
    assert warning(Settings(sources=TEXTS)) is None
    assert warning(Settings(show_sources=True)) is None
    told = warning(Settings(sources=TEXTS, show_sources=True))
    assert told is not None
    assert "HUSK_SHOW_SOURCES" in told
    assert "copyright" in told
