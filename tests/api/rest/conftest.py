"""The application over the made-up programme that has conflicts, gaps, absences and questions."""

from collections.abc import Iterator
from functools import partial

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.build import Extra, build
from graph.equality.keeping import write_equality
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.search.index import write_index
from graph.served import Served
from graph.snapshot import Snapshot
from tests.api.sparql_server import with_pool
from tests.havnevik import HAVNEVIK


@pytest.fixture(scope="session")
def havnevik_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    var = tmp_path_factory.mktemp("var")
    extras: list[Extra] = [write_index, partial(write_equality, samples=9)]
    return build(HAVNEVIK, var, version="1.2.3", extras=extras).snapshot


@pytest.fixture(scope="package")
def havnevik_client(havnevik_snapshot: Snapshot) -> Iterator[TestClient]:
    pool = QueryPool(havnevik_snapshot.store_path, Limits(workers=1, seconds=60))
    reader = EntityReader(havnevik_snapshot.open_store())
    app = with_pool(pool, create_app(Served(havnevik_snapshot, reader, pool)))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
