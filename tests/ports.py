"""Ports for servers that tests start on loopback."""

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager

# Below the ports that systems give to connections that go out (from 32768 on Linux, 49152 by RFC 6335):
# a port that is free when it is chosen is not taken by another test's connection before the server listens.
PORTS = range(20000, 32000)
ATTEMPTS = 100


@contextmanager
def reserved_port() -> Iterator[int]:
    """Keep a free port from others until the block ends.

    A bound socket that does not listen does so; granian, which sets SO_REUSEPORT too, can listen beside it.
    """
    port = free_port()
    with socket.socket() as reservation:
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reservation.bind(("127.0.0.1", port))
        yield port


def free_port() -> int:
    """Return a port that nobody listens on, for a server that listens beside no reservation.

    Raises:
        RuntimeError: a hundred ports were all taken.
    """
    chosen_by_chance = random.SystemRandom()
    for port in chosen_by_chance.sample(PORTS, ATTEMPTS):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"{ATTEMPTS} ports between {PORTS.start} and {PORTS.stop} are all taken")
