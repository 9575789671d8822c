"""Locks on files: many may share one, or one may hold it alone; a process that dies lets go of its own."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Hold:
    """A lock that is held until it is released or the process ends; it ends with a `with` block too."""

    descriptor: int

    def release(self) -> None:
        """Let go of the lock."""
        os.close(self.descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def share(path: Path) -> Hold:
    """Hold a lock together with any others who share it; wait while one holds it alone.

    Raises:
        FileNotFoundError: there is no such file, or no longer when the lock was free.
    """
    hold = _lock(path, os.O_RDONLY, fcntl.LOCK_SH)
    try:
        same = os.path.samestat(os.fstat(hold.descriptor), path.stat())
    except FileNotFoundError:
        same = False
    if not same:
        hold.release()
        raise FileNotFoundError(path)
    return hold


def hold_alone(path: Path) -> Hold:
    """Hold a lock alone, making the file where it is missing; wait until all others have let go."""
    return _lock(path, os.O_RDWR | os.O_CREAT, fcntl.LOCK_EX)


def try_alone(path: Path) -> Hold | None:
    """Hold a lock alone, or return None where others hold it or there is no such file."""
    try:
        return _lock(path, os.O_RDWR, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return None


def _lock(path: Path, flags: int, operation: int) -> Hold:
    """Open a file and lock it (https://man7.org/linux/man-pages/man2/flock.2.html)."""
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, operation)
    except BaseException:
        os.close(descriptor)
        raise
    return Hold(descriptor)
