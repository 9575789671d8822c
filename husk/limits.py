"""What a query may cost, from the settings that say it."""

from graph.pool import Limits
from graph.pool.limits import MEGABYTE
from husk.settings import Settings


def limits(settings: Settings) -> Limits:
    """Translate the settings into the limits of the pool, whose units are seconds and bytes."""
    return Limits(
        workers=settings.query_workers,
        seconds=settings.query_seconds,
        memory_bytes=settings.query_memory_mb * MEGABYTE,
        answer_bytes=settings.query_answer_mb * MEGABYTE,
        queue_length=settings.query_queue,
    )
