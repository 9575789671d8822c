"""The map in a browser: picture, table and SPARQL say the same, and everything on it can be reached."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.browser.visits import PHONE, WIDE, Visit
from tests.fjordvik import fjordvik_network
from visualizations.labels import width
from visualizations.layout import laid_out
from visualizations.network import map_network

pytestmark = pytest.mark.browser

COUNCIL = "fjordvik/group/brukerradet"
CAFE = "fjordvik/arena/onsdagskafeen"
ACTUAL = "?assertion husk:modality modality:actual ."
MODALITIES = ("actual", "planned", "possible", "normative")
EVERYTHING = "&".join(f"modality={modality}" for modality in MODALITIES)


DRAWN = """(() => {
  const scale = picture.network.getScale();
  const mark = (id) => {
    const { x, y } = picture.network.canvasToDOM(picture.place(id));
    const half = picture.height(picture.known.nodes.get(id), scale) / 2;
    return { id, left: x - half, right: x + half, top: y - half, bottom: y + half };
  };
  return [picture.drawn.map(({ id, box }) => ({ id, ...box })), picture.ids().map(mark)];
})()"""


def is_landmark(node: dict[str, Any], size: ViewportSize) -> bool:
    """Tell whether a node has its label from however far one looks at the map on a screen."""
    return bool((node if size == WIDE else node["tall"])["isLandmark"])


def details(page: Page) -> str:
    return page.locator("#details").inner_text()


def test_picture_table_network_and_sparql_say_the_same(visit: Visit) -> None:
    visit.open(f"/nb/map#{EVERYTHING}")
    written = {frozenset((edge["from"], edge["to"])) for edge in visit.network()["edges"]}
    assert visit.ties_in_picture() == visit.ties_in_table() == written == visit.ties_by_sparql("")
    assert visit.nodes_in_picture() == {node["id"] for node in visit.network()["nodes"]}


def test_our_own_map_says_what_sparql_says(browser: Browser, own: str) -> None:
    with Visit(browser, own).closing() as visit:
        visit.open("/nb/map")
        assert visit.ties_in_picture() == visit.ties_in_table() == visit.ties_by_sparql(ACTUAL)


def test_a_node_that_pyvis_no_longer_has_is_gone_from_picture_and_table(visit: Visit) -> None:
    network = map_network(fjordvik_network(), laid_out(fjordvik_network()), "nb")
    network.nodes = [node for node in network.nodes if node["id"] != COUNCIL]
    html = network.generate_html()

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=html)  # with the headers that the server sends

    visit.page.route("**/nb/map", answer)
    visit.open(f"/nb/map#{EVERYTHING}")
    assert visit.nodes_in_picture() == set(fjordvik_network()) - {COUNCIL}
    shown = visit.ties_in_picture()
    assert shown == visit.ties_in_table()
    assert not any(COUNCIL in tie for tie in shown)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_label_covers_another_or_a_mark(
    browser: Browser, made_up: str, language: str, size: ViewportSize
) -> None:
    with Visit(browser, made_up, size=size).closing() as visit:
        page = visit.open(f"/{language}/map#{EVERYTHING}")
        drawn, marks = page.evaluate(DRAWN)
        landmarks = {node["id"] for node in visit.network()["nodes"] if is_landmark(node, size)}
        assert len(landmarks) >= 5
        assert landmarks <= {label["id"] for label in drawn}
        for number, one in enumerate(drawn):
            for other in (*drawn[number + 1 :], *marks):
                assert one["id"] == other["id"] or not (
                    one["left"] < other["right"] - 1
                    and other["left"] < one["right"] - 1
                    and one["top"] < other["bottom"] - 1
                    and other["top"] < one["bottom"] - 1
                )


def test_widths_of_letters_are_those_of_the_typeface(visit: Visit, typeface: bytes) -> None:
    letters = [*map(chr, range(0x20, 0x7F)), *"æøåÆØÅé–«»"]
    page = visit.open("/nb/map")
    measured = page.evaluate(
        """async ([font, letters]) => {
          const bytes = Uint8Array.from(atob(font), (letter) => letter.charCodeAt(0));
          const face = await new FontFace("Measured", bytes.buffer, { weight: "200 900" }).load();
          document.fonts.add(face);
          const context = document.createElement("canvas").getContext("2d");
          context.font = "600 1000px Measured";
          return letters.map((letter) => context.measureText(letter).width);
        }""",
        [base64.b64encode(typeface).decode(), letters],
    )
    assert [width(letter) for letter in letters] == pytest.approx(
        [value / 1000 for value in measured], abs=0.002
    )


def test_a_click_fades_the_rest_and_opens_the_details(visit: Visit) -> None:
    page = visit.open("/nb/map")
    visit.click(COUNCIL)
    expect(page.locator("#details h2")).to_have_text("Brukerrådet")
    near = set(page.evaluate("[...picture.near]"))
    assert near == {COUNCIL} | {end for tie in visit.ties_in_picture() if COUNCIL in tie for end in tie}
    assert "Initiativtaker" in details(page)
    assert "Ifølge brukere som siteres" in details(page)
    expect(page.locator("#guide")).to_be_hidden()


def test_a_tie_opens_its_passages_and_voices(visit: Visit) -> None:
    page = visit.open("/nb/map")
    visit.click(COUNCIL, CAFE)
    expect(page.locator("#details h2")).to_have_text("Brukerrådet – Onsdagskafeen")
    told = details(page)
    assert "Brukerrådet tok initiativet til Onsdagskafeen." in told
    assert (
        "Ifølge brukere som siteres, gjengitt av rapportens forfatter. Punkt 3, avsnitt 1, setning 2" in told
    )
    link = page.locator("#details .place").first
    assert link.get_attribute("href") == "/nb/id/fjordvik/passage/3-p1-s2"


def test_a_click_beside_everything_closes_the_details(visit: Visit) -> None:
    page = visit.open(f"/nb/map#node={quote(COUNCIL)}")
    expect(page.locator("#details")).to_be_visible()
    page.locator("#canvas").click(position={"x": 3, "y": 3})
    expect(page.locator("#details")).to_be_hidden()
    assert "#" not in visit.address()


def test_a_name_in_the_other_language_says_so(visit: Visit) -> None:
    page = visit.open(f"/en/map#node={quote(COUNCIL)}")
    expect(page.locator("#details [lang=nb]")).to_have_text("Brukerrådet")
    page = visit.open(f"/nb/map#node={quote(COUNCIL)}")
    expect(page.locator("#details h2")).to_have_text("Brukerrådet")
    expect(page.locator("#details [lang]")).to_have_count(0)


def test_details_lead_to_the_page_of_the_thing(visit: Visit) -> None:
    page = visit.open(f"/en/map#node={quote(CAFE)}")
    page.get_by_role("link", name="Read more about Wednesday café").click()
    expect(page.locator("h1")).to_have_text("Wednesday café")


def test_details_lead_from_node_to_node(visit: Visit) -> None:
    page = visit.open(f"/nb/map#node={quote(COUNCIL)}")
    page.locator("#details").get_by_role("button", name="Onsdagskafeen").click()
    expect(page.locator("#details h2")).to_have_text("Onsdagskafeen")
    expect(page.locator("#details h2")).to_be_focused()


def test_the_legend_filters_picture_and_table_alike(visit: Visit) -> None:
    page = visit.open(f"/nb/map#{EVERYTHING}")
    all_ties = visit.ties_in_picture()
    page.locator("[value='actor users']").uncheck()
    users = {node["id"] for node in visit.network()["nodes"] if node["group"] == "users"}
    assert visit.nodes_in_picture() & users == set()
    assert visit.ties_in_picture() == visit.ties_in_table() == {tie for tie in all_ties if not tie & users}
    expect(page.locator("#shown")).to_contain_text("Viser 27 av 31 aktører")
    page.get_by_role("button", name="Nullstill").click()
    assert visit.ties_in_picture() == visit.ties_in_table() == visit.ties_by_sparql(ACTUAL)


def test_what_was_only_planned_is_shown_only_when_asked_for(visit: Visit) -> None:
    page = visit.open("/en/map")
    clinic = "fjordvik/activity/ny-ungdomsklinikk"
    assert clinic not in visit.nodes_in_picture()
    page.get_by_label("Planned").check()
    assert clinic in visit.nodes_in_picture()
    assert visit.ties_in_picture() == visit.ties_in_table()
    drawn = page.evaluate("[...picture.looks].filter(([, look]) => look === 'planned').map(([id]) => id)")
    assert drawn
    assert all(clinic in tie or "ut-i-arbeid" in tie for tie in drawn)


def test_the_table_is_another_view_of_the_same_choice(visit: Visit) -> None:
    page = visit.open(f"/nb/map#node={quote(COUNCIL)}")
    page.get_by_role("button", name="Tabell", exact=True).click()
    expect(page.locator("#canvas")).to_be_hidden()
    chosen = page.locator("tbody tr[aria-current]")
    assert chosen.count() == 5
    assert all("Brukerrådet" in row.inner_text() for row in chosen.all())
    expect(page.locator("#details h2")).to_have_text("Brukerrådet")


def test_what_is_chosen_beside_the_table_is_in_sight_on_the_map(visit: Visit) -> None:
    page = visit.open("/nb/map#view=table")
    page.locator("#search").fill("skrivekurs")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Kart").click()
    box = page.locator("#canvas").bounding_box()
    place = visit.place("fjordvik/activity/skrivekurs")
    assert box is not None
    assert 0 < place["x"] < box["width"]
    assert 0 < place["y"] < box["height"]
    assert page.evaluate("network.getScale()") > 0.5


def test_the_guide_leads_into_the_map(visit: Visit) -> None:
    page = visit.open("/en/map")
    page.locator("#guide").get_by_role("link", name="Into work").click()
    expect(page.locator("#details h2")).to_have_text("Into work")
    expect(page.locator("#details h2")).to_be_focused()


def test_search_finds_flies_and_opens(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.locator("#search").fill("pårør")
    expect(page.locator("#found [role=option]")).to_have_text(["PårørendenettverketGruppe · brukere"])
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Pårørendenettverket")
    assert page.evaluate("picture.near.has('fjordvik/group/parorendenettverket')")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hogskolen", "Høgskolen Innsjø"),
        ("ASE OSTBY", "Åse Østby"),
        ("brobygger", "Bruker- og brobyggerlaget"),
        ("kafe", "Onsdagskafeen"),
    ],
)
def test_search_forgives_case_and_missing_letters(visit: Visit, typed: str, found: str) -> None:
    page = visit.open("/nb/map")
    page.locator("#search").fill(typed)
    expect(page.locator("#found [role=option]").first).to_contain_text(found)


def test_search_tells_when_nothing_is_found_and_escape_empties_it(visit: Visit) -> None:
    page = visit.open("/en/map")
    field = page.locator("#search")
    field.fill("zzz")
    expect(page.locator("#found [role=option]")).to_have_count(0)
    expect(page.locator("#spoken")).to_have_text("Nothing found")
    field.press("Escape")
    expect(field).to_have_value("")


def test_search_is_worked_by_arrow_keys(visit: Visit) -> None:
    page = visit.open("/nb/map")
    field = page.locator("#search")
    field.fill("bruker")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "found-1"
    field.press("ArrowUp")
    field.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Bruker- og brobyggerlaget")


def test_what_search_finds_is_brought_back_from_behind_the_filter(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.locator("[value='actor users']").uncheck()
    page.locator("#search").fill("brukerrådet")
    page.keyboard.press("Enter")
    assert COUNCIL in visit.nodes_in_picture()
    expect(page.locator("[value='actor users']")).to_be_checked()


def test_a_walk_by_keyboard_goes_from_node_to_node_and_into_the_details(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.locator("#canvas").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        before = page.evaluate("picture.cursor && picture.place(picture.cursor)")
        page.keyboard.press(key)
        seen.add(page.evaluate("picture.cursor"))
        here = page.evaluate("picture.place(picture.cursor)")
        if before and key in {"ArrowRight", "ArrowLeft"}:
            assert (here["x"] > before["x"]) == (key == "ArrowRight")
    assert len(seen) > 2
    spoken = page.locator("#spoken").text_content()
    page.keyboard.press("Enter")
    name = page.locator("#details h2").text_content()
    assert spoken is not None
    assert spoken.startswith(f"{name}, ")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "canvas"


def test_every_node_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.open("/nb/map")
    reached = page.evaluate(
        """() => {
          const canvas = document.getElementById("canvas");
          const press = (key) => canvas.dispatchEvent(new KeyboardEvent("keydown", { key }));
          const ways = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"];
          press("ArrowLeft");
          const seen = new Set([picture.cursor]);
          const waiting = [picture.cursor];
          while (waiting.length > 0) {
            const from = waiting.pop();
            for (const way of ways) {
              picture.cursor = from;
              press(way);
              if (!seen.has(picture.cursor)) waiting.push(picture.cursor);
              seen.add(picture.cursor);
            }
          }
          return [...seen];
        }"""
    )
    assert set(reached) == visit.nodes_in_picture()


def test_plus_minus_and_0_zoom_as_the_buttons_do(visit: Visit) -> None:
    page = visit.open("/nb/map")
    scale = "network.getScale()"
    whole = page.evaluate(scale)
    page.locator("#canvas").focus()
    for key, button in (("+", "Zoom inn"), ("-", "Zoom ut")):
        page.keyboard.press(key)
        by_key = page.evaluate(scale)
        page.keyboard.press("0")
        assert page.evaluate(scale) == pytest.approx(whole)
        page.get_by_role("button", name=button).click()
        assert page.evaluate(scale) == pytest.approx(by_key)
        page.get_by_role("button", name="Vis alt").click()
        page.locator("#canvas").focus()


def test_the_other_language_keeps_what_is_chosen(visit: Visit) -> None:
    page = visit.open("/nb/map")
    visit.click(COUNCIL)
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang=en][data-ready]")
    expect(page.locator("#details h2")).to_have_text("Users' council")


def test_an_address_restores_the_view(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.get_by_label("Forskning").uncheck()
    visit.click(COUNCIL)
    page.get_by_role("button", name="Tabell", exact=True).click()
    ties, address = visit.ties_in_table(), visit.address()
    page.goto("about:blank")
    visit.open(address.removeprefix(visit.site))
    assert visit.ties_in_table() == ties
    expect(page.locator("#table")).to_be_visible()
    expect(page.get_by_label("Forskning")).not_to_be_checked()
    expect(page.locator("#details h2")).to_have_text("Brukerrådet")


@pytest.mark.parametrize(
    "fragment", ["node=nobody", "tie=a~b&view=nowhere", "without=nothing&without=actor%20none", "%"]
)
def test_an_address_that_means_nothing_shows_the_whole_map(visit: Visit, fragment: str) -> None:
    page = visit.open(f"/nb/map#{fragment}")
    expect(page.locator("#details")).to_be_hidden()
    assert visit.ties_in_picture() == visit.ties_by_sparql(ACTUAL)


def test_a_name_with_script_in_it_stays_text(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.locator("#search").fill("vevlaget")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Vevlaget <script>window.stolen = 1</script>")
    page.get_by_role("button", name="Tabell", exact=True).click()
    assert page.evaluate("window.stolen") is None
    assert json.dumps(page.evaluate("[...document.scripts].map((script) => script.type)")) == json.dumps(
        ["application/json", "module"]
    )


def test_on_a_phone_the_map_comes_before_details_and_legend(browser: Browser, made_up: str) -> None:
    with Visit(browser, made_up, size=PHONE, has_touch=True).closing() as visit:
        page = visit.open("/nb/map")
        page.locator("#canvas").tap(position=visit.place(CAFE))
        expect(page.locator("#details h2")).to_have_text("Onsdagskafeen")
        tops = [
            box["y"]
            for selector in ("#canvas", "#details", "#legend")
            if (box := page.locator(selector).bounding_box()) is not None
        ]
        assert tops == sorted(tops)
        assert tops[0] < PHONE["height"] / 2


def test_a_wheel_scrolls_past_the_map_until_one_is_at_it(visit: Visit) -> None:
    page = visit.open("/nb/map")
    scale = page.evaluate("network.getScale()")
    page.locator("#canvas").hover(position=visit.place(CAFE))
    page.mouse.wheel(0, 300)
    page.evaluate(
        "new Promise((done) => { const look = () => (scrollY > 0 ? done() : setTimeout(look, 20)); look(); })"
    )
    assert page.evaluate("network.getScale()") == pytest.approx(scale)
