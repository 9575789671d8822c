"""What can be asked of a graph, and the embedded store that answers from a snapshot or from memory.

Queries follow https://www.w3.org/TR/sparql11-query/. Values go in as bindings, never as text. The default
graph is a real one, so a triple that stands in several named graphs counts once.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

import pyoxigraph

from graph.conversion import EngineTerm, from_engine, statement_from_engine, statement_to_engine, to_engine
from graph.errors import StoreError
from graph.query_errors import syntax_error
from graph.rdf_xml import require_rdf_xml
from graph.values import Iri, Statement, Term

_NO_BINDINGS: Final[Mapping[str, Term]] = MappingProxyType({})
_FORMATS: Final = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class Solutions:
    """The table that a SELECT answers with; a cell is None where its variable has no value.

    >>> solutions = Solutions(("who", "when"), ((Iri("https://example.org/a"), None),))
    >>> [row["who"].value for row in solutions]
    ['https://example.org/a']
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Term]]:
        """Yield each row as its variables that have a value."""
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}


class Store(Protocol):
    """A graph that can be asked; it is never changed.

    Every query may be given bindings, from a variable's name to its value. A SELECT projects what is bound.
    """

    def select(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> Solutions:
        """Answer a SELECT."""
        ...

    def ask(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> bool:
        """Answer an ASK."""
        ...

    def construct(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> tuple[Statement, ...]:
        """Answer a CONSTRUCT or DESCRIBE, each statement once."""
        ...

    def describe(self, iri: Iri, graph: Iri | None = None) -> tuple[Statement, ...]:
        """Return what a graph says of a thing; the default graph where none is named."""
        ...

    def dump(self) -> bytes:
        """Return all graphs as sorted N-Quads: equal graphs give equal bytes."""
        ...


class EmbeddedStore:
    """A store within this process; safe to share between threads.

    >>> store = EmbeddedStore.in_memory(b'<https://example.org/a> <https://example.org/says> "hei" .')
    >>> store.select("SELECT ?what { ?who ?says ?what }").rows[0][0].value
    'hei'
    """

    def __init__(self, engine: pyoxigraph.Store) -> None:
        """Take over an engine that nobody changes any more."""
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> "EmbeddedStore":
        """Open the store of a snapshot for reading; other processes may do so too.

        Raises:
            StoreError: there is no readable store.
        """
        try:
            return cls(pyoxigraph.Store.read_only(str(path)))
        except (OSError, RuntimeError) as error:  # a damaged file is the one or the other
            raise StoreError(
                f"Cannot open the store {path}: {error}. Build it anew with `husk build`."
            ) from error

    @classmethod
    def in_memory(cls, nquads: bytes) -> "EmbeddedStore":
        """Load N-Quads into a store that lives as long as the object.

        Raises:
            StoreError: the text is no N-Quads.
        """
        engine = pyoxigraph.Store()
        try:
            engine.load(nquads, pyoxigraph.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"The text is no N-Quads: {error}.") from error
        return cls(engine)

    def select(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> Solutions:
        """Answer a SELECT.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query is no SELECT, or cannot be answered.
        """
        result = self._run(query, bindings)
        if not isinstance(result, pyoxigraph.QuerySolutions):
            raise StoreError("The query is no SELECT: start it with SELECT, or ask for what it gives.")
        variables = tuple(variable.value for variable in result.variables)
        with _translated_errors(query):
            rows = tuple(tuple(None if term is None else from_engine(term) for term in row) for row in result)
        return Solutions(variables, rows)

    def ask(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> bool:
        """Answer an ASK.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query is no ASK, or cannot be answered.
        """
        result = self._run(query, bindings)
        if not isinstance(result, pyoxigraph.QueryBoolean):
            raise StoreError("The query is no ASK: start it with ASK, or ask for what it gives.")
        return bool(result)

    def construct(self, query: str, bindings: Mapping[str, Term] = _NO_BINDINGS) -> tuple[Statement, ...]:
        """Answer a CONSTRUCT or DESCRIBE, each statement once, in the order of the engine.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query gives no statements, or cannot be answered.
        """
        result = self._run(query, bindings)
        if not isinstance(result, pyoxigraph.QueryTriples):
            raise StoreError("The query gives no statements: start it with CONSTRUCT or DESCRIBE.")
        with _translated_errors(query):
            return tuple(dict.fromkeys(statement_from_engine(triple) for triple in result))

    def describe(self, iri: Iri, graph: Iri | None = None) -> tuple[Statement, ...]:
        """Return what a graph says of a thing, sorted; the default graph where none is named.

        The engine looks it up without a query, in half the time.

        Raises:
            StoreError: the text is no absolute IRI.
        """
        thing, name = to_engine(iri), pyoxigraph.DefaultGraph() if graph is None else to_engine(graph)
        with _translated_errors(""):
            quads = self._engine.quads_for_pattern(thing, None, None, name)
            return tuple(sorted(map(statement_from_engine, quads)))

    def dump(self) -> bytes:
        """Return all graphs as sorted N-Quads: equal graphs give equal bytes."""
        lines = self._engine.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
        return b"".join(sorted(lines.splitlines(keepends=True)))

    def _run(
        self, query: str, bindings: Mapping[str, Term]
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Hand a query to the engine and translate what it complains about."""
        values: dict[pyoxigraph.Variable, EngineTerm] = {
            pyoxigraph.Variable(name): to_engine(term) for name, term in bindings.items()
        }
        with _translated_errors(query):
            return self._engine.query(query, substitutions=values)


@contextmanager
def _translated_errors(query: str) -> Iterator[None]:
    """Raise our error in place of the engine's, while it runs a query or hands over results."""
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(query, error) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise StoreError(f"The query cannot be answered: {error}.") from error


def serialize(
    statements: Iterable[Statement], media_type: str, prefixes: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Write statements as Turtle, N-Triples, RDF/XML or (expanded) JSON-LD; equal sets give equal bytes.

    >>> print(serialize([Statement(Iri("x:a"), Iri("x:b"), Iri("x:c"))], "text/turtle", {"x": "x:"}).decode())
    @prefix x: <x:> .
    x:a x:b x:c .
    <BLANKLINE>

    Raises:
        StoreError: the media type is none of the four, or it cannot say one of the statements.
    """
    if media_type not in _FORMATS:
        raise StoreError(f"{media_type} is not written here: choose one of {', '.join(_FORMATS)}.")
    ordered = sorted(set(statements))
    if media_type == "application/rdf+xml":
        require_rdf_xml(ordered)
    triples = [statement_to_engine(statement) for statement in ordered]
    return pyoxigraph.serialize(triples, format=_FORMATS[media_type], prefixes=dict(prefixes)) or b""
