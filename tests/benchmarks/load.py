"""A client that keeps a server busy over many connections, in one thread and with little work of its own."""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from typing import Final

_LENGTH: Final = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_LAST_CHUNK: Final = b"\r\n0\r\n\r\n"


def requests_per_second(port: int, requests: Sequence[bytes], *, connections: int, seconds: float) -> float:
    """Send requests round and round, on each connection one after the other, and count the answers."""
    upcoming = cycle(requests)
    with ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        for _ in range(connections):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(connection, selectors.EVENT_READ, bytearray())
            connection.sendall(next(upcoming))
        start = time.perf_counter()
        answers = sum(1 for _ in _answers(selector, upcoming, start + seconds))
        return answers / (time.perf_counter() - start)


def _answers(selector: selectors.BaseSelector, upcoming: Iterator[bytes], deadline: float) -> Iterator[None]:
    """Yield once for every answer, and until the deadline send the next request on its connection."""
    while selector.get_map():
        for key, _ in selector.select():
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            received: bytearray = key.data
            received += connection.recv(1 << 18)
            if not _is_complete(received):
                continue
            assert received.startswith(b"HTTP/1.1 200"), received[:300]
            received.clear()
            yield
            if time.perf_counter() < deadline:
                connection.sendall(next(upcoming))
            else:
                selector.unregister(connection)


def _is_complete(received: bytearray) -> bool:
    """Say whether an answer has come to its end."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return False
    length = _LENGTH.search(received, 0, head)
    if length:
        return len(received) >= head + 4 + int(length[1])
    return received.endswith(_LAST_CHUNK)
