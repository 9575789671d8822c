"""Running pools in tests, and asking them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from graph.pool import Limits, QueryPool, QueryRequest
from graph.pool.errors import PoolBusyError, QueryTimeoutError
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


async def comes_to_answer(pool: QueryPool) -> bool:
    """Ask as often as a pool of little time needs on a machine with much else to do; say if it answers."""
    for _ in range(100):
        with suppress(PoolBusyError, QueryTimeoutError):
            return await count(pool, "?s ?p ?o") == "3"
    return False
