"""What pages weigh over the wire, with all that they load, on the product's own data."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import httpx2
import pytest

from api.negotiation import best_language
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import current
from tests.api.sparql_server import RunningServer
from tests.kinds_of_pages import kinds_of_pages, shows_a_map
from visualizations.pages import page_routes
from visualizations.site import Site

MOST: Final = 150_000
MOST_WITH_A_MAP: Final = 600_000
WITH_THE_INTERFACE: Final = frozenset({"/nb/api", "/en/api"})
"""Pages that carry Swagger UI, which is vendored whole; they may weigh what a map may."""
LOADED: Final = {
    "text/html": re.compile(
        r'<(?:link rel="(?:stylesheet|icon|modulepreload)"|script|img)[^>]* (?:href|src)="([^"]+)"'
    ),
    "text/css": re.compile(r'url\("?([^")]+)'),
    "text/javascript": re.compile(r'(?:^|\s)(?:from|import) "([^"]+)"'),
}
"""What each kind of file makes a browser load at once."""


@cache
def received(address: str) -> tuple[int, frozenset[str]]:
    """Return how many bytes come over the wire for a file, and what it makes a browser load."""
    answer = httpx2.get(address, headers={"Accept-Encoding": "gzip", "Accept": "text/html,*/*"}, timeout=60)
    assert answer.status_code == 200 or address.endswith("/nothing"), address
    headers = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
    loads = LOADED.get(answer.headers["content-type"].partition(";")[0])
    names = {name for name in (loads.findall(answer.text) if loads else ()) if not name.startswith("data:")}
    return headers + answer.num_bytes_downloaded, frozenset(urljoin(address, name) for name in names)


def weight(page: str) -> int:
    """Return how many bytes come over the wire for a page and all that it loads, each once."""
    seen, waiting, total = {page}, [page], 0
    while waiting:
        size, loads = received(waiting.pop())
        total += size
        waiting += loads - seen
        seen |= loads
    return total


@pytest.fixture(scope="module")
def addresses(var: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of every kind."""
    snapshot = current(var)
    pool = QueryPool(snapshot.quads_path, Limits(workers=1))
    served = Served(snapshot, EntityReader(snapshot.open_store()), pool)
    kinds = kinds_of_pages(page_routes(Site(served), best_language), served)
    return ((kind, address) for kind, addresses in kinds.items() for address in addresses)


def test_no_page_weighs_more_than_it_may(server: RunningServer, addresses: Iterator[tuple[str, str]]) -> None:
    weights = {
        (address, shows_a_map(kind) or kind in WITH_THE_INTERFACE): weight(
            f"http://127.0.0.1:{server.port}{address}"
        )
        for kind, address in addresses
    }
    too_heavy = {
        address: found
        for (address, may_be_heavy), found in weights.items()
        if found > (MOST_WITH_A_MAP if may_be_heavy else MOST)
    }
    assert too_heavy == {}
    assert min(weights.values()) > 30_000, "a page loads styles and a typeface"
    assert len(weights) > 100
