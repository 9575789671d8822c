"""Comunica, which queries several sources at once, works with /sparql as it is (https://comunica.dev)."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.pool import Limits
from tests.api.sparql_server import RunningServer, sparql_server
from tests.conftest import require_program
from tests.graph.pool.stores import PREFIX, write_store

pytestmark = pytest.mark.clients

COMUNICA = Path(__file__).parent / "node_modules" / ".bin" / "comunica-sparql"
NAMES = f"{PREFIX} SELECT ?name {{ ?s ex:name ?name }} ORDER BY ?name"
FOUND = ["Kafé Blåbær", "Koret"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    store_path = write_store(tmp_path_factory.mktemp("comunica") / "store")
    with sparql_server(store_path, Limits(workers=2)) as server:
        yield server


def comunica(query: str, *sources: str, media_type: str) -> str:
    """Return what the program prints; its failure is the test's."""
    program = require_program(str(COMUNICA), cure="make test-clients")
    command = [str(program), *sources, "-q", query, "-t", media_type]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(answer: str) -> list[str]:
    """Return the names in an answer in SPARQL's JSON."""
    return [row["name"]["value"] for row in json.loads(answer)["results"]["bindings"]]


def test_select(server: RunningServer) -> None:
    answer = comunica(NAMES, f"sparql@{server.url}", media_type="application/sparql-results+json")
    assert names(answer) == FOUND


def test_an_endpoint_is_known_by_its_service_description(server: RunningServer) -> None:
    answer = comunica(NAMES, server.url, media_type="application/sparql-results+json")
    assert names(answer) == FOUND


@pytest.mark.parametrize(("subject", "expected"), [("cafe", "true"), ("choir", "false")])
def test_ask(server: RunningServer, subject: str, expected: str) -> None:
    query = f"{PREFIX} ASK {{ ex:{subject} ex:hosts ?o }}"
    assert comunica(query, f"sparql@{server.url}", media_type="simple").strip() == expected


def test_construct(server: RunningServer) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    answer = comunica(query, f"sparql@{server.url}", media_type="text/turtle")
    direct = rdflib.Graph().parse(f"{server.url}?query={quote(query)}", format="turtle")
    assert len(direct) == 3
    assert isomorphic(rdflib.Graph().parse(data=answer, format="turtle"), direct)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the files of a folder until the block ends."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as files:
        thread = Thread(target=files.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{files.server_port}"
        finally:
            files.shutdown()
            thread.join()


def test_a_query_over_two_sources_is_joined(server: RunningServer, tmp_path: Path) -> None:
    """What only a file says of a thing is found together with what the endpoint says of it."""
    (tmp_path / "seats.nt").write_text('<https://example.org/choir> <https://example.org/seats> "40" .\n')
    query = f'{PREFIX} SELECT ?name {{ ?s ex:name ?name ; ex:seats "40" }}'
    with served(tmp_path) as files:
        sources = (f"sparql@{server.url}", f"{files}/seats.nt")
        assert names(comunica(query, *sources, media_type="application/sparql-results+json")) == ["Koret"]
