"""What is downloaded from the map is what it shows."""

import csv
import io
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

FOCUS = f"/nb/map#focus={quote('fjordvik/group/brukerradet')}&steps=1"
SVG = "{http://www.w3.org/2000/svg}"


def downloaded(visit: Visit, button: str) -> bytes:
    """Return the file that a button saves."""
    with visit.page.expect_download() as saving:
        visit.page.get_by_role("button", name=button).click()
    return Path(saving.value.path()).read_bytes()


def test_the_drawing_and_the_table_hold_what_is_shown_and_where_it_comes_from(visit: Visit) -> None:
    page = visit.open(FOCUS)
    drawing = ET.fromstring(downloaded(visit, "Tegning (SVG)"))  # noqa: S314  # the page made it
    marks = {path.get("data-node") for path in drawing.iter(f"{SVG}path") if path.get("data-node")}
    assert marks == visit.nodes_in_picture()
    told = " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))
    assert "CC BY 4.0" in told
    assert "Brukere" in told
    assert visit.address() in told
    assert (page.locator("#shown").text_content() or "") in told
    rows = list(csv.DictReader(io.StringIO(downloaded(visit, "Tabell (CSV)").decode())))
    assert {frozenset((row["actor_id"], row["setting_id"])) for row in rows} == visit.ties_in_table()
    assert all(row["voices"] and row["passages"] and row["modalities"] == "actual" for row in rows)


def test_the_picture_is_one(visit: Visit) -> None:
    visit.open(FOCUS)
    assert downloaded(visit, "Bilde (PNG)").startswith(b"\x89PNG")
