"""Pages of several programmes: one may be chosen, is kept in all links, and only its things are shown."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.negotiation import best_language
from graph.analysis.analysing import read_for_analysis
from graph.build import build
from graph.networks.drawn import drawn
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from husk.building import EXTRAS
from ontology.terms import ID
from tests.api.sparql_server import with_pool
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.together import SHARED, lay_out_together
from tests.visualizations.reading_pages import Element, network_of, read_page
from visualizations.pages import page_routes
from visualizations.site import Site

ALONE = {"fjordvik": EntityReader(fjordvik()), "havnevik": havnevik()}
LISTED = ("Organisation", "Arena", "Subproject")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("together")
    snapshot = build(lay_out_together(folder), folder / "var", version="1", extras=EXTRAS).snapshot
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    site = Site(Served(snapshot, EntityReader(snapshot.open_store()), pool))
    app = with_pool(pool, Starlette(routes=page_routes(site, best_language)))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def get(client: TestClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return read_page(answer.text)


def things_on(page: Element) -> set[str]:
    """Return the ids of the things that what a page holds leads to."""
    hrefs = (link.attributes["href"] for link in page.one("main").all("a"))
    return {href.partition("?")[0].split("/id/")[1] for href in hrefs if "/id/" in href}


PAGES = [
    "",
    "map",
    "map/theory",
    "matrix",
    "theory",
    "equality?type=Arena",
    "time",
    "compare",
    "open",
    "findings",
    "networks",
    "networks/actors-by-arenas",
    "kinds/Arena",
    "search",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_programme_can_be_chosen_on_a_page_and_is_kept_in_all_links(client: TestClient, path: str) -> None:
    for language, everything in (("nb", "Alle programmer"), ("en", "All programmes")):
        together = get(client, f"/{language}/{path}").one("nav", class_="programme-choice")
        assert together.all("a")[0].text == everything
        assert together.one("a", aria_current="true").text == everything
        for link in together.all("a")[1:]:
            page = get(client, link.attributes["href"])
            (name,) = parse_qs(urlsplit(link.attributes["href"]).query)["programme"]
            assert page.one("nav", class_="programme-choice").one("a", aria_current="true").text == link.text
            assert link.text in page.one("title").text
            for part in (page.one("header", class_="site-header"), page.one("main"), page.one("footer")):
                for other in part.all("a"):
                    address = urlsplit(other.attributes["href"])
                    if address.path.startswith(("/nb/", "/en/")):
                        assert parse_qs(address.query)["programme"] == [name], address


@pytest.mark.parametrize("path", ["equality", "matrix?type=Setting", "time", "theory", "open", "kinds/Arena"])
@pytest.mark.parametrize("name", ALONE)
def test_a_page_of_one_programme_leads_to_its_things_alone(client: TestClient, name: str, path: str) -> None:
    mark = "&" if "?" in path else "?"
    page = get(client, f"/en/{path}{mark}programme={name}")
    own = {thing for thing in things_on(page) if thing.startswith(f"{name}/")}
    assert own or path in {"theory", "open"}
    twins = {iri.removeprefix(ID) for iri in SHARED.values()}
    assert things_on(page) - own <= twins
    every = things_on(get(client, f"/en/{path}"))
    assert own - twins == {thing for thing in every if thing.startswith(f"{name}/")} - twins


@pytest.mark.parametrize("class_name", LISTED)
def test_a_list_of_a_programme_has_all_of_its_things(client: TestClient, class_name: str) -> None:
    for name, reader in ALONE.items():
        expected = {thing.id for thing in reader.all_of(class_name)}
        page = get(client, f"/nb/kinds/{class_name}?programme={name}")
        assert {thing for thing in things_on(page) if thing.startswith(f"{name}/")} == expected


def test_what_both_have_is_listed_once_with_both(client: TestClient) -> None:
    page = get(client, "/nb/kinds/Organisation").one("ul", class_="things")
    one, other = (iri.removeprefix(ID) for iri in SHARED.values())
    (item,) = [
        item for item in page.all("li") if any(one in link.attributes["href"] for link in item.all("a"))
    ]
    assert [link.attributes["href"] for link in item.all("a")] == [f"/nb/id/{one}", f"/nb/id/{other}"]
    assert "Samarbeid i Fjordvik · også i Havneløftet" in item.text
    number = sum(len(reader.all_of("Organisation")) for reader in ALONE.values()) - 1
    assert len(page.all("li")) == number


def test_the_front_page_counts_each_programme_and_all_of_them(client: TestClient) -> None:
    table = get(client, "/nb/").one("table")
    (row,) = [row for row in table.all("tr") if row.text.startswith("Organisasjoner")]
    each = [len(reader.all_of("Organisation")) for reader in ALONE.values()]
    assert [int(cell.text) for cell in row.all("td")] == [sum(each) - 1, *each]
    assert not get(client, "/nb/?programme=havnevik").all("table")


def test_subprojects_of_several_programmes_stand_side_by_side(client: TestClient) -> None:
    chosen = ("fjordvik/subproject/ut-i-arbeid", "havnevik/subproject/byhagen")
    page = get(client, "/nb/compare?" + "&".join(f"s={name}" for name in chosen))
    heads = [head.text for head in page.one("thead").all("th")]
    assert heads == ["Ut i arbeid · Samarbeid i Fjordvik", "Byhagen · Havneløftet"]
    assert len(page.all("fieldset")) == 2
    assert len(get(client, "/nb/compare?programme=havnevik").all("fieldset")) == 1


def test_an_unknown_programme_has_no_pages(client: TestClient) -> None:
    assert client.get("/nb/?programme=other").status_code == 404
    assert client.get("/en/kinds/Arena?programme=other").status_code == 404


@pytest.mark.parametrize("name", NETWORKS)
def test_the_map_of_a_programme_is_that_of_it_alone(client: TestClient, name: str) -> None:
    for programme, reader in ALONE.items():
        page = get(client, f"/en/map/{name}?programme={programme}")
        expected = drawn(Reader(reader.store), NETWORKS[name])
        assert {node["id"] for node in network_of(page)["nodes"]} == set(expected)
        assert all(node["href"].endswith(f"?programme={programme}") for node in network_of(page)["nodes"])


def test_what_both_have_is_one_node_that_says_so(client: TestClient) -> None:
    nodes = {node["id"]: node for node in network_of(get(client, "/nb/map"))["nodes"]}
    one, other = (iri.removeprefix(ID) for iri in SHARED.values())
    assert nodes[one]["about"].endswith("Samarbeid i Fjordvik, Havneløftet")
    assert other not in nodes
    assert nodes["havnevik/arena/hagekvelden"]["about"].endswith("Havneløftet")
    of_one = {node["id"]: node for node in network_of(get(client, "/nb/map?programme=havnevik"))["nodes"]}
    assert "Havneløftet" not in of_one[other]["about"]


def test_the_page_of_a_thing_tells_its_programme_and_leads_to_the_same_in_another(client: TestClient) -> None:
    one, other = (iri.removeprefix(ID) for iri in SHARED.values())
    for own, twin, programmes in (
        (one, other, ("Samarbeid i Fjordvik", "Havneløftet")),
        (other, one, ("Havneløftet", "Samarbeid i Fjordvik")),
    ):
        page = get(client, f"/nb/id/{own}").one("article")
        assert page.one("p", class_="eyebrow").text.endswith(programmes[0])
        assert f"Det samme i {programmes[1]}" in page.one("header", class_="stack").text
        links = {link.attributes["href"] for link in page.one("section", aria_labelledby="twins").all("a")}
        assert f"/nb/id/{twin}" in links
        told = {href.removeprefix("/nb/id/").partition("/")[0] for href in links if "/id/" in href}
        assert told == {twin.partition("/")[0]}
        assert page.one("a", class_="action").attributes["href"].endswith(f"#node={one}")


def test_on_the_map_of_a_programme_a_thing_goes_by_its_own_name(client: TestClient) -> None:
    one, other = (iri.removeprefix(ID) for iri in SHARED.values())
    address = get(client, f"/nb/id/{other}?programme=havnevik").one("a", class_="action").attributes["href"]
    assert address == f"/nb/map?programme=havnevik#node={other}"
    assert (
        get(client, f"/nb/id/{one}?programme=fjordvik")
        .one("a", class_="action")
        .attributes["href"]
        .endswith(f"#node={one}")
    )


def test_what_one_programme_alone_has_leads_to_no_other(client: TestClient) -> None:
    page = get(client, "/nb/id/havnevik/organisation/leselaget")
    assert not page.all("section", aria_labelledby="twins")
    assert page.one("p", class_="eyebrow").text.endswith("Havneløftet")


def test_the_report_on_a_network_of_a_programme_tells_its_values(client: TestClient) -> None:
    page = get(client, "/en/networks/actors-by-arenas?programme=havnevik&measure=degree")
    alone = read_for_analysis(Reader(havnevik().store), NETWORKS["actors-by-arenas"])
    rows = page.one("tbody").all("tr")
    assert {row.one("a").attributes["href"].partition("?")[0] for row in rows} == {
        f"/en/id/{node}" for node, told in alone.nodes(data=True) if told["mode"] == "actor"
    }
    assert "--programme havnevik" in page.text


@pytest.mark.parametrize("also", ["", "?programme=havnevik"])
def test_networks_lead_to_files_of_what_is_chosen(client: TestClient, also: str) -> None:
    links = [link.attributes["href"] for link in get(client, f"/en/networks{also}").one("main").all("a")]
    addresses = [urlsplit(href) for href in links if href.startswith("/api/v1/export/")]
    assert {address.path.rpartition("/")[2] for address in addresses} == {
        projection.export for projection in NETWORKS.values()
    }
    assert all(("programme=havnevik" in address.query) == bool(also) for address in addresses)


def test_equality_is_told_of_one_programme_with_the_command_that_asks_chance(client: TestClient) -> None:
    page = get(client, "/en/equality?type=Arena&programme=havnevik")
    assert {thing.partition("/")[0] for thing in things_on(page)} == {"havnevik"}
    assert "husk equality Arena --programme havnevik" in page.text
    downloads = [
        link.attributes["href"]
        for link in page.one("main").all("a")
        if "/equality" in link.attributes["href"]
    ]
    assert all("programme=havnevik" in href for href in downloads)


def test_a_question_is_asked_of_one_programme_where_its_file_says_by_what(client: TestClient) -> None:
    every = things_on(get(client, "/nb/questions/roles"))
    for name in ALONE:
        page = get(client, f"/nb/questions/roles?programme={name}")
        found = things_on(page)
        assert found == {thing for thing in every if thing.startswith(f"{name}/")}
        query, call = page.all("code")
        assert f"{ID}{name}/" in query.text
        assert call.text.endswith(f"&programme={name}")
    of_all = "/nb/questions/was-it-read-aloud"
    assert not get(client, of_all).all("aside", class_="programme-choice")
    told = get(client, f"{of_all}?programme=havnevik").one("aside", class_="programme-choice")
    assert told.text == "Denne siden gjelder alle programmene under ett."
