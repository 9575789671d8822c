"""Settings are declared once, documented all, and refuse what cannot be used."""

from dataclasses import fields
from pathlib import Path

import pytest

from husk.settings import PREFIX, Settings, SettingsError, packaged_data

SETTINGS_PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_on_the_page_with_its_default_and_help() -> None:
    """The page is a table of the declarations, in their order."""
    rows = [line for line in SETTINGS_PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    said = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    words: dict[object, str] = {
        packaged_data(): "the `data/` folder of the product",
        None: "not set",
        "": "not set",
        True: "`1`",
        False: "`0`",
    }
    declared = [
        [
            f"`{PREFIX}{setting.name.upper()}`",
            words.get(setting.default, f"`{setting.default}`"),
            setting.metadata["help"],
        ]
        for setting in fields(Settings)
    ]
    assert said == declared


def test_an_empty_variable_is_no_setting() -> None:
    """`HUSK_SOURCES= make test` means that there is no source folder."""
    assert Settings.from_environment({"HUSK_SOURCES": ""}).sources is None


def test_paths_are_read_as_paths() -> None:
    """A folder from the environment arrives as a path, whether or not the default is one."""
    settings = Settings.from_environment({"HUSK_SOURCES": "/a", "HUSK_VAR": "/b"})
    assert (settings.sources, settings.var) == (Path("/a"), Path("/b"))


@pytest.mark.parametrize(
    ("variable", "text", "reason"),
    [
        ("HUSK_PORT", "http", "no whole number"),
        ("HUSK_PORT", "70000", "from 0 to 65535"),
        ("HUSK_QUERY_SECONDS", "soon", "no number"),
        ("HUSK_QUERY_SECONDS", "0", "more than 0"),
        ("HUSK_QUERY_WORKERS", "-1", "more than 0"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(variable: str, text: str, reason: str) -> None:
    """The sentence names the variable and what would do."""
    with pytest.raises(SettingsError, match=reason) as caught:
        Settings.from_environment({variable: text})
    assert variable in str(caught.value)
