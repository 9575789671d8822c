"""Answers for people: tables with links and named columns, and what else their shape allows."""

from itertools import pairwise

import pytest

from graph.reading.answers import Cell, Table
from graph.reading.descriptions import Reference, Text
from ontology.terms import HUSK, ID, VOCABULARY, XSD
from visualizations.answers import shown

CAFE = Reference(f"{ID}x/arena/cafe", Text("Kafé", "Café"), None)


def number(text: str) -> Cell:
    return Cell(text, datatype=f"{XSD}integer")


def thing(name: str) -> Cell:
    return Cell(name, iri=f"{ID}x/arena/{name}")


@pytest.mark.parametrize(
    ("cell", "href"),
    [
        (Cell("Café", iri=CAFE.iri), "/nb/id/x/arena/cafe"),
        (Cell("leder", iri=f"{VOCABULARY}role/leader"), "/nb/vocabulary/role/leader"),
        (Cell("arena", iri=f"{HUSK}Arena"), "/nb/ontology#Arena"),
        (Cell("x", iri="https://example.org/x"), None),
        (Cell("Kafé", language="nb"), "/nb/id/x/arena/cafe"),
        (Cell("kafé", language="nb"), None),
        (Cell("Kafé"), None),
    ],
)
def test_a_value_leads_to_the_page_of_its_thing(cell: Cell, href: str | None) -> None:
    def thing_labelled(text: str, language: str) -> Reference | None:
        return CAFE if text == CAFE.label.get(language) else None

    ((found,),) = shown(Table(("x",), ((cell,),)), "nb", thing_labelled=thing_labelled)["rows"]
    assert found.href == href


def test_columns_stand_under_the_words_that_are_given_for_them() -> None:
    table = Table(("who", "in_what"), ())
    assert shown(table, "nb", {"who": {"nb": "Hvem", "en": "Who"}})["columns"] == ["Hvem", "In what"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_name_and_a_number_a_row_are_bars_too(*, turned: bool) -> None:
    rows = [(Cell("a"), number("4")), (Cell("b"), number("1"))]
    table = Table(("x", "y"), tuple(row[::-1] if turned else row for row in rows))
    bars = shown(table, "en")["bars"]
    assert [(bar["name"].text, bar["number"], bar["width"]) for bar in bars] == [
        ("a", "4", 100.0),
        ("b", "1", 25.0),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ((Cell("a"), number("4")),),
        ((Cell("a"), number("0")), (Cell("b"), number("0"))),
        ((Cell("a"), number("-1")), (Cell("b"), number("1"))),
        ((Cell("a"), number("1")), (Cell("b"), None)),
        ((number("2"), number("1")), (number("2"), number("1"))),
        ((Cell("a"), number("1"), Cell("c")), (Cell("b"), number("1"), Cell("c"))),
    ],
)
def test_other_rows_are_no_bars(rows: tuple[tuple[Cell | None, ...], ...]) -> None:
    assert shown(Table(("x", "y", "z")[: len(rows[0])], rows), "en")["bars"] is None


def test_two_things_a_row_are_a_small_map_too() -> None:
    table = Table(("x", "y"), tuple((thing(one), thing(other)) for one, other in ("ac", "bc", "ad")))
    ties = shown(table, "en")["ties"]
    lines = {(one.lines[0], other.lines[0]) for one, other in ties.lines}
    assert lines == {("A", "C"), ("B", "C"), ("A", "D")}
    for column, names in ((ties.left, "AB"), (ties.right, "DC")):
        assert [mark.lines[0] for mark in column] == list(names)
        assert all(0 < mark.x < ties.width for mark in column)
        heights = [0, *(mark.y for mark in column), ties.height]
        assert all(lower - upper >= ties.line / 2 for upper, lower in pairwise(heights))


def test_the_first_rows_of_an_answer_are_neither() -> None:
    pairs = tuple((thing(one), thing(other)) for one, other in ("ac", "bc"))
    assert shown(Table(("x", "y"), pairs, total=3), "en")["ties"] is None
