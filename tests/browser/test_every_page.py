"""What holds for every page: axe-core finds nothing, nothing fails or is too wide, all reads unscripted."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import PHONE, Visit

pytestmark = pytest.mark.browser

CAFE = "id/fjordvik/arena/onsdagskafeen"
MADE_UP = [
    f"/{language}/{path}"
    for language in ("nb", "en")
    for path in (
        "",
        "map",
        f"map#node={CAFE.removeprefix('id/')}",
        "map#view=table",
        CAFE,
        "id/fjordvik/passage/3-p1-s2",
        "kinds/Arena",
        "nothing",
    )
]
OWN = [
    "/nb/",
    "/en/questions",
    "/nb/questions/roles-of-an-actor?who=KREM",
    "/en/questions/roles-of-an-actor?who=kremm",
    "/en/questions/organisations-by-sector",
    "/nb/open",
    "/nb/findings",
    "/en/time",
    "/nb/matrix",
    "/en/equality",
    "/en/theory",
    "/en/networks",
    "/nb/networks/actors-by-arenas",
    "/en/networks/organisations?measure=e-i-index",
    "/en/compare?s=osloregionen/subproject/ung-i-jobb&s=osloregionen/subproject/helseavklaring",
    "/nb/search?q=krem",
    "/en/about?tour=researcher&step=5",
    "/nb/accessibility",
    "/nb/map",
    "/en/map#view=table",
    "/nb/map/whole",
    "/en/map/theory",
    "/nb/id/osloregionen/subproject/ung-i-jobb",
    "/nb/id/osloregionen/voice/steering-group",
    "/en/id/osloregionen/assertion/2.8-p1-s4-c",
    "/en/sparql",
    "/nb/sparql?query=SELECT+*+%7B+%3Fs+%3Chttps%3A%2F%2Fw3id.org%2Fhusk%2Fontology%23ledBy%3E+%3Fo+%7D",
    "/nb/sparql?query=SELECT",
    "/nb/ontology#Arena",
    "/en/vocabulary/role",
    "/nb/vocabulary/role/leader",
]
UNFOLD = """
for (const details of document.querySelectorAll("details")) {
  details.open ||= details.checkVisibility();
}
"""
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that see a difference where nothing but colours changes."""


def check(visit: Visit, path: str) -> None:
    """Look at a page light and dark, wide and narrow, with everything unfolded that can be."""
    page = visit.open(path)
    page.evaluate(UNFOLD)
    assert visit.axe() == []
    page.emulate_media(color_scheme="dark")
    assert visit.axe(*OF_COLOURS) == []
    page.set_viewport_size(PHONE)
    assert visit.axe() == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert width_of(page) <= 320


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("path", MADE_UP)
def test_a_page_of_the_made_up_programme(browser: Browser, made_up: str, path: str) -> None:
    with Visit(browser, made_up).closing() as visit:
        check(visit, path)


@pytest.mark.parametrize("path", OWN)
def test_a_page_of_our_own_data(browser: Browser, own: str, path: str) -> None:
    with Visit(browser, own).closing() as visit:
        check(visit, path)


@pytest.mark.parametrize("path", ["/en/", "/nb/map", f"/en/{CAFE}"])
def test_a_page_reads_without_script(browser: Browser, made_up: str, path: str) -> None:
    with Visit(browser, made_up, size=PHONE, java_script_enabled=False).closing() as visit:
        page = visit.page
        page.goto(made_up + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main a").first).to_be_visible()
        for control in page.locator("[data-needs-script]").all():
            expect(control).to_be_hidden()


def test_what_programs_read_on_a_page_is_data_and_no_script(visit: Visit) -> None:
    page = visit.open("/nb/id/fjordvik/organisation/vevlaget-script-window.stolen-1-script")
    block = page.locator('script[type="application/ld+json"]')
    described = page.evaluate("(element) => JSON.parse(element.textContent)", block.element_handle())
    assert described["name"][0]["@value"] == "Vevlaget <script>window.stolen = 1</script>"
    assert page.evaluate("window.stolen") is None


def test_the_map_without_script_is_its_table(browser: Browser, made_up: str) -> None:
    with Visit(browser, made_up, java_script_enabled=False).closing() as visit:
        visit.page.goto(made_up + "/nb/map")
        expect(visit.page.locator("tbody tr").first).to_be_visible()
        expect(visit.page.get_by_text("Brukerrådet tok initiativet til Onsdagskafeen.")).to_be_visible()


def test_the_whole_of_a_page_is_reached_by_keyboard_with_visible_focus(visit: Visit) -> None:
    page = visit.open(f"/nb/{CAFE}")
    seen = []
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    menu = ["Kart", "Hvem var med", "Likeverd", "Hva virker", "Tid", "Sammenlign", "Spørsmål", "SPARQL", "Om"]
    assert seen[:12] == ["Gå til innholdet", "husk", *menu, "English"]
    assert "Vis på kartet" in seen


def test_on_a_phone_the_pages_stand_in_a_menu_that_needs_no_script(browser: Browser, made_up: str) -> None:
    with Visit(browser, made_up, size=PHONE, java_script_enabled=False).closing() as visit:
        page = visit.page
        page.goto(f"{made_up}/nb/time")
        header = page.locator(".site-header").bounding_box()
        assert header is not None
        assert header["height"] < 80
        menu = page.locator(".site-menu")
        expect(menu.get_by_role("link", name="Kart")).to_be_hidden()
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu.get_by_role("link", name="Tid")).to_have_attribute("aria-current", "page")
        menu.get_by_role("link", name="Kart").click()
        expect(page).to_have_url(f"{made_up}/nb/map")


def test_the_first_stop_leads_past_the_header(visit: Visit) -> None:
    page = visit.open("/en/map")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_on_paper_the_table_stands_under_the_map(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.emulate_media(media="print")
    expect(page.locator("#canvas")).to_be_visible()
    expect(page.locator("#table")).to_be_visible()
    expect(page.locator(".toolbar")).to_be_hidden()
