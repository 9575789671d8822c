import json
import shutil
from pathlib import Path

import pyoxigraph
import pytest

from graph.build import assemble, build
from graph.errors import DataError, SnapshotError
from graph.snapshot import STORE, current
from graph.store import Store
from tests.graph.programmes import FIXTURES, lay_out, without_description


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return lay_out("valid/neighbours", tmp_path)


def test_snapshot_holds_what_was_assembled(data: Path, tmp_path: Path) -> None:
    result = build(data, tmp_path / "var", version="1")
    assert result.built
    assert current(tmp_path / "var") == result.snapshot
    assert without_description(result.snapshot.open_store()) == assemble(data).dump()


def test_manifest_tells_what_it_was_built_from_and_how_much_is_in_it(data: Path, tmp_path: Path) -> None:
    snapshot = build(data, tmp_path / "var", version="1").snapshot
    manifest = snapshot.manifest
    assert (manifest["edition"], manifest["version"]) == (snapshot.edition, "1")
    assert manifest["programmes"] == ["demo"]
    counts = manifest["counts"]
    assert isinstance(counts, dict)
    assert {name: counts[name] for name in ("assertions", "passages", "voices")} == {
        "assertions": 5,
        "passages": 2,
        "voices": 3,
    }
    assert counts["classes"]["Arena"] == 1
    assert "Activity" not in counts["classes"]
    assert counts["quads"] == len(without_description(snapshot.open_store()).splitlines())


def test_unchanged_input_builds_nothing(data: Path, tmp_path: Path) -> None:
    first = build(data, tmp_path / "var", version="1")
    stages: list[str] = []
    second = build(
        data, tmp_path / "var", version="1", progress=lambda stage, _done, _total: stages.append(stage)
    )
    assert (second.snapshot, second.built) == (first.snapshot, False)
    assert stages == ["wait"]


def test_input_changed_back_is_switched_back_without_building(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = build(data, var, version="1").snapshot
    build(data, var, version="2")
    again = build(data, var, version="1")
    assert (again.snapshot, again.built) == (first, False)
    assert current(var) == first


def test_two_builds_of_one_input_are_the_same_bytes(data: Path, tmp_path: Path) -> None:
    one, other = (build(data, tmp_path / name, version="1").snapshot for name in ("one", "other"))
    assert one.open_store().dump() == other.open_store().dump()
    manifests = [(snapshot.path / "manifest.json").read_bytes() for snapshot in (one, other)]
    assert manifests[0] == manifests[1]


def test_broken_data_publishes_nothing_and_leaves_nothing(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    before = build(data, var, version="1").snapshot
    shutil.copytree(FIXTURES / "invalid" / "syntax-error", data, dirs_exist_ok=True)
    with pytest.raises(DataError):
        build(data, var, version="1")
    assert current(var) == before
    assert [path.name for path in (var / "snapshots").iterdir()] == [before.edition]


def test_extras_write_files_before_the_snapshot_is_published(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"

    def count_arenas(store: Store, directory: Path) -> None:
        assert not (var / "current").exists()
        arenas = store.select("SELECT ?x { ?x a <https://w3id.org/husk/ontology#Arena> }")
        (directory / "layout.json").write_text(json.dumps(len(arenas)))

    snapshot = build(data, var, version="1", extras=[count_arenas]).snapshot
    assert json.loads(snapshot.layout_path.read_text()) == 1


def test_extra_that_fails_publishes_nothing(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"

    def fail(store: Store, directory: Path) -> None:
        raise SnapshotError("The layout does not settle.")

    with pytest.raises(SnapshotError, match="does not settle"):
        build(data, var, version="1", extras=[fail])
    assert not (var / "current").exists()
    assert not list((var / "snapshots").iterdir())


def test_folder_that_cannot_be_written_is_told(data: Path, tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(SnapshotError, match="cannot be made"):
        build(data, tmp_path / "var", version="1")


def test_data_that_change_while_they_are_read_are_not_published(data: Path, tmp_path: Path) -> None:
    def edit(stage: str, done: int, total: int) -> None:
        if stage == "check":
            with (data / "demo" / "1.trig").open("a") as file:
                file.write("# An afterthought.\n")

    with pytest.raises(SnapshotError, match="changed while"):
        build(data, tmp_path / "var", version="1", progress=edit)
    assert not (tmp_path / "var" / "current").exists()


def test_the_engine_has_closed_its_store_when_a_snapshot_is_published(data: Path, tmp_path: Path) -> None:
    """While it was open, it took files away that it had put together, and large builds failed at times."""
    opened = []

    def look(stage: str, done: int, total: int) -> None:
        if (stage, done, total) == ("publish", 0, 1):
            (directory,) = (tmp_path / "var" / "snapshots").glob(".building-*")
            opened.append(len(pyoxigraph.Store(str(directory / STORE))))  # refused to a second one

    build(data, tmp_path / "var", version="1", progress=look)
    assert opened[0] > 0


def test_damaged_snapshot_is_built_anew(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = build(data, var, version="1").snapshot
    shutil.rmtree(first.store_path)
    again = build(data, var, version="1")
    assert again.built
    assert without_description(again.snapshot.open_store()) == assemble(data).dump()


def test_old_snapshots_go_but_the_one_that_is_read_stays(data: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    first = build(data, var, version="1").snapshot
    with first.hold():
        last = [build(data, var, version=str(version)).snapshot for version in (2, 3, 4)]
        kept = {path.name for path in (var / "snapshots").iterdir()}
        assert kept == {first.edition, last[-2].edition, last[-1].edition}
        assert first.open_store().dump()


def test_progress_tells_the_stages_in_their_order(data: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    build(data, tmp_path / "var", version="1", progress=lambda stage, _done, _total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == [
        "wait",
        "read",
        "expand",
        "check",
        "infer",
        "check what follows",
        "write",
        "publish",
    ]
