"""What the web process, the holder and the workers say to each other over SOCK_SEQPACKET sockets.

One packet is one message, so there is no framing. Between the web process and a worker its first byte is a
mark and the rest content:

    to a worker      MORE* LAST          a request, cut into pieces
    from a worker    MORE* LAST          the media type, a line feed, then the answer, cut into pieces
                     MORE* ERROR         the answer cannot be given, or not to its end
                     GROWN               before LAST or ERROR: give me no more, I have grown

A worker's standard error is the same socket, so a packet with any other mark is the engine's last words.
The holder is sent FORK for each worker that is wanted, and sends WORKER with that worker's socket and pidfd.
"""

import json
import marshal
import socket
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Final, NamedTuple

from graph.errors import HuskError, QuerySyntaxError, Slip
from graph.pool.errors import (
    FormatRefusedError,
    FromRefusedError,
    QueryError,
    QueryFailedError,
    QueryMemoryError,
    QueryTooLargeError,
    ServiceRefusedError,
    UpdateRefusedError,
)

PACKET_BYTES: Final = 65_536
"""Length of the longest packet; the sockets' buffers hold three."""

_MOST_OF_A_MESSAGE: Final = 1_000
"""Characters of an error that a client is told."""

# Bytes that UTF-8 never uses, so that nothing written to standard error begins with one.
MORE: Final = b"\xf8"
LAST: Final = b"\xf9"
ERROR: Final = b"\xfa"
GROWN: Final = b"\xfb"

FORK: Final = b"fork"
WORKER: Final = b"worker"

_ERRORS: Final[dict[str, type[HuskError]]] = {
    error.__name__: error
    for error in (
        FormatRefusedError,
        FromRefusedError,
        QueryFailedError,
        QueryMemoryError,
        QueryTooLargeError,
        ServiceRefusedError,
        UpdateRefusedError,
    )
}


class QueryRequest(NamedTuple):
    """A query and the forms in which its answer is welcome."""

    query: str
    """The text, in SPARQL 1.1 Query Language."""
    table_format: str | None = "application/sparql-results+json"
    """Media type for what SELECT and ASK answer; None when no such answer is welcome."""
    graph_format: str | None = "text/turtle"
    """Media type for what CONSTRUCT and DESCRIBE answer; None when no such answer is welcome."""
    default_graphs: tuple[str, ...] = ()
    """IRIs of graphs whose union is asked instead of what the query names with FROM."""
    named_graphs: tuple[str, ...] = ()
    """IRIs of graphs that GRAPH can reach, instead of what the query names with FROM NAMED."""

    def packets(self) -> Iterator[bytes]:
        """Yield the packets that hand the request to a worker.

        Both ends run the same interpreter, and the worker trusts this one; so `marshal` will do,
        five times faster than JSON.
        """
        content = marshal.dumps(tuple(self))
        size = PACKET_BYTES - 1
        for start in range(0, len(content), size):
            mark = MORE if start + size < len(content) else LAST
            yield mark + content[start : start + size]

    @classmethod
    def receive(cls, channel: socket.socket) -> "QueryRequest | None":
        """Wait for a request; None when the other side has closed the socket."""
        content = bytearray()
        while packet := channel.recv(PACKET_BYTES):
            content += packet[1:]
            if packet.startswith(LAST):
                return cls(*marshal.loads(content))  # noqa: S302  # the web process wrote it
        return None


def error_packet(error: QueryError | QuerySyntaxError) -> bytes:
    """Write an error as a packet; what it quotes of a query may be longer than one."""
    message = str(error)
    if len(message) > _MOST_OF_A_MESSAGE:
        message = message[:_MOST_OF_A_MESSAGE] + " ..."
    content: dict[str, Any] = {"kind": type(error).__name__, "message": message}
    if isinstance(error, QuerySyntaxError):
        content |= {"line": error.line, "column": error.column, "slip": error.slip and astuple(error.slip)}
    return ERROR + json.dumps(content).encode()


def read_error(content: bytes) -> HuskError:
    """Read the content of an error packet.

    >>> read_error(error_packet(QueryFailedError("No such function."))[1:])
    QueryFailedError('No such function.')
    """
    fields = json.loads(content)
    if fields["kind"] == QuerySyntaxError.__name__:
        slip = fields["slip"] and Slip(*fields["slip"])
        return QuerySyntaxError(fields["message"], fields["line"], fields["column"], slip)
    return _ERRORS[fields["kind"]](fields["message"])
