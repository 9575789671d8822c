"""What a request to /sparql asks, by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

A query comes by GET, in a posted form, or as the posted body itself (section 2.1). In which format its answer
is welcome is settled here for both kinds of answer, since only the engine knows which kind a query has.
"""

import asyncio
from functools import lru_cache
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

from starlette.types import Receive, Scope

from api.headers import joined
from api.negotiation import best_match
from graph.errors import HuskError
from graph.pool import QueryRequest

METHODS: Final = "GET, HEAD, POST, OPTIONS"

TABLE_FORMATS: Final = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
"""What SELECT and ASK are answered in: the media types that a client may name, and which of them it gets."""

GRAPH_FORMATS: Final = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/ld+json": "application/ld+json",
    "application/n-quads": "application/n-quads",
    "application/trig": "application/trig",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
"""What CONSTRUCT and DESCRIBE are answered in, likewise."""

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"

_NO_QUERY: Final = (
    "There is no query. Ask with ?query=, for example /sparql?query=ASK%20%7B%7D, or post a query as "
    f"{_FORM} or {_QUERY}."
)
_NO_UPDATE: Final = (
    "Updates are refused: this endpoint only answers questions. Put the question into the parameter `query`."
)

_A_MOMENTS_WORK: Final = 50_000
"""Bytes of a form that are read in a few milliseconds, however they are escaped."""

_Fields = dict[str, list[str]]


class RequestError(HuskError):
    """A request that asks no query, with the status and the headers that say so."""

    def __init__(self, status: HTTPStatus, message: str, headers: dict[str, str] | None = None) -> None:
        """Keep status and headers beside the sentence."""
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


class NoQueryError(RequestError):
    """A request that asks nothing, which may be a wish to know what the service is."""


async def read_request(scope: Scope, receive: Receive, most_bytes: int, seconds: float) -> QueryRequest:
    """Read a query from a request.

    Raises:
        RequestError: it is no query, longer than `most_bytes`, or not all there after so many seconds;
            NoQueryError, where it asks nothing.
    """
    method = scope["method"]
    if method == "POST":
        fields = await _read_posted(scope, receive, most_bytes, seconds)
    elif method in {"GET", "HEAD"}:
        fields = read_fields(scope["query_string"])
    else:
        message = f"{method} is not done here: ask with GET or POST."
        raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED, message, {"allow": METHODS})
    if "update" in fields:
        raise RequestError(HTTPStatus.FORBIDDEN, _NO_UPDATE)
    if "query" not in fields:
        raise NoQueryError(HTTPStatus.BAD_REQUEST, _NO_QUERY)
    query, *more = fields["query"]
    if more:
        raise RequestError(HTTPStatus.BAD_REQUEST, "There are several queries: ask one at a time.")
    return QueryRequest(
        query,
        *_welcome_formats(joined(scope["headers"], b"accept")),
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
    )


async def _read_posted(scope: Scope, receive: Receive, most_bytes: int, seconds: float) -> _Fields:
    """Read the parameters of a query that is posted.

    Raises:
        RequestError: the body is neither a form nor a query, too long, or too slow.
    """
    media_type = joined(scope["headers"], b"content-type").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise RequestError(HTTPStatus.FORBIDDEN, _NO_UPDATE)
    if media_type not in {_FORM, _QUERY}:
        message = f"Post a query as {_FORM} or as {_QUERY}, and say so in Content-Type."
        raise RequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message, {"accept-post": f"{_FORM}, {_QUERY}"})
    try:
        async with asyncio.timeout(seconds):
            body = await _read_body(scope, receive, most_bytes)
    except TimeoutError as error:
        reason = f"The request was not complete after {seconds:g} seconds."
        raise RequestError(HTTPStatus.REQUEST_TIMEOUT, reason, {"connection": "close"}) from error
    if media_type == _FORM and len(body) > _A_MOMENTS_WORK:  # which must not hold up the other clients
        return await asyncio.to_thread(read_fields, body)
    if media_type == _FORM:
        return read_fields(body)
    fields = read_fields(scope["query_string"])
    fields.setdefault("query", []).append(_text(body))
    return fields


async def _read_body(scope: Scope, receive: Receive, most_bytes: int) -> bytes:
    """Read the body of a request, and no more of it than is allowed.

    Raises:
        RequestError: it is longer, or ends before it is complete.
    """
    body = bytearray()
    announced = joined(scope["headers"], b"content-length")
    too_long = announced.isdecimal() and int(announced) > most_bytes
    more = not too_long
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RequestError(HTTPStatus.BAD_REQUEST, "The request ended before it was complete.")
        body += message.get("body", b"")
        too_long = len(body) > most_bytes
        more = message.get("more_body", False) and not too_long
    if too_long:
        reason = f"The request is longer than {most_bytes} bytes: ask with a shorter query."
        raise RequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason)
    return bytes(body)


def read_fields(encoded: bytes) -> _Fields:
    """Read form parameters.

    Raises:
        RequestError: they are no UTF-8, or too many.
    """
    try:
        return parse_qs(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"The parameters cannot be read: {error}.") from error


def _text(encoded: bytes) -> str:
    """Decode UTF-8, the only encoding of queries.

    Raises:
        RequestError: it is none.
    """
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise RequestError(HTTPStatus.BAD_REQUEST, f"The query is not written in UTF-8: {error}.") from error


@lru_cache(maxsize=256)
def _welcome_formats(accept: str) -> tuple[str | None, str | None]:
    """Return the formats for tables and for graphs that an Accept header prefers, None where it accepts none.

    >>> _welcome_formats("text/csv, application/n-triples;q=0.5")
    ('text/csv', 'application/n-triples')
    >>> _welcome_formats("application/xml, image/png")
    ('application/sparql-results+xml', 'application/rdf+xml')
    >>> _welcome_formats("text/turtle")
    (None, 'text/turtle')
    """
    table = best_match(accept, tuple(TABLE_FORMATS))
    return (table and TABLE_FORMATS[table], welcome_graph_format(accept))


def welcome_graph_format(accept: str) -> str | None:
    """Return the format for graphs that an Accept header prefers, None where it accepts none of them."""
    graph = best_match(accept, tuple(GRAPH_FORMATS))
    return graph and GRAPH_FORMATS[graph]
