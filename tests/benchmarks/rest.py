"""How fast is the REST interface? The whole product over its own data, beside servers that know the answer.

hello                   the same web server giving one answer's headers and body at once
hello by FastAPI        the framework of the interface on that server, doing the same
husk, answers kept      as `husk serve` does it
husk, each answer anew  without the cache
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from urllib.parse import quote

import httpx2

from graph.build import build
from graph.reading.entities import EntityReader
from husk.building import EXTRAS
from husk.settings import packaged_data
from tests.api.sparql_server import running
from tests.benchmarks.load import requests_per_second
from tests.benchmarks.servers import module_server
from tests.ports import free_port

ROUNDS: Final = 5
SECONDS: Final = 1.0
CONNECTIONS: Final = 16
SERVERS: Final = ("hello", "hello by FastAPI", "husk, answers kept", "husk, each answer anew")
TYPED: Final = (
    "krem",
    "dialogsemniar",
    "sagene",
    "ung i jobb",
    "brukermedvirkning",
    "steering group",
    "nav b",
)


def main() -> None:
    """Print how many requests a second are answered, as ratios to answering with the same bytes at once."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        snapshot = build(packaged_data(), Path(name), version="benchmark", extras=EXTRAS).snapshot
        things = EntityReader(snapshot.open_store()).all_of("Organisation")
        kept, anew = (served(stack, name, megabytes) for megabytes in (64, 0))
        for title, paths in {
            "A thing": [f"/api/v1/entities/{thing.id}?lang=nb" for thing in things],
            "A list": [f"/api/v1/activities?lang=nb&sector=users&limit={limit}" for limit in range(20, 60)],
            "A search": [
                f"/api/v1/search?lang=nb&limit={limit}&q={quote(q)}" for q in TYPED for limit in range(15, 25)
            ],
        }.items():
            answer = json.dumps(one_answer(kept, paths[0]))
            with ExitStack() as beside:
                bare = beside.enter_context(module_server("hello", answer))
                fastapi = beside.enter_context(module_server("fastapi", answer))
                print_rates(
                    title, measure(dict(zip(SERVERS, (bare, fastapi, kept, anew), strict=True)), paths)
                )


def measure(ports: Mapping[str, int], paths: Sequence[str]) -> Mapping[str, float]:
    """Return the median of requests a second for each server, the rounds of all taken in turns."""
    rounds: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(ROUNDS):
        for name, port in ports.items():
            rounds[name].append(rate(port, paths))
    return {name: statistics.median(rates) for name, rates in rounds.items()}


def print_rates(title: str, rates: Mapping[str, float]) -> None:
    """Print requests a second, and the ratios to both hellos."""
    print(f"\n{title:<40}{'requests/s':>12}{'to hello':>12}{'to FastAPI':>12}")
    for name, measured in rates.items():
        ratios = "".join(f"{measured / rates[reference]:>12.3f}" for reference in SERVERS[:2])
        print(f"  {name:<38}{measured:>12,.0f}{ratios}")


def served(stack: ExitStack, var: str, megabytes: int) -> int:
    """Serve the product with so much room to keep answers; return its port."""
    port = free_port()
    command = [sys.executable, "-m", "husk", "serve", "--var", var, "--port", str(port)]
    stack.enter_context(running(command, port, {**os.environ, "HUSK_CACHE_MB": str(megabytes)}))
    return port


def one_answer(port: int, path: str) -> Mapping[str, object]:
    """Return headers and body of an answer, for the others to give."""
    response = httpx2.get(f"http://127.0.0.1:{port}{path}", headers={"accept-encoding": ""})
    response.raise_for_status()
    set_by_the_server = {"server", "date"}
    headers = [[name, value] for name, value in response.headers.items() if name not in set_by_the_server]
    return {"headers": headers, "body": response.text}


def rate(port: int, paths: Sequence[str]) -> float:
    """Return how many requests a second a server answers."""
    requests = [f"GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode() for path in paths]
    return requests_per_second(port, requests, connections=CONNECTIONS, seconds=SECONDS, keep_alive=True)


if __name__ == "__main__":
    main()
