"""How fast is /sparql? Beside a bare "hello" on the same web server, and beside Oxigraph's server in memory.

The hello has the length and the headers of a tiny query's answer, so it says what the web server alone costs.
Oxigraph's server is the fastest thing that a user could put in our place; it holds no query to a limit.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx2
import pyoxigraph
from granian import Granian
from granian.constants import Interfaces

from graph.pool import Limits
from tests.api.sparql_server import reserved_port, running, sparql_server
from tests.benchmarks.load import requests_per_second

THINGS: Final = 2_500
"""Things in the data; each is said four triples of, so there are 10,000 quads."""
ROUNDS: Final = 5
SECONDS: Final = 1.0
CONNECTIONS: Final = 16
BODY: Final = (
    b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"literal","value":"thing 1234"}}]}}'
)

TINY: Final = "SELECT ?name WHERE {{ <https://example.org/thing/{}> <https://example.org/name> ?name }}"
HEAVY: Final = (
    "SELECT ?group (COUNT(DISTINCT ?other) AS ?n) WHERE {{ ?thing <https://example.org/in> ?group ; "
    "<https://example.org/knows> ?other . FILTER(?thing != <https://example.org/thing/{}>) }} GROUP BY ?group"
)


def main() -> None:
    """Measure and print a table of medians, with ratios to Oxigraph's server, or else to the hello."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        quads = Path(folder, "data.nq")
        store = Path(folder, "store")
        write_data(quads, store)
        ports = {"hello on granian": stack.enter_context(hello_server())}
        for workers in (4, 1):
            server = stack.enter_context(sparql_server(store, Limits(workers=workers)))
            ports[f"husk, workers: {workers}"] = server.port
        oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        if oxigraph:
            ports["oxigraph serve"] = stack.enter_context(oxigraph_server(oxigraph, quads))
        else:
            print("Oxigraph's server is not installed (pip install oxigraph): ratios are to the hello.")
        for title, query, keep_alive in (
            ("tiny query", TINY, True),
            ("tiny query, new connections", TINY, False),
            ("heavier query", HEAVY, True),
        ):
            rates = measure(ports, query, keep_alive=keep_alive)
            print_table(title, rates, "oxigraph serve" if oxigraph else "hello on granian")


def write_data(quads: Path, store: Path) -> None:
    """Write the same quads as a file and as a store."""
    lines = []
    for number in range(THINGS):
        thing = f"<https://example.org/thing/{number}>"
        for predicate, value in {
            "name": f'"thing {number}"',
            "in": f"<https://example.org/group/{number % 40}>",
            "knows": f"<https://example.org/thing/{number * 7 % THINGS}>",
            "year": f'"{1990 + number % 30}"^^<http://www.w3.org/2001/XMLSchema#integer>',
        }.items():
            lines.append(f"{thing} <https://example.org/{predicate}> {value} .\n")
    quads.write_text("".join(lines), encoding="utf-8")
    engine = pyoxigraph.Store(store)
    engine.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS)
    engine.flush()


def measure(ports: Mapping[str, int], query: str, *, keep_alive: bool) -> dict[str, float]:
    """Return the median of requests per second for each server, the rounds of all taken in turns."""
    requests = [request(query.format(number), keep_alive=keep_alive) for number in range(0, THINGS, 7)]
    rounds: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(ROUNDS):
        for name, port in ports.items():
            rate = requests_per_second(
                port, requests, connections=CONNECTIONS, seconds=SECONDS, keep_alive=keep_alive
            )
            rounds[name].append(rate)
    return {name: statistics.median(rates) for name, rates in rounds.items()}


def request(query: str, *, keep_alive: bool) -> bytes:
    """Write a request for a query, in a path that each of the servers understands."""
    lines = (
        f"GET /query?query={quote(query)} HTTP/1.1",
        "host: localhost",
        "accept: application/sparql-results+json",
        f"connection: {'keep-alive' if keep_alive else 'close'}",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


def print_table(title: str, rates: Mapping[str, float], reference: str) -> None:
    """Print requests per second, and the ratio to one of the servers."""
    print(f"\n{title:28} {'requests/s':>12} {'ratio to ' + reference:>28}")
    for name, rate in rates.items():
        print(f"{name:28} {rate:12,.0f} {rate / rates[reference]:28.2f}")


@contextmanager
def hello_server() -> Iterator[int]:
    """Serve the hello; yield its port."""
    with reserved_port() as port, running([sys.executable, "-m", __name__, str(port)], port):
        yield port


@contextmanager
def oxigraph_server(program: str, quads: Path) -> Iterator[int]:
    """Serve the quads with Oxigraph's own server, in memory; yield its port."""
    with reserved_port() as port:
        pass  # it cannot listen beside the reservation
    with running([program, "serve", "--bind", f"127.0.0.1:{port}"], port):
        address = f"http://127.0.0.1:{port}/store"
        httpx2.post(address, content=quads.read_bytes(), headers={"content-type": "application/n-quads"})
        yield port


async def hello(scope: Mapping[str, Any], _receive: Any, send: Any) -> None:
    """Answer everything with the same table."""
    assert scope["type"] == "http"
    headers: Sequence[tuple[bytes, bytes]] = [
        (b"access-control-allow-origin", b"*"),
        (b"vary", b"accept"),
        (b"content-type", b"application/sparql-results+json"),
        (b"content-length", str(len(BODY)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})


if __name__ == "__main__":
    Granian("hello", port=int(sys.argv[1]), interface=Interfaces.ASGINL, log_enabled=False).serve(
        target_loader=lambda: hello, wrap_loader=False
    )
