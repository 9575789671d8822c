"""A store in an engine elsewhere, which answers as an embedded one does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import IO, Final, cast

import pyoxigraph

from graph.conversion import EngineTerm, from_engine, statement_from_engine, to_engine
from graph.errors import StoreError
from graph.query_errors import syntax_error
from graph.remote.catalogue import Catalogue
from graph.remote.editions import StoredEdition
from graph.remote.endpoint import Endpoint, Reply
from graph.remote.errors import EditionError, UnreadableAnswerError
from graph.remote.placing import bind, place
from graph.remote.spelling import spelled
from graph.store import Solutions
from graph.values import Iri, Statement, Term

_NO_BINDINGS: Final[Mapping[str, Term]] = MappingProxyType({})
_NOTHING: Final = pyoxigraph.Store()
"""Reads queries, and answers none."""


class RemoteStore:
    """One edition in an engine elsewhere; safe to share between threads."""

    def __init__(self, endpoint: Endpoint, stored: StoredEdition) -> None:
        """Ask an engine of an edition that it holds."""
        self.edition = stored.edition
        self._endpoint = endpoint
        self._stored = stored

    @classmethod
    def open(cls, endpoint: Endpoint, edition: str = "") -> "RemoteStore":
        """Ask an engine of an edition, or of the one that it says is read.

        Raises:
            EditionError: it does not hold that edition, or none.
            RemoteError: it does not answer.
        """
        held = Catalogue.read(endpoint)
        wanted = edition or held.current
        if not wanted:
            raise EditionError(f"{endpoint.address} holds no edition yet: run `husk push` first.")
        if wanted not in held.whole:
            told = ", ".join(one[:12] for one in held.whole) or "none"
            raise EditionError(
                f"{endpoint.address} does not hold the edition {wanted[:12]} of the snapshot, but {told}: "
                "run `husk push`, or build the edition that it holds."
            )
        return cls(endpoint, StoredEdition(wanted))

    def select(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> Solutions:
        """Answer a SELECT.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query is no SELECT, or cannot be answered.
        """
        form, variables = _read(query, bindings)
        if form is not pyoxigraph.QuerySolutions:
            raise StoreError("The query is no SELECT: start it with SELECT, or ask for what it gives.")
        with self._asked(query, bindings, variables) as reply:
            found = table(reply, variables)
        rows = tuple(tuple(None if term is None else self._term(term) for term in row) for row in found)
        return Solutions(variables, rows)

    def ask(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> bool:
        """Answer an ASK.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query is no ASK, or cannot be answered.
        """
        if _read(query, bindings)[0] is not pyoxigraph.QueryBoolean:
            raise StoreError("The query is no ASK: start it with ASK, or ask for what it gives.")
        with self._asked(query, bindings) as reply:
            return yes_or_no(reply)

    def construct(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> tuple[Statement, ...]:
        """Answer a CONSTRUCT or DESCRIBE, each statement once, in the order of the engine.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query gives no statements, or cannot be answered.
        """
        if _read(query, bindings)[0] is not pyoxigraph.QueryTriples:
            raise StoreError("The query gives no statements: start it with CONSTRUCT or DESCRIBE.")
        variables = described(query)
        with self._asked(query, bindings, variables, GRAPH_FORMAT) as reply:
            return tuple(dict.fromkeys(map(self._statement, triples(reply))))

    def describe(self, iri: Iri, graph: Iri | None = None) -> tuple[Statement, ...]:
        """Return what a graph says of a thing, sorted; the default graph where none is named.

        Raises:
            StoreError: the text is no absolute IRI, or the engine does not answer.
        """
        to_engine(iri)
        pattern = "?s ?p ?o" if graph is None else f"GRAPH {to_engine(graph)} {{ ?s ?p ?o }}"
        return tuple(sorted(self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", {"s": iri})))

    def dump(self) -> bytes:
        """Return all graphs as sorted N-Quads: equal graphs give equal bytes.

        Raises:
            RemoteError: the engine does not answer.
        """
        default = self.select("SELECT ?s ?p ?o { ?s ?p ?o }").rows
        named = self.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows
        lines = [" ".join(map(str, row)) + " .\n" for row in (*default, *named)]
        return "".join(sorted(lines)).encode()

    def _term(self, term: EngineTerm) -> Term:
        """Turn a term of the engine into ours, spelled as it was loaded."""
        if isinstance(term, pyoxigraph.Literal) and not self._endpoint.dialect.spells_booleans:
            term = spelled(term)
        return from_engine(term)

    def _statement(self, triple: pyoxigraph.Triple) -> Statement:
        statement = statement_from_engine(triple)
        return Statement(statement.subject, statement.predicate, self._term(triple.object))

    @contextmanager
    def _asked(
        self,
        query: str,
        bindings: Mapping[str, Term],
        variables: tuple[str, ...] = (),
        accept: str = "application/sparql-results+json",
    ) -> Iterator[Reply]:
        text = _placed(bind(query, bindings), self._stored, variables)
        with self._endpoint.query(text, accept) as reply:
            yield reply


GRAPH_FORMAT: Final = "application/n-triples"
"""The form in which graphs are asked for, which every engine writes."""

_placed = lru_cache(maxsize=256)(place)


def _read(query: str, bindings: Mapping[str, Term]) -> tuple[type, tuple[str, ...]]:
    """Return what kind of answer a query has, and the variables of a table.

    It is read here, for engines complain each in its own words.

    Raises:
        QuerySyntaxError: the query does not follow the grammar.
        StoreError: it binds what it does not project.
    """
    values: dict[pyoxigraph.Variable, EngineTerm] = {
        pyoxigraph.Variable(name): to_engine(term) for name, term in bindings.items()
    }
    try:
        found = _NOTHING.query(query, substitutions=values)
        if isinstance(found, pyoxigraph.QuerySolutions):
            return pyoxigraph.QuerySolutions, tuple(variable.value for variable in found.variables)
        return type(found), ()
    except SyntaxError as error:
        raise syntax_error(query, error) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise StoreError(f"The query cannot be answered: {error}.") from error


def described(query: str) -> tuple[str, ...]:
    """Return the variables of a query that describes all of its variables, none of others."""
    parts = query.upper().partition("DESCRIBE")
    if not parts[1]:
        return ()
    start = len(parts[0])
    try:
        table = _NOTHING.query(query[:start] + "SELECT" + query[start + len("DESCRIBE") :])
    except (SyntaxError, RuntimeError, ValueError, OSError):
        return ()
    if not isinstance(table, pyoxigraph.QuerySolutions):
        return ()
    return tuple(variable.value for variable in table.variables)


def table(reply: Reply, variables: Sequence[str]) -> list[tuple[EngineTerm | None, ...]]:
    """Read a table as it comes, its columns in an order of ours.

    Raises:
        UnreadableAnswerError: it is none, or not whole.
    """
    result = None
    rows: list[tuple[EngineTerm | None, ...]] = []
    try:
        with unreadable():
            result = _results(reply)
            if isinstance(result, pyoxigraph.QueryBoolean):
                raise UnreadableAnswerError("The engine answers yes or no where a table was asked for.")
            order = [variable.value for variable in result.variables]
            places = [order.index(name) if name in order else None for name in variables]
            for row in result:
                rows.append(tuple(None if place is None else row[place] for place in places))  # noqa: PERF401
            return rows
    finally:
        del result  # it must end in the thread that made it, though an error remembers this frame


def yes_or_no(reply: Reply) -> bool:
    """Read the answer to an ASK; Virtuoso says yes in a table of one cell, and no in an empty one.

    Raises:
        UnreadableAnswerError: it is neither yes nor no.
    """
    result = None
    try:
        with unreadable():
            result = _results(reply)
            if isinstance(result, pyoxigraph.QueryBoolean):
                return bool(result)
            found = set[str]()
            for row in result:
                found |= {term.value for term in row if isinstance(term, pyoxigraph.Literal)}
    finally:
        del result
    if found <= {"0", "1", "false", "true"}:
        return not found.isdisjoint({"1", "true"})
    raise UnreadableAnswerError("The engine answers with a table where yes or no was asked for.")


def _results(reply: Reply) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    return pyoxigraph.parse_query_results(cast("IO[bytes]", reply), pyoxigraph.QueryResultsFormat.JSON)


def triples(reply: Reply) -> Iterator[pyoxigraph.Triple]:
    """Read a graph as it comes.

    Raises:
        UnreadableAnswerError: it is none.
    """
    with unreadable():
        for quad in pyoxigraph.parse(cast("IO[bytes]", reply), pyoxigraph.RdfFormat.N_TRIPLES):
            yield quad.triple


@contextmanager
def unreadable() -> Iterator[None]:
    """Raise our error in place of the parser's.

    Raises:
        UnreadableAnswerError: the parser complained.
    """
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise UnreadableAnswerError(f"The engine's answer cannot be read to its end: {error}.") from error
