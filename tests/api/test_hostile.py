"""Whatever is sent to the endpoint does no harm: it is answered, and so is everybody else meanwhile."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest

from graph.pool import Limits
from tests.api.hostile import CLOSED, CUT, LISTENER, Case, hostile_cases
from tests.api.sparql_server import RunningServer, sparql_server
from tests.graph.pool.processes import children, descendants, memory, wait_until
from tests.graph.pool.stores import ENDLESS, PREFIX, write_store

pytestmark = pytest.mark.slow

LIMITS: Final = Limits(workers=2, seconds=0.5, memory_bytes=200_000_000, answer_bytes=20_000_000)
PATIENT: Final = replace(LIMITS, seconds=60)
"""For what ends by itself, however much else the machine has to do."""
MOST_OF_THE_WEB_PROCESS: Final = 200_000_000
MOST_OF_ALL: Final = MOST_OF_THE_WEB_PROCESS + 3 * LIMITS.memory_bytes
NOISE: Final = 10.0
"""Seconds that a machine with much else to do may take to let a process do something."""
SECONDS: Final = 60.0
NUMBERS: Final = f"{PREFIX} SELECT * {{ GRAPH ex:numbers {{ ?a ex:value ?x . ?b ex:value ?y }} }}"
TOO_BUSY: Final = {503, 504}
TINY: Final = f"{PREFIX} ASK {{ ?s ex:name ?name }}"
TRUST: Final = httpx2.create_ssl_context()  # made once, since it takes longer than any query here
CASES: Final = hostile_cases()


class Attacked:
    """A server under attack, asked by a quiet client too."""

    def __init__(self, server: RunningServer, log: Path) -> None:
        self.server = server
        self.log = log
        self.client = httpx2.Client(timeout=SECONDS, verify=TRUST)
        [self.web] = children(server.pid)

    def ask(self, query: str) -> int:
        """Ask as a quiet client does."""
        return self.client.post(self.server.url, data={"query": query}).status_code

    def answers(self) -> bool:
        """Ask what can be answered at once; a busy machine may take longer than the limit."""
        status = self.ask(TINY)
        assert status in {200, *TOO_BUSY}
        return status == 200

    def outcome(self, case: Case, address: str) -> str:
        """Send a case, again where no process became free for it, and tell what came of it."""
        content = case.content.replace(LISTENER.encode(), address.encode())
        send = self._send if case.is_request else self._post
        return next(outcome for _ in range(100) if (outcome := send(content)) != "503")

    def answers_until(self, end: Callable[[], bool]) -> None:
        """Ask all along, and at least once; it must come to be answered each time."""
        wait_until(self.answers)
        while not end():
            wait_until(self.answers)
            assert self.is_bounded()

    def is_bounded(self) -> bool:
        """Say whether the same web process runs as at first, and what memory there is in use is bounded."""
        below = descendants(self.server.pid)
        assert self.web in below
        assert memory(self.web, "VmHWM") < MOST_OF_THE_WEB_PROCESS
        return sum(memory(process, "RssAnon") for process in below) < MOST_OF_ALL

    def logged(self) -> list[dict[str, Any]]:
        """Return what the server has told of its requests so far."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def _post(self, query: bytes) -> str:
        headers = {"content-type": "application/sparql-query"}
        with httpx2.stream(
            "POST", self.server.url, content=query, headers=headers, timeout=SECONDS, verify=TRUST
        ) as response:
            assert "x-injected" not in response.headers
            try:
                response.read()
            except httpx2.RemoteProtocolError:
                return CUT
            return str(response.status_code)

    def _send(self, request: bytes) -> str:
        with connected(self.server) as connection:
            connection.sendall(request)
            with connection.makefile("rb") as answer:
                head, _, _ = answer.read().partition(b"\r\n\r\n")
        assert b"x-injected" not in head.lower()
        return head.split(b" ")[1].decode() if head else CLOSED


@contextmanager
def connected(server: RunningServer, room: int | None = None) -> Iterator[socket.socket]:
    """Connect to a server, with room for so many bytes that were not read yet."""
    with socket.socket() as connection:
        if room:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        connection.settimeout(SECONDS)
        connection.connect(("127.0.0.1", server.port))
        yield connection


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("hostile") / "store")


@contextmanager
def under_attack(store_path: Path, limits: Limits, log: Path) -> Iterator[Attacked]:
    """Run a server with a quiet client."""
    with sparql_server(store_path, limits, log) as server:
        attacked = Attacked(server, log)
        with attacked.client:
            yield attacked


@pytest.fixture(scope="module")
def attacked(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    with under_attack(store_path, LIMITS, tmp_path_factory.mktemp("log") / "requests") as attacked:
        yield attacked


@pytest.fixture(scope="module")
def patient(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    with under_attack(store_path, PATIENT, tmp_path_factory.mktemp("log") / "requests") as attacked:
        yield attacked


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """A server that nobody should connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def require_harmless(attacked: Attacked, listener: socket.socket, case: Case) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    with ThreadPoolExecutor() as others:
        hostile = others.submit(attacked.outcome, case, address)
        attacked.answers_until(hostile.done)
    assert hostile.result() in case.outcomes
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("case", [case for case in CASES if not case.may_be_stopped], ids=str)
def test_a_hostile_input_that_ends_by_itself_is_answered_and_so_is_everybody_else(
    patient: Attacked, listener: socket.socket, case: Case
) -> None:
    require_harmless(patient, listener, case)


@pytest.mark.parametrize("case", [case for case in CASES if case.may_be_stopped], ids=str)
def test_a_hostile_input_that_takes_too_long_is_stopped_and_everybody_else_answered(
    attacked: Attacked, listener: socket.socket, case: Case
) -> None:
    require_harmless(attacked, listener, case)


def test_the_list_is_long() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 140


def test_no_query_has_gone_on_past_its_limit(attacked: Attacked) -> None:
    assert attacked.ask(ENDLESS) == 504
    wait_until(lambda: any(line["status"] == 504 for line in attacked.logged()))
    longest = max(line["milliseconds"] for line in attacked.logged())
    assert longest < 1000 * (LIMITS.seconds + 0.1 + NOISE)


def post(query: str, version: str = "1.1") -> bytes:
    """Return a whole request, after which the connection closes."""
    content = query.encode()
    head = (
        f"POST /sparql HTTP/{version}",
        "host: localhost",
        "accept: text/csv",
        "connection: close",
        "content-type: application/sparql-query",
        f"content-length: {len(content)}",
    )
    return "\r\n".join((*head, "", "")).encode() + content


def read(connection: socket.socket) -> bytes:
    """Read until the connection closes."""
    with connection.makefile("rb") as answer:
        return answer.read()


@pytest.mark.parametrize("queries", [[TINY], [TINY, ENDLESS], [ENDLESS]], ids=["tiny", "mixed", "endless"])
def test_two_hundred_clients_at_once_are_all_answered(attacked: Attacked, queries: list[str]) -> None:
    asked = (queries * 200)[:200]
    with ExitStack() as stack:
        connections = [stack.enter_context(connected(attacked.server)) for _ in asked]
        for connection, query in zip(connections, asked, strict=True):
            connection.sendall(post(query))
        answers = [read(connection).lower() for connection in connections]
    for query, answer in zip(asked, answers, strict=True):
        status = int(answer.split(b" ")[1])
        assert status in ({200, *TOO_BUSY} if query == TINY else TOO_BUSY)
        assert (b"\r\nretry-after: 1\r\n" in answer) == (status == 503)
    wait_until(attacked.answers)
    assert attacked.is_bounded()


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_clients_that_take_nothing_hold_up_nobody(attacked: Attacked, version: str) -> None:
    """Their answers together are longer than what may wait in memory."""
    with ExitStack() as stack:
        for _ in range(30):
            connection = stack.enter_context(connected(attacked.server, room=4096))
            connection.sendall(post(NUMBERS if version == "1.1" else f"{NUMBERS} LIMIT 40000", version))
            assert connection.recv(9, socket.MSG_PEEK) == f"HTTP/{version} ".encode()
        for _ in range(100):
            wait_until(attacked.answers)
        assert attacked.is_bounded()


def test_a_client_that_takes_nothing_for_long_is_left(store_path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with sparql_server(store_path, LIMITS, log) as server, connected(server, room=4096) as connection:
        connection.sendall(post(NUMBERS))
        wait_until(lambda: "POST" in log.read_text(encoding="utf-8"))
        answer = read(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert not answer.endswith(b"\r\n0\r\n\r\n")
