"""The store and the pool that the tests of this folder share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph.pool import Limits, QueryPool
from tests.graph.pool.asking import running_pool
from tests.graph.pool.stores import write_store


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the demo store."""
    return write_store(tmp_path_factory.mktemp("pool") / "store")


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The event loop that asynchronous tests run in."""
    return "asyncio"


@pytest.fixture(scope="module")
async def pool(store_path: Path) -> AsyncIterator[QueryPool]:
    """A pool for queries that end no process."""
    async with running_pool(store_path, Limits(workers=2)) as pool:
        yield pool
