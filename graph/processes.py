"""What a process asks of the kernel about itself; Linux only, like the pool."""

import ctypes
import signal
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
"""From <linux/prctl.h>: the signal that a process gets when its parent dies."""


def end_with_parent(by: signal.Signals = signal.SIGKILL) -> None:
    """Have this process get a signal when the one that started it dies, however that dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)
