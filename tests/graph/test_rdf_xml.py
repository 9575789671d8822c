"""RDF/XML says to another library what the statements say, or is refused."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph.errors import StoreError
from graph.model import Model
from graph.store import serialize
from graph.values import Iri, Literal, Statement
from ontology.terms import RDF, XSD

RDF_XML = "application/rdf+xml"
EX = "https://example.org/"
CAFE, NOTE = Iri(EX + "cafe"), Iri(EX + "note")

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
endings = st.text(st.sampled_from("abÅ1_-./:?=·"), max_size=6)
literals = (
    words.map(Literal)
    | st.builds(Literal.in_language, words, st.sampled_from(["nb", "en"]))
    | st.integers().map(lambda number: Literal(str(number), XSD + "integer"))
)


@given(endings, literals | st.just(Iri(EX + "?a=1&b=%3C2%3E")))
def test_another_library_reads_what_was_said(ending: str, value: Iri | Literal) -> None:
    statement = Statement(CAFE, Iri(EX + ending), value)
    try:
        written = serialize([statement], RDF_XML, {"ex": EX})
    except StoreError:
        return
    said = rdflib.Graph().parse(data=str(statement), format="nt")
    assert isomorphic(rdflib.Graph().parse(data=written, format="xml"), said)


@pytest.mark.parametrize("name", ["1", "", "a/", "a#", "a?b=9", "2006-05"])
def test_a_property_that_ends_in_no_name_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match="not end in a name"):
        serialize([Statement(CAFE, Iri(EX + name), Literal("x"))], RDF_XML)


@pytest.mark.parametrize("character", ["\0", "\x08", "\r", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(StoreError, match="cannot hold a character"):
        serialize([Statement(CAFE, NOTE, Literal(f"before{character}after"))], RDF_XML)


def test_markup_and_white_space_stay_text() -> None:
    text = ' <b>&amp;"</b> ]]>\n\t'
    written = serialize([Statement(CAFE, NOTE, Literal(text))], RDF_XML)
    (read,) = rdflib.Graph().parse(data=written, format="xml").objects()
    assert str(read) == text


def test_every_property_of_ours_can_be_said() -> None:
    model = Model.read()
    properties = {found.predicate for found in (*model.ontology, *model.vocabularies)} | {
        found.subject
        for found in model.ontology
        if found.predicate == Iri(RDF + "type")
        and isinstance(found.object, Iri)
        and found.object.value.endswith("Property")
    }
    assert len(properties) > 100
    assert serialize([Statement(CAFE, found, CAFE) for found in properties], RDF_XML)
