"""Snapshots: immutable directories that are published by one switch and removed only when nobody reads them.

    var/snapshots/<edition>/     store/, dataset.nq, manifest.json, lock; by extras: layout.json, search/
    var/snapshots/.building-*    not published yet; swept by the next build if its own died
    var/current                  a link to the snapshot that is served

A snapshot is written elsewhere and renamed when it is whole, so one that can be seen is whole. Whoever reads
one shares the lock on its `lock` file; removing one needs that lock alone.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graph.errors import SnapshotError
from graph.locks import Hold, share, try_alone
from graph.store import EmbeddedStore

STORE: Final = "store"
QUADS: Final = "dataset.nq"
_KEPT: Final = 2
_UNFINISHED: Final = (".building-", ".removing-")


@dataclass(frozen=True)
class Snapshot:
    """One edition of the graph on disk."""

    path: Path
    edition: str
    manifest: Mapping[str, object]
    """What it was built from and how much is in it; see `graph.build`."""

    @classmethod
    def read(cls, path: Path) -> "Snapshot":
        """Read the manifest of a snapshot.

        Raises:
            SnapshotError: there is no whole snapshot.
        """
        try:
            manifest = json.loads((path / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise SnapshotError(f"{path} is no whole snapshot. Run `husk build`.") from error
        return cls(path, path.name, MappingProxyType(manifest))

    @property
    def programmes(self) -> Sequence[str]:
        """The names of the programmes that are in it."""
        names: Any = self.manifest["programmes"]
        return tuple(names)

    @property
    def store_path(self) -> Path:
        """The directory of the embedded store."""
        return self.path / STORE

    @property
    def quads_path(self) -> Path:
        """What the store holds as N-Quads, which is read into memory four times as fast as the store is."""
        return self.path / QUADS

    @property
    def layout_path(self) -> Path:
        """The positions of the map's nodes."""
        return self.path / "layout.json"

    @property
    def search_path(self) -> Path:
        """The directory of the index for finding things by words."""
        return self.path / "search"

    def open_store(self) -> EmbeddedStore:
        """Open the store for reading.

        Raises:
            StoreError: the store cannot be read.
        """
        return EmbeddedStore.open(self.store_path)

    def hold(self) -> Hold:
        """Keep the snapshot from being removed, until the hold is released or the process ends.

        Raises:
            SnapshotError: it was removed before it could be held.
        """
        try:
            return share(self.path / "lock")
        except FileNotFoundError as error:
            message = f"The snapshot {self.edition} has just been removed. Start again."
            raise SnapshotError(message) from error


def current(var: Path) -> Snapshot:
    """Return the snapshot that is served.

    Raises:
        SnapshotError: none has been built.
    """
    link = var / "current"
    if not link.exists():
        raise SnapshotError(f"There is no snapshot in {var}. Run `husk build` first.")
    return Snapshot.read(link.resolve())


def newest(var: Path) -> str | None:
    """Return the name of the edition that is served, without reading it; None where there is none."""
    link = var / "current"
    return link.resolve().name if link.exists() else None


def find(var: Path, edition: str) -> Snapshot | None:
    """Return an edition that has been published and is whole, or None."""
    path = var / "snapshots" / edition
    if not (path / STORE / "CURRENT").is_file():
        return None
    try:
        return Snapshot.read(path)
    except SnapshotError:
        return None


@contextmanager
def unpublished(var: Path) -> Iterator[Path]:
    """Make a directory in which a snapshot can be written; it is gone afterwards unless it was published."""
    path = var / "snapshots" / f".building-{uuid.uuid4().hex}"
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def publish(directory: Path, edition: str, var: Path) -> Snapshot:
    """Make a written directory the snapshot of an edition, and the one that is served.

    Everything is on disk before its new name is, so that not even a power failure leaves half a snapshot.
    """
    (directory / "lock").touch()
    for path in (*directory.rglob("*"), directory):
        _flush(path)
    target = directory.parent / edition
    if target.exists():  # damaged, or `find` would have found it
        target.rename(directory.parent / f".removing-{uuid.uuid4().hex}")
    directory.rename(target)
    _flush(target.parent)
    return switch(Snapshot.read(target), var)


def switch(snapshot: Snapshot, var: Path) -> Snapshot:
    """Serve a published snapshot from now on; whoever reads another goes on reading it."""
    os.utime(snapshot.path / "lock")
    link = var / f".current-{uuid.uuid4().hex}"
    link.symlink_to(Path("snapshots") / snapshot.edition, target_is_directory=True)
    link.replace(var / "current")
    _flush(var)
    return snapshot


def sweep(var: Path) -> None:
    """Remove what builds left behind that died; only for whoever holds the build's lock."""
    for link in var.glob(".current-*"):
        link.unlink()
    for path in (var / "snapshots").glob(".*"):
        if path.name.startswith(_UNFINISHED):
            shutil.rmtree(path)


def remove_old(var: Path) -> None:
    """Remove all snapshots but the last two served and those that somebody reads."""
    snapshots = [path for path in (var / "snapshots").iterdir() if (path / "lock").is_file()]
    served = (var / "current").resolve()
    newest_first = sorted(
        snapshots, key=lambda path: (path == served, (path / "lock").stat().st_mtime_ns), reverse=True
    )
    for path in newest_first[_KEPT:]:
        hold = try_alone(path / "lock")
        if hold is not None:
            with hold:
                removed = path.rename(path.with_name(f".removing-{uuid.uuid4().hex}"))
            shutil.rmtree(removed)


def _flush(path: Path) -> None:
    """Make sure that a file or directory is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
