from hypothesis import given
from hypothesis import strategies as st

from graph.authoring.places import Place, Places
from graph.values import Iri

BASE = "https://example.org/file"


def places(text: str) -> Places:
    return Places("@prefix e: <https://example.org/> .\n" + text, BASE)


def test_name_is_found_in_the_named_graph_and_subject() -> None:
    found = places("e:g { e:a e:p e:x . e:b e:p e:x . }\ne:h { e:b e:p e:x . }")
    name = Iri("https://example.org/x")
    graph, subject = Iri("https://example.org/h"), Iri("https://example.org/b")
    assert found.find(name) == Place(2, 15)
    assert found.find(name, subject=subject) == Place(2, 29)
    assert found.find(name, graph=graph) == Place(3, 15)


def test_name_is_found_however_it_is_spelled() -> None:
    found = places("<a> e:p <https://example.org/b>, e:c\\-d .")
    assert [found.find(Iri(f"https://example.org/{name}")) for name in ("a", "b", "c-d")] == [
        Place(2, 1),
        Place(2, 9),
        Place(2, 34),
    ]


def test_text_and_comments_are_passed_over() -> None:
    found = places('# e:a {\ne:g { e:a e:p "e:x } # e:y", """\n"e:x" {""" ; e:q e:x . }')
    assert found.find(Iri("https://example.org/a")) == Place(3, 7)
    assert found.find(Iri("https://example.org/x"), graph=Iri("https://example.org/g")) == Place(4, 18)


def test_full_stop_ends_a_statement_but_not_a_name() -> None:
    found = places("e:2.4-p1 e:p e:x.y.\ne:b e:p e:z .")
    assert found.find(Iri("https://example.org/x.y"), subject=Iri("https://example.org/2.4-p1")) == Place(
        2, 14
    )
    assert found.find(Iri("https://example.org/z"), subject=Iri("https://example.org/b")) == Place(3, 9)


def test_full_stop_within_a_number_ends_no_statement() -> None:
    found = places("e:s e:p 7.5 ; e:q e:o .")
    assert found.find(Iri("https://example.org/o"), subject=Iri("https://example.org/s")) == Place(2, 19)


def test_a_stands_for_the_type() -> None:
    found = places("e:g { e:s a e:C . }")
    assert found.find(Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")) == Place(2, 11)


def test_base_and_sparql_style_prefixes_are_followed() -> None:
    found = Places("BASE <https://example.com/>\nPREFIX f: <x/>\n<s> f:p f:o .", BASE)
    assert found.find(Iri("https://example.com/s")) == Place(3, 1)
    assert found.find(Iri("https://example.com/x/o")) == Place(3, 9)


def test_blank_nodes_are_found_in_all_their_spellings() -> None:
    found = places('e:s e:p [ e:q "[" ] .\n_:b e:p ( ) .')
    assert list(found.blank_nodes()) == [Place(2, 9), Place(3, 1), Place(3, 9)]


def test_graph_that_is_opened_twice_is_found() -> None:
    found = places("e:g { e:s e:p e:o }\ne:h { }\nGRAPH e:g { }")
    assert list(found.graphs_opened_again()) == [(Iri("https://example.org/g"), Place(4, 7))]


def test_unknown_name_is_nowhere() -> None:
    assert places("e:s e:p e:o .").find(Iri("https://example.org/other")) is None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    Places(text, BASE)
