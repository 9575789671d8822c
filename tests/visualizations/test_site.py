"""What pages are written from is read ahead, as long as it is wanted and as far as the store answers."""

from itertools import count

import pytest

from graph.build import build
from graph.errors import StoreError
from graph.networks.registry import NETWORKS
from graph.pool import QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from graph.store import EmbeddedStore
from husk.building import EXTRAS
from tests.fjordvik import FJORDVIK
from visualizations.site import Site
from visualizations.things import Things

REPORT = "fjordvik/source/report"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(FJORDVIK, tmp_path_factory.mktemp("var"), version="1", extras=EXTRAS).snapshot


@pytest.fixture
def site(snapshot: Snapshot) -> Site:
    return Site(Served(snapshot, EntityReader(snapshot.open_store()), QueryPool(snapshot.quads_path)))


def test_the_busiest_things_and_the_maps_need_no_store_afterwards(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.read_ahead(lambda: True)
    for name in ("select", "ask", "construct", "describe"):
        monkeypatch.delattr(EmbeddedStore, name)
    assert site.things.entity(REPORT)
    assert all(site.maps.get("en", name) for name in NETWORKS)


def test_no_more_is_read_than_is_wanted(site: Site) -> None:
    numbers = count()
    site.read_ahead(lambda: next(numbers) < 3)
    assert "marks" in vars(site)
    assert "chronology" not in vars(site)


def test_what_the_store_does_not_answer_is_left_to_whoever_asks(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_things: Things) -> list[str]:
        raise StoreError("The engine took too long.")

    monkeypatch.setattr(Things, "busiest", refused)
    site.read_ahead(lambda: True)
    assert "chronology" in vars(site)
    assert site.things.entity(REPORT) is not site.things.entity(REPORT)
    assert "not read ahead. The engine took too long." in caplog.text
