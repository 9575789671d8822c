"""The holder: a process with one thread and the whole dataset, which forks a worker whenever it is asked to.

    python -m graph.pool.holder DATASET CONTROL MEMORY_BYTES ANSWER_BYTES EDITION

It is a fresh interpreter and no fork of the web server, whose threads would not survive one. CONTROL is the
number of an inherited SOCK_SEQPACKET socket: for each packet that comes in, a worker's socket and pidfd go
out. When the socket closes, the holder ends, and its workers die with it. Where EDITION is not empty nothing
is held: it is in an engine elsewhere, and workers only check queries.
"""

import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

import pyoxigraph

from graph.pool.limits import Limits
from graph.pool.messages import FORK, WORKER
from graph.pool.worker import work


def main(dataset: Path, control: socket.socket, limits: Limits, edition: str) -> None:
    """Load the dataset, then fork workers until the socket closes.

    Raises:
        OSError: the dataset cannot be read.
        SyntaxError: the file is no N-Quads.
    """
    store = pyoxigraph.Store() if edition else load(dataset)
    gc.freeze()  # a collection in a worker would copy the pages that it shares
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries dead workers
    while control.recv(len(FORK)):
        _fork_worker(store, control, limits, edition)


def load(path: Path) -> pyoxigraph.Store:
    """Read a dataset into memory, where it can be forked and is several times faster than on disk.

    Args:
        path: a file of N-Quads, or the directory of a store, which takes four times as long.

    Raises:
        OSError: there is neither.
    """
    if path.is_dir():
        return _copy(path)
    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return store


def _copy(path: Path) -> pyoxigraph.Store:
    """Copy a store from its directory.

    RocksDB starts threads that would stay, so a child reads the directory and hands it over through a pipe.

    Raises:
        OSError: the directory holds no readable store.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _dump(path, writing)
    os.close(writing)
    store = pyoxigraph.Store()
    with os.fdopen(reading, "rb") as quads:
        store.bulk_load(quads, pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    if os.waitpid(child, 0)[1] != 0:
        raise OSError(f"The store {path} cannot be read: build it anew with `husk build`.")
    return store


def _dump(path: Path, writing: int) -> NoReturn:
    """Write a store to a pipe as N-Quads and end this process, without success where it cannot be read."""
    try:
        with os.fdopen(writing, "wb") as quads:
            pyoxigraph.Store.read_only(str(path)).dump(quads, pyoxigraph.RdfFormat.N_QUADS)
        os._exit(os.EX_OK)
    except OSError as error:
        sys.stderr.write(f"husk: {error}\n")
    finally:
        os._exit(os.EX_DATAERR)


def _fork_worker(store: pyoxigraph.Store, control: socket.socket, limits: Limits, edition: str) -> None:
    """Fork a worker and hand its socket and pidfd to the web process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        try:
            control.close()
            theirs.close()
            work(store, ours, limits, edition)
        finally:
            os._exit(os.EX_SOFTWARE)  # whatever happened, this process must not go on as a second holder
    ours.close()
    pidfd = os.pidfd_open(child)
    socket.send_fds(control, [WORKER], [theirs.fileno(), pidfd])
    os.close(pidfd)
    theirs.close()


if __name__ == "__main__":
    dataset_argument, control_argument, memory_argument, answer_argument, edition_argument = sys.argv[1:]
    try:
        main(
            Path(dataset_argument),
            socket.socket(fileno=int(control_argument)),
            Limits(memory_bytes=int(memory_argument), answer_bytes=int(answer_argument)),
            edition_argument,
        )
    except (OSError, SyntaxError) as error:
        sys.exit(f"husk: {error}")
