"""An answer on its way: what a worker has sent, until the client takes it."""

import asyncio
from collections import deque
from typing import Final, Protocol

from graph.errors import HuskError
from graph.pool.errors import QueryFailedError

READ_AHEAD_BYTES: Final = 64 * 1024 * 1024
"""How much of all answers together may lie in memory, waiting for slow clients."""


class ReadAhead:
    """The bytes that wait in all answers of a pool."""

    def __init__(self) -> None:
        self.bytes = 0

    def is_full(self) -> bool:
        """Say whether workers must wait until clients have taken what is there."""
        return self.bytes >= READ_AHEAD_BYTES


class Source(Protocol):
    """What writes an answer."""

    def pause(self) -> None:
        """Be read no further for now."""
        ...

    def resume(self) -> None:
        """Be read on."""
        ...

    def kill(self, reason: HuskError) -> None:
        """Stop for good."""
        ...


class Answer:
    """The answer to one query: its media type, then its bytes in chunks as the worker writes them.

    A worker is read ahead of the client while there is room, so that a slow client does not keep it. Iterate
    the answer to its end, or close it: closing it early kills the worker, which is how a query is given up.
    """

    def __init__(self, source: Source, read_ahead: ReadAhead) -> None:
        self.media_type = ""
        self._source: Source | None = source
        self._read_ahead = read_ahead
        self._chunks = deque[bytes]()
        self._error: HuskError | None = None
        self._news: asyncio.Future[None] | None = None

    async def begin(self) -> None:
        """Wait until the media type is known.

        Raises:
            HuskError: there is no answer, for the reason it says.
        """
        while not self.media_type:
            await self._wait()

    def whole(self) -> bytes | None:
        """Take the answer in one piece, if all of it has come already."""
        if self._source or self._error:
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
            if self._source is None and self._error is None:
                raise StopAsyncIteration
            await self._wait()
        chunk = self._chunks.popleft()
        self._read_ahead.bytes -= len(chunk)
        if self._source and not (self._chunks and self._read_ahead.is_full()):
            self._source.resume()
        return chunk

    def close(self) -> None:
        """Take no more; a worker that is still writing is killed."""
        if self._source:
            self._source.kill(QueryFailedError("The answer was no longer wanted."))
        self._forget()

    def add(self, content: bytes) -> None:
        """Take in what the worker has sent: the media type and a line feed, then the answer."""
        if not self.media_type:
            media_type, _, content = content.partition(b"\n")
            self.media_type = media_type.decode()
        if content:
            self._chunks.append(content)
            self._read_ahead.bytes += len(content)
        if self._source and self._read_ahead.is_full():
            self._source.pause()
        self._wake()

    def end(self, error: HuskError | None = None) -> None:
        """Note that nothing more will come: the answer is complete, or an error cuts it short."""
        self._source = None
        self._error = error
        self._wake()

    def _forget(self) -> None:
        self._read_ahead.bytes -= sum(map(len, self._chunks))
        self._chunks.clear()

    async def _wait(self) -> None:
        if self._error:
            raise self._error
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _wake(self) -> None:
        if self._news and not self._news.done():
            self._news.set_result(None)
