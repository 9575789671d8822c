"""Looking at processes from outside, as /proc shows them."""

import time
from collections.abc import Callable
from pathlib import Path


def children(pid: int) -> set[int]:
    """Return the processes that a process has started and not buried yet, zombies among them."""
    processes = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    return {process for process in processes if (found := _stat(process)) and int(found[1]) == pid}


def descendants(pid: int) -> set[int]:
    """Return the processes below a process."""
    below = children(pid)
    return below.union(*(descendants(child) for child in below))


def is_running(pid: int) -> bool:
    """Say whether a process exists and is more than a zombie."""
    found = _stat(pid)
    return found is not None and found[0] != "Z"


def _stat(pid: int) -> list[str] | None:
    """Return the fields of /proc/PID/stat from the state on, or None where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def command_line(pid: int) -> list[str]:
    """Return what a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def memory(pid: int, name: str) -> int:
    """Return a figure of a process's memory in bytes, as the kernel names it; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def limit(pid: int, name: str) -> str:
    """Return a soft limit of a process as the kernel names it, such as `Max open files`."""
    lines = Path(f"/proc/{pid}/limits").read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix(name).split()[0] for line in lines if line.startswith(name))


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something holds, however long the machine needs within reason."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.01)
