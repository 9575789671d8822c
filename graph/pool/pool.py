"""The pool itself: which query is given to which worker, and when."""

import asyncio
import logging
import socket
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import HuskError
from graph.pool.answer import Answer, ReadAhead
from graph.pool.clock import Clock
from graph.pool.errors import (
    ASK_FOR_LESS,
    OUT_OF_MEMORY,
    PoolBusyError,
    PoolFailedError,
    QueryFailedError,
    QueryMemoryError,
    QueryTimeoutError,
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


@dataclass
class Figures:
    """What has happened in a pool since it was made."""

    asked: int = 0
    """Queries that came."""
    turned_away: int = 0
    """Queries that found the queue full."""
    timeouts: int = 0
    """Queries that were stopped because their time was over."""
    deaths: int = 0
    """Queries that ended the process that ran them."""
    workers_ended: int = 0
    """Processes that ended, for these and all other reasons."""


class QueryPool:
    """Answers strangers' queries in processes that may die of them. All methods belong to one event loop."""

    def __init__(self, dataset: Path, limits: Limits | None = None, *, edition: str = "") -> None:
        """Prepare a pool over a file of N-Quads or the directory of a store; `start` starts it.

        Where an edition in an engine elsewhere is named, its processes hold nothing, and answer a query with
        what the engine is to be asked.
        """
        self.limits = limits or Limits()
        self.figures = Figures()
        self._dataset = dataset
        self._edition = edition
        self._holder: HolderLink | None = None
        self._workers = set[WorkerLink]()
        self._idle = list[WorkerLink]()
        self._waiting = deque[Answer]()
        self._read_ahead = ReadAhead()
        self._clock = Clock()
        self._started: asyncio.Future[None] | None = None
        self._restart: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Load the dataset in a process of its own and fork the workers from it.

        Raises:
            PoolFailedError: the dataset cannot be loaded.
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
        for answer in self._waiting:
            answer.give_up(PoolBusyError(_STOPPING))

    @property
    def worker_count(self) -> int:
        """Processes that run queries or wait for one."""
        return len(self._workers)

    @property
    def waiting_count(self) -> int:
        """Queries that wait for a process."""
        return sum(not answer.has_ended for answer in self._waiting)

    async def query(self, request: QueryRequest) -> Answer:
        """Answer a query: wait until its answer begins. Whoever takes it iterates it to its end or closes it.

        Raises:
            PoolBusyError: no worker is free, or becomes free soon enough.
            QuerySyntaxError: the query does not follow the grammar.
            QueryRefusedError: the query asks for what is not done here.
            QueryFailedError: the query cannot be evaluated; QueryMemoryError, for want of memory.
            QueryTimeoutError: the query takes too long.
            QueryTooLargeError: the answer is too long.
            FormatRefusedError: the answer cannot be written in a format that is welcome.
        """
        answer = self.ask(request)
        try:
            await answer.begin()
        except BaseException:
            answer.close()
            raise
        return answer

    def ask(self, request: QueryRequest) -> Answer:
        """Give a query to an idle worker, or put it into the queue; its answer tells everything else.

        Raises:
            PoolBusyError: the queue is full.
        """
        self.figures.asked += 1
        answer = Answer(request, self._read_ahead, self._clock)
        if self._idle:
            self._run(self._idle.pop(), answer)
            return answer
        if len(self._waiting) >= self.limits.queue_length:
            self._waiting = deque(waiting for waiting in self._waiting if not waiting.has_ended)
        if len(self._waiting) >= self.limits.queue_length:
            self.figures.turned_away += 1
            raise PoolBusyError("Too many queries are waiting already: ask again later.")
        self._waiting.append(answer)
        answer.limit(self.limits.seconds, _waited_too_long)
        return answer

    def release(self, worker: WorkerLink) -> None:
        """Take back a worker whose answer is complete; one that has grown is replaced."""
        if worker.grown:
            worker.kill(PoolBusyError(_STARTING_ANEW))
        else:
            self._offer(worker)

    def bury(self, worker: WorkerLink) -> None:
        """Strike a worker whose process has ended, and have another take its place."""
        self.figures.workers_ended += 1
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if self._holder:
            self._holder.fork()

    def cause_of_death(self, worker: WorkerLink) -> HuskError:
        """Tell the client of a worker that ended by itself why it may have done so."""
        if self._holder is None or self._holder.is_gone():
            return PoolBusyError(_STARTING_ANEW)
        self.figures.deaths += 1
        _log.debug("A query ended its process. %s", worker.last_words.decode(errors="replace"))
        return QueryMemoryError(OUT_OF_MEMORY) if b"memory" in worker.last_words else QueryFailedError(_DIED)

    def _offer(self, worker: WorkerLink) -> None:
        """Give a free worker to the query that has waited longest, else keep it."""
        while self._waiting:
            answer = self._waiting.popleft()
            answer.look(asyncio.get_running_loop().time())  # it may have waited too long a moment ago
            if not answer.has_ended:
                self._run(worker, answer)
                return
        self._idle.append(worker)

    def _run(self, worker: WorkerLink, answer: Answer) -> None:
        """Have a worker answer a query within its time."""
        answer.limit(self.limits.seconds, self._took_too_long)
        worker.run(answer)

    def _took_too_long(self) -> HuskError:
        self.figures.timeouts += 1
        seconds = self.limits.seconds
        return QueryTimeoutError(f"The query took longer than {seconds:g} seconds: {ASK_FOR_LESS}.")

    def _start_holder(self) -> None:
        """Start a holder, and order as many workers as there may be."""
        self._holder = HolderLink(
            self._dataset, self.limits, self._welcome, self._holder_ended, self._edition
        )
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
            message = f"The dataset {self._dataset} cannot be loaded: build it anew with `husk build`."
            self._started.set_exception(PoolFailedError(message))
            return
        _log.warning("The process that holds the dataset has ended; starting another.")
        for worker in tuple(self._workers):
            worker.kill(PoolBusyError(_STARTING_ANEW))
        self._restart = asyncio.get_running_loop().call_later(_SECONDS_BETWEEN_STARTS, self._start_holder)


def _waited_too_long() -> HuskError:
    return PoolBusyError("No process became free for the query: ask again later.")
