"""What a person may type for a term on the command line."""

import pytest

from graph.values import Iri, Literal
from husk.terms import TermError, prefixes_of, read_term
from ontology.terms import ID, PREFIXES, XSD

RDF_TYPE = Iri(PREFIXES["rdf"] + "type")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a", RDF_TYPE),
        ("rdf:type", RDF_TYPE),
        ("<https://example.org/a>", Iri("https://example.org/a")),
        ("https://example.org/a", Iri("https://example.org/a")),
        ("demo/arena/lunsj", Iri(ID + "demo/arena/lunsj")),
        ("arena:lunsj", Iri(ID + "demo/arena/lunsj")),
        ("77", Literal("77", XSD + "integer")),
        ("-7.5", Literal("-7.5", XSD + "decimal")),
        ('"77"^^xsd:decimal', Literal("77", XSD + "decimal")),
        ('"kaffe"', Literal("kaffe")),
        ('"sa "ja""@nb', Literal.in_language('sa "ja"', "nb")),
    ],
)
def test_reads_what_a_person_types(text: str, term: Iri | Literal) -> None:
    assert read_term(text, prefixes_of(["demo"])) == term


@pytest.mark.parametrize("text", ["", "lunsj", "unknown:lunsj", "no spaces://here", '"77"^^lunsj'])
def test_what_is_no_term_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(TermError, match=r"is no term: .* Known prefixes: .*husk"):
        read_term(text, PREFIXES)


def test_several_programmes_share_only_the_common_prefixes() -> None:
    """`arena:` would be ambiguous, so a thing is then named by its path."""
    assert "arena" not in prefixes_of(["demo", "other"])
