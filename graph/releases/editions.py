"""The editions that are compared, from wherever they are kept: a snapshot, an archive or a dump."""

import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from graph import snapshot as snapshots
from graph.errors import SnapshotError
from graph.releases.errors import DifferenceError
from graph.releases.measures import Analyses, kept_analyses
from graph.snapshot import Snapshot


class Kept(NamedTuple):
    """What an edition holds that is compared."""

    dataset: bytes
    """In N-Quads."""
    analyses: Analyses = MappingProxyType({})


def edition_named(text: str, var: Path) -> Kept:
    """Return an edition: that of a snapshot's folder, an archive, a dump, or the start of a name.

    An archive and a dump hold no analyses.

    Raises:
        DifferenceError: there is no such edition, several begin so, or it cannot be read.
    """
    path = Path(text)
    try:
        if text and path.is_dir():
            return _kept(Snapshot.read(path.resolve()))
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                name = next(name for name in archive.namelist() if name.endswith("dataset.nq"))
                return Kept(archive.read(name))
        if path.is_file():
            return Kept(path.read_bytes())
    except (OSError, zipfile.BadZipFile, StopIteration) as error:
        raise DifferenceError(f"{path} cannot be read as a release.") from error
    folder = var / "snapshots"
    names = sorted(found.name for found in folder.glob("*") if found.name.startswith(text))
    found = snapshots.find(var, names[0]) if len(names) == 1 and text else None
    if found is None:
        which = f"Several editions begin so: {', '.join(names)}" if len(names) > 1 else "No edition begins so"
        raise DifferenceError(f"{text!r} is no folder, archive or edition below {folder}. {which}.")
    return _kept(found)


def _kept(snapshot: Snapshot) -> Kept:
    """Read a snapshot, which is not removed meanwhile."""
    with snapshot.hold():
        try:
            analyses = kept_analyses(snapshot)
        except SnapshotError:  # those of a version that knew other measures, of which there is none to tell
            analyses = {}
        return Kept(snapshot.open_store().dump(), analyses)
