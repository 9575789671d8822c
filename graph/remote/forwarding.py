"""Strangers' queries, asked of an engine elsewhere: checked like those that are answered here, then sent on.

    web process                    a worker of the pool                engine
    a query  ──────────────────►   checks it, puts an edition's
                                   graphs in for its names
    a thread  ◄─────────────────   the query as the engine is asked it
       └───────────────────────────────────────────────────────────►
    the answer  ◄── read as it comes, and written in the form that is welcome

No more queries go to the engine at once than there are workers. Time and size are limited here, whatever the
engine does; who gives up closes the connection, by which engines notice.
"""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph

from graph.errors import HuskError
from graph.pool import Answer, Limits, QueryPool, QueryRequest
from graph.pool.errors import (
    ASK_FOR_LESS,
    PoolBusyError,
    PoolError,
    QueryFailedError,
    QueryTimeoutError,
    QueryTooLargeError,
)
from graph.remote.checked import GRAPH, YES_OR_NO
from graph.remote.endpoint import Endpoint, RemoteLimits, Reply
from graph.remote.errors import (
    AnswerTooLongError,
    EngineRefusalError,
    EngineSlowError,
    RemoteError,
)
from graph.remote.spelling import SpelledTable, spelled
from graph.remote.store import GRAPH_FORMAT, triples, unreadable, yes_or_no

_TABLE_FORMAT: Final = "application/sparql-results+json"
_PIECE_BYTES: Final = 64 * 1024
_log = logging.getLogger(__name__)


class EngineError(PoolError):
    """The engine gave no answer, for a reason that does not lie in the query."""


class ForwardingPool(QueryPool):
    """Answers strangers' queries from an engine elsewhere. All methods belong to one event loop."""

    def __init__(self, endpoint: Endpoint, edition: str, limits: Limits | None = None) -> None:
        """Prepare a pool before one edition in an engine; `start` starts it."""
        super().__init__(Path(), limits, edition=edition)
        self._endpoint = endpoint
        self._threads = ThreadPoolExecutor(self.limits.workers, "forwarding")
        self._under_way = dict[asyncio.Task[None], Answer]()

    async def close(self) -> None:
        """End all processes and connections; queries that wait or run are told to come back later."""
        for answer in tuple(self._under_way.values()):
            answer.give_up(PoolBusyError("The server is stopping: ask again later."))
        await super().close()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        self._threads.shutdown(wait=False)
        self._endpoint.close()

    def ask(self, request: QueryRequest) -> Answer:
        """Have a query checked and sent on; its answer tells everything else.

        Raises:
            PoolBusyError: too many are under way.
        """
        if len(self._under_way) >= self.limits.workers + self.limits.queue_length:
            self.figures.turned_away += 1
            raise PoolBusyError("Too many queries are waiting already: ask again later.")
        checked = super().ask(request)
        answer = Answer(request, self._read_ahead, self._clock)
        task = asyncio.create_task(self._forward(checked, answer))
        self._under_way[task] = answer
        task.add_done_callback(self._under_way.pop)
        return answer

    async def _forward(self, checked: Answer, answer: Answer) -> None:
        """Wait for a query to be checked, then for its answer."""
        try:
            with closing(checked):
                await checked.begin()
                text = b"".join([chunk async for chunk in checked]).decode()
        except HuskError as error:
            if not answer.has_ended:
                answer.end(error)
            return
        if answer.has_ended:
            return
        answer.limit(self.limits.seconds, self._took_too_long)
        exchange = _Exchange(self._endpoint, checked.media_type, text, answer, self.limits)
        await asyncio.get_running_loop().run_in_executor(self._threads, exchange.run)


class _Exchange:
    """One query that an engine is asked, and the answer that it writes; `run` runs in a thread."""

    def __init__(
        self, endpoint: Endpoint, media_type: str, checked: str, answer: Answer, limits: Limits
    ) -> None:
        """Write an answer; the event loop that calls this is where it belongs."""
        self._endpoint = endpoint
        self._media_type = media_type
        self._kind, _, self._text = checked.partition("\n")
        self._answer = answer
        self._limits = RemoteLimits(limits.seconds, 2 * limits.answer_bytes)
        self._room = limits.answer_bytes
        self._loop = asyncio.get_running_loop()
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self._is_given_up = False
        self._socket: socket.socket | None = None
        self._unsent = bytearray(f"{media_type}\n".encode())
        answer.come_from(self)

    # For the answer, in the event loop

    def pause(self) -> None:
        """Have the thread wait."""
        self._may_go_on.clear()

    def resume(self) -> None:
        """Have the thread go on."""
        self._may_go_on.set()

    def kill(self, reason: HuskError) -> None:
        """Stop for good, which ends the answer."""
        self._is_given_up = True
        self._may_go_on.set()
        if self._socket:
            with suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)
        self._answer.end(reason)

    def _take(self, content: bytes) -> None:
        if not self._is_given_up:
            self._answer.add(content)

    def _finish(self, error: HuskError | None) -> None:
        if not self._is_given_up:
            self._answer.end(error)

    # In the thread

    def run(self) -> None:
        """Ask the engine, and hand over what it answers."""
        try:
            if not self._is_given_up:
                accept = GRAPH_FORMAT if self._kind == GRAPH else _TABLE_FORMAT
                with self._endpoint.query(self._text, accept, self._limits, self._start) as reply:
                    self._copy(reply)
            self._send()
            error = None
        except HuskError as reason:
            error = _told(reason)
        except Exception:  # noqa: BLE001  # whatever it is, the client must not wait for ever
            _log.exception("An answer of the engine could not be passed on.")
            error = EngineError("The engine's answer could not be passed on.")
        self._loop.call_soon_threadsafe(self._finish, error)

    def _start(self, used: socket.socket) -> None:
        """Remember what is to be shut down, unless it is too late to ask.

        Raises:
            QueryFailedError: nobody wants the answer any more.
        """
        self._socket = used
        if self._is_given_up:
            raise QueryFailedError("The answer is no longer wanted.")

    def write(self, data: bytes) -> int:
        """Take the next bytes of the answer.

        Raises:
            QueryTooLargeError: the answer is longer than it may be.
            QueryFailedError: nobody wants it any more.
        """
        self._room -= len(data)
        if self._room < 0:
            raise QueryTooLargeError("The answer is too long: ask for less of it, with LIMIT and OFFSET.")
        self._unsent += data
        if len(self._unsent) >= _PIECE_BYTES:
            self._send()
            self._may_go_on.wait()
        if self._is_given_up:
            raise QueryFailedError("The answer is no longer wanted.")
        return len(data)

    def flush(self) -> None:
        """Keep what is unsent: pieces go when they are full."""

    def _send(self) -> None:
        self._loop.call_soon_threadsafe(self._take, bytes(self._unsent))
        self._unsent.clear()

    def _copy(self, reply: Reply) -> None:
        """Write an answer in a form that is welcome while it comes, so that one cut short is noticed."""
        is_spelled = self._endpoint.dialect.spells_booleans
        if self._kind == GRAPH:
            form = pyoxigraph.RdfFormat.from_media_type(self._media_type)
            found = triples(reply) if is_spelled else map(_with_truth, triples(reply))
            pyoxigraph.serialize(_once(found), cast("IO[bytes]", self), form)
            return
        form_of_table = pyoxigraph.QueryResultsFormat.from_media_type(self._media_type)
        if self._kind == YES_OR_NO:
            said = _NOTHING.query("ASK {}" if yes_or_no(reply) else "ASK { FILTER(false) }")
            if isinstance(said, pyoxigraph.QueryBoolean):
                said.serialize(cast("IO[bytes]", self), form_of_table)
            return
        results = None
        try:
            with unreadable():
                results = pyoxigraph.parse_query_results(
                    cast("IO[bytes]", reply if is_spelled else SpelledTable(reply)),
                    pyoxigraph.QueryResultsFormat.JSON,
                )
                results.serialize(cast("IO[bytes]", self), form_of_table)
        finally:
            del results  # they must end in the thread that made them


_NOTHING: Final = pyoxigraph.Store()


def _once(found: Iterator[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    """Leave out a triple that repeats the one before it: some engines give each as often as it is found."""
    before = None
    for triple in found:
        if triple != before:
            yield triple
        before = triple


def _with_truth(triple: pyoxigraph.Triple) -> pyoxigraph.Triple:
    """Return a triple with its object as it was loaded, where the engine gives `1` for `true`."""
    if not isinstance(triple.object, pyoxigraph.Literal):
        return triple
    return pyoxigraph.Triple(triple.subject, triple.predicate, spelled(triple.object))


def _told(error: HuskError) -> HuskError:
    """Return what a stranger is told: of the query all, of the engine nothing but that it is in the way."""
    if isinstance(error, AnswerTooLongError):
        return QueryTooLargeError(str(error))
    if isinstance(error, EngineSlowError):
        return QueryTimeoutError(f"The query took too long: {ASK_FOR_LESS}.")
    if isinstance(error, EngineRefusalError):
        return QueryFailedError(f"The engine cannot evaluate the query: {error.said}")
    if isinstance(error, RemoteError):
        _log.warning("The engine gave no answer: %s", error)
        return EngineError("The engine that holds the graph gives no answer: ask again later.")
    return error
