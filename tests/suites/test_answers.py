"""Two answers are the same whatever their blank nodes are called, and only then."""

import pytest

from tests.suites.answers import Answer, read_answer, same

TURTLE = "text/turtle"
TSV = "text/tab-separated-values"


def table(*rows: str) -> Answer:
    """Return a table over ?a and ?b."""
    return read_answer("\n".join(["?a\t?b", *rows, ""]).encode(), TSV, "")


def graph(text: str) -> Answer:
    """Return a graph."""
    return read_answer(f"PREFIX : <x:> {text}".encode(), TURTLE, "x:")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (table("<x:a>\t1", "<x:b>\t2"), table("<x:b>\t2", "<x:a>\t1")),
        (table("_:a\t_:b", "_:b\t_:c"), table("_:y\t_:z", "_:x\t_:y")),
        (table("<x:a>\t1.50", "<x:a>\t1e0"), table("<x:a>\t1.5", "<x:a>\t1.0e0")),
        (graph(":s :p [ :q 1 ] , [ :q 2 ] ."), graph(":s :p _:b , _:a . _:a :q 1 . _:b :q 2 .")),
    ],
)
def test_same(found: Answer, expected: Answer) -> None:
    assert same(found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (table("<x:a>\t1"), table("<x:a>\t1", "<x:a>\t1")),
        (table("<x:a>\t1"), table("<x:a>\t")),
        (table("<x:a>\t1"), table("<x:a>\t1.0")),
        (table("_:a\t_:a"), table("_:a\t_:b")),
        (table("_:a\t_:b"), table("_:a\t_:a")),
        (table("_:a\t<x:a>", "_:a\t<x:b>"), table("_:a\t<x:a>", "_:b\t<x:b>")),
        (table(), Answer(frozenset({"a"}), ())),
        (graph(":s :p [ :q 1 ] , [ :q 2 ] ."), graph(":s :p [ :q 1 , 2 ] , [] .")),
    ],
)
def test_not_same(found: Answer, expected: Answer) -> None:
    assert not same(found, expected)


def test_order_counts_where_it_is_asked_for() -> None:
    columns = frozenset({"a"})
    assert same(Answer(columns, ((1,), (2,))), Answer(columns, ((1,), (2,)), ordered=True))
    assert not same(Answer(columns, ((2,), (1,))), Answer(columns, ((1,), (2,)), ordered=True))


def test_each_row_once_will_do_where_rows_may_be_left_out() -> None:
    columns = frozenset({"a"})
    several = Answer(columns, ((1,), (1,), (2,)))
    assert same(Answer(columns, ((1,), (2,))), several, each_row_once_will_do=True)
    assert not same(Answer(columns, ((1,),)), several, each_row_once_will_do=True)
    assert not same(Answer(columns, ((2,), (2,), (1,))), several, each_row_once_will_do=True)
