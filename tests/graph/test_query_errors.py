"""A syntax error says where it stands and what may help."""

import pyoxigraph
import pytest

from graph.errors import QuerySyntaxError
from graph.query_errors import syntax_error


def error_of(query: str) -> QuerySyntaxError:
    with pytest.raises(SyntaxError) as caught:
        pyoxigraph.Store().query(query)
    return syntax_error(query, caught.value)


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("", "it is empty"),
        ("SELECT * { ?s ?p ?o", "it has 1 { and 0 }"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 }", "it has 1 ( and 0 )"),
        ('SELECT * { ?s ?p "name }', "a string is not closed"),
        ("SELECT * { ?s foaf:name ?o }", "the prefix foaf: is not declared"),
        ("SELECT * { ?s ?p http://example.org/a }", "an IRI is not enclosed in < and >"),
        ("SELECT * { ?s <name> ?o }", "an IRI is relative"),
        ("SELECT ?s ?s { ?s ?p ?o }", "a variable stands twice in SELECT"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "GROUP BY"),
        ("SELECT * WHERE { ?s ?p ?o } ORDER ?s", "something is missing or misspelt"),
    ],
)
def test_what_people_forget_most_often_is_guessed(query: str, hint: str) -> None:
    assert hint in str(error_of(query))


def test_line_and_column_are_told_and_pointed_at() -> None:
    error = error_of("SELECT * {\n\t?café <relative> ?o\n}")
    assert (error.line, error.column) == (2, 18)
    assert str(error).splitlines()[1:] == ["    ?café <relative> ?o", "    " + " " * 16 + "^"]


def test_a_long_line_is_shown_only_around_the_place() -> None:
    error = error_of("SELECT * { " + "?s ?p ?o . " * 1000 + "?s ex:p ?o }")
    _, shown, pointer = str(error).splitlines()
    assert len(shown) < 100
    assert len(pointer) < 100


def test_a_complaint_of_another_form_is_passed_on() -> None:
    error = syntax_error("ASK {}", SyntaxError("something new"))
    assert str(error) == "The query cannot be read: something new."
    assert (error.line, error.column) == (None, None)
