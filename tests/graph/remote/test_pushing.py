"""Pushing: readers have one edition, whole, before, while and after another is loaded."""

from pathlib import Path

import pytest

from graph.build import build
from graph.inference.rules import Rule
from graph.model import Model
from graph.remote.catalogue import Catalogue
from graph.remote.endpoint import Endpoint
from graph.remote.errors import EditionError, EngineRefusalError
from graph.remote.pushing import PushError, push
from graph.remote.store import RemoteStore
from graph.snapshot import Snapshot
from tests.graph.remote.snapshots import TERMS, snapshot_of
from tests.reading import READING

SECOND = TERMS.replace("Kafé".encode(), b"Kaffistova")
NAMES = 'SELECT ?s ?name { ?s <https://example.org/name> ?name FILTER(LANG(?name) = "nb") }'


class Dying(Endpoint):
    """An engine that takes so many updates, and then no more."""

    def __init__(self, endpoint: Endpoint, updates: int) -> None:
        super().__init__(endpoint.address, endpoint._credentials, endpoint.limits)
        self._left = updates

    def update(self, text: str) -> None:
        self._left -= 1
        if self._left < 0:
            raise EngineRefusalError("The engine died.")
        super().update(text)


def names(endpoint: Endpoint, edition: str = "") -> set[str]:
    rows = RemoteStore.open(endpoint, edition).select(NAMES).rows
    return {term.value for row in rows if (term := row[1])}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(READING, tmp_path_factory.mktemp("var"), version="1.2.3").snapshot


def test_a_pushed_snapshot_is_the_same_bytes(endpoint: Endpoint, snapshot: Snapshot) -> None:
    """The rules run in the engine, where it applies them as they are written."""
    stages: list[str] = []
    push(snapshot, endpoint, Model.read().rules, lambda stage, done, total: stages.append(stage))
    assert ("infer" in stages) == endpoint.dialect.applies_rules
    store = RemoteStore.open(endpoint, snapshot.edition)
    assert store.dump().splitlines() == snapshot.open_store().dump().splitlines()


def test_a_second_push_replaces_and_keeps_what_was_read_before(endpoint: Endpoint, tmp_path: Path) -> None:
    for edition, content in (("first", TERMS), ("second", SECOND), ("third", TERMS)):
        assert push(snapshot_of(content, edition, tmp_path), endpoint).loaded
    assert Catalogue.read(endpoint) == Catalogue("third", ("second", "third"))
    assert names(endpoint) == {"Kafé", "Torget"}
    assert names(endpoint, "second") == {"Kaffistova", "Torget"}
    with pytest.raises(EditionError, match="does not hold the edition first"):
        RemoteStore.open(endpoint, "first")
    query = "SELECT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/edition/first')) }"
    with endpoint.query(query) as reply:
        assert b'"value"' not in reply.read()


def test_what_is_there_already_is_only_switched_to(endpoint: Endpoint, tmp_path: Path) -> None:
    first, second = (snapshot_of(TERMS, edition, tmp_path) for edition in ("there", "beside"))
    push(first, endpoint)
    push(second, endpoint)
    assert not push(first, endpoint).loaded
    assert Catalogue.read(endpoint).current == "there"


@pytest.mark.parametrize("updates", [0, 1, 3, 4, 5])
def test_an_interrupted_push_leaves_what_was_read(endpoint: Endpoint, tmp_path: Path, updates: int) -> None:
    push(snapshot_of(TERMS, "before", tmp_path), endpoint)
    after = snapshot_of(SECOND, f"after-{updates}", tmp_path)
    dying = Dying(endpoint, updates)
    try:
        with pytest.raises(EngineRefusalError, match="died"):
            push(after, dying)
    finally:
        dying.close()
    assert Catalogue.read(endpoint).current == "before"
    assert names(endpoint) == {"Kafé", "Torget"}
    push(after, endpoint)
    assert names(endpoint) == {"Kaffistova", "Torget"}


def test_rules_that_find_something_else_are_told_of(
    endpoint: Endpoint, snapshot: Snapshot, tmp_path: Path
) -> None:
    if not endpoint.dialect.applies_rules:
        pytest.skip("no rules run in this engine")
    push(snapshot_of(TERMS, "good", tmp_path), endpoint)
    other = Snapshot(snapshot.path, "other", snapshot.manifest)
    with pytest.raises(PushError, match=r"What was read before is read on\. Push without the rules"):
        push(other, endpoint, [Rule.parse("cax-sco", "CONSTRUCT { ?y a ?x } WHERE { ?x a ?y }")])
    assert Catalogue.read(endpoint).current == "good"


def test_an_engine_that_nothing_was_pushed_to_says_so(endpoint: Endpoint) -> None:
    with pytest.raises(EditionError, match="husk push"):
        RemoteStore.open(endpoint, "f" * 32)
