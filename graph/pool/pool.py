"""The pool itself: which query is given to which worker, and when."""

import asyncio
import logging
import socket
from collections import deque
from pathlib import Path
from typing import Final

from graph.errors import HuskError
from graph.pool.answer import Answer, ReadAhead
from graph.pool.errors import (
    OUT_OF_MEMORY,
    PoolBusyError,
    PoolFailedError,
    QueryFailedError,
    QueryMemoryError,
)
from graph.pool.limits import Limits
from graph.pool.links import HolderLink, WorkerLink
from graph.pool.messages import QueryRequest

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_STARTS: Final = 1.0
"""Pause before a holder that has died is started again, so that one that cannot live keeps no core busy."""

_STARTING_ANEW: Final = "The query processes are being started anew: ask again."
_STOPPING: Final = "The server is stopping: ask again later."
_DIED: Final = (
    "The query ended the process that ran it, as queries do that nest brackets thousands deep: "
    "ask it more simply."
)


class QueryPool:
    """Answers strangers' queries in processes that may die of them. All methods belong to one event loop."""

    def __init__(self, store_path: Path, limits: Limits | None = None) -> None:
        """Prepare a pool over the store in a directory; `start` starts it."""
        self.limits = limits or Limits()
        self._store_path = store_path
        self._holder: HolderLink | None = None
        self._workers = set[WorkerLink]()
        self._idle = list[WorkerLink]()
        self._waiting = deque[asyncio.Future[WorkerLink]]()
        self._read_ahead = ReadAhead()
        self._started: asyncio.Future[None] | None = None
        self._restart: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Load the store in a process of its own and fork the workers from it.

        Raises:
            PoolFailedError: the store cannot be loaded.
        """
        self._started = asyncio.get_running_loop().create_future()
        self._start_holder()
        await self._started

    async def close(self) -> None:
        """End all processes; queries that wait or run are told to come back later."""
        if self._restart:
            self._restart.cancel()
        holder, self._holder = self._holder, None
        if holder:
            holder.close()
        for worker in tuple(self._workers):
            worker.kill(PoolBusyError(_STOPPING))
        for turn in self._waiting:
            _turn_away(turn, _STOPPING)

    async def query(self, request: QueryRequest) -> Answer:
        """Answer a query. Whoever takes the answer iterates it to its end or closes it.

        Raises:
            PoolBusyError: no worker is free, or becomes free soon enough.
            QuerySyntaxError: the query does not follow the grammar.
            QueryRefusedError: the query asks for what is not done here.
            QueryFailedError: the query cannot be evaluated; QueryMemoryError, for want of memory.
            QueryTimeoutError: the query takes too long.
            QueryTooLargeError: the answer is too long.
            FormatRefusedError: the answer cannot be written in a format that is welcome.
        """
        worker = await self._take()
        while not worker.is_alive:  # it died while it was handed over
            worker = await self._take()
        answer = worker.run(request, self.limits.seconds, self._read_ahead)
        try:
            await answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer

    def release(self, worker: WorkerLink) -> None:
        """Take back a worker whose answer is complete; one that has grown is replaced."""
        if worker.grown:
            worker.kill(PoolBusyError(_STARTING_ANEW))
        else:
            self._offer(worker)

    def bury(self, worker: WorkerLink) -> None:
        """Strike a worker whose process has ended, and have another take its place."""
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if self._holder:
            self._holder.fork()

    def cause_of_death(self, worker: WorkerLink) -> HuskError:
        """Tell the client of a worker that ended by itself why it may have done so."""
        if self._holder is None or self._holder.is_gone():
            return PoolBusyError(_STARTING_ANEW)
        _log.warning("A query ended its process. %s", worker.last_words.decode(errors="replace")[:200])
        return QueryMemoryError(OUT_OF_MEMORY) if b"memory" in worker.last_words else QueryFailedError(_DIED)

    async def _take(self) -> WorkerLink:
        """Take an idle worker, or wait in the queue for one.

        Raises:
            PoolBusyError: the queue is full, or the wait takes too long.
        """
        if self._idle:
            return self._idle.pop()
        if len(self._waiting) >= self.limits.queue_length:
            raise PoolBusyError("Too many queries are waiting already: ask again later.")
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[WorkerLink] = loop.create_future()
        self._waiting.append(turn)
        clock = loop.call_later(
            self.limits.seconds, _turn_away, turn, "No process became free: ask again later."
        )
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # its turn had come just then
                self._offer(turn.result())
            raise
        finally:
            clock.cancel()
            if turn in self._waiting:
                self._waiting.remove(turn)

    def _offer(self, worker: WorkerLink) -> None:
        """Give a free worker to whoever has waited longest, else keep it."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _start_holder(self) -> None:
        """Start a holder, and order as many workers as there may be."""
        self._holder = HolderLink(self._store_path, self.limits, self._welcome, self._holder_ended)
        for _ in range(self.limits.workers):
            self._holder.fork()

    def _welcome(self, channel: socket.socket, pidfd: int) -> None:
        """Take in a new worker."""
        worker = WorkerLink(channel, pidfd, self)
        self._workers.add(worker)
        self._offer(worker)
        if self._started and not self._started.done():
            self._started.set_result(None)

    def _holder_ended(self) -> None:
        """Start anew with another holder, unless the first could not even load the store."""
        self._holder = None
        if self._started and not self._started.done():
            message = f"The store {self._store_path} cannot be loaded: build it anew with `husk build`."
            self._started.set_exception(PoolFailedError(message))
            return
        _log.warning("The process that holds the dataset has ended; starting another.")
        for worker in tuple(self._workers):
            worker.kill(PoolBusyError(_STARTING_ANEW))
        self._restart = asyncio.get_running_loop().call_later(_SECONDS_BETWEEN_STARTS, self._start_holder)


def _turn_away(turn: "asyncio.Future[WorkerLink]", message: str) -> None:
    """End a wait in the queue."""
    if not turn.done():
        turn.set_exception(PoolBusyError(message))
