import json
from pathlib import Path

import pytest

from graph.errors import SnapshotError
from graph.snapshot import Snapshot, current, find, publish, remove_old, sweep, switch, unpublished


def publish_edition(var: Path, edition: str) -> Snapshot:
    with unpublished(var) as directory:
        (directory / "store").mkdir()
        (directory / "store" / "CURRENT").touch()
        (directory / "manifest.json").write_text(json.dumps({"edition": edition}))
        return publish(directory, edition, var)


def editions(var: Path) -> set[str]:
    return {path.name for path in (var / "snapshots").iterdir()}


def test_without_a_snapshot_the_cure_is_told(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="Run `husk build` first"):
        current(tmp_path)


def test_published_snapshot_is_the_current_one(tmp_path: Path) -> None:
    first = publish_edition(tmp_path, "one")
    assert current(tmp_path) == first
    second = publish_edition(tmp_path, "two")
    assert current(tmp_path) == second
    assert (second.edition, second.manifest) == ("two", {"edition": "two"})


def test_var_can_be_moved(tmp_path: Path) -> None:
    publish_edition(tmp_path / "here", "one")
    moved = (tmp_path / "here").rename(tmp_path / "there")
    assert current(moved).path == moved / "snapshots" / "one"


def test_earlier_snapshot_can_be_served_again(tmp_path: Path) -> None:
    first = publish_edition(tmp_path, "one")
    publish_edition(tmp_path, "two")
    switch(first, tmp_path)
    assert current(tmp_path) == first


def test_only_whole_snapshots_are_found(tmp_path: Path) -> None:
    snapshot = publish_edition(tmp_path, "one")
    assert find(tmp_path, "one") == snapshot
    assert find(tmp_path, "two") is None
    (snapshot.path / "manifest.json").write_text("{")
    assert find(tmp_path, "one") is None
    (snapshot.store_path / "CURRENT").unlink()
    assert find(tmp_path, "one") is None


def test_directory_that_is_not_published_is_gone(tmp_path: Path) -> None:
    with unpublished(tmp_path) as directory:
        (directory / "store").mkdir()
    assert editions(tmp_path) == set()


def test_damaged_snapshot_is_replaced(tmp_path: Path) -> None:
    damaged = publish_edition(tmp_path, "one")
    (damaged.path / "manifest.json").write_text("{")
    with pytest.raises(SnapshotError, match="no whole snapshot"):
        current(tmp_path)
    assert publish_edition(tmp_path, "one").manifest == {"edition": "one"}
    sweep(tmp_path)
    assert editions(tmp_path) == {"one"}


def test_last_two_snapshots_served_are_kept(tmp_path: Path) -> None:
    for edition in ("one", "two", "three"):
        publish_edition(tmp_path, edition)
    switch(Snapshot.read(tmp_path / "snapshots" / "one"), tmp_path)
    remove_old(tmp_path)
    assert editions(tmp_path) == {"three", "one"}


def test_snapshot_that_is_held_is_not_removed(tmp_path: Path) -> None:
    with publish_edition(tmp_path, "one").hold():
        for edition in ("two", "three", "four"):
            publish_edition(tmp_path, edition)
        remove_old(tmp_path)
        assert editions(tmp_path) == {"one", "three", "four"}
    remove_old(tmp_path)
    assert editions(tmp_path) == {"three", "four"}


def test_several_may_hold_a_snapshot(tmp_path: Path) -> None:
    snapshot = publish_edition(tmp_path, "one")
    first, second = snapshot.hold(), snapshot.hold()
    first.release()
    for edition in ("two", "three"):
        publish_edition(tmp_path, edition)
    remove_old(tmp_path)
    assert "one" in editions(tmp_path)
    second.release()


def test_snapshot_that_is_gone_cannot_be_held(tmp_path: Path) -> None:
    snapshot = publish_edition(tmp_path, "one")
    for edition in ("two", "three"):
        publish_edition(tmp_path, edition)
    remove_old(tmp_path)
    with pytest.raises(SnapshotError, match="Start again"):
        snapshot.hold()


def test_sweeping_takes_away_what_was_never_published(tmp_path: Path) -> None:
    publish_edition(tmp_path, "one")
    (tmp_path / "snapshots" / ".building-abc" / "store").mkdir(parents=True)
    (tmp_path / ".current-abc").symlink_to("snapshots/one")
    sweep(tmp_path)
    assert editions(tmp_path) == {"one"}
    assert {path.name for path in tmp_path.iterdir()} == {"snapshots", "current"}
