"""How fast are the pages? Every kind of them, over our own data, as the whole product gives them.

kept    requests per second from the cache, as a ratio to a server that gives the same bytes at once
first   milliseconds of processor time of the first answer, when nothing is read yet but what a start reads
again   the same of each further answer that is made anew; what a query takes in the pool comes beside it
"""

import asyncio
import json
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from starlette.types import ASGIApp, Message

from api.app import create_app
from api.negotiation import best_language
from graph.build import build
from graph.collecting import keep_more
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from husk.building import EXTRAS
from husk.settings import packaged_data
from tests.benchmarks.load import requests_per_second
from tests.benchmarks.rest import CONNECTIONS, one_answer, served
from tests.benchmarks.servers import module_server
from tests.kinds_of_pages import kinds_of_pages
from visualizations.error_page import error_page
from visualizations.pages import page_routes
from visualizations.site import Site

LANGUAGE: Final = "nb"
ROUNDS: Final = 3
SECONDS: Final = 0.3


async def milliseconds(app: ASGIApp, address: str) -> float:
    """Return how much time of the processor it takes to give a page."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"accept", b"text/html"), (b"accept-encoding", b"gzip")],
    }
    answered = asyncio.Event()

    async def receive() -> Message:
        await answered.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body" and not message.get("more_body"):
            answered.set()

    start = time.process_time()
    await app(scope, receive, send)
    return (time.process_time() - start) * 1000


def application(snapshot: Snapshot) -> tuple[QueryPool, Site, ASGIApp]:
    """Return what answers without a cache, after what a start reads ahead."""
    pool = QueryPool(snapshot.quads_path, Limits(workers=1))
    site = Site(Served(snapshot, EntityReader(snapshot.open_store()), pool))
    site.read_ahead(lambda: True)
    keep_more()
    routes = page_routes(site, best_language)
    return pool, site, create_app(site.served, pages=routes, error_page=error_page)


async def anew(snapshot: Snapshot) -> dict[str, tuple[str, float, float]]:
    """Return by route the address that takes longest to be given again, and what first and again take."""
    pool, site, app = application(snapshot)
    found: dict[str, tuple[str, float, float]] = {}
    await pool.start()
    try:
        for kind, addresses in kinds_of_pages(page_routes(site, best_language), site.served).items():
            if kind.startswith(f"/{LANGUAGE}/"):
                for address in addresses:
                    first, *more = [await milliseconds(app, address) for _ in range(1 + ROUNDS)]
                    again = statistics.median(more)
                    if kind not in found or again > found[kind][2]:
                        found[kind] = address, first, again
    finally:
        await pool.close()
    return found


def kept(port: int, address: str) -> float:
    """Return how fast a page comes from the cache, as a ratio to giving the same bytes at once."""
    request = [f"GET {address} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()]
    options: dict[str, Any] = {"connections": CONNECTIONS, "seconds": SECONDS, "keep_alive": True}
    rates: dict[int, list[float]] = {}
    with module_server("hello", json.dumps(one_answer(port, address))) as hello:
        for _ in range(ROUNDS):
            for each in (port, hello):
                rates.setdefault(each, []).append(requests_per_second(each, request, **options))
        return statistics.median(rates[port]) / statistics.median(rates[hello])


def main() -> None:
    """Print for every kind of page how fast it comes from the cache, and what it takes to make it."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        snapshot = build(packaged_data(), Path(name), version="benchmark", extras=EXTRAS).snapshot
        measured = asyncio.run(anew(snapshot))
        port = served(stack, name, megabytes=64)
        print(f"\n{'The slowest page of each kind':<80}{'kept/hello':>11}{'first, ms':>10}{'again, ms':>10}")
        for address, first, again in measured.values():
            ratio = f"{kept(port, address):>11.2f}" if not address.endswith("/nothing") else f"{'':>11}"
            print(f"  {address[:76]:<78}{ratio}{first:>10.1f}{again:>10.1f}")


if __name__ == "__main__":
    main()
