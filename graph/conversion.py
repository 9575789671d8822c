"""The border to the engine: its terms become ours and ours become its."""

from collections.abc import Iterable
from typing import overload

import pyoxigraph

from graph.errors import StoreError
from graph.values import Iri, Literal, Statement, Term

EngineTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def from_engine(term: EngineTerm) -> Term:
    """Turn a term of the engine into ours.

    Raises:
        StoreError: the term is a blank node or a triple, which our data never holds.
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return Iri(term.value)
    if isinstance(term, pyoxigraph.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    raise StoreError(f"{term} is neither an IRI nor a literal: give the thing an IRI.")


@overload
def to_engine(term: Iri) -> pyoxigraph.NamedNode: ...


@overload
def to_engine(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal: ...


def to_engine(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    """Turn a term of ours into the engine's.

    Raises:
        StoreError: the text is no absolute IRI, or no language tag.
    """
    try:
        if isinstance(term, Iri):
            return pyoxigraph.NamedNode(term.value)
        if term.language is not None:
            return pyoxigraph.Literal(term.value, language=term.language)
        return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))
    except ValueError as error:
        raise StoreError(f"{term} cannot be used in a query: {error}.") from error


def statement_from_engine(triple: pyoxigraph.Triple | pyoxigraph.Quad) -> Statement:
    """Turn a triple of the engine, or what a quad says, into a statement.

    Raises:
        StoreError: a term is a blank node or a triple.
    """
    subject = from_engine(triple.subject)
    if not isinstance(subject, Iri):
        raise StoreError(f"{subject} stands as a subject, where only an IRI may stand.")
    return Statement(subject, Iri(triple.predicate.value), from_engine(triple.object))


def statement_to_engine(statement: Statement) -> pyoxigraph.Triple:
    """Turn a statement into a triple of the engine.

    Raises:
        StoreError: the text of a term is no absolute IRI, or no language tag.
    """
    return pyoxigraph.Triple(
        pyoxigraph.NamedNode(statement.subject.value),
        pyoxigraph.NamedNode(statement.predicate.value),
        to_engine(statement.object),
    )


def nquads(statements: Iterable[Statement], graph: Iri | None = None) -> bytes:
    r"""Write statements of one graph (None: the default graph) as N-Quads.

    >>> nquads([Statement(Iri("x:a"), Iri("x:b"), Literal("æ"))], Iri("x:g")).decode()
    '<x:a> <x:b> "æ" <x:g> .\n'
    """
    name = "" if graph is None else f"{graph} "
    return "".join(f"<{s.value}> <{p.value}> {o} {name}.\n" for s, p, o in statements).encode()
