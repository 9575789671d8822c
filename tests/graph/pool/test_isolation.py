"""Whatever a query does, it does to its own process: others are answered, and nothing is left behind."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from graph.pool import Limits, QueryPool, QueryRequest
from graph.pool.errors import (
    PoolBusyError,
    QueryFailedError,
    QueryMemoryError,
    QueryTimeoutError,
    QueryTooLargeError,
)
from tests.graph.pool.asking import ask, comes_to_answer, count, running_pool
from tests.graph.pool.stores import ENDLESS, FIXTURES, GREEDY, NESTED, PREFIX, cases

pytestmark = pytest.mark.anyio

LONG: Final = f"{PREFIX} SELECT * WHERE {{ GRAPH ex:numbers {{ ?a ex:value ?x . ?b ex:value ?y }} }}"


@pytest.fixture(scope="module")
async def limited_pool(store_path: Path) -> AsyncIterator[QueryPool]:
    """A pool that gives a query little time and little memory."""
    limits = Limits(workers=2, seconds=0.4, memory_bytes=150_000_000, answer_bytes=20_000_000)
    async with running_pool(store_path, limits) as pool:
        yield pool


async def still_answers(pool: QueryPool) -> bool:
    return await count(pool, "?s ?p ?o") == "3"


async def test_others_are_answered_while_a_query_runs(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=2, seconds=60)) as pool:
        endless = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
        for _ in range(20):
            assert await still_answers(pool)
        assert not endless.done(), "they had to wait"
        endless.cancel()


async def test_a_query_that_runs_into_its_limit_is_told_what_it_was(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=0.2)) as pool:
        with pytest.raises(QueryTimeoutError, match=r"longer than 0\.2 seconds"):
            await ask(pool, QueryRequest(ENDLESS))


@pytest.mark.parametrize("query", cases("endless"))
async def test_a_query_that_would_run_for_days_ends(limited_pool: QueryPool, query: str) -> None:
    with pytest.raises((QueryTimeoutError, QueryMemoryError, QueryTooLargeError)):
        await ask(limited_pool, QueryRequest(query))
    assert await comes_to_answer(limited_pool)


async def test_deep_nesting_ends_only_a_worker(store_path: Path) -> None:
    """There is more time than for the others, so that nesting is what ends it."""
    async with running_pool(store_path, Limits(workers=2, seconds=60)) as pool:
        for query in NESTED.values():
            with pytest.raises(QueryFailedError, match="nest"):
                await ask(pool, QueryRequest(query))
            assert await still_answers(pool)


async def test_a_query_that_eats_memory_dies_alone(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=2, memory_bytes=100_000_000)) as pool:
        greedy = asyncio.create_task(ask(pool, QueryRequest(GREEDY)))
        while not greedy.done():
            assert await still_answers(pool)
        with pytest.raises(QueryMemoryError, match="more memory"):
            await greedy
        assert await still_answers(pool)


async def test_fifty_queries_at_once_are_all_answered(pool: QueryPool) -> None:
    answers = await asyncio.gather(*(count(pool, f"VALUES ?x {{ {'1 ' * n} }}") for n in range(50)))
    assert answers == [str(n) for n in range(50)]


async def test_a_full_queue_turns_away_at_once(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=60, queue_length=1)) as pool:
        running = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
        waiting = asyncio.create_task(ask(pool, QueryRequest("ASK {}")))
        await asyncio.sleep(0)
        with pytest.raises(PoolBusyError, match="Too many queries are waiting"):
            await ask(pool, QueryRequest("ASK {}"))
        running.cancel()
        assert b"true" in await waiting


async def test_no_query_waits_longer_than_one_may_run(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        running = pool.ask(QueryRequest(ENDLESS))
        pool.limits = replace(pool.limits, seconds=0.2)
        with pytest.raises(PoolBusyError, match="No process became free"):
            await ask(pool, QueryRequest("ASK {}"))
        running.close()


async def test_a_client_that_leaves_frees_its_worker(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        leaving = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
        await asyncio.sleep(0.1)
        leaving.cancel()
        assert await still_answers(pool)


async def test_a_client_that_leaves_in_the_middle_of_an_answer_frees_its_worker(store_path: Path) -> None:
    endless_answer = (FIXTURES / "endless" / "distinct.rq").read_text(encoding="utf-8")
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        answer = await pool.query(QueryRequest(endless_answer))
        assert await anext(answer)
        answer.close()
        assert await still_answers(pool)


async def test_a_client_that_gives_up_waiting_costs_no_worker(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        running = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
        waiting = asyncio.create_task(ask(pool, QueryRequest("ASK {}")))
        await asyncio.sleep(0.1)
        waiting.cancel()
        running.cancel()
        assert await still_answers(pool)


async def test_a_slow_reader_does_not_keep_its_worker(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        answer = await pool.query(QueryRequest(LONG, "text/csv"))
        assert await still_answers(pool)
        assert b"".join([chunk async for chunk in answer]).count(b"\n") == 1 + 300 * 300


async def test_an_answer_that_cannot_be_read_ahead_arrives_whole_all_the_same(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.pool.answer.READ_AHEAD_BYTES", 1)
    async with running_pool(store_path, Limits(workers=1, seconds=60)) as pool:
        for _ in range(2):
            answer = await pool.query(QueryRequest(LONG, "text/csv"))
            await asyncio.sleep(0.05)
            assert b"".join([chunk async for chunk in answer]).count(b"\n") == 1 + 300 * 300


async def test_where_there_is_no_room_the_slowest_reader_is_cut_off(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.pool.answer.READ_AHEAD_BYTES", 1_000_000)
    async with running_pool(store_path, Limits(workers=2, seconds=60)) as pool:
        slow = await pool.query(QueryRequest(LONG, "text/csv"))
        for _ in range(1_000):
            await asyncio.sleep(0.01)
            if pool._read_ahead.is_full():
                break
        assert (await ask(pool, QueryRequest(f"{LONG} LIMIT 9000", "text/csv"))).count(b"\n") == 1 + 9000
        with pytest.raises(QueryFailedError, match="too slowly"):
            [chunk async for chunk in slow]
        assert pool._read_ahead.bytes == 0
