"""Builds that are killed, each one step later than the one before, until one comes through.

    python -m tests.graph.dying_builds DATA VAR FOLDER

Each build works on a copy of VAR below FOLDER, named by its step. A step is a report of progress, or a change
to the file system just before it is made, as https://docs.python.org/3/library/audit_events.html tells of it.
The builds are forks of one process, so that Python starts once.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from graph.build import build

_CHANGES = {"os.mkdir", "os.rename", "os.symlink", "os.utime", "os.remove", "shutil.rmtree"}


def die_at(step: int) -> Callable[[], None]:
    """Return what is to be called at each step; the one that is meant is the last."""
    left = step

    def take_step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return take_step


def build_and_die(data: Path, var: Path, step: int) -> None:
    """Build, but not to the end."""
    take_step = die_at(step)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if (event in _CHANGES or writes) and str(arguments[0]).startswith(str(var)):
            take_step()

    sys.addaudithook(watch)
    build(data, var, version="2", progress=lambda _stage, _done, _total: take_step())


def main(data: Path, var: Path, folder: Path) -> None:
    """Let builds die until one does not."""
    killed, step = True, 0
    while killed:
        step += 1
        copy = folder / str(step)
        shutil.copytree(var, copy, symlinks=True)
        child = os.fork()
        if child == 0:
            build_and_die(data, copy, step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        if not killed and os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"The build failed at step {step}.")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
