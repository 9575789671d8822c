"""Every declared network has a map that shows it and nothing else, a large one group by group."""

import itertools

import pytest

from graph.networks.drawn import outline
from graph.networks.registry import NETWORKS
from ontology.terms import LANGUAGES
from tests.fjordvik import fjordvik_network, fjordvik_reader
from tests.visualizations.reading_pages import Element, network_of, read_page
from visualizations import layout
from visualizations.layout import Layouts, groups_in, layouts_of
from visualizations.maps import Maps
from visualizations.strongest import carried, strongest


def laid_out() -> Layouts:
    """Return where everything stands on the maps of the made-up programme."""
    found: dict[str, layout.Layout] = {}
    for name, projection in NETWORKS.items():
        found |= layouts_of(name, outline(fjordvik_reader(), projection))
    return found


@pytest.fixture(scope="module")
def maps() -> Maps:
    return Maps(fjordvik_reader(), laid_out(), "edition-1")


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> tuple[Maps, Layouts]:
    """Return maps of which those with more than twenty nodes are drawn group by group."""
    monkeypatch.setattr(layout, "LARGEST", 20)
    layouts = laid_out()
    return Maps(fjordvik_reader(), layouts, "edition-1"), layouts


def page_of(maps: Maps, language: str, name: str, group: str = "") -> Element:
    drawn = maps.get(language, name, group)
    assert drawn is not None
    return read_page(drawn.generate_html())


def ties_of(page: Element) -> set[frozenset[str]]:
    """Return the ties in the picture, which must be those in the table."""
    edges = {frozenset((edge["from"], edge["to"])) for edge in network_of(page)["edges"]}
    rows = {
        frozenset((row.attributes["data-actor"], row.attributes["data-setting"]))
        for row in page.one("tbody").all("tr")
    }
    assert edges == rows
    return edges


def test_of_very_many_ties_those_are_drawn_that_most_is_said_of(
    maps: Maps, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = fjordvik_network()
    support = {
        frozenset((one, other)): sum(len(tie.assertions) for tie in told["ties"])
        for one, other, told in network.edges(data=True)
    }
    ordered = sorted(support.values(), reverse=True)
    assert ordered[0] > ordered[-1]
    monkeypatch.setattr("visualizations.maps.MOST_CARRIED", sum(ordered) - 1)
    monkeypatch.setattr("visualizations.strongest.MOST_SHOWN", 3)
    monkeypatch.setattr("visualizations.strongest.MOST_TOLD", 1)
    page = page_of(maps, "en", "taking-part")
    assert sorted((support[ends] for ends in ties_of(page)), reverse=True) == ordered[:3]
    assert {node["id"] for node in network_of(page)["nodes"]} == set(network)
    assert f"Of {len(ordered)} ties, the 3 are drawn that most statements tell of" in page.text
    for one, other, told in strongest(network).edges(data=True):
        for tie, whole in zip(told["ties"], network.edges[one, other]["ties"], strict=True):
            assert set(tie.assertions) <= set(whole.assertions)
            assert len(tie.assertions) == len(tie.modalities)


def test_all_ties_are_drawn_where_a_page_can_carry_them(maps: Maps, monkeypatch: pytest.MonkeyPatch) -> None:
    network = fjordvik_network()
    monkeypatch.setattr("visualizations.maps.MOST_CARRIED", carried(network))
    page = page_of(maps, "en", "taking-part")
    assert len(ties_of(page)) == network.number_of_edges()
    assert "are drawn that most statements" not in page.text


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_shows_the_network_that_is_declared(maps: Maps, name: str, language: str) -> None:
    page = page_of(maps, language, name)
    expected = fjordvik_network(name)
    assert {node["id"] for node in network_of(page)["nodes"]} == set(expected)
    assert ties_of(page) == {frozenset(tie) for tie in expected.edges}
    chosen = page.one("nav", class_="choices").one("a", **{"aria-current": "page"})
    assert chosen.text == page.one("h1").text
    assert len(page.one("nav", class_="choices").all("a")) == len(NETWORKS)


def test_there_is_no_map_of_what_is_not_declared(maps: Maps) -> None:
    assert maps.get("nb", "friends") is None
    assert maps.get("nb", "whole", "fjordvik/arena/onsdagskafeen") is None


def test_a_large_network_is_shown_by_its_groups(crowded: tuple[Maps, Layouts]) -> None:
    maps, layouts = crowded
    groups, network = groups_in(layouts, "whole"), fjordvik_network("whole")
    page = page_of(maps, "en", "whole")
    assert sorted(itertools.chain(*groups.values())) == sorted(network)
    assert {node["id"] for node in network_of(page)["nodes"]} == set(groups)
    of = {node: group for group, members in groups.items() for node in members}
    between = [frozenset((of[one], of[other])) for one, other in network.edges if of[one] != of[other]]
    assert ties_of(page) == set(between)
    told = {edge["id"]: edge["parts"][0]["role"] for edge in network_of(page)["edges"]}
    assert sum(int(role.split()[0]) for role in told.values()) == len(between)
    assert "too large to be shown at once" in page.one("p", class_="lead").text
    assert len(page.one("section", class_="groups").all("a")) == len(groups)


def test_everything_in_a_large_network_can_be_found_and_its_group_opened(
    crowded: tuple[Maps, Layouts],
) -> None:
    maps, layouts = crowded
    network, shown = fjordvik_network("whole"), set[frozenset[str]]()
    elsewhere = network_of(page_of(maps, "en", "whole"))["elsewhere"]
    found = {tuple(address.split("#node=")) for *_, address in elsewhere}
    for group, members in groups_in(layouts, "whole").items():
        page = page_of(maps, "en", "whole", group)
        assert {node["id"] for node in network_of(page)["nodes"]} == set(members)
        assert {(f"/en/map/whole/{group}", node) for node in members} <= found
        shown |= ties_of(page)
        assert len(network_of(page)["elsewhere"]) == len(network) - len(members)
    assert shown <= {frozenset(tie) for tie in network.edges}
