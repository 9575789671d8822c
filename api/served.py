"""What the answers of one edition are made from, handed to whatever part gives them."""

from dataclasses import dataclass

from graph.pool import QueryPool
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot


@dataclass(frozen=True)
class Served:
    """A snapshot that is open to be read."""

    snapshot: Snapshot
    reader: EntityReader
    """Reads its things, in this process; `reader.store` answers our own queries."""
    pool: QueryPool
    """Runs strangers' queries, and ours where they take more of a stranger's values than one thing."""
