"""A new edition is taken up without a request being lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from api import editions
from api.editions import Edition, Editions
from graph.errors import SnapshotError


class Served:
    """Editions over made-up snapshots, run as a server runs an application."""

    def __init__(self) -> None:
        self.newest = "first"
        self.broken = set[str]()
        self.closed = list[str]()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._stop = asyncio.Event()
        self.is_lost = False
        self.kind: type[Exception] = SnapshotError
        self.app = Editions(self._open, self._look)

    def _look(self) -> str:
        if self.is_lost:
            raise OSError("var cannot be read")
        return self.newest

    async def _open(self) -> Edition:
        name = self.newest
        if name in self.broken:
            raise self.kind(f"{name} cannot be read.")

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await self.may_answer.wait()
            await PlainTextResponse(name)(scope, receive, send)

        async def close() -> None:
            self.closed.append(name)

        return Edition(name, answer, close)

    async def get(self) -> str:
        """Ask, and return the answer."""
        body = b""

        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            nonlocal body
            body += message.get("body", b"")

        await self.app({"type": "http", "method": "GET", "headers": []}, receive, send)
        return body.decode()

    async def during(self, block: Callable[[], Awaitable[None]]) -> list[Message]:
        """Start, run a block, stop; return what the server was told."""
        told = list[Message]()
        started = asyncio.Event()

        async def receive() -> Message:
            if started.is_set():
                await self._stop.wait()
            return {"type": "lifespan"}

        async def send(message: Message) -> None:
            told.append(message)
            started.set()

        life = asyncio.create_task(self.app({"type": "lifespan"}, receive, send))
        await started.wait()
        await block()
        self._stop.set()
        await life
        return told

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to come true."""
        for _ in range(2_000):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("it did not come true")


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "SECONDS_BETWEEN_LOOKS", 0.01)


async def _served_is(served: Served, name: str) -> None:
    for _ in range(2_000):
        if await served.get() == name:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"{name} is not served")


@pytest.mark.anyio
async def test_a_new_edition_is_served_and_the_old_one_closed() -> None:
    served = Served()

    async def block() -> None:
        assert await served.get() == "first"
        served.newest = "second"
        await _served_is(served, "second")
        assert served.closed == ["first"]

    told = await served.during(block)
    assert [message["type"] for message in told] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert served.closed == ["first", "second"]


@pytest.mark.anyio
async def test_a_request_is_answered_by_the_edition_that_it_met() -> None:
    served = Served()

    async def block() -> None:
        served.may_answer.clear()
        early = asyncio.create_task(served.get())
        await asyncio.sleep(0)
        served.newest = "second"
        await asyncio.sleep(0.1)
        assert served.closed == []
        served.may_answer.set()
        assert await early == "first"
        await served.until(lambda: served.closed == ["first"])

    await served.during(block)


@pytest.mark.anyio
async def test_an_edition_that_cannot_be_read_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    served = Served()

    async def block() -> None:
        served.broken = {"second"}
        served.newest = "second"
        await served.until(lambda: "second" in caplog.text)
        assert await served.get() == "first"
        served.newest = "third"
        await _served_is(served, "third")

    await served.during(block)
    assert caplog.text.count("second cannot be served") == 1


@pytest.mark.anyio
async def test_a_look_that_fails_is_not_the_last(caplog: pytest.LogCaptureFixture) -> None:
    served = Served()

    async def block() -> None:
        served.is_lost = True
        await served.until(lambda: "var cannot be read" in caplog.text)
        served.is_lost = False
        served.newest = "second"
        await _served_is(served, "second")

    await served.during(block)


@pytest.mark.anyio
@pytest.mark.parametrize("kind", [SnapshotError, OSError, RuntimeError])
async def test_a_server_without_an_edition_does_not_start(kind: type[Exception]) -> None:
    served = Served()
    served.broken = {"first"}
    served.kind = kind

    async def block() -> None:
        pass

    [told] = await served.during(block)
    assert told == {"type": "lifespan.startup.failed", "message": "first cannot be read."}
