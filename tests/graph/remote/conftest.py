"""Engines as fixtures: Oxigraph in every run, Virtuoso where `make test-engines` has it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from graph.remote.endpoint import Endpoint
from graph.remote.pushing import push
from graph.remote.store import RemoteStore
from graph.store import EmbeddedStore, Store
from tests.graph.remote.engines import ENGINES, engine_params
from tests.graph.remote.snapshots import TERMS, snapshot_of

Start = Callable[[str], Endpoint]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start an engine that is to run until the end; what tests load into it lies side by side."""
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(ENGINES[name](tmp_path_factory.mktemp(name))))


@pytest.fixture(scope="session", params=engine_params())
def endpoint(request: pytest.FixtureRequest, start: Start) -> Endpoint:
    """An engine that runs."""
    return start(request.param)


@pytest.fixture(scope="session", params=["embedded", *engine_params()])
def store(request: pytest.FixtureRequest, start: Start, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same statements in each kind of store."""
    if request.param == "embedded":
        return EmbeddedStore.in_memory(TERMS)
    endpoint = start(request.param)
    snapshot = snapshot_of(TERMS, "terms", tmp_path_factory.mktemp("snapshots"))
    push(snapshot, endpoint)
    return RemoteStore.open(endpoint, "terms")
