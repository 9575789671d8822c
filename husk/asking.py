"""Asks a snapshot a SPARQL query for the person at the command line, under the limits of the endpoint."""

import asyncio
from contextlib import closing

from graph.pool import Limits, QueryPool, QueryRequest
from graph.snapshot import Snapshot


def ask(snapshot: Snapshot, request: QueryRequest, limits: Limits) -> tuple[str, bytes]:
    """Return the media type and the bytes of the answer.

    Raises:
        HuskError: there is no answer, for the reason it says.
    """
    return asyncio.run(_ask(snapshot, request, limits))


async def _ask(snapshot: Snapshot, request: QueryRequest, limits: Limits) -> tuple[str, bytes]:
    """Start a pool, have it answer one query, and end it."""
    pool = QueryPool(snapshot.quads_path, limits)
    await pool.start()
    try:
        answer = await pool.query(request)
        with closing(answer):
            content = b"".join([chunk async for chunk in answer])
            return answer.media_type, content
    finally:
        await pool.close()
