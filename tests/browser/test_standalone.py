"""A map in one file, opened from disk: it shows what the served map shows, and asks nobody for anything."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visits import Visit
from tests.fjordvik import fjordvik_network
from visualizations.layout import laid_out
from visualizations.network import map_network

pytestmark = pytest.mark.browser

EVERYTHING = "#modality=actual&modality=planned&modality=possible&modality=normative"


def test_a_map_from_disk_is_the_served_map(browser: Browser, visit: Visit, tmp_path: Path) -> None:
    network = map_network(fjordvik_network(), laid_out(fjordvik_network()), "nb")
    path = tmp_path / "map.html"
    path.write_text(network.generate_standalone(date(2026, 1, 2)), encoding="utf-8")
    with Visit(browser, path.as_uri()).closing() as alone:
        asked: list[str] = []
        alone.page.on("request", lambda request: asked.append(request.url))
        alone.open(EVERYTHING)
        visit.open(f"/nb/map{EVERYTHING}")
        assert alone.nodes_in_picture() == visit.nodes_in_picture() == set(fjordvik_network())
        assert alone.ties_in_picture() == alone.ties_in_table() == visit.ties_in_picture()
        assert {address for address in asked if not address.startswith("data:")} == {path.as_uri()}
        assert alone.page.evaluate("document.fonts.check('600 15px \"Source Sans 3\"')")
        assert alone.axe() == []
