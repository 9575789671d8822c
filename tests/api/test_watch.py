"""Each request is counted and told of in a line that says nothing of who asked what."""

import asyncio
import io
import json
import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import ResponseCache
from api.front import Front
from api.metrics import Metrics, Watched
from api.watch import RequestLog, Watch
from graph.errors import HuskError
from graph.pool import QueryPool


async def hello(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


async def breaks(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("the reason")


async def cut_short(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise HuskError("The query took longer than 10 seconds.")


def client_of(
    app: ASGIApp, metrics: Metrics, stream: io.StringIO | None = None, host: str = "127.0.0.1"
) -> TestClient:
    log = RequestLog(stream) if stream is not None else None
    return TestClient(Watch(app, metrics, log), client=(host, 1), raise_server_exceptions=False)


def samples(client: TestClient) -> dict[tuple[str, ...], float]:
    """Read the metrics with Prometheus' own parser, by name and labels."""
    response = client.get("/metrics")
    assert response.headers["cache-control"] == "no-store"
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_part_and_status() -> None:
    client = client_of(hello, Metrics())
    for path in ("/sparql?query=x", "/sparql", "/id/demo/arena/cafe", "/wp-login.php"):
        client.get(path)
    found = samples(client)
    assert found["husk_requests_total", "sparql", "200"] == 2
    assert found["husk_requests_total", "id", "200"] == 1
    assert found["husk_requests_total", "other", "200"] == 1
    assert found["husk_request_seconds_count", "sparql"] == 2
    assert found["husk_request_seconds_sum", "sparql"] > 0


def test_cache_and_pool_tell_their_figures(tmp_path_factory: pytest.TempPathFactory) -> None:
    metrics, cache = Metrics(), ResponseCache(100_000)
    pool = QueryPool(tmp_path_factory.mktemp("nowhere"))
    metrics.watch(Watched(cache, pool))
    pool.figures.timeouts = 3
    client = client_of(Front(hello, cache), metrics)
    for _ in range(3):
        client.get("/en/map")
    found = samples(client)
    assert (found["husk_cache_hits_total",], found["husk_cache_misses_total",]) == (2, 1)
    assert found["husk_cache_answers",] == 1
    assert found["husk_query_timeouts_total",] == 3


def test_metrics_are_for_this_machine() -> None:
    assert client_of(hello, Metrics(), host="192.0.2.1").get("/metrics").text == "hello"
    assert "husk_" in client_of(hello, Metrics(), host="::1").get("/metrics").text


def test_a_line_tells_how_a_request_went_and_not_what_it_asked() -> None:
    stream = io.StringIO()
    log = RequestLog(stream)
    client = TestClient(Watch(Front(hello, ResponseCache(100_000)), Metrics(), log))
    for _ in range(2):
        client.get("/sparql?query=SECRET")
    log.write()
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert {name: first[name] for name in ("method", "path", "status", "bytes", "cached")} == {
        "method": "GET",
        "path": "/sparql",
        "status": 200,
        "bytes": 5,
        "cached": False,
    }
    assert second["cached"] is True
    assert first["milliseconds"] > 0
    assert "SECRET" not in stream.getvalue()
    assert "127.0.0.1" not in stream.getvalue()


@pytest.mark.parametrize(
    ("app", "level", "said"),
    [(breaks, logging.ERROR, "the reason"), (cut_short, logging.WARNING, "10 seconds")],
)
def test_what_goes_wrong_is_in_the_log(
    app: ASGIApp, level: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    client_of(app, Metrics()).get("/")
    [record] = caplog.records
    assert record.levelno == level
    assert said in caplog.text


@pytest.mark.anyio
async def test_a_client_that_takes_nothing_is_left() -> None:
    async def answers(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    watch = Watch(answers, Metrics(), seconds_to_take=0.01)
    with pytest.raises(HuskError, match="took nothing"):
        await watch({"type": "http", "method": "GET", "path": "/", "headers": []}, receive, send)
