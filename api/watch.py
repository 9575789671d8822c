"""Watching the server: each request is counted, and told of in one line. /metrics shows the counts.

A client that takes nothing of a long answer for a while is left, or it would hold on to the answer for ever.
A line holds neither the text of a query nor an address, so it says nothing of who asked what.
"""

import asyncio
import json
import logging
import time
from datetime import UTC, datetime
from typing import Final, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.headers import encoded
from api.local import is_local
from api.metrics import Metrics
from graph.errors import HuskError

_SECONDS_BETWEEN_WRITES: Final = 0.2

_log = logging.getLogger(__name__)


class RequestLog:
    """Writes one JSON object a line for each request, many lines at a time."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream."""
        self._stream = stream
        self._lines = list[str]()

    def add(self, *, method: str, path: str, status: int, size: int, seconds: float, cached: bool) -> None:
        """Tell of one request."""
        if not self._lines:
            asyncio.get_running_loop().call_later(_SECONDS_BETWEEN_WRITES, self.write)
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": method,
            "path": path,
            "status": status,
            "bytes": size,
            "milliseconds": round(seconds * 1000, 3),
            "cached": cached,
        }
        self._lines.append(json.dumps(line) + "\n")

    def write(self) -> None:
        """Write what has come since the last time."""
        lines, self._lines = self._lines, []
        self._stream.write("".join(lines))
        self._stream.flush()


class Watch:
    """Passes requests on to an application and notes how each went; tells this machine itself at /metrics."""

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        log: RequestLog | None = None,
        *,
        seconds_to_take: float = 30.0,
    ) -> None:
        """Wrap an application; a client may take so long over one piece of an answer."""
        self._app = app
        self._seconds_to_take = seconds_to_take
        self._metrics = metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the start and stop of the server are passed on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            if self._log:
                self._log.write()
            return
        if scope["path"] == "/metrics" and is_local(scope):
            await self._show(send)
            return
        start = time.perf_counter()
        status = size = 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            if message.get("more_body", False):
                await self._send_piece(send, message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, noted)
        except HuskError as error:
            _log.warning("An answer was cut short: %s", error)
            raise
        except Exception:
            _log.exception("A request could not be answered.")
            raise
        finally:
            seconds = time.perf_counter() - start
            path = scope["path"]
            self._metrics.count(path, status, seconds)
            if self._log:
                cached = scope.get("husk.cached", False)
                self._log.add(
                    method=scope["method"],
                    path=path,
                    status=status,
                    size=size,
                    seconds=seconds,
                    cached=cached,
                )

    async def _send_piece(self, send: Send, message: Message) -> None:
        """Send a piece of an answer.

        Raises:
            HuskError: the client does not take it.
        """
        try:
            async with asyncio.timeout(self._seconds_to_take):
                await send(message)
        except TimeoutError as error:
            raise HuskError(f"The client took nothing for {self._seconds_to_take:g} seconds.") from error

    async def _show(self, send: Send) -> None:
        body = self._metrics.text()
        headers = encoded(
            {
                "content-type": self._metrics.content_type,
                "content-length": str(len(body)),
                "cache-control": "no-store",
            }
        )
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
