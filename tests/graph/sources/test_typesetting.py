"""Undoing what a typesetter did: hyphens at line ends, and where paragraphs end."""

import pytest

from graph.sources.typesetting import BLANK, Line, Paragraph, between, join, measure_of, paragraphs, width


def lines_of(*texts: str) -> list[Line]:
    """Return lines of one page, in which no empty lines stand."""
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    return [Line(start, text, 0, 1) for start, text in zip(starts, texts, strict=True)]


@pytest.mark.parametrize(
    ("before", "after", "glue"),
    [
        ("en", "dag", " "),
        ("hva –", "og", " "),
        ("hva -", "og", " "),
        ("sam-", "arbeid", ""),
        ("(Sam-", "arbeid)", ""),
        ("Sam-", "arbeid", ""),
        ("EU-", "kontoret", "-"),
        ("14-", "åring", "-"),
        ("2014-", "2016", "-"),
        ("e-", "post", "-"),
        ("Jan-", "Erik", "-"),
        ("by»-", "midlene", "-"),
        ("lag- og bygde-", "foreninger", ""),
        ("bygde-", "og byfolk", "- "),
        ("bygde-", "eller byfolk", "- "),
        ("ped-", "ogisk", ""),
        ("http://hus.example/et-", "hus", "-"),
        ("www.hus.example/et-", "hus", "-"),
        ("se http://hus.example om et-", "hus", ""),
        ("-", "hus", " "),
    ],
)
def test_a_hyphen_at_a_line_end_goes_when_it_only_splits_the_word(before: str, after: str, glue: str) -> None:
    assert between(before, after) == glue


def test_joined_text_knows_where_its_characters_stood() -> None:
    lines = lines_of("- Et  lite hus", " ved el-", f"va7{BLANK}.")
    joined = join(Paragraph(tuple(lines), "-"))
    assert joined.text == "Et lite hus ved elva7."
    source = "\n".join(line.text for line in lines)
    assert [source[origin] for origin in joined.origins] == list("Et lite hus\nved elva7.")
    assert [source[position] for position in joined.hyphens] == ["-"]


def test_no_lines_have_no_paragraphs_and_no_measure() -> None:
    assert paragraphs([], 30.0) == []
    assert measure_of([]) == 0


def test_one_line_in_a_hundred_may_stand_out_of_the_measure() -> None:
    usual, wide = ["et hus ved elva"] * 99, "et hus ved elva som er for langt"
    assert measure_of(lines_of(*usual, wide)) == width(usual[0])
    assert measure_of(lines_of(*usual[:20], wide)) == width(wide)


def test_a_list_counts_from_one_without_gaps() -> None:
    found = paragraphs(lines_of("1. Ett", "2. To", "4. Fire", "3. Tre", "1. Ny", "2. To"), 30.0)
    assert [paragraph.marker for paragraph in found] == ["1.", "2.", "3.", "1.", "2."]
