"""The map of a network that is too large to be drawn at once: by groups, each opened, and all of it found."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import Visit

pytestmark = pytest.mark.browser


def test_groups_are_shown_and_opened_and_everything_is_found(browser: Browser, own: str) -> None:
    with Visit(browser, own).closing() as visit:
        page = visit.open("/nb/map/whole")
        groups = page.locator("section.groups a")
        shown, number = visit.nodes_in_picture(), groups.count()
        assert 1 < len(shown) <= number < 100
        assert visit.ties_in_picture() == visit.ties_in_table()
        assert shown == {node for tie in visit.ties_in_picture() for node in tie}
        found = next(name for name, *_ in visit.network()["elsewhere"] if len(name) > 12)
        page.locator("#search").fill(found)
        expect(page.locator("#found [role=option]").first).to_contain_text(found)
        page.locator("#search").press("Enter")
        page.wait_for_url("**/nb/map/whole/**")
        page.wait_for_selector("html[data-ready]")
        expect(page.locator("#details h2")).to_contain_text(found)
        assert visit.ties_in_picture() == visit.ties_in_table() != set()
        page.locator("section.groups a").first.click()
        page.wait_for_selector("html[data-ready]")
        assert visit.nodes_in_picture().isdisjoint(shown - {visit.address().partition("/whole/")[2]})
