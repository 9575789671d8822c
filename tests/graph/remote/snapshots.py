"""Snapshots of a few statements, to be pushed."""

from pathlib import Path

import pyoxigraph

from graph.snapshot import Snapshot

TERMS = (Path(__file__).parent / "fixtures" / "terms.nq").read_bytes()
"""Every kind of term, in several graphs."""


def snapshot_of(nquads: bytes, edition: str, folder: Path) -> Snapshot:
    """Write statements as the store of a snapshot."""
    path = folder / edition
    path.mkdir()
    engine = pyoxigraph.Store(str(path / "store"))
    engine.bulk_load(nquads, pyoxigraph.RdfFormat.N_QUADS)
    engine.flush()
    return Snapshot(path, edition, {})
