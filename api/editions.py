"""Serving goes on while editions change: the new one opens beside the old, which goes when unread."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import HuskError

_log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS: Final = 1.0


@dataclass
class Edition:
    """An application that serves one snapshot, and what it takes to be rid of it."""

    name: str
    app: ASGIApp
    close: Callable[[], Awaitable[None]]
    readers: int = 0
    """Requests that are being answered."""
    is_retired: bool = False
    """Whether no further request comes."""


class Editions:
    """The ASGI application of the newest edition, whichever that is at the time.

    A request is answered to its end by the edition that it met. An edition that cannot be opened is told of
    once, and the one before goes on.
    """

    def __init__(
        self, open_newest: Callable[[], Awaitable[Edition]], newest: Callable[[], str | None] | None = None
    ) -> None:
        """Take what opens the newest edition and what tells its name, without which editions never change."""
        self._open_newest = open_newest
        self._newest = newest
        self._edition: Edition | None = None
        self._refused: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the start and stop of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        edition = self._edition
        assert edition is not None, "the server asks nothing before its start is complete"  # noqa: S101
        edition.readers += 1
        try:
            await edition.app(scope, receive, send)
        finally:
            edition.readers -= 1
            if edition.is_retired and not edition.readers:
                await edition.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        """Open the newest edition when the server starts, close what is open when it stops."""
        await receive()
        try:
            self._edition = await self._open_newest()
        except Exception as error:  # noqa: BLE001  # without an edition there is nothing to serve
            _log.error("The server cannot start: %s", error, exc_info=not isinstance(error, HuskError))
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        following = asyncio.create_task(self._follow())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        following.cancel()
        await self._edition.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _follow(self) -> None:
        """Look for a newer edition as long as the server lives."""
        while self._newest:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                newest = await asyncio.to_thread(self._newest)
                if newest and self._edition and newest not in {self._edition.name, self._refused}:
                    await self._change(newest)
            except Exception:  # noqa: BLE001  # whatever is wrong now may be right the next time
                _log.exception("No newer edition could be looked for.")

    async def _change(self, newest: str) -> None:
        """Serve another edition from now on."""
        try:
            opened = await self._open_newest()
        except Exception:  # noqa: BLE001  # whatever is wrong with it, the one before is good
            self._refused = newest
            _log.exception("The edition %s cannot be served; the one before is.", newest)
            return
        retired, self._edition = self._edition, opened
        _log.info("Serving the edition %s from now on.", opened.name)
        if retired:
            retired.is_retired = True
            if not retired.readers:
                await retired.close()
