"""The page of queries in a browser: it completes, answers on the spot, and is left by keyboard."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def edit(page: Page) -> None:
    """Begin to write, which brings the editor."""
    page.get_by_role("textbox").focus()
    expect(page.locator(".cm-content")).to_be_focused()


def write(page: Page, query: str) -> None:
    """Type over whatever stands in the editor, and leave no list of suggestions open."""
    edit(page)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    page.keyboard.press("Escape")


def test_a_query_is_completed_with_its_prefix_and_answered_on_the_spot(visit: Visit) -> None:
    page = visit.open("/nb/sparql")
    write(page, "SELECT ?a {\n}")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.type(" ?a a aren")
    expect(page.get_by_role("option", name="husk:Arena arena")).to_be_visible()
    assert visit.axe() == []
    page.emulate_media(color_scheme="dark")
    assert visit.axe() == []
    page.wait_for_timeout(100)  # CodeMirror takes no choice in the first moment of a list
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#told")).to_contain_text("Besvart på")
    query = page.locator("#query").input_value()
    assert query == "PREFIX husk: <https://w3id.org/husk/ontology#>\nSELECT ?a { ?a a husk:Arena\n}"
    expect(page.locator('tbody a[href="/nb/id/fjordvik/arena/onsdagskafeen"]')).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Answer")).to_be_visible()
    assert page.locator("#query").input_value() == query


def test_a_slip_is_told_and_the_cursor_stands_at_it(visit: Visit) -> None:
    page = visit.open("/en/sparql")
    write(page, "ASK {\n  ?s foaf:name ?n\n}")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("line 2, column 15: the prefix foaf: is not declared")
    page.keyboard.insert_text("#")
    assert page.locator("#query").input_value() == "ASK {\n  ?s foaf:name# ?n\n}"


def test_escape_and_tab_leave_the_editor(visit: Visit) -> None:
    page = visit.open("/en/sparql")
    edit(page)
    expect(page.get_by_text("Press Escape and then Tab")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask")).to_be_focused()


def test_a_query_is_cancelled(visit: Visit) -> None:
    page = visit.open("/nb/sparql")
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Avbryt").click()
    expect(page.locator("#told")).to_have_text("Avbrutt.")
    expect(page.get_by_role("button", name="Avbryt")).to_be_hidden()


def test_without_script_the_form_asks(browser: Browser, made_up: str) -> None:
    with Visit(browser, made_up, java_script_enabled=False).closing() as visit:
        visit.page.goto(f"{made_up}/en/sparql")
        for control in visit.page.locator("[data-needs-script]").all():
            expect(control).to_be_hidden()
        visit.page.get_by_role("button", name="Ask").click()
        expect(visit.page.locator("tbody td").first).to_be_visible()


def test_the_page_is_light_until_somebody_writes(visit: Visit) -> None:
    """150 kB over the wire is what a page may weigh."""
    loaded: list[Request] = []

    def note(request: Request) -> None:
        loaded.append(request)

    visit.page.on("requestfinished", note)
    visit.open("/nb/sparql")
    sizes = [request.sizes() for request in loaded]
    weight = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
    assert 30_000 < weight < 150_000
