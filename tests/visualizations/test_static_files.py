"""The files that pages load: all there, none fetched from elsewhere, and none that writes markup."""

import re

import pytest

from visualizations.static_files import MEDIA_TYPES, StaticFiles, static_files

OWN = {
    path: text.decode() for path, text in static_files().contents.items() if path.endswith((".js", ".css"))
}
OWN_SCRIPTS = [path for path in OWN if path.startswith("js/")]
OWN_STYLES = [path for path in OWN if path.startswith("css/")]

READS_OUR_PAGES = {"js/query.js"}
"""What takes the answer out of a page that our own server has written, and never markup from elsewhere."""


def test_scripts_and_styles_are_found() -> None:
    assert {"js/map.js", "js/picture.js"} <= set(OWN_SCRIPTS)
    assert {"css/tokens.css", "css/site.css", "css/map.css"} <= set(OWN_STYLES)


def test_an_address_holds_the_digest_of_all_files() -> None:
    files = static_files()
    assert files.url("js/map.js") == f"/static/{files.digest}/js/map.js"
    assert re.fullmatch("[0-9a-f]{16}", files.digest)


def test_an_address_of_nothing_is_a_fault() -> None:
    with pytest.raises(KeyError, match="no-such-file"):
        StaticFiles({}, "0" * 16).url("no-such-file")


@pytest.mark.parametrize("path", OWN_SCRIPTS)
def test_a_script_writes_text_only(path: str) -> None:
    writes_markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser"
    found = set(re.findall(writes_markup, OWN[path]))
    assert found == ({"DOMParser"} if path in READS_OUR_PAGES else set())


@pytest.mark.parametrize("path", [*OWN_SCRIPTS, *OWN_STYLES])
def test_no_file_of_ours_names_another_host(path: str) -> None:
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", OWN[path]))
    named_only = {
        "http://www.w3.org/2000/svg",
        "https://www.rfc-editor.org/rfc/rfc4180",
        "https://www.w3.org/WAI/ARIA/apg/patterns/combobox/",
    }
    assert addresses <= named_only


@pytest.mark.parametrize("path", [*OWN_SCRIPTS, *OWN_STYLES])
def test_what_a_file_loads_is_there(path: str) -> None:
    folder = path.rpartition("/")[0]
    loaded = re.findall(r"""(?:from|import|url\()\s*["'](\.[^"']+)["']""", OWN[path])
    for target in loaded:
        parts: list[str] = folder.split("/")
        for step in target.split("/"):
            parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
        assert "/".join(parts) in static_files().contents


def test_every_served_file_has_a_media_type() -> None:
    assert {f".{path.rpartition('.')[2]}" for path in static_files().contents} <= set(MEDIA_TYPES)
