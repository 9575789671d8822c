"""Running pools in tests, and asking them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from graph.pool import Limits, QueryPool, QueryRequest
from tests.graph.pool.stores import PREFIX


@asynccontextmanager
async def running_pool(store_path: Path, limits: Limits) -> AsyncIterator[QueryPool]:
    """Run a pool until the block ends."""
    pool = QueryPool(store_path, limits)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def ask(pool: QueryPool, request: QueryRequest) -> bytes:
    """Return the whole answer to a query."""
    answer = await pool.query(request)
    return b"".join([chunk async for chunk in answer])


async def count(pool: QueryPool, pattern: str) -> str:
    """Return how many solutions a pattern has."""
    query = f"{PREFIX} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    return (await ask(pool, QueryRequest(query, "text/csv"))).decode().split()[1]
