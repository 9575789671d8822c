"""A real server for tests: /sparql and the graph store on granian, in processes of its own, on loopback.

python -m tests.api.sparql_server PORT STORE LIMITS
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import httpx2
from starlette.types import ASGIApp

from api.cache import ResponseCache
from api.dispatch import Dispatch
from api.editions import Edition, Editions
from api.front import Front
from api.graph_store import PATH, GraphStore
from api.metrics import Metrics
from api.sparql import SparqlEndpoint
from api.watch import RequestLog, Watch
from api.web_server import run_server
from graph.pool import Limits, QueryPool
from graph.pool.limits import MEGABYTE
from graph.store import EmbeddedStore
from tests.ports import reserved_port

SECONDS_TO_START = 120.0
SECONDS_TO_STOP = 60.0


@dataclass(frozen=True)
class RunningServer:
    """A server that answers, and the process that can be told to stop."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return f"http://127.0.0.1:{self.port}/sparql"

    @property
    def graph_store(self) -> str:
        """The address of the graphs."""
        return f"http://127.0.0.1:{self.port}{PATH}"


@contextmanager
def sparql_server(store_path: Path, limits: Limits, log: Path = Path(os.devnull)) -> Iterator[RunningServer]:
    """Serve a store until the block ends; a file gets a line for each request."""
    with reserved_port() as port:
        arguments = (str(port), str(store_path), json.dumps(asdict(limits)))
        command = [sys.executable, "-m", __name__, *arguments]
        with log.open("wb") as lines, running(command, port, output=lines) as server:
            yield server


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | int = subprocess.DEVNULL,
) -> Iterator[RunningServer]:
    """Run a server until the block ends; it is there once it answers anything at all."""
    server = RunningServer(port, 0)
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=output, stderr=complaints, env=environment) as process,
    ):
        try:
            wait_for(server.url, process, complaints)
            yield RunningServer(port, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def wait_for(url: str, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    """Wait until a server answers; one that ends before fails with what it wrote to its standard error."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace")
            raise AssertionError(f"{process.args!r} ended with {process.returncode}: {said}")
        try:
            httpx2.options(url)
            return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"{process.args!r} did not answer in {SECONDS_TO_START} s")


def with_pool(pool: QueryPool, app: ASGIApp) -> Editions:
    """Return an application that starts and closes a pool together with the server."""

    async def open_it() -> Edition:
        await pool.start()
        return Edition("the only one", app, pool.close)

    return Editions(open_it)


def create_application(store_path: Path, limits: Limits) -> ASGIApp:
    """Make the application as the product does; its pool starts with the server."""
    pool = QueryPool(store_path, limits)
    sparql = SparqlEndpoint(pool)
    graph_store = GraphStore(EmbeddedStore.open(store_path), sparql)
    front = Front(Dispatch(sparql, graph_store, sparql), ResponseCache(10 * MEGABYTE))
    log = RequestLog(sys.stdout)
    return Watch(with_pool(pool, front), Metrics(), log, seconds_to_take=limits.seconds)


def main(port: str, store: str, limits: str) -> None:
    """Serve until told to stop."""
    application = partial(create_application, Path(store), Limits(**json.loads(limits)))
    run_server("sparql", "127.0.0.1", int(port), application)


if __name__ == "__main__":
    main(*sys.argv[1:])
