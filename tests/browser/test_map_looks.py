"""What is near a node, and how large and in which colour nodes are drawn by a measure."""

from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit
from tests.fjordvik import fjordvik_network
from visualizations.measuring import measured

pytestmark = pytest.mark.browser

COUNCIL = "fjordvik/group/brukerradet"


def near(steps: int) -> set[str]:
    """Return what is so many steps from the council along what was so."""
    network = fjordvik_network()
    actual = [tie for tie in network.edges if network.edges[tie]["modality"] == "actual"]
    return set(nx.ego_graph(nx.Graph(actual), COUNCIL, radius=steps))


def test_only_what_is_near_a_node_is_left_and_then_the_whole_again(visit: Visit) -> None:
    page = visit.open(f"/nb/map#node={quote(COUNCIL)}")
    whole = visit.nodes_in_picture()
    page.locator("#details").get_by_role("button", name="1 steg").click()
    assert visit.nodes_in_picture() == near(1)
    assert visit.ties_in_picture() == visit.ties_in_table()
    expect(page.locator("#focused")).to_have_text("Bare Brukerrådet og det som er nær.")
    page.locator("#focus").get_by_role("button", name="2 steg").click()
    assert visit.nodes_in_picture() == near(2)
    address = visit.address()
    page.goto("about:blank")
    visit.open(address.removeprefix(visit.site))
    assert visit.nodes_in_picture() == near(2) < whole
    page.get_by_role("button", name="Hele kartet").press("Enter")
    assert visit.nodes_in_picture() == whole
    assert page.evaluate("document.activeElement.id") == "canvas"


def test_marks_are_sized_and_coloured_by_what_the_server_measured(visit: Visit) -> None:
    page = visit.open("/en/map")
    page.get_by_label("Size").select_option("Betweenness (two-mode)")
    page.get_by_label("Colour").select_option("Count")
    assert "size=two-mode-betweenness" in visit.address()
    assert "colour=two-mode-count" in visit.address()
    heights = page.evaluate("picture.ids().map((id) => [id, picture.height(picture.known.nodes.get(id), 1)])")
    values = measured(fjordvik_network())
    settings = {node["id"] for node in visit.network()["nodes"] if node["mode"] == "setting"}
    sizes = sorted(
        (values[node]["two-mode-betweenness"], height)
        for node, height in heights
        if node in values and node in settings
    )
    assert [height for _, height in sizes] == sorted(height for _, height in sizes)
    assert sizes[-1][1] > 2 * sizes[0][1]
    written = {node["id"]: node["measures"] for node in visit.network()["nodes"]}
    assert {node for node, found in written.items() if found} == set(values)
    expect(page.locator("#measured")).to_contain_text("without persons")
    expect(page.locator("#measured")).to_contain_text("From 1 to ")


def test_a_person_has_no_numbers(visit: Visit) -> None:
    page = visit.open("/en/map#node=fjordvik/person/ase-ostby")
    expect(page.locator("#details h2")).to_be_visible()
    expect(page.locator("#details")).not_to_contain_text("Betweenness")
    page = visit.open(f"/en/map#node={quote(COUNCIL)}")
    expect(page.locator("#details")).to_contain_text("Betweenness (two-mode): 0.")
