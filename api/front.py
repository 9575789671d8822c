"""The front of the server: what every answer has in common, whatever part gives it.

    GET, HEAD     an answer that is kept is given again; a new one is tagged, and kept if it may be
    whole         sent with its length, compressed where that is welcome; 304 to whoever has it already
    long          streamed as it comes, compressed where that is welcome, never kept

An answer may be kept unless it says `Cache-Control: no-store`, which its part adds where it depends on more
than edition and request.
"""

import asyncio
import zlib
from functools import lru_cache
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import Answer, Key, ResponseCache, accepts_gzip
from api.headers import RawHeaders, is_compressible, joined, with_vary

_NO_BODY: Final[Message] = {"type": "http.response.body", "body": b""}
_KEPT: Final = {200, 301, 303, 308}
_NOT_IN_304: Final = {b"content-length", b"content-type", b"content-encoding"}
_PIECE_BYTES: Final = 256 * 1024
_FAST: Final = 1
_GZIP: Final = 31
"""The window of zlib and the format of gzip, as zlib.h counts them."""

_accepts_gzip = lru_cache(maxsize=256)(accepts_gzip)


class Front:
    """Passes requests on to an application, and sees to what all its answers have in common."""

    def __init__(self, app: ASGIApp, cache: ResponseCache | None = None) -> None:
        """Wrap an application; without a cache nothing is kept."""
        self._app = app
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        headers = scope["headers"]
        key = Key(
            scope["path"],
            scope["query_string"],
            joined(headers, b"accept"),
            joined(headers, b"accept-language"),
        )
        answer = None if self._cache is None else self._cache.get(key)
        if answer is not None:
            scope["husk.cached"] = True
            await _give(scope, send, answer)
            return
        reply = _Reply(scope, receive, send)
        try:
            await self._app({**scope, "method": "GET"}, reply.receive, reply.send)
        finally:  # an application that breaks tells so in a whole answer, and lets the server know the reason
            if reply.answer is not None:
                if self._cache is not None and reply.may_be_kept:
                    self._cache.put(key, reply.answer)
                await _give(scope, send, reply.answer)


async def _give(scope: Scope, send: Send, answer: Answer) -> None:
    """Send a whole answer in the form that a reader wants."""
    headers: RawHeaders = scope["headers"]
    compressed = _accepts_gzip(joined(headers, b"accept-encoding"))
    if compressed and answer.takes_long_to_compress():  # which must not hold up the other clients
        form, body = await asyncio.to_thread(answer.form, compressed=True)
    else:
        form, body = answer.form(compressed=compressed)
    status = answer.status
    if_none_match = joined(headers, b"if-none-match")
    if if_none_match and answer.is_known_to(if_none_match):
        status = 304
        form = [(name, value) for name, value in form if name not in _NOT_IN_304]
    await send({"type": "http.response.start", "status": status, "headers": form})
    if status == 304 or scope["method"] == "HEAD":
        await send(_NO_BODY)
    else:
        await _send_body(send, body)


async def _send_body(send: Send, body: bytes) -> None:
    """Send a whole body, a long one in pieces: the server keeps a copy of what a client has yet to take."""
    sent = 0
    while len(body) - sent > _PIECE_BYTES:
        piece = body[sent : sent + _PIECE_BYTES]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        sent += _PIECE_BYTES
    await send({"type": "http.response.body", "body": body[sent:]})


class _Reply:
    """What an application answers: kept together if it comes whole, passed on if it streams."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.answer: Answer | None = None
        """The answer, if it came whole."""
        self.may_be_kept = False
        self._is_head = scope["method"] == "HEAD"
        self._accept_encoding = joined(scope["headers"], b"accept-encoding")
        self._receive = receive
        self._send = send
        self._start: Message = {}
        self._stream: _Stream | None = None

    async def receive(self) -> Message:
        """Pass on what the client sends; whoever asked with HEAD is gone once a long answer has started."""
        if self._is_head and self._stream:
            return {"type": "http.disconnect"}
        return await self._receive()

    async def send(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
        elif self._stream:
            await self._stream.send(message)
        elif message.get("more_body", False):
            self._stream = _Stream(self._send, self._start, self._accept_encoding, is_head=self._is_head)
            await self._stream.begin()
            await self._stream.send(message)
        else:
            status, headers = self._start["status"], self._start["headers"]
            self.may_be_kept = status in _KEPT and "no-store" not in joined(headers, b"cache-control")
            self.answer = Answer(status, headers, message.get("body", b""))


class _Stream:
    """A long answer on its way: nobody knows its length, so it is neither tagged nor kept."""

    def __init__(self, send: Send, start: Message, accept_encoding: str, *, is_head: bool) -> None:
        self._send = send
        self._is_head = is_head
        headers: RawHeaders = start["headers"]
        self._compressor = None
        if is_compressible(headers):
            headers = with_vary(headers, "accept-encoding")
            if _accepts_gzip(accept_encoding):
                headers = [*headers, (b"content-encoding", b"gzip")]
                self._compressor = zlib.compressobj(_FAST, wbits=_GZIP)
        self._start = {**start, "headers": headers}

    async def begin(self) -> None:
        """Send the headers, and to whoever asked with HEAD nothing more."""
        await self._send(self._start)
        if self._is_head:
            await self._send(_NO_BODY)

    async def send(self, message: Message) -> None:
        """Send a part; compressing it must not hold up the other clients, so a thread does."""
        if self._is_head:
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._compressor:
            body = await asyncio.to_thread(self._compressor.compress, body)
            body += b"" if more else self._compressor.flush()
        if body or not more:
            await self._send({"type": "http.response.body", "body": body, "more_body": more})
