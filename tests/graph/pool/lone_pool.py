"""A process that runs a pool and an endless query on each of its workers, until it is killed.

python -m tests.graph.pool.lone_pool STORE
"""

import asyncio
import signal
import sys
from pathlib import Path

from graph.pool import Limits, QueryRequest
from tests.graph.pool.asking import ask, running_pool
from tests.graph.pool.stores import ENDLESS


async def main(store_path: Path) -> None:
    """Say when all workers are busy, and wait."""
    limits = Limits(workers=2, seconds=120)
    async with running_pool(store_path, limits) as pool, asyncio.TaskGroup() as tasks:
        for _ in range(limits.workers):
            tasks.create_task(ask(pool, QueryRequest(ENDLESS)))
        await asyncio.sleep(0.5)
        sys.stdout.write("busy\n")
        sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
    asyncio.run(main(Path(sys.argv[1])))
