"""A worker: a process that holds the whole dataset, runs strangers' queries one by one, and may die of any.

It is forked from the holder, so it shares the dataset's memory. Before its first query it gives up what no
query may use: new files (and with them every connection), more memory than its share, core dumps.
"""

import os
import re
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, NoReturn, cast

import pyoxigraph

from graph.errors import QuerySyntaxError, StoreError
from graph.pool.errors import (
    OUT_OF_MEMORY,
    FormatRefusedError,
    FromRefusedError,
    QueryError,
    QueryFailedError,
    QueryMemoryError,
    QueryTooLargeError,
    ServiceRefusedError,
    UpdateRefusedError,
)
from graph.pool.limits import Limits
from graph.pool.messages import GROWN, LAST, MORE, PACKET_BYTES, QueryRequest, error_packet
from graph.processes import end_with_parent
from graph.query_errors import syntax_error
from graph.query_text import Dataset, dataset, is_update, mentions_service
from graph.remote.checked import Results, for_engine
from graph.remote.editions import StoredEdition
from ontology.terms import ENDPOINT

_SERVICE: Final = re.compile("service", re.IGNORECASE)

_Graph = pyoxigraph.NamedNode | pyoxigraph.BlankNode


def work(store: pyoxigraph.Store, channel: socket.socket, limits: Limits, edition: str = "") -> NoReturn:
    """Answer queries until the other side closes the socket, then end the process.

    Where an edition is named the store is empty: queries are checked, and written as an engine is asked them.
    """
    memory = _Memory(limits.memory_bytes)
    _confine(channel, memory)
    while (request := QueryRequest.receive(channel)) is not None:
        answer = _AnswerWriter(channel, memory, limits.answer_bytes)
        try:
            if edition:
                _write_for_engine(store, request, answer, StoredEdition(edition))
            else:
                _answer(store, request, answer)
        except (QueryError, QuerySyntaxError) as error:
            answer.fail(error)
        except MemoryError:
            answer.fail(QueryMemoryError(OUT_OF_MEMORY))
        except (RuntimeError, ValueError, OSError) as error:
            answer.fail(QueryFailedError(f"The query cannot be evaluated: {error}."))
    os._exit(0)


class _Memory:
    """The address space of this process: its limit, and whether it has grown.

    The file that tells its size is opened once, since a worker can open none.
    """

    def __init__(self, may_add: int) -> None:
        """Count the limit from the size that the process has now."""
        self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        self._at_first = self._size()
        self._may_add = may_add

    def limit(self) -> None:
        """Let every allocation beyond the limit fail, which ends the process."""
        most = self._at_first + self._may_add
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def has_grown(self) -> bool:
        """Say whether a query left so much behind that the next would have too little."""
        return self._size() - self._at_first > self._may_add // 4

    def _size(self) -> int:
        pages = os.pread(self._statm, 32, 0).split()[0]
        return int(pages) * resource.getpagesize()


class _AnswerWriter:
    """A file for the engine to write an answer to: it sends what it is given on in packets."""

    def __init__(self, channel: socket.socket, memory: _Memory, most: int) -> None:
        self._channel = channel
        self._memory = memory
        self._room = most
        self._unsent = bytearray()

    def begin(self, media_type: str) -> None:
        """Say which media type the answer has."""
        self._unsent += media_type.encode() + b"\n"

    def write(self, data: bytes) -> int:
        """Take the next bytes of the answer.

        Raises:
            QueryTooLargeError: the answer is longer than it may be.
        """
        self._room -= len(data)
        if self._room < 0:
            raise QueryTooLargeError("The answer is too long: ask for less of it, with LIMIT and OFFSET.")
        self._unsent += data
        while len(self._unsent) >= PACKET_BYTES:
            self._channel.send(MORE + self._unsent[: PACKET_BYTES - 1])
            del self._unsent[: PACKET_BYTES - 1]
        return len(data)

    def flush(self) -> None:
        """Keep what is unsent: packets go when they are full."""

    def end(self) -> None:
        """Send what is left; the answer is complete."""
        self._send_last(LAST + self._unsent)

    def fail(self, error: QueryError | QuerySyntaxError) -> None:
        """Say why there is no answer, or no end of it."""
        self._send_last(error_packet(error))

    def _send_last(self, packet: bytes) -> None:
        if self._memory.has_grown():
            self._channel.send(GROWN)
        self._channel.send(packet)


def _confine(channel: socket.socket, memory: _Memory) -> None:
    """Give up what no query may use, and die with the holder."""
    end_with_parent()
    os.dup2(channel.fileno(), 2)
    memory.limit()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _answer(store: pyoxigraph.Store, request: QueryRequest, answer: _AnswerWriter) -> None:
    """Run a query and write its results, in one place, since results belong to the thread that made them.

    Raises:
        QueryError: the query is refused, or its answer is.
        QuerySyntaxError: the query does not follow the grammar.
        RuntimeError, ValueError, OSError: the engine cannot evaluate it.
    """
    _refuse_service(request.query)
    with _telling_of_updates(request.query):
        results = _run(store, request)
    media_type = _media_type(results, request)
    answer.begin(media_type)
    if isinstance(results, pyoxigraph.QueryTriples):
        results.serialize(cast("IO[bytes]", answer), pyoxigraph.RdfFormat.from_media_type(media_type))
    else:
        results.serialize(
            cast("IO[bytes]", answer), pyoxigraph.QueryResultsFormat.from_media_type(media_type)
        )
    answer.end()


def _write_for_engine(
    store: pyoxigraph.Store, request: QueryRequest, answer: _AnswerWriter, stored: StoredEdition
) -> None:
    """Check a query as if it were answered here, and write it as an engine is asked it that holds an edition.

    Raises:
        QueryError: the query is refused, or its answer is.
        QuerySyntaxError: the query does not follow the grammar.
        RuntimeError, ValueError, OSError: the engine in this process could not evaluate it.
    """
    query = request.query
    _refuse_service(query)
    if Dataset(request.default_graphs, request.named_graphs) or dataset(query, ENDPOINT):
        raise FromRefusedError(
            "FROM is refused: this endpoint asks an engine where other graphs lie too. "
            "Name a graph with GRAPH."
        )
    with _telling_of_updates(query):
        results = store.query(query, base_iri=ENDPOINT)
    answer.begin(_media_type(results, request))
    try:
        answer.write(for_engine(query, results, stored).encode())
    except StoreError as error:
        raise QueryFailedError(str(error)) from error
    answer.end()


@contextmanager
def _telling_of_updates(query: str) -> Iterator[None]:
    """Raise our errors in place of the engine's complaint.

    Raises:
        UpdateRefusedError: the text is an update.
        QuerySyntaxError: the query does not follow the grammar.
    """
    try:
        yield
    except SyntaxError as complaint:
        if is_update(query):
            raise UpdateRefusedError(
                "Updates are refused: this endpoint only answers questions. "
                "The data change when a new edition is built from its files."
            ) from complaint
        raise syntax_error(query, complaint) from complaint


def _media_type(results: Results, request: QueryRequest) -> str:
    """Return the media type to answer in.

    Raises:
        FormatRefusedError: no format for such an answer is welcome.
    """
    if isinstance(results, pyoxigraph.QueryTriples):
        return _welcome(request.graph_format, "CONSTRUCT and DESCRIBE answer with a graph")
    return _welcome(request.table_format, "SELECT and ASK answer with a table")


def _refuse_service(query: str) -> None:
    """Refuse a query that holds the keyword SERVICE, which would have another server asked.

    What is a keyword and what a part of a comment, a string or a name is for the engine to say, and it cannot
    read a query whose keyword was replaced; elsewhere another word, as long, does as well. So nothing that
    holds the keyword is ever run, however it is disguised.

    Raises:
        ServiceRefusedError: it holds the keyword.
        QuerySyntaxError: it does not follow the grammar, or holds the keyword where nobody looks for it.
    """
    if _SERVICE.search(query) is None:
        return
    try:
        pyoxigraph.Store().query(_SERVICE.sub("zervice", query), base_iri=ENDPOINT)
    except SyntaxError as complaint:
        if not mentions_service(query):
            raise syntax_error(query, complaint) from complaint
        raise ServiceRefusedError(
            "SERVICE is refused: this endpoint asks no other server. Ask that server yourself, or have it "
            "ask this one."
        ) from complaint
    except (RuntimeError, ValueError, OSError):
        return  # it can be read; why it cannot be run is told when it is


def _run(store: pyoxigraph.Store, request: QueryRequest) -> Results:
    """Start a query over the graphs that the request names, else over those that the query names.

    The engine's union of graphs is a bag: where there are several, they are merged first, so that a triple
    counts once (https://www.w3.org/TR/sparql11-query/#specifyingDataset asks for an RDF merge). A relative
    IRI is relative to the endpoint where the query has no BASE (https://www.w3.org/TR/sparql11-query/#relIRIs).
    """
    given = Dataset(request.default_graphs, request.named_graphs)
    wanted = given or dataset(request.query, ENDPOINT)
    if not given and len(wanted.default) < 2:
        return store.query(request.query, base_iri=ENDPOINT)
    default: list[_Graph | pyoxigraph.DefaultGraph] = [pyoxigraph.NamedNode(iri) for iri in wanted.default]
    named: list[_Graph] = [pyoxigraph.NamedNode(iri) for iri in wanted.named]
    if len(default) > 1:
        store, default = _merged(store, default, named), [pyoxigraph.DefaultGraph()]
    return store.query(request.query, base_iri=ENDPOINT, default_graph=default, named_graphs=named)


def _merged(
    store: pyoxigraph.Store, default: list[_Graph | pyoxigraph.DefaultGraph], named: list[_Graph]
) -> pyoxigraph.Store:
    """Copy graphs into a store of their own: the first ones into its default graph, the others by name."""
    merged = pyoxigraph.Store()
    for graph in default:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _welcome(media_type: str | None, circumstance: str) -> str:
    """Return the media type to answer in.

    Raises:
        FormatRefusedError: no format for such an answer is welcome.
    """
    if media_type is None:
        raise FormatRefusedError(f"{circumstance}, and the request accepts no format for that.")
    return media_type
