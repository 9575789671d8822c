"""JSON-LD under any context says what the statements say, to readers that are not ours."""

import json
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph.reading.json_ld import Context
from graph.reading.resources import context
from graph.values import Iri, Literal, Statement
from ontology.terms import HUSK, RDF, SKOS, XSD

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"  # rdflib's own reader of JSON-LD still uses it
)

EX = "https://example.org/"
CONTEXTS: dict[str, dict[str, Any]] = {
    "empty": {},
    "prefixes": {"ex": EX, "xsd": XSD, "deep": EX + "things/", "rdf": RDF},
    "terms": {
        "ex": EX,
        "xsd": XSD,
        "id": "@id",
        "type": "@type",
        "near": {"@id": "ex:near", "@type": "@id"},
        "label": {"@id": "ex:label", "@container": "@language"},
        "number": {"@id": "ex:number", "@type": "xsd:decimal"},
        "note": {"@id": "ex:note", "@container": "@set"},
        "other": {"@id": "ex:other", "@container": ["@language", "@set"]},
        "Arena": "ex:Arena",
    },
}

things = st.sampled_from([Iri(EX + name) for name in ("a", "b", "things/c", "Arena", "near")])
properties = st.sampled_from([Iri(EX + name) for name in ("near", "label", "number", "note", "other")])
words = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
literals = (
    words.map(Literal)
    | st.builds(Literal.in_language, words, st.sampled_from(["nb", "en"]))
    | st.integers().map(lambda number: Literal(str(number), XSD + "integer"))
    | st.decimals(-99, 99, places=2).map(lambda number: Literal(str(number), XSD + "decimal"))
    | st.sampled_from(["true", "false"]).map(lambda text: Literal(text, XSD + "boolean"))
)
typings = st.builds(Statement, things, st.just(Iri(RDF + "type")), things)
statements = st.lists(typings | st.builds(Statement, things, properties, things | literals), max_size=12)


def as_rdflib(found: list[Statement]) -> rdflib.Graph:
    """Hand statements to another library, by way of N-Triples."""
    return rdflib.Graph().parse(data="\n".join(map(str, found)), format="nt")


@pytest.mark.parametrize("name", CONTEXTS)
@given(statements)
def test_another_library_reads_the_same_statements(name: str, found: list[Statement]) -> None:
    document = Context(CONTEXTS[name]).document(found)
    read = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert isomorphic(read, as_rdflib(found))


@given(statements)
def test_another_library_reads_the_same_statements_under_our_own_context(found: list[Statement]) -> None:
    ours = {EX + "near": HUSK + "partOf", EX + "label": SKOS + "prefLabel", EX + "number": HUSK + "minimum"}
    renamed = [
        found_._replace(predicate=Iri(ours.get(found_.predicate.value, found_.predicate.value)))
        for found_ in found
    ]
    document = Context(context()).document(renamed)
    read = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert isomorphic(read, as_rdflib(renamed))


def test_terms_and_prefixes_make_it_short() -> None:
    a = Iri(EX + "a")
    found = [
        Statement(a, Iri(RDF + "type"), Iri(EX + "Arena")),
        Statement(a, Iri(EX + "near"), Iri(EX + "b")),
        Statement(a, Iri(EX + "near"), Iri(EX + "c")),
        Statement(a, Iri(EX + "label"), Literal.in_language("kafé", "nb")),
        Statement(a, Iri(EX + "label"), Literal.in_language("café", "en")),
        Statement(a, Iri(EX + "number"), Literal("77.5", XSD + "decimal")),
        Statement(a, Iri(EX + "other"), Literal.in_language("one", "en")),
    ]
    assert Context(CONTEXTS["terms"]).document(found)["@graph"] == [
        {
            "id": "ex:a",
            "type": "Arena",
            "near": ["ex:b", "ex:c"],
            "label": {"nb": "kafé", "en": "café"},
            "number": "77.5",
            "other": {"en": ["one"]},
        }
    ]


def test_what_a_term_cannot_hold_is_written_in_full() -> None:
    found = [Statement(Iri(EX + "a"), Iri(EX + "near"), Literal("by"))]
    assert Context(CONTEXTS["terms"]).document(found)["@graph"] == [{"id": "ex:a", "ex:near": "by"}]


def test_an_assertion_is_a_named_graph() -> None:
    statement = Statement(Iri(EX + "a"), Iri(EX + "note"), Literal("x"))
    document = Context(CONTEXTS["terms"]).document([], {Iri(EX + "says"): [statement]})
    assert document["@graph"] == [{"id": "ex:says", "@graph": [{"id": "ex:a", "note": ["x"]}]}]


def test_equal_statements_give_equal_documents() -> None:
    one = [Statement(Iri(EX + "a"), Iri(EX + "note"), Literal(text)) for text in ("x", "y", "x")]
    context = Context(CONTEXTS["prefixes"])
    assert context.document(one) == context.document(list(reversed(one)))
