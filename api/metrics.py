"""What a running server tells of itself at /metrics, in the format of Prometheus."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.cache import ResponseCache
from graph.pool import QueryPool

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
_PARTS: Final = frozenset(
    ("sparql", "rdf-graph-store", "api", "id", "nb", "en", "static", "ontology", "health")
)
"""Parts of the server that are told apart, by how their paths begin."""


def part_of(path: str) -> str:
    """Return which part of the server a path belongs to.

    >>> part_of("/id/demo/arena/cafe"), part_of("/wp-login.php")
    ('id', 'other')
    """
    first = path[1:].partition("/")[0]
    return first if first in _PARTS else "other"


@dataclass(frozen=True)
class Watched:
    """What is asked for its figures when somebody looks: they belong to the edition that is served."""

    cache: ResponseCache
    pool: QueryPool


class Metrics:
    """Counts requests, and reads the figures of cache and pool when they are asked for."""

    content_type: Final = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        """Begin to count."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "husk_requests",
            "Requests by part of the server and status.",
            ("part", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "husk_request_seconds",
            "Time from a request to the end of its answer.",
            ("part",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._count: dict[tuple[str, int], Callable[[], None]] = {}
        self._observe: dict[str, Callable[[float], None]] = {}
        self._figures = _Figures()
        self._registry.register(self._figures)

    def watch(self, watched: Watched) -> None:
        """Tell of an edition's cache and pool from now on."""
        self._figures.watched = watched

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count one request."""
        part = part_of(path)
        count = self._count.get((part, status))
        if count is None:
            count = self._count[part, status] = self._requests.labels(part, str(status)).inc
            self._observe[part] = self._seconds.labels(part).observe
        count()
        self._observe[part](seconds)

    def text(self) -> bytes:
        """Return everything that was counted."""
        return generate_latest(self._registry)


class _Figures(Collector):
    """The figures that cache and pool keep themselves."""

    def __init__(self) -> None:
        self.watched: Watched | None = None

    def collect(self) -> Iterable[Metric]:
        """Yield the figures as they are now."""
        if self.watched is None:
            return
        cache, pool = self.watched.cache, self.watched.pool
        counters: Mapping[str, tuple[str, int]] = {
            "husk_cache_hits": ("Answers given again.", cache.hits),
            "husk_cache_misses": ("Answers that had to be made.", cache.misses),
            "husk_queries": ("Queries that came to the pool.", pool.figures.asked),
            "husk_queries_turned_away": ("Queries that found the queue full.", pool.figures.turned_away),
            "husk_query_timeouts": ("Queries whose time was over.", pool.figures.timeouts),
            "husk_query_deaths": ("Queries that ended their process.", pool.figures.deaths),
            "husk_query_workers_ended": ("Processes that ended, for any reason.", pool.figures.workers_ended),
        }
        gauges: Mapping[str, tuple[str, int]] = {
            "husk_cache_bytes": ("Room that kept answers take.", cache.bytes),
            "husk_cache_answers": ("Answers that are kept.", len(cache)),
            "husk_query_workers": ("Processes that run queries.", pool.worker_count),
            "husk_queries_waiting": ("Queries that wait for a process.", pool.waiting_count),
        }
        for name, (meaning, value) in counters.items():
            yield CounterMetricFamily(name, meaning, value=value)
        for name, (meaning, value) in gauges.items():
            yield GaugeMetricFamily(name, meaning, value=value)
