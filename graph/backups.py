"""Backups: a snapshot and the files it was built from in one archive, and the way back, without a build.

    backup.json      the edition, the version that built it, and the SHA-256 of every other file
    snapshot/...     what is served
    data/...         what people wrote

The archive is a gzipped tar file, which any other tool opens too.
"""

import hashlib
import json
import re
import shutil
import tarfile
import uuid
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from graph import snapshot as snapshots
from graph.errors import SnapshotError
from graph.locks import hold_alone
from graph.snapshot import Snapshot

_TABLE: Final = "backup.json"
_SNAPSHOT: Final = "snapshot"
_DATA: Final = "data"
_LOCK: Final = "lock"
_PIECE: Final = 1 << 20


def write_backup(snapshot: Snapshot, data: Path, file: Path) -> Path:
    """Write the backup of a snapshot and its data folder; there is no half of one, whatever happens.

    Args:
        snapshot: what is kept; whoever calls holds it.
        data: the folder that it was built from.
        file: where the archive is written; what is there already is replaced once the new one is whole.

    Raises:
        SnapshotError: something cannot be read or written.
    """
    unfinished = file.with_name(f".{file.name}-{uuid.uuid4().hex}")
    try:
        found = dict(sorted((*_files(snapshot.path, _SNAPSHOT), *_files(data, _DATA))))
        table = {
            "edition": snapshot.edition,
            "version": snapshot.manifest["version"],
            "files": {name: _checksum(path) for name, path in found.items()},
        }
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            _add(archive, _TABLE, json.dumps(table, indent=2).encode())
            for name, path in found.items():
                archive.add(path, name, recursive=False)
        unfinished.replace(file)
    except OSError as error:
        raise SnapshotError(
            f"The backup cannot be written: {error}. Check the disk and its rights."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return file


def restore_backup(file: Path, var: Path, *, version: str, data: Path | None = None) -> Snapshot:
    """Serve the snapshot of a backup from now on, and write down the data if a folder for it is given.

    Nothing is served or left behind unless every file has its checksum.

    Args:
        file: the archive.
        var: the folder of what is built.
        version: of the product.
        data: a folder that is not there yet, or empty; None leaves the data in the archive.

    Raises:
        SnapshotError: the archive is no whole backup or of another version, or the folder is not empty.
    """
    if data is not None and data.exists() and any(data.iterdir()):
        raise SnapshotError(f"{data} is not empty. Restore the data into a new folder and compare the two.")
    (var / "snapshots").mkdir(parents=True, exist_ok=True)
    try:
        with (
            tarfile.open(file, "r:gz") as archive,
            hold_alone(var / "build.lock"),
            snapshots.unpublished(var) as directory,
            snapshots.unpublished(var) as authored,
        ):
            table = _table(archive, file)
            if table["version"] != version:
                raise SnapshotError(
                    f"{file} is a backup by husk {table['version']}, and this is husk {version}. Restore it "
                    "with that version, or unpack data/ from it and run `husk build`."
                )
            _unpack(archive, table["files"], {_SNAPSHOT: directory, _DATA: authored})
            if data is not None:
                shutil.copytree(authored, data, dirs_exist_ok=True)
            return snapshots.publish(directory, table["edition"], var)
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{file} is no whole backup: {error}.") from error


def _files(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder by their names in the archive, without locks and hidden ones."""
    for path in folder.rglob("*"):
        place = path.relative_to(folder)
        if path.is_file() and path.name != _LOCK and not any(part.startswith(".") for part in place.parts):
            yield (PurePosixPath(name) / place.as_posix()).as_posix(), path


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a file that is only in memory."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, BytesIO(content))


def _table(archive: tarfile.TarFile, file: Path) -> Mapping[str, Any]:
    """Read what is said to be in the archive.

    Raises:
        SnapshotError: it does not begin with that.
        ValueError: that cannot be read.
    """
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == _TABLE else None
    if content is None:
        raise SnapshotError(f"{file} is no backup: it does not begin with {_TABLE}.")
    table: Mapping[str, Any] = json.load(content)
    if not re.fullmatch(r"[0-9a-f]+", table["edition"]):
        raise ValueError(f"{table['edition']!r} is no name of an edition")
    return table


def _unpack(archive: tarfile.TarFile, expected: Mapping[str, str], folders: Mapping[str, Path]) -> None:
    """Write the files that are to be there, each held against its checksum; nothing else is written.

    Raises:
        ValueError: a file is missing, damaged, unexpected or named outside of its folder.
    """
    missing = dict(expected)
    for member in archive:
        if member.name == _TABLE:
            continue
        content = archive.extractfile(member) if member.isreg() else None
        part, *place = PurePosixPath(member.name).parts
        if content is None or member.name not in missing or part not in folders or ".." in place:
            raise ValueError(f"{member.name} is not to be there")
        path = folders[part].joinpath(*place)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as written:
            found = _copy(content, written)
        if found != missing.pop(member.name):
            raise ValueError(f"{member.name} is damaged")
    if missing:
        raise ValueError(f"{len(missing)} files are missing, such as {min(missing)}")


def _copy(content: IO[bytes], written: IO[bytes]) -> str:
    """Copy a file and return its SHA-256."""
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
        written.write(piece)
    return digest.hexdigest()


def _checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
