"""An answer on its way: what a worker has sent, until the client takes it."""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from graph.errors import HuskError
from graph.pool.clock import Clock
from graph.pool.errors import QueryFailedError
from graph.pool.messages import QueryRequest

READ_AHEAD_BYTES: Final = 64 * 1024 * 1024
"""How much of all answers together may lie in memory, waiting for slow clients."""

_SECONDS_UNTIL_SLOW: Final = 0.05
"""How long an answer takes at least that is worth a watch over its client; most are there sooner."""


class ReadAhead:
    """What waits in all answers of a pool for clients to take it."""

    def __init__(self) -> None:
        self.bytes = 0
        self._answers = set[Answer]()

    def add(self, answer: "Answer", size: int) -> None:
        """Note that so many bytes more wait in an answer.

        Where there is no room the slowest client pays, not the others: the answer of which most is waiting
        ends, or if it is the same one, its worker waits.
        """
        self.bytes += size
        self._answers.add(answer)
        while self.is_full():
            slowest = max(self._answers, key=Answer.waiting_bytes)
            if slowest is answer:
                answer.pause()
                return
            slowest.drop()

    def take(self, answer: "Answer", size: int) -> None:
        """Note that so many bytes were taken."""
        self.bytes -= size
        if not answer.waiting_bytes():
            self._answers.discard(answer)

    def is_full(self) -> bool:
        """Say whether as much waits as may."""
        return self.bytes >= READ_AHEAD_BYTES


class Source(Protocol):
    """What writes an answer: a worker."""

    def pause(self) -> None:
        """Be read no further for now."""
        ...

    def resume(self) -> None:
        """Be read on."""
        ...

    def kill(self, reason: HuskError) -> None:
        """Stop for good, which ends the answer."""
        ...


class Answer:
    """The answer to one query: its media type, then its bytes in chunks as a worker writes them.

    It waits for a worker first, if none is free. A worker is read ahead of the client while there is room, so
    that a slow client does not keep it; where there is none, the slowest client is cut off. Iterate an answer
    to its end, or close it: closing it early gives the query up, and a worker that is at it is killed.
    """

    def __init__(self, request: QueryRequest, read_ahead: ReadAhead, clock: Clock) -> None:
        self.request = request
        self.media_type = ""
        self.has_ended = False
        """Whether nothing more will come, be it complete or not."""
        self._source: Source | None = None
        self._error: HuskError | None = None
        self._chunks = deque[bytes]()
        self._waiting_bytes = 0
        self._read_ahead = read_ahead
        self._clock = clock
        self._deadline = math.inf
        self._reason: Callable[[], HuskError] | None = None
        self._slow_after = math.inf
        self._on_slow: Callable[[], None] | None = None
        self._news: asyncio.Future[None] | None = None

    # For the client

    async def begin(self) -> None:
        """Wait until the media type is known.

        Raises:
            HuskError: there is no answer, for the reason it says.
        """
        while not self.media_type:
            await self._wait()

    def whole(self) -> bytes | None:
        """Take the answer in one piece, if all of it has come."""
        if not self.has_ended or self._error:
            return None
        content = b"".join(self._chunks)
        self._forget()
        return content

    def __aiter__(self) -> "Answer":
        return self

    async def __anext__(self) -> bytes:
        """Take the next chunk.

        Raises:
            HuskError: the answer was cut short, for the reason it says.
        """
        while not self._chunks:
            if self.has_ended and not self._error:
                raise StopAsyncIteration
            await self._wait()
        chunk = self._chunks.popleft()
        self._waiting_bytes -= len(chunk)
        self._read_ahead.take(self, len(chunk))
        if self._source and not (self._chunks and self._read_ahead.is_full()):
            self._source.resume()
        return chunk

    def when_slow(self, call: Callable[[], None]) -> None:
        """Have something called, once, if the answer is not complete after a while."""
        self._slow_after = asyncio.get_running_loop().time() + _SECONDS_UNTIL_SLOW
        self._on_slow = call

    def close(self) -> None:
        """Take no more."""
        self._on_slow = None
        self.give_up(QueryFailedError("The answer is no longer wanted."))
        self._forget()

    # For the pool and its workers

    def limit(self, seconds: float, reason: Callable[[], HuskError]) -> None:
        """Give up after a time that counts from now, instead of from when it was set before."""
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._reason = reason
        self._clock.watch(self)

    def look(self, now: float) -> None:
        """Give up if the time is over; tell whoever wants to know that the answer takes a while."""
        if now >= self._deadline and self._reason:
            self.give_up(self._reason())
        elif now >= self._slow_after and self._on_slow:
            self._slow_after = math.inf
            self._on_slow()

    def give_up(self, reason: HuskError) -> None:
        """End for a reason, if it has not ended yet, and stop the worker that is at it."""
        if self._source:
            self._source.kill(reason)
        elif not self.has_ended:
            self.end(reason)

    def come_from(self, source: Source) -> None:
        """Note who writes the answer."""
        self._source = source

    def add(self, content: bytes) -> None:
        """Take in what the worker has sent: the media type and a line feed, then the answer."""
        if not self.media_type:
            media_type, _, content = content.partition(b"\n")
            self.media_type = media_type.decode()
        if content:
            self._chunks.append(content)
            self._waiting_bytes += len(content)
            self._read_ahead.add(self, len(content))
        self._wake()

    def waiting_bytes(self) -> int:
        """Return how much of it has come and was not taken."""
        return self._waiting_bytes

    def pause(self) -> None:
        """Have its worker wait until some of it is taken."""
        if self._source:
            self._source.pause()

    def drop(self) -> None:
        """End, and let go of what its client has been too slow to take."""
        reason = QueryFailedError("The answer was taken too slowly while others had to wait.")
        self.give_up(reason)
        self._error = reason
        self._forget()

    def end(self, error: HuskError | None = None) -> None:
        """Note that nothing more will come: the answer is complete, or an error cuts it short."""
        self.has_ended = True
        self._source = None
        self._error = error
        self._clock.forget(self)
        self._wake()

    def _forget(self) -> None:
        size, self._waiting_bytes = self._waiting_bytes, 0
        self._chunks.clear()
        self._read_ahead.take(self, size)

    async def _wait(self) -> None:
        if self._error:
            raise self._error
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _wake(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)
