"""When Python looks for values that only hold each other: not among the many that last as an edition does."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for cycles: among many small values made at once there are none to speak of."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


def keep() -> None:
    """Take what there is for what lasts, so that Python no longer looks through it.

    What was kept before and is no longer in use goes.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def keep_more() -> None:
    """Take what came since for what lasts, without looking for what goes: nothing stands still meanwhile."""
    gc.freeze()
