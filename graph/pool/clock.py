"""Time, for all answers of a pool together.

A timer for each query costs more than many a query; one that looks at all of them forty times a second costs
nothing that can be measured, and ends a query at most 25 ms late.
"""

import asyncio
from typing import Final, Protocol

SECONDS_BETWEEN_LOOKS: Final = 0.025


class Watched(Protocol):
    """What has a time limit: an answer on its way."""

    def look(self, now: float) -> None:
        """Do what is due at a time of the event loop's clock."""
        ...


class Clock:
    """Looks at what is watched, and rests while there is nothing."""

    def __init__(self) -> None:
        self._watched = set[Watched]()
        self._next: asyncio.TimerHandle | None = None

    def watch(self, watched: Watched) -> None:
        """Look at something from now on."""
        self._watched.add(watched)
        if self._next is None:
            self._plan()

    def forget(self, watched: Watched) -> None:
        """Look at something no longer."""
        self._watched.discard(watched)

    def _plan(self) -> None:
        self._next = asyncio.get_running_loop().call_later(SECONDS_BETWEEN_LOOKS, self._look)

    def _look(self) -> None:
        self._next = None
        now = asyncio.get_running_loop().time()
        for watched in tuple(self._watched):
            watched.look(now)
        if self._watched and self._next is None:
            self._plan()
