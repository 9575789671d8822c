"""What the map leaves out: by voice, by modality and by year, in picture, table, counts and address alike."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

ACTUAL = "?assertion husk:modality modality:actual ."
STUDENTS = "fjordvik/voice/students-report"
IN_2009_AND_2010 = """
?participation husk:period ?time .
OPTIONAL { ?time husk:earliestStart ?start } OPTIONAL { ?time husk:latestEnd ?end }
FILTER(BOUND(?start) || BOUND(?end))
FILTER(COALESCE(?start, 0) < 20110000 && COALESCE(?end, 99999999) > 20090000)
"""
WITHOUT_TIME = """
NOT EXISTS {
  ?participation husk:period ?time . { ?time husk:earliestStart ?any } UNION { ?time husk:latestEnd ?any }
}
"""


@pytest.mark.parametrize(
    ("fragment", "condition"),
    [
        ("", ACTUAL),
        ("modality=planned", "?assertion husk:modality modality:planned ."),
        ("modality=none", "FILTER(false)"),
        (
            f"voice={quote(STUDENTS)}",
            f"{ACTUAL} ?assertion prov:wasAttributedTo <https://w3id.org/husk/id/{STUDENTS}> .",
        ),
        ("years=2009-2010", ACTUAL + IN_2009_AND_2010),
        (
            "years=2009-2010&undated=yes",
            f"{ACTUAL} FILTER({WITHOUT_TIME} || EXISTS {{ {IN_2009_AND_2010} }})",
        ),
    ],
)
def test_picture_table_and_sparql_leave_out_the_same(visit: Visit, fragment: str, condition: str) -> None:
    visit.open(f"/nb/map#{fragment}")
    assert visit.ties_in_picture() == visit.ties_in_table() == visit.ties_by_sparql(condition)


def test_a_voice_is_chosen_by_keyboard_and_only_its_sources_are_told(visit: Visit) -> None:
    page = visit.open("/nb/map")
    box = page.locator(f"[value='{STUDENTS}']")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    said = page.locator(".table tbody tr:not([hidden]) .evidence > li:not([hidden])").all_text_contents()
    assert len(said) == 3
    assert all("Ifølge studentenes rapport" in text for text in said)
    expect(page.locator("#shown")).to_contain_text("3 av 58 koblinger")
    page.get_by_role("button", name="Tabell", exact=True).click()
    page.get_by_role("button", name="Nullstill").click()
    assert visit.ties_in_table() == visit.ties_by_sparql(ACTUAL)


def test_the_legend_counts_what_each_entry_would_show(visit: Visit) -> None:
    page = visit.open(f"/nb/map#voice={quote(STUDENTS)}")
    shown = page.locator("label:has([name=group])").evaluate_all(
        "labels => labels.map((label) => Number(label.querySelector('.numeric').textContent))"
    )
    assert sum(shown) == len(visit.nodes_in_picture())
    planned = page.locator("label:has([value=planned]) .numeric").text_content()
    assert int(planned or 0) == len(
        visit.ties_by_sparql(
            "?assertion husk:modality modality:planned ; "
            f"prov:wasAttributedTo <https://w3id.org/husk/id/{STUDENTS}> ."
        )
    )


def test_years_are_chosen_by_arrow_keys_and_what_is_unsure_is_drawn_so(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.locator("#year-first").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert "years=2009-" in visit.address()
    expect(page.locator("#shown")).to_contain_text("koblinger uten oppgitt tid er ikke med")
    looks = page.evaluate("Object.fromEntries(picture.looks)")
    leader = "fjordvik/organisation/bruker-og-brobyggerlaget~fjordvik/arena/onsdagskafeen"
    partner = "fjordvik/organisation/hogskolen-innsjo~fjordvik/subproject/ut-i-arbeid"
    assert looks[leader] == "actual"
    assert looks[partner] == "actual"
    page.get_by_label("Vis også det uten oppgitt tid").check()
    looks = page.evaluate("Object.fromEntries(picture.looks)")
    assert {looks[tie] for tie in set(looks) - {leader, partner}} == {"actual", "unsure"}
    assert visit.ties_in_picture() == visit.ties_in_table()


def test_the_later_year_follows_the_earlier_past_it(visit: Visit) -> None:
    page = visit.open("/nb/map#years=2006-2007")
    page.locator("#year-first").press("End")
    last = page.locator("#year-last")
    assert last.input_value() == page.locator("#year-first").input_value()


def test_an_address_restores_every_choice_and_the_place(visit: Visit) -> None:
    page = visit.open("/nb/map")
    page.get_by_label("Forskning").uncheck()
    page.get_by_label("Planlagt").check()
    page.get_by_label("Rapportens forfatter").check()
    page.locator("#year-last").press("ArrowLeft")
    page.get_by_label("Vis også det uten oppgitt tid").check()
    page.get_by_role("button", name="Zoom inn").click()
    place = "[network.getScale(), network.getViewPosition()]"
    ties, address, looked = visit.ties_in_picture(), visit.address(), page.evaluate(place)
    page.goto("about:blank")
    visit.open(address.removeprefix(visit.site))
    assert visit.address() == address
    assert visit.ties_in_picture() == visit.ties_in_table() == ties
    scale, middle = page.evaluate(place)
    assert scale == pytest.approx(looked[0], abs=0.001)
    assert middle == pytest.approx(looked[1], abs=1)
    for label in ("Planlagt", "Rapportens forfatter", "Vis også det uten oppgitt tid"):
        expect(page.get_by_label(label)).to_be_checked()


def test_what_is_linked_to_is_shown_though_it_never_was(visit: Visit) -> None:
    page = visit.open("/en/map#node=fjordvik/activity/ny-ungdomsklinikk")
    expect(page.locator("#details h2")).to_be_visible()
    assert "fjordvik/activity/ny-ungdomsklinikk" in visit.nodes_in_picture()
