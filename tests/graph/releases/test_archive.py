"""A release stands by itself: it verifies, reads as an RO-Crate, and builds to the same edition."""

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rocrate.rocrate import ROCrate

from graph.build import build
from graph.errors import SnapshotError
from graph.releases.archive import CHECKSUMS, CRATE, DATASET, DOCUMENTS, write_release
from graph.snapshot import Snapshot
from tests.havnevik import HAVNEVIK

DATE = "2026-11-27"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(HAVNEVIK, tmp_path_factory.mktemp("var"), version="1.2.3").snapshot


@pytest.fixture(scope="module")
def unpacked(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    path = write_release(snapshot, HAVNEVIK, DATE, folder)
    assert path.name == "husk-1.2.3.zip"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / "husk-1.2.3"


def test_its_checksums_are_right_and_name_every_other_file(unpacked: Path) -> None:
    program = shutil.which("sha256sum")
    assert program
    subprocess.run([program, "--check", "--strict", "--quiet", CHECKSUMS], cwd=unpacked, check=True)
    told = {line.split("  ", 1)[1] for line in (unpacked / CHECKSUMS).read_text("utf-8").splitlines()}
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert told == files - {CHECKSUMS}


def test_it_carries_data_ontology_dataset_and_what_the_project_says_of_itself(
    unpacked: Path, snapshot: Snapshot
) -> None:
    inputs: Any = snapshot.manifest["inputs"]
    for name, fingerprint in inputs.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == fingerprint
    assert all((unpacked / name).is_file() for name in DOCUMENTS)
    quads = pyoxigraph.parse((unpacked / DATASET).read_bytes(), pyoxigraph.RdfFormat.N_QUADS)
    stored = pyoxigraph.parse(snapshot.open_store().dump(), pyoxigraph.RdfFormat.N_QUADS)
    assert set(quads) == set(stored)


def test_it_is_a_crate_that_others_read(unpacked: Path, snapshot: Snapshot) -> None:
    crate = ROCrate(unpacked)
    root = crate.root_dataset
    assert root["version"] == "1.2.3"
    assert root["identifier"] == snapshot.edition
    assert root["license"].id == "https://creativecommons.org/licenses/by/4.0/"
    assert str(root["datePublished"]).startswith(DATE)
    parts = {part.id for part in root["hasPart"]}
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert parts == files - {CRATE}
    assert crate.dereference(DATASET)["encodingFormat"] == "application/n-quads"


def test_what_is_in_it_builds_to_the_same_edition(unpacked: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    rebuilt = build(unpacked / "data", tmp_path, version="1.2.3", ontology=unpacked / "ontology").snapshot
    assert rebuilt.edition == snapshot.edition


def test_equal_editions_give_equal_bytes(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first = write_release(snapshot, HAVNEVIK, DATE, tmp_path).read_bytes()
    assert write_release(snapshot, HAVNEVIK, DATE, tmp_path / "again").read_bytes() == first


def test_data_that_changed_since_are_not_released(snapshot: Snapshot, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(HAVNEVIK, data)
    changed = next(data.rglob("*.trig"))
    changed.write_text(changed.read_text("utf-8") + "\n# later\n", "utf-8")
    with pytest.raises(SnapshotError, match="is not what the edition was built from"):
        write_release(snapshot, data, DATE, tmp_path)
    assert list(tmp_path.glob("*.zip")) == []
