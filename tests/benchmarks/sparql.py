"""How fast is /sparql? The whole product, beside a bare "hello" and the servers that could replace it.

    hello                       the same web server answering everything with one answer's headers and length
    oxigraph serve              Oxigraph's own server in memory: the fastest engine, with no limit on a query
    oxigraph serve-read-only    the same over the snapshot's own store on disk
    rdflib-endpoint             the usual Python server, on the same web server

The product runs as `husk serve` does: limits, metrics and the line for each request included.
"""

import json
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import httpx2
import pyoxigraph

from graph.build import build
from graph.snapshot import Snapshot
from husk.building import EXTRAS
from tests.api.sparql_server import running
from tests.benchmarks.load import requests_per_second
from tests.benchmarks.programme import write_programme
from tests.benchmarks.servers import module_server
from tests.ports import free_port

SENTENCES: Final = 60
"""Sentences of the made-up programme: with ontology and description 15,000 quads."""
ROUNDS: Final = 5
SECONDS: Final = 1.0
CONNECTIONS: Final = 16
VALUES: Final = 300

HELLO: Final = "hello on granian"
CACHED: Final = "husk, kept answers"
ANEW: Final = "husk, answers made anew"
MEMORY: Final = "oxigraph serve"
DISK: Final = "oxigraph serve-read-only"
RDFLIB: Final = "rdflib-endpoint"
JSON: Final = "application/sparql-results+json"

TINY: Final = (
    "SELECT ?label WHERE {{ <https://w3id.org/husk/id/generated/organisation/organisation-{}> "
    "<http://www.w3.org/2004/02/skos/core#prefLabel> ?label }} LIMIT 1 #{}"
)
"""One lookup; the value varies, so that nothing can be remembered by the text of the query."""
HEAVY: Final = (
    "PREFIX husk: <https://w3id.org/husk/ontology#> SELECT ?a ?b (COUNT(DISTINCT ?arena) AS ?n) WHERE {{ "
    "?p husk:agent ?a ; husk:in ?arena . ?q husk:agent ?b ; husk:in ?arena . ?arena ?x ?y . "
    "FILTER(STR(?a) < STR(?b) && ?x != <https://example.org/{}>) }} GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 10"
)
"""Who met whom how often, with a join too many: about 10 ms."""
LONG: Final = "SELECT * WHERE { ?s ?p ?o . ?t ?q ?r } LIMIT 100000"


class Server(NamedTuple):
    """A server, and where it takes queries."""

    name: str
    port: int
    path: str = "/query"


def main() -> None:
    """Measure and print tables of medians, with ratios to Oxigraph's server in memory."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        write_programme(folder / "data", SENTENCES)
        snapshot = build(folder / "data", folder / "var", version="benchmark", extras=EXTRAS).snapshot
        quads = folder / "data.nq"
        pyoxigraph.Store.read_only(str(snapshot.store_path)).dump(str(quads), pyoxigraph.RdfFormat.N_QUADS)
        print(f"\nAnswering queries over {len(quads.read_text('utf-8').splitlines()):,} quads")
        servers = list(serve_all(stack, snapshot, quads))
        tiny = [TINY.format(number % 11 + 1, number) for number in range(VALUES)]
        heavy = [HEAVY.format(number) for number in range(VALUES)]
        print_rates("tiny query", measure(servers, tiny, keep_alive=True))
        print_rates("tiny query, each on a new connection", measure(servers, tiny, keep_alive=False))
        print_rates("query of about 10 ms", measure(servers, heavy, keep_alive=True))
        print_first_bytes([server for server in servers if server.name in {ANEW, MEMORY}])


def serve_all(stack: ExitStack, snapshot: Snapshot, quads: Path) -> Iterator[Server]:
    """Start all servers, and yield each."""
    var = snapshot.path.parent.parent
    for name, cache_mb in ((CACHED, 64), (ANEW, 0)):
        port = free_port()
        command = [sys.executable, "-m", "husk", "serve", "--var", str(var), "--port", str(port)]
        stack.enter_context(running(command, port, {**os.environ, "HUSK_CACHE_MB": str(cache_mb)}))
        husk = Server(name, port, "/sparql")
        yield husk
        if name == CACHED:
            yield Server(HELLO, stack.enter_context(module_server("hello", json.dumps(one_answer(husk)))))
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    memory, disk = Server(MEMORY, free_port()), Server(DISK, free_port())
    stack.enter_context(running([oxigraph, "serve", "--bind", f"127.0.0.1:{memory.port}"], memory.port))
    address, media_type = f"http://127.0.0.1:{memory.port}/store", "application/n-quads"
    httpx2.post(address, content=quads.read_bytes(), headers={"content-type": media_type}).raise_for_status()
    yield memory
    location = ["--location", str(snapshot.store_path), "--bind", f"127.0.0.1:{disk.port}"]
    stack.enter_context(running([oxigraph, "serve-read-only", *location], disk.port))
    yield disk
    yield Server(RDFLIB, stack.enter_context(module_server("rdflib", str(quads))))


def one_answer(server: Server) -> dict[str, Any]:
    """Return headers and body of a tiny query's answer, for the hello to give."""
    address = httpx2.URL(f"http://127.0.0.1:{server.port}{server.path}", params={"query": TINY.format(0, 0)})
    response = httpx2.get(address, headers={"accept": JSON})
    set_by_the_server = {"server", "date"}
    headers = [[name, value] for name, value in response.headers.items() if name not in set_by_the_server]
    return {"headers": headers, "body": response.text}


def measure(servers: Sequence[Server], queries: Sequence[str], *, keep_alive: bool) -> dict[str, float]:
    """Return the median of requests per second for each server, the rounds of all taken in turns."""
    rounds: dict[str, list[float]] = {server.name: [] for server in servers}
    for _ in range(ROUNDS):
        for server in servers:
            requests = [request(server.path, query, keep_alive=keep_alive) for query in queries]
            rate = requests_per_second(
                server.port, requests, connections=CONNECTIONS, seconds=SECONDS, keep_alive=keep_alive
            )
            rounds[server.name].append(rate)
    return {name: statistics.median(rates) for name, rates in rounds.items()}


def request(path: str, query: str, *, keep_alive: bool) -> bytes:
    """Write a request for a query."""
    lines = (
        f"GET {path}?query={quote(query)} HTTP/1.1",
        "host: localhost",
        f"accept: {JSON}",
        f"connection: {'keep-alive' if keep_alive else 'close'}",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


def print_rates(title: str, rates: Mapping[str, float]) -> None:
    """Print requests per second, and the ratios to the hello and to Oxigraph's servers, where they ran."""
    references = [name for name in (HELLO, MEMORY, DISK) if name in rates]
    print(f"\n{title:<38}{'requests/s':>12}" + "".join(f"{'to ' + name:>28}" for name in references))
    for name, rate in rates.items():
        ratios = "".join(f"{rate / rates[reference]:28.2f}" for reference in references)
        print(f"  {name:<36}{rate:>12,.0f}{ratios}")


def print_first_bytes(servers: Sequence[Server]) -> None:
    """Print how long the first byte of a long answer takes, and the whole of it."""
    print("\nan answer of 100,000 rows                first byte, ms   last byte, ms")
    for server in servers:
        measured = [first_and_last_byte(server) for _ in range(ROUNDS)]
        first, last = (statistics.median(times) * 1000 for times in zip(*measured, strict=True))
        print(f"  {server.name:<36}{first:>17.1f}{last:>16.1f}")


def first_and_last_byte(server: Server) -> tuple[float, float]:
    """Return how many seconds a long answer takes to begin and to end."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        start = time.perf_counter()
        connection.sendall(request(server.path, LONG, keep_alive=False))
        connection.recv(1)
        first = time.perf_counter() - start
        while connection.recv(1 << 20):
            pass
        return first, time.perf_counter() - start


if __name__ == "__main__":
    main()
