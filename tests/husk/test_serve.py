"""`husk serve`: the whole product from one command, over real sockets."""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from urllib.parse import quote

import pytest
from prometheus_client.parser import text_string_to_metric_families

from graph.build import build
from husk import __version__
from tests.api.sparql_server import SECONDS_TO_STOP, RunningServer, running, wait_for
from tests.graph.pool.processes import wait_until
from tests.husk.conftest import HUSK
from tests.ports import free_port
from tests.reading import READING


def get(server: RunningServer, path: str, **headers: str) -> tuple[HTTPResponse, str]:
    """Ask the server for a path, following nothing."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_STOP)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def test_health_tells_edition_version_and_counts(server: RunningServer, var: Path) -> None:
    answer, text = get(server, "/health")
    told = json.loads(text)
    assert answer.status == 200
    assert (told["edition"], told["version"]) == ((var / "current").resolve().name, __version__)
    assert told["counts"]["assertions"] > 0


@pytest.mark.parametrize(("language", "front_page"), [("nb-NO,nb;q=0.9", "/nb/"), ("en-GB", "/en/")])
def test_the_root_leads_to_the_front_page_in_the_readers_language(
    server: RunningServer, language: str, front_page: str
) -> None:
    answer, _ = get(server, "/", Accept_Language=language)
    assert (answer.status, answer.getheader("location")) == (303, front_page)


@pytest.mark.parametrize("path", ["/nb/map", "/en/map", "/nb/id/osloregionen/subproject/ung-i-jobb"])
def test_pages_are_html_in_the_language_of_their_path(server: RunningServer, path: str) -> None:
    answer, text = get(server, path)
    assert answer.status == 200
    assert f'<html lang="{path[1:3]}"' in text


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json")],
)
def test_a_thing_answers_at_its_name(server: RunningServer, accept: str, content_type: str) -> None:
    answer, text = get(server, "/id/osloregionen/subproject/ung-i-jobb", Accept=accept)
    assert answer.status == 200
    assert str(answer.getheader("content-type")).startswith(content_type)
    assert "Jobbkafé" in text


def test_sparql_and_rest_count_the_same(server: RunningServer) -> None:
    query = (
        "PREFIX husk: <https://w3id.org/husk/ontology#> SELECT (COUNT(?x) AS ?n) { ?x a husk:Organisation }"
    )
    _, table = get(server, f"/sparql?query={quote(query)}", Accept="text/csv")
    _, entities = get(server, "/api/v1/entities?type=Organisation&limit=1")
    assert int(table.split()[1]) == json.loads(entities)["total"] > 0


def test_an_unknown_path_is_a_404_with_a_policy(server: RunningServer) -> None:
    answer, _ = get(server, "/nothing")
    assert answer.status == 404
    assert "default-src 'none'" in str(answer.getheader("content-security-policy"))


def test_a_port_that_is_taken_is_said_before_anything_starts(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*HUSK, "serve", "--var", str(var), "--port", str(port)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert f"port {port}" in answer.stderr
    assert answer.stdout == ""


def test_a_snapshot_that_lacks_a_part_is_told_before_anything_starts(tmp_path: Path) -> None:
    built = build(READING, tmp_path, version="1").snapshot
    built.quads_path.unlink()
    command = [*HUSK, "serve", "--var", str(tmp_path), "--port", str(free_port())]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "husk build" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small snapshot that lacks nothing."""
    folder = tmp_path_factory.mktemp("complete")
    command = [*HUSK, "build", "--data", str(READING), "--var", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("part", ["search/meta.json", "store/CURRENT", "dataset.nq", "layout.json"])
def test_a_snapshot_with_a_damaged_part_is_told_of(complete: Path, tmp_path: Path, part: str) -> None:
    """Only whoever opens it sees the damage, in a process of its own, whose message must not be lost."""
    shutil.copytree(complete, tmp_path, symlinks=True, dirs_exist_ok=True)
    (tmp_path / "current" / part).write_text("damaged")
    command = [*HUSK, "serve", "--var", str(tmp_path), "--port", str(free_port())]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "The server cannot start" in answer.stderr
    assert "husk build" in answer.stderr
    assert "Traceback" not in answer.stderr


LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"


@pytest.mark.slow
def test_a_new_edition_is_taken_up_without_a_lost_request(tmp_path: Path) -> None:
    """Many ask all along, and one takes a long answer of the old edition after the new one has come."""
    data, var, port = tmp_path / "data", tmp_path / "var", free_port()
    shutil.copytree(READING, data)
    options = ["--var", str(var)]
    build = [*HUSK, "build", "--data", str(data), *options]
    subprocess.run(build, check=True, capture_output=True)
    has_changed = Event()
    with (
        running([*HUSK, "serve", *options, "--port", str(port)], port) as server,
        ThreadPoolExecutor() as pool,
    ):
        first = edition(server)
        clients = [pool.submit(ask_all_along, server, number, has_changed) for number in range(4)]
        late = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_STOP)
        late.request("GET", f"/sparql?query={quote(LONG)}", headers={"accept": "text/csv"})
        long_answer = late.getresponse()
        labels = next(data.rglob("*.trig"))
        labels.write_text(labels.read_text("utf-8") + "\n# One more line.\n", encoding="utf-8")
        try:
            subprocess.run(build, check=True, capture_output=True)
            wait_until(lambda: edition(server) != first)
        finally:
            has_changed.set()
        assert long_answer.read().count(b"\n") == 1 + 50_000
        late.close()
        for client in clients:
            assert set(client.result()) == {200}
            assert len(client.result()) > 10


def edition(server: RunningServer) -> str:
    """Return the edition that is served."""
    return str(json.loads(get(server, "/health")[1])["edition"])


def ask_all_along(server: RunningServer, number: int, end: Event) -> list[int]:
    """Ask for this and that until told to end, and some more; return the statuses."""
    statuses = []
    paths = ("/sparql?query=ASK%7B%3Fs%20%3Fp%20{}%7D", "/en/map?{}", "/api/v1/entities?limit={}")
    rounds = 0
    while rounds < 3 or not end.is_set():
        rounds += 1
        statuses += [get(server, path.format(10 * rounds % 90 + number + 1))[0].status for path in paths]
    return statuses


def test_a_server_counts_what_it_does(server: RunningServer) -> None:
    for _ in range(2):
        get(server, "/sparql?query=ASK%7B%3Fcounted%20%3Fp%20%3Fo%7D")
    _, text = get(server, "/metrics")
    counts = {family.name: family.samples for family in text_string_to_metric_families(text)}
    assert sum(sample.value for sample in counts["husk_requests"]) >= 2
    assert counts["husk_cache_hits"][0].value >= 1
    assert counts["husk_queries"][0].value >= 1


@contextmanager
def started(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, wait until it answers, and leave its end to the block; what goes wrong ends it too."""
    with (
        TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints) as process,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, complaints)
            yield process
        finally:
            process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_does(var: Path, told: signal.Signals) -> None:
    port = free_port()
    command = [*HUSK, "serve", "--var", str(var), "--port", str(port)]
    with started(command, port) as process:
        process.send_signal(told)
        assert process.wait(SECONDS_TO_STOP) == 0


@pytest.mark.slow
def test_a_server_all_of_whose_processes_are_told_to_stop_does(var: Path) -> None:
    """As a shell or an init system tells a whole process group."""
    port = free_port()
    command = ["setsid", *HUSK, "serve", "--var", str(var), "--port", str(port)]
    with started(command, port) as process:
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(SECONDS_TO_STOP) == 0


@pytest.mark.slow
def test_a_server_that_is_killed_leaves_nobody_at_its_port(var: Path) -> None:
    port = free_port()
    command = [*HUSK, "serve", "--var", str(var), "--port", str(port)]
    with started(command, port) as process:
        process.kill()
    wait_until(lambda: not _is_listened_on(port))


def _is_listened_on(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
