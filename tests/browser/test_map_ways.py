"""How two are connected, shown on the map and told in words."""

from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit
from tests.fjordvik import fjordvik_network

pytestmark = pytest.mark.browser

NETWORK = "fjordvik/group/parorendenettverket"
YOUTH = "fjordvik/group/ungdomspanelet"


def test_the_shortest_way_is_found_by_keyboard_and_told_with_its_sources(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.get_by_text("Hvordan henger to av dem sammen?").click()
    page.get_by_label("Fra", exact=True).first.fill("pårørende")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Til").fill("ungdomspanelet")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Pårørendenettverket – Ungdomspanelet")
    expect(page.locator("#details h2")).to_be_focused()
    network = fjordvik_network()
    actual = nx.Graph([tie for tie in network.edges if network.edges[tie]["modality"] == "actual"])
    ways = list(nx.all_shortest_paths(actual, NETWORK, YOUTH))
    near = set(page.evaluate("[...picture.near]"))
    assert near <= {node for way in ways for node in way}
    assert any(set(way) <= near for way in ways)
    steps = page.locator("#details ol").first.locator("> li")
    assert steps.count() == len(ways[0]) - 1
    assert all("Ifølge" in step for step in steps.all_inner_texts())
    marked = page.locator("tbody tr[aria-current]").evaluate_all("rows => rows.map((row) => row.dataset.tie)")
    assert set(marked) == set(page.evaluate("[...picture.nearTies]"))
    address = visit.address()
    page.goto("about:blank")
    visit.open(address.removeprefix(visit.site))
    expect(page.locator("#details h2")).to_have_text("Pårørendenettverket – Ungdomspanelet")
    expect(page.get_by_role("combobox", name="Til")).to_have_value("Ungdomspanelet")


def test_that_there_is_no_way_is_told_for_what_is_shown(visit: Visit) -> None:
    page = visit.open(f"/en/map#start={quote(NETWORK)}&end={quote(YOUTH)}")
    expect(page.locator("#details ol")).not_to_have_count(0)
    for box in page.locator("[name=group][value^=setting]").all():
        box.uncheck()
    expect(page.locator("#details")).to_contain_text("does not connect them")
    expect(page.locator("#details ol")).to_have_count(0)


def test_a_node_leads_to_the_question(visit: Visit) -> None:
    page = visit.open(f"/en/map#node={quote(NETWORK)}")
    page.get_by_role("button", name="How is it connected with another?").click()
    expect(page.get_by_label("From", exact=True).first).to_have_value("Relatives' network")
    expect(page.get_by_role("combobox", name="To", exact=True)).to_be_focused()
