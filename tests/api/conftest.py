"""The whole application over a made-up programme, with a real snapshot and a real pool."""

from collections.abc import Iterator, Sequence

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from api.app import create_app
from graph.build import build
from graph.pool import Limits, QueryPool
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.search.index import write_index
from graph.served import Served
from graph.snapshot import Snapshot
from tests.api.sparql_server import with_pool
from tests.reading import READING


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    var = tmp_path_factory.mktemp("var")
    return build(READING, var, version="1.2.3", extras=[write_index]).snapshot


@pytest.fixture(scope="session")
def app(snapshot: Snapshot) -> ASGIApp:
    reader = EntityReader(snapshot.open_store())
    pool = QueryPool(snapshot.quads_path, Limits(workers=1))
    pages = [Route("/en/breaks", _break), Route("/en/map", _map)]
    app = create_app(
        Served(snapshot, reader, pool),
        pages=pages,
        error_page=_error_page,
    )
    return with_pool(pool, app)


@pytest.fixture(scope="package")
def client(app: ASGIApp) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def _map(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("the map")


def _break(_request: Request) -> PlainTextResponse:
    raise RuntimeError("what only the log may tell")


def _error_page(status: int, language: str, *, near: Sequence[Reference]) -> str:
    labels = [found.label.get(language) for found in near]
    return f"<html lang={language}><title>{status}</title>{labels}</html>"
