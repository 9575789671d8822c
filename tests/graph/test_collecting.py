"""What lasts is not looked through again, and still goes when nobody uses it any more."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from graph.collecting import keep, keep_more, uncollected


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_kept_is_not_looked_through() -> None:
    keep()
    assert gc.get_freeze_count() > 0


def test_what_comes_later_is_kept_beside_what_was_kept() -> None:
    keep()
    first, ring = gc.get_freeze_count(), Ring()
    keep_more()
    assert gc.get_freeze_count() > first
    seen = weakref.ref(ring)
    del ring
    gc.collect()
    assert seen() is not None


def test_what_was_kept_and_is_no_longer_in_use_goes_with_what_is_kept_next() -> None:
    ring = Ring()
    keep()
    seen = weakref.ref(ring)
    del ring
    gc.collect()
    assert seen() is not None
    keep()
    assert seen() is None


def test_collection_goes_on_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
