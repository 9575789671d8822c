"""Which processes there are: as many as wanted, each confined, and none when the pool is gone."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.pool import Limits, QueryPool, QueryRequest, links
from graph.pool.errors import PoolBusyError, QueryTimeoutError
from tests.graph.pool.asking import ask, count, running_pool
from tests.graph.pool.processes import children, command_line, descendants, is_running, limit, wait_until
from tests.graph.pool.stores import ENDLESS, PREFIX

pytestmark = pytest.mark.anyio

NUMBERS = "GRAPH ex:numbers { ?a ex:value ?x . ?b ex:value ?y }"


def holders() -> set[int]:
    """Return the holders that this process has started."""
    return {child for child in children(os.getpid()) if "graph.pool.holder" in command_line(child)}


def processes(workers: int) -> tuple[int, set[int]]:
    """Return the only holder, and its workers once there are so many."""
    [holder] = holders()
    wait_until(lambda: len(children(holder)) == workers)
    return holder, children(holder)


async def test_workers_can_open_nothing_and_have_a_memory_limit(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1)) as pool:
        assert await count(pool, "?s ?p ?o") == "3"
        _, [worker] = processes(workers=1)
        assert limit(worker, "Max open files") == "0"
        assert limit(worker, "Max core file size") == "0"
        assert limit(worker, "Max address space").isdecimal()


async def test_killed_workers_are_replaced_and_buried(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=2, seconds=0.2)) as pool:
        holder, first = processes(workers=2)
        endless = [ask(pool, QueryRequest(ENDLESS)) for _ in range(4)]
        ends = await asyncio.gather(*endless, return_exceptions=True)
        assert {type(end) for end in ends} <= {QueryTimeoutError, PoolBusyError}
        # One that is dying still and one that is there already make two as well.
        wait_until(lambda: first.isdisjoint(children(holder)))
        _, second = processes(workers=2)
        assert first.isdisjoint(second)
        assert all(is_running(worker) for worker in second)


async def test_a_worker_for_whom_there_is_no_descriptor_comes_later(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "SECONDS_UNTIL_ANOTHER", 0.05)
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with running_pool(store_path, Limits(workers=1)) as pool:
        _, [worker] = processes(workers=1)
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
        try:
            os.kill(worker, signal.SIGKILL)
            await asyncio.sleep(0.3)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))
        assert await count(pool, "?s ?p ?o") == "3"


async def test_a_worker_that_has_grown_is_replaced_after_its_answer(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=1, memory_bytes=60_000_000)) as pool:
        _, first = processes(workers=1)
        await ask(pool, QueryRequest(f"{PREFIX} CONSTRUCT {{ ?a ex:x ?y }} WHERE {{ {NUMBERS} }}"))
        assert await count(pool, "?s ?p ?o") == "3"
        _, second = processes(workers=1)
        assert first.isdisjoint(second)


async def test_a_holder_that_dies_takes_its_workers_along_and_is_replaced(store_path: Path) -> None:
    async with running_pool(store_path, Limits(workers=2)) as pool:
        holder, workers = processes(workers=2)
        interrupted = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
        await asyncio.sleep(0.1)
        os.kill(holder, signal.SIGKILL)
        with pytest.raises(PoolBusyError, match="ask again"):
            await interrupted
        assert await count(pool, "?s ?p ?o") == "3"
        wait_until(lambda: not any(is_running(process) for process in (holder, *workers)))


async def test_a_closed_pool_leaves_no_process(store_path: Path) -> None:
    pool = QueryPool(store_path, Limits(workers=2))
    await pool.start()
    _, workers = processes(workers=2)
    interrupted = asyncio.create_task(ask(pool, QueryRequest(ENDLESS)))
    await asyncio.sleep(0.1)
    await pool.close()
    with pytest.raises(PoolBusyError, match="stopping"):
        await interrupted
    assert not holders()
    wait_until(lambda: not any(is_running(worker) for worker in workers))


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_web_process_that_dies_leaves_no_process(store_path: Path, signal_number: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.graph.pool.lone_pool", str(store_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as web:
        assert web.stdout
        assert web.stdout.readline() == b"busy\n"
        wait_until(lambda: len(descendants(web.pid)) == 3)
        below = descendants(web.pid)
        web.send_signal(signal_number)
    wait_until(lambda: not any(is_running(process) for process in below))
