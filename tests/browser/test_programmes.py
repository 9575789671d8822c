"""Two programmes on one site: a reader chooses one, sees it alone from page to page, then both again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ontology.terms import ID
from tests.browser.conftest import served
from tests.browser.test_every_page import UNFOLD, width_of
from tests.browser.visits import PHONE, WIDE, Visit
from tests.together import SHARED, lay_out_together

pytestmark = pytest.mark.browser

PAGES = (
    "/nb/",
    "/en/map?programme=havnevik",
    "/nb/matrix",
    "/en/equality?programme=havnevik",
    "/nb/questions/roles?programme=fjordvik",
    "/en/questions/was-it-read-aloud?programme=fjordvik",
    "/en/search?q=reading&programme=havnevik",
    f"/nb/id/{SHARED['havnevik'].removeprefix(ID)}",
)


@pytest.fixture(scope="module")
def together(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with two programmes."""
    data = lay_out_together(tmp_path_factory.mktemp("programmes"))
    yield from served("together", tmp_path_factory, "--data", str(data))


@pytest.fixture
def visit(browser: Browser, together: str) -> Iterator[Visit]:
    with Visit(browser, together).closing() as opened:
        yield opened


def test_pages_of_one_and_of_all_are_as_others_are(visit: Visit) -> None:
    for path in PAGES:
        page = visit.open(path)
        page.evaluate(UNFOLD)
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            assert visit.axe() == [], path
        page.set_viewport_size({"width": 320, "height": 640})
        assert width_of(page) <= 320, path
        page.set_viewport_size(WIDE)


def test_what_is_chosen_stays_chosen_until_all_are(visit: Visit) -> None:
    every = len(nodes_on(visit, "/nb/map"))
    page = visit.page
    page.get_by_role("link", name="Havneløftet", exact=True).click()
    is_of(page, "Havneløftet")
    assert all(node.startswith("havnevik/") for node in visit.nodes_in_picture())
    menu = page.get_by_role("navigation").first
    menu.get_by_role("link", name="Hvem var med").click()
    page.wait_for_url("**/nb/matrix?**")
    is_of(page, "Havneløftet")
    things = page.locator("main a[href*='/id/']")
    assert all("/id/havnevik/" in each for each in things.evaluate_all("found => found.map((a) => a.href)"))
    page.goto(visit.site + "/nb/?programme=havnevik")
    page.get_by_role("searchbox").first.fill("lese")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nb/search?**")
    is_of(page, "Havneløftet")
    page.get_by_role("link", name="Alle programmer", exact=True).click()
    is_of(page, "Alle programmer")
    assert len(nodes_on(visit, "/nb/map")) == every


def nodes_on(visit: Visit, path: str) -> set[str]:
    visit.open(path)
    return visit.nodes_in_picture()


def is_of(page: Page, name: str) -> None:
    """Make sure that a page is of a programme, or of all, and can be seen to be so on a phone."""
    chosen = page.locator(".programme-choice [aria-current]")
    expect(chosen).to_have_text(name)
    page.wait_for_load_state()
    page.set_viewport_size(PHONE)
    expect(chosen).to_be_in_viewport(ratio=1)
    page.set_viewport_size(WIDE)
    if page.locator("script[type=module]").count():
        page.wait_for_selector("html[data-ready]")
