"""A backup is whole or is refused, and what is restored is what was kept."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.backups import restore_backup, write_backup
from graph.build import build
from graph.errors import SnapshotError
from graph.snapshot import Snapshot, current
from tests.reading import READING

VERSION = "1"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(READING, tmp_path_factory.mktemp("var"), version=VERSION).snapshot


@pytest.fixture(scope="module")
def backup(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_backup(snapshot, READING, tmp_path_factory.mktemp("backup") / "husk.tar.gz")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"lock", "LOCK"}
    }


def test_what_is_restored_is_what_was_kept(snapshot: Snapshot, backup: Path, tmp_path: Path) -> None:
    restored = restore_backup(backup, tmp_path / "var", version=VERSION, data=tmp_path / "data")
    assert restored.edition == snapshot.edition
    assert current(tmp_path / "var").edition == snapshot.edition
    assert restored.open_store().dump() == snapshot.open_store().dump()
    assert files(tmp_path / "data") == files(READING)


def test_restoring_serves_instead_of_what_was_served(backup: Path, tmp_path: Path) -> None:
    other = build(READING, tmp_path / "var", version="2").snapshot
    restored = restore_backup(backup, tmp_path / "var", version=VERSION)
    assert current(tmp_path / "var").edition == restored.edition != other.edition


def test_data_are_never_written_over(backup: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "mine.txt").write_text("mine")
    with pytest.raises(SnapshotError, match="not empty"):
        restore_backup(backup, tmp_path / "var", version=VERSION, data=data)
    assert files(data) == {"mine.txt": b"mine"}


def test_a_backup_of_another_version_is_refused(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="by husk 1, and this is husk 9"):
        restore_backup(backup, tmp_path, version="9")


def remade(backup: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup anew with its files changed."""
    with tarfile.open(backup) as archive:
        found = {
            member.name: content.read()
            for member in archive
            if (content := archive.extractfile(member)) is not None
        }
    change(found)
    with tarfile.open(target, "w:gz") as archive:
        for name, changed in found.items():
            member = tarfile.TarInfo(name)
            member.size = len(changed)
            archive.addfile(member, io.BytesIO(changed))
    return target


def damage(found: dict[str, bytes]) -> None:
    name = next(name for name in found if name.endswith("manifest.json"))
    found[name] = found[name].replace(b"1", b"2", 1)


def lose(found: dict[str, bytes]) -> None:
    del found[max(name for name in found if name.startswith("snapshot/store"))]


def intrude(found: dict[str, bytes]) -> None:
    found["snapshot/unknown.txt"] = b"?"


def escape(found: dict[str, bytes]) -> None:
    table = json.loads(found["backup.json"])
    table["files"]["snapshot/../../escaped.txt"] = "0"
    found["backup.json"] = json.dumps(table).encode()
    found["snapshot/../../escaped.txt"] = b"!"


@pytest.mark.parametrize(
    ("change", "told"),
    [(damage, "is damaged"), (lose, "missing"), (intrude, "not to be there"), (escape, "not to be there")],
)
def test_what_is_not_whole_is_refused_and_nothing_is_served(
    backup: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], told: str
) -> None:
    broken = remade(backup, tmp_path / "broken.tar.gz", change)
    with pytest.raises(SnapshotError, match=told):
        restore_backup(broken, tmp_path / "var", version=VERSION)
    assert not (tmp_path / "var" / "current").exists()
    assert list((tmp_path / "var" / "snapshots").iterdir()) == []
    assert not (tmp_path / "escaped.txt").exists()


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00half"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "husk.tar.gz"
    file.write_bytes(content)
    with pytest.raises(SnapshotError, match="no whole backup"):
        restore_backup(file, tmp_path / "var", version=VERSION)


def test_a_backup_that_is_cut_short_is_refused(backup: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backup.read_bytes()[:-5000])
    with pytest.raises(SnapshotError, match="no whole backup"):
        restore_backup(cut, tmp_path / "var", version=VERSION)


def test_a_backup_that_cannot_be_written_leaves_the_one_before(snapshot: Snapshot, tmp_path: Path) -> None:
    file = tmp_path / "husk.tar.gz"
    file.write_bytes(b"the one before")
    gone = Snapshot(tmp_path / "nothing", snapshot.edition, snapshot.manifest)
    data = tmp_path / "data"
    shutil.copytree(READING, data)
    (data / "unreadable.trig").symlink_to(tmp_path / "absent")
    write_backup(gone, data, file)
    assert tarfile.is_tarfile(file)
    with pytest.raises(SnapshotError, match="cannot be written"):
        write_backup(snapshot, data, tmp_path / "no" / "folder" / "husk.tar.gz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "husk.tar.gz"]
