"""Names broken into lines: nothing lost, nothing wider than it has to be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualizations.labels import LINES, width, wrap

NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=80)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Skole", ["Skole"]),
        ("", [""]),
        (" Skole", ["Skole"]),
        ("Kommunens samarbeidspartnere", ["Kommunens", "samarbeidspartnere"]),
        ("Bruker- og brobyggerlaget", ["Bruker- og", "brobyggerlaget"]),
        ("Arbeids-/velferdsforvaltning", ["Arbeids-/", "velferdsforvaltning"]),
        ("Menneskerettighetsorganisasjonene", ["Menneskerettighetsorganisasjonene"]),
    ],
)
def test_a_name_breaks_where_a_reader_would(name: str, lines: list[str]) -> None:
    assert wrap(name, 9).split("\n") == lines


def test_a_name_of_many_words_is_cut_after_the_last_line_with_a_mark() -> None:
    lines = wrap("ord " * 40, 9).split("\n")
    assert len(lines) == LINES
    assert lines[-1].endswith(" …")


@given(NAMES, st.floats(3, 20))
def test_a_label_keeps_every_letter_in_order(name: str, em: float) -> None:
    joined = re.sub(r"\s", "", wrap(name, em))
    assert re.sub(r"\s", "", name).startswith(joined.removesuffix("…"))


@given(NAMES, st.floats(3, 20))
def test_a_line_is_too_wide_only_when_it_cannot_be_broken(name: str, em: float) -> None:
    lines = wrap(name, em).split("\n")
    assert len(lines) <= LINES
    assert all(width(line.removesuffix(" …")) <= em or " " not in line.removesuffix(" …") for line in lines)


@given(st.lists(NAMES, min_size=2))
def test_width_adds_up(parts: list[str]) -> None:
    assert width("".join(parts)) == pytest.approx(sum(width(part) for part in parts))
