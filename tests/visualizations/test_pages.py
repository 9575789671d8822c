"""The pages over HTTP: where they stand, in which language, and for how long they may be kept."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.negotiation import best_language
from graph.build import build
from graph.pool import Limits, QueryPool
from graph.queries import query
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from graph.store import EmbeddedStore
from graph.values import Statement, Term
from husk.building import EXTRAS
from ontology.terms import LANGUAGES
from tests.api.sparql_server import with_pool
from tests.fjordvik import DANGEROUS, FJORDVIK, fjordvik, fjordvik_network
from tests.visualizations.reading_pages import read_page
from visualizations.pages import page_routes
from visualizations.site import Site
from visualizations.static_files import static_files
from visualizations.tours import TOURS, addresses

CAFE = "id/fjordvik/arena/onsdagskafeen"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(FJORDVIK, tmp_path_factory.mktemp("var"), version="1", extras=EXTRAS).snapshot


@pytest.fixture(scope="module")
def client(snapshot: Snapshot) -> Iterator[TestClient]:
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    site = Site(Served(snapshot, EntityReader(snapshot.open_store()), pool), "someone@example.org")
    app = with_pool(pool, Starlette(routes=page_routes(site, best_language)))
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("property=%5Eoa:hasSource&offset=50", 200),
        ("property=%5Eoa:hasSource&offset=5000", 200),
        ("property=oa:hasSource", 404),
        ("property=nonsense", 404),
    ],
)
def test_all_relations_of_one_property_have_pages(client: TestClient, asked: str, status: int) -> None:
    assert client.get(f"/en/id/fjordvik/source/report?{asked}").status_code == status


def test_what_networks_are_made_of_is_read_when_one_is_first_drawn(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, store = list[str](), snapshot.open_store()

    def construct(text: str, bindings: Mapping[str, Term] = MappingProxyType({})) -> tuple[Statement, ...]:
        asked.append(text)
        return EmbeddedStore.construct(store, text, bindings)

    monkeypatch.setattr(store, "construct", construct)
    site = Site(Served(snapshot, EntityReader(store), QueryPool(snapshot.store_path)))
    page_routes(site, best_language)
    assert query("catalogue") in asked
    assert query("network_entities") not in asked
    site.maps.network()
    assert asked.count(query("network_entities")) == 1


@pytest.mark.parametrize(
    ("asked", "language"), [("nb", "nb"), ("nn-NO", "nb"), ("en-GB,nb;q=0.5", "en"), ("de", "nb"), ("", "nb")]
)
def test_the_root_leads_to_the_front_page_in_the_readers_language(
    client: TestClient, asked: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}/")
    assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(("asked", "page"), [("nn-NO", "/nb/api"), ("en-GB", "/en/api")])
def test_the_documentation_of_the_interface_is_in_the_readers_language(
    client: TestClient, asked: str, page: str
) -> None:
    answer = client.get("/api/docs", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, page)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "map",
        "map/whole",
        CAFE,
        "id/fjordvik/voice/report-author",
        "id/fjordvik/voice/report-author?kind=Organisation&offset=3",
        "id/fjordvik/assertion/2-p1-s4-a",
        "kinds/Arena",
        "questions",
        "open",
        "findings",
        "time",
        "matrix",
        "equality",
        "equality?type=Arena",
        "networks",
        "networks/actors-by-arenas",
        "networks/people-by-works",
        "theory",
        "compare",
        "search?q=a",
        "about",
        "accessibility",
        "sparql",
        "api",
        "ontology",
        "vocabulary/role",
        "vocabulary/role/leader",
    ],
)
def test_a_page_is_in_the_language_of_its_address_and_leads_to_the_other(
    client: TestClient, language: str, path: str
) -> None:
    answer = client.get(f"/{language}/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = read_page(answer.text)
    other = {"nb": "en", "en": "nb"}[language]
    assert page.one("html").attributes["lang"] == language
    link = page.one("a", id="language")
    assert (link.attributes["href"], link.attributes["lang"]) == (f"/{other}/{path}", other)
    assert len(page.all("h1")) == 1


def test_pages_have_titles_of_their_own(client: TestClient) -> None:
    paths = [
        "",
        "kinds/Activity",
        "kinds/Group",
        "open",
        "findings",
        "equality",
        "equality?type=Arena",
        "questions",
        "about",
        "accessibility",
        "map",
        "map/organisations",
        "map/theory",
        CAFE,
        "id/fjordvik/group/brukerradet",
        "id/fjordvik/voice/report-author",
        "id/fjordvik/assertion/2-p1-s4-a",
        "ontology",
        "vocabulary/role",
        "nothing",
    ]
    titles = {
        read_page(client.get(f"/{language}/{path}").text).one("title").text
        for language in ("nb", "en")
        for path in paths
    }
    assert len(titles) == 2 * len(paths)


def test_the_front_page_counts_what_there_was_and_leads_to_it(client: TestClient) -> None:
    page = read_page(client.get("/en/").text)
    (figures, *_) = page.all("ul", class_="figures numeric")
    assert figures.text == "3 subprojects 3 meeting places 2 activities 22 organisations"
    for link in page.one("main").all("a"):
        assert client.get(link.attributes["href"]).status_code == 200, link.attributes["href"]


def test_the_page_of_a_kind_lists_all_of_it_and_marks_what_never_was(client: TestClient) -> None:
    page = read_page(client.get("/nb/kinds/Activity").text)
    listed = page.one("ul", class_="things").all("a")
    assert [link.text for link in listed] == sorted(link.text for link in listed)
    expected = EntityReader(fjordvik()).list_entities("Activity", limit=500)
    assert {link.attributes["href"] for link in listed} == {f"/nb/id/{thing.id}" for thing in expected.items}
    assert [chip.text for chip in page.all("span", class_="modality")].count("bare planlagt") == 1


def test_an_unknown_kind_is_not_found(client: TestClient) -> None:
    assert client.get("/en/kinds/Planet").status_code == 404


@pytest.mark.parametrize("tour", TOURS)
def test_each_step_of_a_tour_is_a_real_page_that_leads_to_the_next(client: TestClient, tour: str) -> None:
    steps = addresses(tour, "nb")
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        page = read_page(client.get(step).text)
        words = page.one("aside", class_="tour")
        links = {link.attributes.get("rel"): link.attributes["href"] for link in words.all("a")}
        assert links.get("next") == after
        assert "husk" in page.one("title").text


@pytest.mark.parametrize("query", ["tour=none&step=1", "tour=manager&step=9", "tour=manager", "step=x"])
def test_a_step_that_there_is_not_is_passed_over(client: TestClient, query: str) -> None:
    assert client.get(f"/en/about?{query}").text == client.get("/en/about").text


def test_the_about_page_tells_sources_edition_and_contact(client: TestClient, snapshot: Snapshot) -> None:
    text = read_page(client.get("/en/about").text).one("main").text
    assert "someone@example.org" in text
    assert snapshot.edition[:12] in text
    assert "/en/id/fjordvik/source/report" in client.get("/en/about").text


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_map_is_a_drawing_too(client: TestClient, size: str) -> None:
    answer = client.get(f"/nb/map/{size}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    drawing = read_page(answer.text)
    network = fjordvik_network()
    uses = drawing.all("use")
    lines = [line for line in drawing.all("path") if line.attributes["class"].startswith("line")]
    words = drawing.text.replace(" ", "")
    if size == "small":
        assert (len(uses), len(lines)) == (len(network), network.number_of_edges())
    else:
        labels = [network.nodes[node]["label_nb"].replace(" ", "") for node in network]
        assert [label for label in labels if label[:20] not in words] == []
        assert "CCBY4.0" in words
    assert DANGEROUS not in answer.text


def test_a_drawing_of_another_size_is_not_there(client: TestClient) -> None:
    assert client.get("/nb/map/huge.svg").status_code == 404
    assert client.get("/nb/map/friends").status_code == 404
    assert client.get("/nb/map/whole/none").status_code == 404
    assert client.get("/nb/map/theory/large.svg").headers["content-type"] == "image/svg+xml"


def test_everything_a_page_loads_is_there(client: TestClient) -> None:
    page = read_page(client.get("/nb/map").text)
    for element in (*page.all("link"), *page.all("script", type="module")):
        address = element.attributes.get("src") or element.attributes["href"]
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("css/site.css", "text/css; charset=utf-8"),
        ("js/map.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("vendor/source-sans-3.woff2", "font/woff2"),
    ],
)
def test_a_file_is_served_for_ever(client: TestClient, path: str, media_type: str) -> None:
    answer = client.get(static_files().url(path))
    assert answer.headers["content-type"] == media_type
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content == static_files().contents[path]


@pytest.mark.parametrize(
    "address",
    [
        "/static/0000000000000000/css/site.css",
        f"/static/{static_files().digest}/css/none.css",
        f"/static/{static_files().digest}/%2e%2e/pages.py",
    ],
)
def test_no_other_file_is_served(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_misspelled_thing_is_not_found_and_its_like_is_named(client: TestClient) -> None:
    answer = client.get("/en/id/fjordvik/arena/onsdagskafen")
    page = read_page(answer.text)
    assert answer.status_code == 404
    assert page.one("h1").text == "There is nothing here"
    assert [link.attributes["href"] for link in page.one("main").all("a")] == [
        f"/en/{CAFE}",
        "/en/",
        "/en/map",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_alone_leads_to_its_front_page(client: TestClient, language: str) -> None:
    answer = client.get(f"/{language}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/{language}/")


@pytest.mark.parametrize(
    "path",
    ["/nb/nothing", "/en/id/", "/en/id/nothing", "/nb/id/fjordvik/planet/mars", "/en/vocabulary/planet"],
)
def test_an_unknown_page_is_not_found_in_its_language(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert read_page(answer.text).one("html").attributes["lang"] == path[1:3]


def test_a_thing_is_told_with_who_says_so_and_where(client: TestClient) -> None:
    page = read_page(client.get(f"/en/{CAFE}").text)
    (row,) = (row for row in page.all("div", class_="row") if row.one("h3").text == "Led by")
    text = row.text
    assert "Users' and bridge-builders' society" in text
    assert "2007–2009" in text
    assert "According to the programme's own description, as told by the report's author." in text
    assert "Section 3, paragraph 1, sentence 3, probably page 3" in text


def test_what_was_only_planned_is_marked(client: TestClient) -> None:
    page = read_page(client.get("/en/id/fjordvik/activity/ny-ungdomsklinikk").text)
    assert page.one("p", class_="eyebrow").text.endswith("only planned")
    assert "planned" in [chip.text for chip in page.all("span", class_="modality")]


def test_a_thing_leads_to_its_place_on_the_map_and_to_its_data(client: TestClient) -> None:
    page = read_page(client.get(f"/nb/{CAFE}").text)
    links = {link.attributes["href"] for link in page.all("a")}
    assert f"/nb/map#node={CAFE.removeprefix('id/')}" in links
    assert {f"/{CAFE}.ttl", f"/{CAFE}.jsonld", f"/api/v1/entities/{CAFE.removeprefix('id/')}"} <= links


def test_a_thing_beside_the_map_does_not_lead_there(client: TestClient) -> None:
    page = read_page(client.get("/nb/id/fjordvik/voice/own-description").text)
    assert page.all("a", class_="action") == []


def test_a_page_about_a_person_is_kept_out_of_search_engines(client: TestClient) -> None:
    answer = client.get("/nb/id/fjordvik/person/ase-ostby")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert read_page(answer.text).one("meta", name="robots").attributes["content"] == "noindex"
    assert "x-robots-tag" not in client.get(f"/nb/{CAFE}").headers


def test_a_name_with_markup_is_text(client: TestClient) -> None:
    entity_id = "fjordvik/organisation/vevlaget-script-window.stolen-1-script"
    html = client.get(f"/nb/id/{entity_id}").text
    assert DANGEROUS not in html
    page = read_page(html)
    assert DANGEROUS in page.one("h1").text
    described = json.loads(page.one("script", type="application/ld+json").text)
    assert DANGEROUS in described["name"][0]["@value"]
    assert described["@type"] == "Organization"


def test_what_never_was_is_not_described_for_programs(client: TestClient) -> None:
    page = read_page(client.get("/nb/id/fjordvik/activity/ny-ungdomsklinikk").text)
    assert page.all("script", type="application/ld+json") == []


def test_every_thing_has_a_page_in_both_languages(client: TestClient) -> None:
    listed = EntityReader(fjordvik()).list_entities(limit=500)
    assert listed.total == len(listed.items) > 50
    for language in ("nb", "en"):
        for thing in listed.items:
            answer = client.get(f"/{language}/id/{thing.id}")
            assert answer.status_code == 200, thing.id
            assert read_page(answer.text).one("h1").text


def test_a_long_kind_is_listed_page_by_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visualizations.kind_page.THINGS_A_PAGE", 3)
    address: str | None = "/en/kinds/Organisation"
    listed: list[str] = []
    while address:
        page = read_page(client.get(address).raise_for_status().text)
        links = [item.all("a")[0].attributes["href"] for item in page.one("ul", class_="things").all("li")]
        assert 0 < len(links) <= 3
        listed += links
        address = next((link.attributes["href"] for link in page.all("a", rel="next")), None)
    expected = EntityReader(fjordvik()).all_of("Organisation")
    assert len(listed) == len(expected) > 3
    assert set(listed) == {f"/en/id/{thing.id}" for thing in expected}
