"""Swagger UI on a page of ours: it shows the interface, its calls work, and it asks no other server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import PHONE, Visit

pytestmark = pytest.mark.browser


def test_a_call_is_tried_on_the_page(visit: Visit) -> None:
    page = visit.open("/api/docs")
    assert page.url.endswith("/api")
    listed = page.locator("#operations-entities-list_things")
    listed.get_by_role("button").first.click()
    listed.get_by_role("button", name="Try it out").click()
    listed.get_by_role("button", name="Execute").click()
    expect(listed.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    expect(listed.locator(".live-responses-table")).to_contain_text("fjordvik/")


@pytest.mark.parametrize(
    ("path", "title"), [("/nb/api", "REST-grensesnittet"), ("/en/api", "The REST interface")]
)
def test_around_swagger_ui_the_page_is_like_any_other(
    browser: Browser, made_up: str, path: str, title: str
) -> None:
    with Visit(browser, made_up).closing() as visit:
        page = visit.open(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.locator("main a").first).to_have_attribute("href", "/api/v1/openapi.json")
        page.evaluate("document.getElementById('interface').replaceChildren()")
        assert visit.axe() == []
        page.set_viewport_size(PHONE)
        visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_script_the_page_leads_to_the_document(browser: Browser, made_up: str) -> None:
    with Visit(browser, made_up, java_script_enabled=False).closing() as visit:
        visit.page.goto(f"{made_up}/nb/api")
        expect(visit.page.get_by_text("Uten JavaScript vises ikke kallene her.")).to_be_visible()
