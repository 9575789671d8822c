"""Engines that tests start on loopback, each empty and with a user who may change it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark.structures import ParameterSet

from graph.remote.endpoint import Credentials, Endpoint, RemoteLimits
from graph.remote.errors import RemoteError
from tests.conftest import require_program
from tests.ports import free_port

SECONDS_TO_START: Final = 120.0
LIMITS: Final = RemoteLimits(seconds=60.0)
_VIRTUOSO: Final = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000000
"""


@contextmanager
def oxigraph(folder: Path) -> Iterator[Endpoint]:
    """Run Oxigraph's own server in memory; it asks nobody who he is."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", f"127.0.0.1:{port}"]
    with _running(command, Endpoint(f"http://127.0.0.1:{port}/query", limits=LIMITS), folder) as endpoint:
        yield endpoint


@contextmanager
def virtuoso(folder: Path) -> Iterator[Endpoint]:
    """Run Virtuoso, as Debian has it, with a database in a folder and the password that it begins with."""
    program = require_program("virtuoso-t", cure="apt install virtuoso-opensource-7-bin")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=folder, http=http, sql=sql), "utf-8")
    options = ["+foreground", "+configfile", str(folder / "virtuoso.ini")]
    endpoint = Endpoint(f"http://127.0.0.1:{http}/sparql", Credentials("dba", "dba"), LIMITS)
    with _running([str(program), *options], endpoint, folder):
        yield endpoint


ENGINES: Final[dict[str, Callable[[Path], AbstractContextManager[Endpoint]]]] = {
    "oxigraph": oxigraph,
    "virtuoso": virtuoso,
}


def engine_params() -> list[ParameterSet]:
    """Return the engines to test with; all but the first are installed for `make test-engines` only."""
    first, *others = ENGINES
    return [pytest.param(first), *(pytest.param(name, marks=pytest.mark.engines) for name in others)]


@contextmanager
def _running(command: list[str], endpoint: Endpoint, folder: Path) -> Iterator[Endpoint]:
    """Run an engine until the block ends; it is there once it answers."""
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_for(endpoint, process, folder / "log")
            yield endpoint
        finally:
            endpoint.close()
            process.terminate()
            try:
                process.wait(SECONDS_TO_START)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _wait_for(endpoint: Endpoint, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert process.poll() is None, f"{process.args!r} ended: {log.read_text('utf-8', 'replace')}"
        try:
            assert endpoint.dialect.name
            return
        except RemoteError:
            time.sleep(0.05)
    raise AssertionError(f"{process.args!r} did not answer: {log.read_text('utf-8', 'replace')}")
