"""/sparql on the real web server, asked by many clients and by hostile ones."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import httpx2
import pytest

from graph.pool import Limits
from tests.api.sparql_server import RunningServer, sparql_server
from tests.conftest import require_program
from tests.graph.pool.processes import children, descendants, is_running, wait_until
from tests.graph.pool.stores import ENDLESS, FIXTURES, PREFIX, write_store

NAMES = f"{PREFIX} SELECT ?name WHERE {{ ?s ex:name ?name }} ORDER BY ?name"
LONG = f"{PREFIX} SELECT * WHERE {{ GRAPH ex:numbers {{ ?a ex:value ?x . ?b ex:value ?y }} }}"
ENDLESS_ANSWER = (FIXTURES / "endless" / "distinct.rq").read_text(encoding="utf-8")
TRUST = httpx2.create_ssl_context()  # made once, since it takes longer than any query here

PATIENCE = 60
"""Seconds that a busy machine may take."""


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("sparql") / "store")


@pytest.fixture(scope="module")
def server(store_path: Path) -> Iterator[RunningServer]:
    with sparql_server(store_path, Limits(workers=2, seconds=PATIENCE, memory_bytes=100_000_000)) as server:
        yield server


@pytest.fixture(scope="module")
def hurried_server(store_path: Path) -> Iterator[RunningServer]:
    """A server that gives a query little time."""
    with sparql_server(store_path, Limits(workers=2, seconds=2)) as server:
        yield server


def curl(server: RunningServer, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = require_program("curl", cure="on Debian, apt install curl")
    return subprocess.run([program, "-sS", *arguments, server.url], capture_output=True, check=False)


def ask(server: RunningServer, query: str) -> httpx2.Response:
    return httpx2.post(server.url, data={"query": query}, timeout=PATIENCE, verify=TRUST)


def asked_for_long(
    server: RunningServer, query: str, accept: str = "*/*"
) -> AbstractContextManager[httpx2.Response]:
    """Ask, and read the answer as it comes."""
    headers = {"accept": accept}
    return httpx2.stream(
        "POST", server.url, data={"query": query}, headers=headers, timeout=PATIENCE, verify=TRUST
    )


def test_fifty_clients_at_once_are_all_answered(server: RunningServer) -> None:
    with ThreadPoolExecutor(max_workers=50) as clients:
        responses = list(clients.map(lambda _: ask(server, NAMES), range(50)))
    assert [response.status_code for response in responses] == [200] * 50
    assert len({response.text for response in responses}) == 1


def test_others_are_answered_while_a_query_runs_into_its_limit(hurried_server: RunningServer) -> None:
    with ThreadPoolExecutor() as clients:
        endless = clients.submit(ask, hurried_server, ENDLESS)
        answered = 0
        while not endless.done():
            assert ask(hurried_server, NAMES).status_code == 200
            answered += 1
        assert answered > 1, "they had to wait"
        assert endless.result().status_code == 504


def test_a_long_answer_streams(server: RunningServer) -> None:
    with asked_for_long(server, LONG, accept="text/csv") as response:
        assert "content-length" not in response.headers
        assert sum(chunk.count(b"\n") for chunk in response.iter_bytes()) == 1 + 300 * 300


def test_an_answer_that_is_cut_short_does_not_look_complete(server: RunningServer) -> None:
    with asked_for_long(server, ENDLESS_ANSWER) as response:
        assert response.status_code == 200
        with pytest.raises(httpx2.RemoteProtocolError, match="incomplete"):
            response.read()


def test_an_answer_over_http_1_0_has_a_length(server: RunningServer) -> None:
    query = f"query={LONG} LIMIT 30000"
    done = curl(server, "--http1.0", "--include", "--data-urlencode", query, "-H", "Accept: text/csv")
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head
    assert body.count(b"\n") == 1 + 30_000


def test_an_answer_that_is_too_long_for_http_1_0_is_refused(server: RunningServer) -> None:
    done = curl(server, "--http1.0", "--include", "--data-urlencode", f"query={ENDLESS_ANSWER}")
    assert done.stdout.startswith(b"HTTP/1.0 400")
    assert b"HTTP/1.1" in done.stdout.splitlines()[-1]


def test_a_client_that_leaves_frees_its_worker(store_path: Path) -> None:
    with sparql_server(store_path, Limits(workers=1, seconds=600)) as server:
        with pytest.raises(httpx2.ReadTimeout):
            httpx2.post(server.url, data={"query": ENDLESS}, timeout=0.5)
        assert ask(server, NAMES).status_code == 200
        with asked_for_long(server, ENDLESS_ANSWER) as response:
            assert next(response.iter_raw())
        assert ask(server, NAMES).status_code == 200


def test_requests_that_are_never_finished_hold_up_nobody(hurried_server: RunningServer) -> None:
    head = b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n"
    body = b"content-type: application/sparql-query\r\n\r\nASK {"
    with ExitStack() as stack:
        halves = [
            stack.enter_context(
                socket.create_connection(("127.0.0.1", hurried_server.port), timeout=PATIENCE)
            )
            for _ in range(20)
        ]
        for half, sent in zip(halves, [head, head + body] * 10, strict=True):
            half.sendall(sent)
        assert ask(hurried_server, NAMES).status_code == 200
        assert halves[-1].recv(100).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM])
def test_a_web_process_that_dies_leaves_no_process(store_path: Path, signal_number: signal.Signals) -> None:
    with sparql_server(store_path, Limits(workers=2, seconds=600)) as server:
        assert ask(server, NAMES).status_code == 200
        below = descendants(server.pid)
        [web] = children(server.pid)
        os.kill(web, signal_number)
        wait_until(lambda: not any(is_running(process) for process in below))


def test_a_server_that_is_told_to_stop_leaves_no_process(store_path: Path) -> None:
    with sparql_server(store_path, Limits(workers=2)) as server:
        wait_until(lambda: len(descendants(server.pid)) >= 3)
        below = descendants(server.pid)
    wait_until(lambda: not any(is_running(process) for process in below))
