"""What takes long to read is read by one thread, and the others wait for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from graph.once import read_once

THREADS = 4


class Known:
    """Something that takes as long to read as one who waits for it lets it."""

    def __init__(self) -> None:
        self.readings = 0
        self.may_end = Event()

    @read_once
    def whole(self) -> int:
        """How often it was read."""
        self.readings += 1
        self.may_end.wait()
        return self.readings


def test_it_is_read_once_however_many_ask_at_once() -> None:
    known, together = Known(), Barrier(THREADS + 1)

    def ask() -> int:
        together.wait()
        return known.whole

    with ThreadPoolExecutor(THREADS) as threads:
        asked = [threads.submit(ask) for _ in range(THREADS)]
        together.wait()
        known.may_end.set()
        assert [each.result() for each in asked] == [1] * THREADS
    assert known.readings == 1
    assert Known.whole.__doc__ == "How often it was read."
