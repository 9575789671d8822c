"""Every query of ours is a file that the engine can read."""

from pathlib import Path

import pytest

from graph import queries
from graph.errors import StoreError
from graph.queries import query
from graph.store import EmbeddedStore

NAMES = [path.stem for path in sorted(Path(queries.__file__).parent.glob("*.rq"))]


@pytest.mark.parametrize("name", NAMES)
def test_the_query_can_be_read(name: str) -> None:
    store = EmbeddedStore.in_memory(b"")
    asked = {"SELECT": store.select, "CONSTRUCT": store.construct, "ASK": store.ask}
    form = next(word for word in query(name).split() if word in asked)
    asked[form](query(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_query_says_what_it_is_for(name: str) -> None:
    assert query(name).startswith("# ")


def test_a_query_that_cannot_be_read_would_be_noticed() -> None:
    with pytest.raises(StoreError):
        EmbeddedStore.in_memory(b"").select("SELECT nothing")
