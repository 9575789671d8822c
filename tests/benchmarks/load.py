"""A client that keeps a server busy over many connections, in one thread and with little work of its own."""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Final

_LENGTH: Final = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_LAST_CHUNK: Final = b"\r\n0\r\n\r\n"


def requests_per_second(
    port: int, requests: Sequence[bytes], *, connections: int, seconds: float, keep_alive: bool
) -> float:
    """Send requests round and round, one at a time on each connection, and count the answers."""
    upcoming = cycle(requests)
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            _send(selector, _connect(port), next(upcoming))
        start = time.perf_counter()
        answers = 0
        for connection in _answered(selector):
            answers += 1
            if not keep_alive:
                connection.close()
            if time.perf_counter() < start + seconds:
                _send(selector, connection if keep_alive else _connect(port), next(upcoming))
            else:
                connection.close()
        return answers / (time.perf_counter() - start)


def _connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _send(selector: selectors.BaseSelector, connection: socket.socket, request: bytes) -> None:
    """Send a request and wait for its answer."""
    connection.sendall(request)
    selector.register(connection, selectors.EVENT_READ, bytearray())


def _answered(selector: selectors.BaseSelector) -> Iterator[socket.socket]:
    """Yield each connection when its answer is complete."""
    while selector.get_map():
        for key, _ in selector.select():
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            received: bytearray = key.data
            received += connection.recv(1 << 18)
            if _is_complete(received):
                assert received.startswith(b"HTTP/1.1 200"), received[:300]
                selector.unregister(connection)
                yield connection


def _is_complete(received: bytearray) -> bool:
    """Say whether an answer has come to its end."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return False
    length = _LENGTH.search(received, 0, head)
    if length:
        return len(received) >= head + 4 + int(length[1])
    return received.endswith(_LAST_CHUNK)
