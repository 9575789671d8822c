"""Pages whose making is given up when their reader has left, so that no query holds a process for nobody."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

Endpoint = Callable[[Request], Awaitable[Response]]

CLIENT_LEFT: Final = 499
"""The status that our log has of it; nobody is there to receive it."""


def while_wanted(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that stops when its client leaves."""

    async def answer(request: Request) -> Response:
        working, leaving = asyncio.ensure_future(endpoint(request)), asyncio.create_task(_left(request))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else Response(status_code=CLIENT_LEFT)
        finally:
            working.cancel()
            leaving.cancel()

    return answer


async def _left(request: Request) -> None:
    """Wait until the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
