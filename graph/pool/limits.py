"""What strangers' queries may cost."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """How many queries run at once, and how much each may take.

    >>> Limits(seconds=2.5).seconds
    2.5
    """

    workers: int = 4
    """Processes that run queries, each one query at a time; about twice the number of cores."""
    seconds: float = 10.0
    """Time from the moment a worker is given a query until it has handed over the answer's last byte."""
    memory_bytes: int = 1_000 * MEGABYTE
    """Address space that a worker may add to what it starts with."""
    answer_bytes: int = 250 * MEGABYTE
    """Length of one answer, uncompressed."""
    queue_length: int = 64
    """Queries that may wait for a worker; each waits `seconds` at most."""
