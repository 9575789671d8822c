"""/sparql in plain ASGI: a request is read, the pool answers it, and errors blame whom they should.

Errors are plain text, or problem details (RFC 9457) for whoever prefers those, with line and column where a
query cannot be read. An answer that is there at once goes whole. A longer one streams; if it is cut short the
connection breaks, so that nobody takes it for complete.
"""

import asyncio
import math
from functools import cache
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

from api.errors import MEDIA_TYPE, problem_response
from api.headers import RawHeaders, encoded, joined
from api.negotiation import best_language, best_match
from api.sparql_request import (
    GRAPH_FORMATS,
    METHODS,
    TABLE_FORMATS,
    NoQueryError,
    RequestError,
    read_request,
    welcome_graph_format,
)
from graph.errors import HuskError, QuerySyntaxError
from graph.pool import Answer, QueryPool, QueryRequest
from graph.pool.errors import FormatRefusedError, PoolError, QueryTooLargeError
from graph.queries import query
from graph.query_statuses import status_of
from graph.query_text import depends_on_the_moment
from ontology.terms import LANGUAGES

_ALWAYS: Final = encoded({"access-control-allow-origin": "*", "vary": "accept"})
"""Headers of every response: any page may ask, and the answer depends on Accept."""

_WITHOUT_CHUNKS: Final = {"1.0", "1"}
"""HTTP/1.0, as ASGI spells it and as granian does: there only a stated length tells the end."""
_MOST_WITHOUT_CHUNKS: Final = 4_000_000
"""Longest answer over HTTP/1.0, which has to be there before it can go."""


class SparqlEndpoint:
    """The ASGI application at /sparql."""

    def __init__(self, pool: QueryPool, *, most_query_bytes: int = 1_000_000) -> None:
        """Hand queries of at most so many bytes to a pool."""
        self._pool = pool
        self._most_query_bytes = most_query_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            HuskError: an answer was cut short; the server breaks the connection.
        """
        if scope["method"] == "OPTIONS":
            await send_options(send, METHODS)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read a query and answer it, or say what there is to ask.

        Raises:
            HuskError: the answer was cut short.
        """
        try:
            request = await read_request(scope, receive, self._most_query_bytes, self._pool.limits.seconds)
        except NoQueryError as error:
            await self._tell_what_this_is(scope, receive, send, error)
        except HuskError as error:
            await self.send_error(scope, send, error)
        else:
            await self.answer(scope, receive, send, request)

    async def _tell_what_this_is(self, scope: Scope, receive: Receive, send: Send, error: HuskError) -> None:
        """Describe the service to an RDF client, show a browser where to ask, and tell others how.

        https://www.w3.org/TR/sparql11-service-description/#accessing
        """
        accept = joined(scope["headers"], b"accept")
        wanted = best_match(accept, (*GRAPH_FORMATS, "text/html", "text/plain"))
        if scope["method"] == "POST" or wanted in {None, "text/plain"}:
            await self.send_error(scope, send, error)
        elif wanted == "text/html":
            language = best_language(joined(scope["headers"], b"accept-language"), LANGUAGES) or "en"
            vary = {"location": f"/{language}/sparql", "vary": "accept, accept-language"}
            await _send_whole(send, HTTPStatus.SEE_OTHER, encoded(vary), b"")
        else:
            request = QueryRequest(query("service_description"), None, welcome_graph_format(accept))
            await self.answer(scope, receive, send, request)

    async def answer(self, scope: Scope, receive: Receive, send: Send, request: QueryRequest) -> None:
        """Have a query answered, or say why there is no answer.

        Raises:
            HuskError: the answer was cut short.
        """
        try:
            answer = self._pool.ask(request)
        except HuskError as error:
            await self.send_error(scope, send, error)
            return
        watch = _ClientWatch(answer, receive)
        try:
            await self._give(scope, send, answer)
        except HuskError:
            if not watch.client_has_left:
                raise
        finally:
            watch.end()
            answer.close()

    async def _give(self, scope: Scope, send: Send, answer: Answer) -> None:
        """Send an answer, or say why there is none.

        Raises:
            HuskError: the answer was cut short.
        """
        try:
            await answer.begin()
            whole = await _gather(answer) if scope["http_version"] in _WITHOUT_CHUNKS else answer.whole()
        except HuskError as error:
            await self.send_error(scope, send, error)
            return
        headers = _headers(answer.media_type, may_be_kept=not depends_on_the_moment(answer.request.query))
        if whole is not None:
            await _send_whole(send, HTTPStatus.OK, headers, whole)
        else:
            await _stream(send, headers, answer)

    async def send_error(self, scope: Scope, send: Send, error: HuskError) -> None:
        """Say why there is no answer."""
        headers: dict[str, str] = {}
        if isinstance(error, RequestError):
            status = error.status
            headers |= error.headers
        else:
            status = status_of(error)
        if isinstance(error, PoolError):
            headers["retry-after"] = str(math.ceil(self._pool.limits.seconds))
        media_type, body = _told(error, status, joined(scope["headers"], b"accept"))
        await _send_whole(send, status, encoded({"content-type": media_type, **headers}), body)


def _told(error: HuskError, status: HTTPStatus, accept: str) -> tuple[str, bytes]:
    """Return the media type and the text that tell of an error."""
    message = str(error)
    if isinstance(error, FormatRefusedError):
        tables, graphs = (", ".join(dict.fromkeys(kind.values())) for kind in (TABLE_FORMATS, GRAPH_FORMATS))
        message += f" Name one of these in Accept: for a table {tables}; for a graph {graphs}."
    if best_match(accept, ("text/plain", MEDIA_TYPE)) == MEDIA_TYPE:
        place = (error.line, error.column) if isinstance(error, QuerySyntaxError) else (None, None)
        return MEDIA_TYPE, bytes(problem_response(status, message, place=place).body)
    return "text/plain; charset=utf-8", f"{message}\n".encode()


class _ClientWatch:
    """Closes an answer that takes a while when its client leaves."""

    def __init__(self, answer: Answer, receive: Receive) -> None:
        self.client_has_left = False
        self._answer = answer
        self._receive = receive
        self._waiting: asyncio.Task[None] | None = None
        answer.when_slow(self._begin)

    def end(self) -> None:
        """Watch no longer."""
        if self._waiting:
            self._waiting.cancel()

    def _begin(self) -> None:
        self._waiting = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.client_has_left = True
        self._answer.close()


async def send_options(send: Send, methods: str) -> None:
    """Tell which methods there are, to a browser also that pages from anywhere may use them."""
    headers = {
        "allow": methods,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "*",
        "access-control-max-age": "86400",
    }
    await _send_start(send, HTTPStatus.NO_CONTENT, encoded(headers))
    await send({"type": "http.response.body"})


async def _gather(answer: Answer) -> bytes:
    """Take a whole answer before any of it goes.

    Raises:
        HuskError: the answer was cut short, or is too long to be kept.
    """
    content = bytearray()
    async for chunk in answer:
        content += chunk
        if len(content) > _MOST_WITHOUT_CHUNKS:
            raise QueryTooLargeError("The answer is too long for HTTP/1.0: ask over HTTP/1.1.")
    return bytes(content)


async def _stream(send: Send, headers: RawHeaders, answer: Answer) -> None:
    """Send an answer while it comes.

    Raises:
        HuskError: the answer was cut short.
    """
    await _send_start(send, HTTPStatus.OK, headers)
    async for chunk in answer:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body"})


async def _send_whole(send: Send, status: HTTPStatus, headers: RawHeaders, body: bytes) -> None:
    """Send a response whose length is known."""
    await _send_start(send, status, [*headers, (b"content-length", b"%d" % len(body))])
    await send({"type": "http.response.body", "body": body})


async def _send_start(send: Send, status: HTTPStatus, headers: RawHeaders) -> None:
    """Send the status and the headers."""
    await send({"type": "http.response.start", "status": status.value, "headers": [*_ALWAYS, *headers]})


@cache
def _headers(media_type: str, *, may_be_kept: bool) -> RawHeaders:
    """Return the headers of an answer in one of our few media types."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    keeping = {} if may_be_kept else {"cache-control": "no-store"}
    return encoded({"content-type": media_type + charset, **keeping})
