"""A map in one file: nothing in it leads to a server, and its policy lets run exactly what is in it."""

import base64
import hashlib
import re
from datetime import date

import pytest

from tests.fjordvik import fjordvik_network
from tests.visualizations.reading_pages import network_of, read_page
from visualizations.bundling import bundle
from visualizations.layout import laid_out
from visualizations.network import MapNetwork, map_network
from visualizations.static_files import static_files


@pytest.fixture(scope="module")
def drawn() -> MapNetwork:
    return map_network(fjordvik_network(), laid_out(fjordvik_network()), "nb", "edition-1")


def test_it_shows_what_the_served_map_shows(drawn: MapNetwork) -> None:
    alone, served = (
        network_of(read_page(html))
        for html in (drawn.generate_standalone(date(2026, 1, 2)), drawn.generate_html())
    )
    assert [node["id"] for node in alone["nodes"]] == [node["id"] for node in served["nodes"]]
    assert alone["edges"] == served["edges"]


def test_it_loads_nothing_and_leads_to_iris(drawn: MapNetwork) -> None:
    page = read_page(drawn.generate_standalone(date(2026, 1, 2)))
    assert page.all("link") == page.all("img") == []
    assert all("src" not in script.attributes for script in page.all("script"))
    hrefs = {link.attributes["href"] for link in page.all("a")}
    assert {href for href in hrefs if not href.startswith(("https://w3id.org/husk/id/", "#"))} == set()
    assert all(node["href"].startswith("https://w3id.org/husk/id/") for node in network_of(page)["nodes"])


def test_the_policy_knows_every_script_and_style_by_its_hash(drawn: MapNetwork) -> None:
    html = drawn.generate_standalone(date(2026, 1, 2))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    inside = re.findall(r'(?s)<script type="module">(.*?)</script>', html) + re.findall(
        r"(?s)<style>(.*?)</style>", html
    )
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inside}
    assert len(hashes) == 3
    assert hashes == set(re.findall(r"sha256-([^&']*)", policy))
    assert "unsafe" not in policy


def test_it_tells_edition_licence_and_day(drawn: MapNetwork) -> None:
    foot = read_page(drawn.generate_standalone(date(2026, 1, 2))).one("footer").text
    for told in ("edition-1", "CC BY 4.0", "2026-01-02"):
        assert told in foot


def test_every_module_that_is_imported_is_in_the_bundle() -> None:
    made = bundle("js/map.js")
    modules = [path for path in static_files().contents if f'modules["{path}"] = ' in made.own]
    assert {"js/dom.js", "js/picture.js", "js/sizes.js"} <= set(modules)
    assert not re.search(r"(?m)^(import|export) ", made.own)
    for path in modules:
        assert made.own.index(f'modules["{path}"] = ') <= made.own.index(f'modules["{path}"]')
    assert made.vendor == (static_files().contents["vendor/vis-network.min.js"].decode(),)
