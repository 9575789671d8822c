"""The map as a pyvis network: what it holds is what its page shows, and no more."""

from collections.abc import Iterator

import networkx as nx
import pytest
from pyvis.network import Network

from graph.errors import SnapshotError
from ontology.terms import LANGUAGES
from tests.fjordvik import DANGEROUS, fjordvik_network
from tests.visualizations.reading_pages import Element, network_of, read_page
from visualizations.layout import Layout, laid_out
from visualizations.network import MapNetwork, map_network

COUNCIL = "fjordvik/group/brukerradet"
CAFE = "fjordvik/arena/onsdagskafeen"


@pytest.fixture(scope="module")
def layout() -> Layout:
    return laid_out(fjordvik_network())


@pytest.fixture(params=LANGUAGES)
def network(request: pytest.FixtureRequest, layout: Layout) -> MapNetwork:
    return map_network(fjordvik_network(), layout, request.param, "edition-1")


def page_of(network: MapNetwork) -> Element:
    return read_page(network.generate_html())


def in_picture(page: Element) -> set[str]:
    return {node["id"] for node in network_of(page)["nodes"]}


def in_table(page: Element) -> set[str]:
    rows = page.one("tbody").all("tr")
    return {row.attributes[name] for row in rows for name in ("data-actor", "data-setting")}


def test_it_is_a_pyvis_network(network: MapNetwork) -> None:
    assert isinstance(network, Network)
    assert network.num_nodes() == len(network.nodes) == len(network.get_nodes())
    assert network.num_edges() == fjordvik_network().number_of_edges()


def test_physics_is_off(network: MapNetwork) -> None:
    assert network_of(page_of(network))["options"]["physics"]["enabled"] is False


def test_picture_and_table_show_the_network(network: MapNetwork) -> None:
    page = page_of(network)
    assert in_picture(page) == in_table(page) == set(fjordvik_network())
    ties = {frozenset((edge["from"], edge["to"])) for edge in network_of(page)["edges"]}
    rows = {
        frozenset((row.attributes["data-actor"], row.attributes["data-setting"]))
        for row in page.one("tbody").all("tr")
    }
    assert ties == rows == {frozenset(tie) for tie in fjordvik_network().edges}


def test_the_table_has_a_row_for_each_part(network: MapNetwork) -> None:
    parts = [part for _, _, tie in fjordvik_network().edges(data=True) for part in tie["ties"]]
    rows = page_of(network).one("tbody").all("tr")
    assert len(rows) == len(parts)


def test_a_node_that_is_removed_is_gone_from_picture_table_legend_and_counts(network: MapNetwork) -> None:
    before = page_of(network)
    network.nodes = [node for node in network.nodes if node["id"] != COUNCIL]
    page = page_of(network)
    assert COUNCIL in in_picture(before) & in_table(before)
    assert COUNCIL not in in_picture(page) | in_table(page)
    assert len(in_picture(page)) == len(in_picture(before)) - 1
    assert "Brukerrådet" not in page.one("tbody").text
    assert {edge["id"] for edge in network_of(page)["edges"] if COUNCIL in edge["id"]} == set()
    assert page.one("form", id="legend").text != before.one("form", id="legend").text
    assert page.one("p", class_="lead").text != before.one("p", class_="lead").text


def test_an_edge_that_is_removed_is_gone_from_picture_and_table(network: MapNetwork) -> None:
    removed = f"{COUNCIL}~{CAFE}"
    network.edges = [edge for edge in network.edges if edge["id"] != removed]
    page = page_of(network)
    assert removed not in {edge["id"] for edge in network_of(page)["edges"]}
    assert removed not in {row.attributes["data-tie"] for row in page.one("tbody").all("tr")}


def test_a_name_with_markup_is_text(network: MapNetwork) -> None:
    html = network.generate_html()
    assert DANGEROUS not in html
    page = read_page(html)
    assert DANGEROUS in page.one("tbody").text
    assert any(DANGEROUS in node["name"] for node in network_of(page)["nodes"])
    assert {script.attributes["type"] for script in page.all("script")} == {"application/json", "module"}


def test_nothing_on_the_page_is_inline_or_from_elsewhere(network: MapNetwork) -> None:
    page = page_of(network)
    assert page.all("style") == []
    assert all(script.text == "" for script in page.all("script", type="module"))
    loaded = [
        element.attributes.get("src") or element.attributes["href"]
        for element in (*page.all("script", type="module"), *page.all("link"))
    ]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert not [
        name
        for element in page.all("div") + page.all("button") + page.all("tr") + page.all("svg")
        for name in element.attributes
        if name == "style" or name.startswith("on")
    ]


def test_what_was_never_so_is_marked_in_picture_and_table(network: MapNetwork) -> None:
    page = page_of(network)
    dashed = {edge["id"] for edge in network_of(page)["edges"] if edge["dashes"]}
    chips = {
        row.attributes["data-tie"]
        for row in page.one("tbody").all("tr")
        if row.all("span", class_="modality")
    }
    assert dashed
    assert dashed <= chips


def test_the_legend_counts_every_node_once(network: MapNetwork) -> None:
    legend = page_of(network).one("form", id="legend")
    counts = [
        int(chip.one("span", class_="numeric soft").text)
        for chip in legend.all("label", class_="chip")
        if chip.one("input").attributes["name"] == "group"
    ]
    assert sum(counts) == len(fjordvik_network())


def test_the_foot_names_the_edition(network: MapNetwork) -> None:
    assert "edition-1" in page_of(network).one("footer").text


def test_nodes_and_edges_are_added_once() -> None:
    network = MapNetwork("nb")
    for _ in range(2):
        network.add_node("a", "A")
        network.add_node("b")
        network.add_edge("a", "b")
        network.add_edge("b", "a")
    assert [node["label"] for node in network.nodes] == ["A", "b"]
    assert network.num_edges() == 1


def test_an_edge_needs_its_nodes() -> None:
    network = MapNetwork("nb")
    network.add_node("a")
    with pytest.raises(ValueError, match="no node 'b': add it before"):
        network.add_edge("a", "b")


def test_adding_an_edge_does_not_look_through_the_others() -> None:
    class Counting(list[object]):
        looks = 0

        def __iter__(self) -> Iterator[object]:
            type(self).looks += 1
            return super().__iter__()

    network = MapNetwork("nb")
    network.edges, network.nodes, network.node_ids = Counting(), Counting(), Counting()
    for number in range(20):
        network.add_node(f"n{number}")
        network.add_edge("n0", f"n{number}")
    assert Counting.looks == 0


def test_an_empty_network_has_a_page() -> None:
    page = read_page(map_network(nx.Graph(), {}, "en").generate_html())
    assert page.one("tbody").all("tr") == []
    assert "0 actors, 0 projects and arenas and 0 ties." in page.one("p", class_="lead").text


def test_a_node_without_a_place_is_told_with_its_cure() -> None:
    with pytest.raises(SnapshotError, match="Run `husk build` again"):
        map_network(fjordvik_network(), {"wide": {}, "tall": {}}, "nb")


def test_the_page_tells_its_script_who_says_what_in_the_order_of_the_table(network: MapNetwork) -> None:
    page = page_of(network)
    data = network_of(page)
    parts = {part["id"]: part for edge in data["edges"] for part in edge["parts"]}
    for row in page.one("tbody").all("tr"):
        told = [
            source.text for source in row.one("ul", class_="evidence").children if isinstance(source, Element)
        ]
        said = parts[row.attributes["data-part"]]["said"]
        assert len(told) == len(said) > 0
        assert all(data["voices"][each["voice"]] in text for each, text in zip(said, told, strict=True))


def test_years_and_voices_to_choose_from_are_those_of_the_ties(network: MapNetwork) -> None:
    page = page_of(network)
    first = page.one("input", name="first")
    assert (first.attributes["min"], first.attributes["max"]) == ("2006", "2013")
    assert {box.attributes["value"] for box in page.all("input", name="voice")} == set(
        network_of(page)["voices"]
    )
