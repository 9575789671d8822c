"""What can be told of a query from its text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.query_text import Dataset, dataset, is_update, mentions_service, terminals, undeclared_prefixes
from tests.graph.pool.stores import cases


@pytest.mark.parametrize("query", cases("services"))
def test_service_is_found_however_it_is_written(query: str) -> None:
    assert mentions_service(query)


@pytest.mark.parametrize("update", cases("updates"))
def test_updates_are_known_by_their_first_word(update: str) -> None:
    assert is_update(update)


@pytest.mark.parametrize("query", ["ASK {}", "", "PREFIX load: <http://example.org/> ASK { load:it ?p ?o }"])
def test_queries_are_no_updates(query: str) -> None:
    assert not is_update(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?from ?p 'FROM <http://example.org/a>' }", Dataset()),
        ("SELECT * FROM <http://example.org/a> {}", Dataset(("http://example.org/a",))),
        ("SELECT * from named <http://example.org/a> {}", Dataset((), ("http://example.org/a",))),
        (
            "PREFIX : <http://example.org/> SELECT * FROM :a FROM :a FROM :b%20 FROM :c\\,d {}",
            Dataset(("http://example.org/a", "http://example.org/b%20", "http://example.org/c,d")),
        ),
        (
            "PREFIX ex: <http://example.org/1/> PREFIX ex: <http://example.org/2/> ASK FROM ex:a {}",
            Dataset(("http://example.org/2/a",)),
        ),
        (
            "BASE <http://example.org/x/y> PREFIX up: <../> ASK FROM up:a FROM <z> {}",
            Dataset(("http://example.org/a", "http://example.org/x/z")),
        ),
        ("ASK FROM <http://example.org/bl\\u00e5b\\U000000e6r> {}", Dataset(("http://example.org/blåbær",))),
    ],
)
def test_the_graphs_of_a_query_are_read_as_iris(query: str, expected: Dataset) -> None:
    assert dataset(query) == expected


def test_the_graphs_of_a_query_start_from_the_base_that_it_is_read_with() -> None:
    assert dataset("ASK FROM <a> {}", "http://example.org/x/y") == Dataset(("http://example.org/x/a",))


def test_prefixes_that_are_used_but_not_declared_are_named_in_their_order() -> None:
    query = "PREFIX a: <http://example.org/> ASK { a:x b:y c:z . _:n b:w 'd:e' } # f:g"
    assert undeclared_prefixes(query) == ("b:", "c:")


@given(st.text(alphabet="\"'\\\n<>#:.-?@aS1{ "))
def test_terminals_are_pieces_of_the_query_in_their_order(query: str) -> None:
    position = 0
    for terminal in terminals(query):
        assert terminal.text
        position = query.index(terminal.text, position) + len(terminal.text)


@pytest.mark.parametrize(
    "piece", ['"', "'", "<", "a-", "-", "a.b", '"""', "\\", "#", "@", ":", '"\\', "'''a\n"]
)
def test_long_nonsense_is_read_in_one_pass(piece: str) -> None:
    assert sum(1 for _ in terminals(piece * 300_000)) <= 600_000
