"""A page that nobody waits for any more is not made."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message

from visualizations.wanted import CLIENT_LEFT, Endpoint, while_wanted


def asked(*messages: Message) -> Request:
    """Return a request whose client sends these messages, and then stays."""
    sent = list(messages)

    async def receive() -> Message:
        if not sent:
            await asyncio.Event().wait()
        return sent.pop(0)

    return Request({"type": "http"}, receive)


async def _answer(endpoint: Endpoint, request: Request) -> Response:
    return await endpoint(request)


async def quick(_request: Request) -> Response:
    return PlainTextResponse("here")


async def broken(_request: Request) -> Response:
    raise ValueError("a fault")


def test_who_stays_gets_the_answer() -> None:
    request = asked({"type": "http.request", "body": b""})
    assert asyncio.run(_answer(while_wanted(quick), request)).body == b"here"


def test_a_fault_stays_a_fault() -> None:
    with pytest.raises(ValueError, match="a fault"):
        asyncio.run(_answer(while_wanted(broken), asked()))


def test_work_for_who_has_left_is_given_up() -> None:
    given_up = False

    async def endless(_request: Request) -> Response:
        nonlocal given_up
        try:
            await asyncio.Event().wait()
        finally:
            given_up = True
        return Response()

    request = asked({"type": "http.request", "body": b""}, {"type": "http.disconnect"})
    assert asyncio.run(_answer(while_wanted(endless), request)).status_code == CLIENT_LEFT
    assert given_up
