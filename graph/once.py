"""What is read once and then known: whoever asks while it is being read waits for that."""

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    read_once = cached_property
else:

    class read_once(cached_property):  # noqa: N801  # used as the function that it stands for
        """A cached property that one thread alone computes, as they all were until Python 3.11.

        Later Pythons let two threads that ask at once compute it both, which for what takes seconds to read
        doubles the work of a start.
        """

        def __init__(self, function: Any) -> None:
            """Take what reads it."""
            super().__init__(function)
            self._reading = RLock()

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            """Return it, read by whoever asks first."""
            with self._reading:
                return super().__get__(instance, owner)
