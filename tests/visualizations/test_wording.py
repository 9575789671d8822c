"""The words of both languages: the same keys, the same gaps, and none used that is not there."""

import re
from pathlib import Path
from string import Formatter

import pytest

import visualizations
from graph.equality.overview import KINDS
from ontology.terms import LANGUAGES
from visualizations import time_page
from visualizations.wording import capitalised, wording

MENU = ("map", "matrix", "equality", "theory", "time", "compare", "questions", "sparql", "about")

PACKAGE = Path(visualizations.__file__).parent
WRITTEN = [*PACKAGE.glob("**/*.py"), *PACKAGE.glob("templates/**/*.html"), *PACKAGE.glob("static/js/*.js")]
KEY = re.compile(r"""["'`]([a-z]+\.[a-z0-9.-]+?)["'`]""")
GROUPS = {key.partition(".")[0] for key in wording("nb").entries}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def used() -> set[str]:
    """Return the keys that stand in code and templates, `count.actors` for both of its forms."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    found = {key for key in KEY.findall(text) if key.partition(".")[0] in GROUPS}
    return {key for key in found if not key.endswith((".html", ".svg", "."))}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    norwegian, english = (list(wording(language).entries) for language in LANGUAGES)
    assert norwegian == english


@pytest.mark.parametrize("key", sorted(wording("nb").entries))
def test_a_text_has_the_same_gaps_in_both_languages(key: str) -> None:
    norwegian, english = (wording(language).entries[key] for language in LANGUAGES)
    assert gaps(norwegian) == gaps(english)
    assert norwegian.strip()
    assert english.strip()


def test_no_text_is_used_that_is_not_there() -> None:
    there = set(wording("nb").entries)
    forms = {key.rpartition(".")[0] for key in there}
    assert used() - there - forms == set()


def test_no_text_is_there_that_is_not_used() -> None:
    constructed = (
        "error.",
        "equality.table-",
        *(f"equality.{kind}" for kind in KINDS),
        "find.kind",
        "find.modality",
        "find.programme",
        "find.sector",
        "find.voice",
        "front.",
        "legend.actors",
        "legend.groups",
        "legend.ideas",
        "legend.settings",
        "matrix.",
        "network.other-",
        "of.",
        "said.",
        "slip.",
        "theory.",
        *(f"time.{part}" for part in time_page.GROUPS),
        "tour.",
        *(f"site.{name}" for name in MENU),
    )
    unused = {
        key
        for key in wording("nb").entries
        if not key.startswith(constructed) and not {key, key.rpartition(".")[0]} & used()
    }
    assert unused == set()


def test_a_language_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="no pages in 'de', only in nb and en"):
        wording("de")


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 aktører"), (1, "1 aktør"), (12345, "12\u202f345 aktører")]
)
def test_numbers_agree_with_what_they_count(number: int, text: str) -> None:
    assert wording("nb").count("count.actors", number) == text


def test_a_missing_value_is_a_fault() -> None:
    with pytest.raises(KeyError):
        wording("nb")("place.page", number="16")


def test_capitalising_leaves_the_rest() -> None:
    assert [capitalised(text) for text in ("", "årsmelding fra HiO", "iPad")] == [
        "",
        "Årsmelding fra HiO",
        "IPad",
    ]
