import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from graph.conversion import from_engine, statement_from_engine, to_engine
from graph.values import Iri, Literal, Statement
from ontology.terms import XSD

LITERALS = st.one_of(
    st.text().map(Literal),
    st.tuples(st.text(), st.sampled_from(["nb", "en", "en-gb"])).map(lambda pair: Literal.in_language(*pair)),
    st.tuples(st.text(), st.sampled_from([XSD + "decimal", XSD + "date"])).map(lambda pair: Literal(*pair)),
)


@given(LITERALS)
def test_literal_is_written_so_that_n_triples_reads_it_back(literal: Literal) -> None:
    statement = Statement(Iri("https://example.org/s"), Iri("https://example.org/p"), literal)
    (quad,) = pyoxigraph.parse(str(statement), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert statement_from_engine(quad) == statement


@given(LITERALS)
def test_literal_goes_to_the_engine_and_back_unchanged(literal: Literal) -> None:
    assert from_engine(to_engine(literal)) == literal
