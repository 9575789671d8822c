"""Which measures of networks differ between two editions, by the analyses that the editions keep."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from graph.analysis.keeping import ANALYSED, KeptAnalysis, read_analysis
from graph.measures.registry import MEASURES
from graph.reading.descriptions import Text
from graph.runs import TOLERANCE
from graph.snapshot import Snapshot

Analyses = Mapping[str, KeptAnalysis]
"""By network."""
Side = Literal["before", "after"]
"""One of two editions."""


class Moved(NamedTuple):
    """A value that is another; None where there is none, or nothing that it could be of."""

    label: Text
    """What it is of; empty for a whole network."""
    name: str
    before: float | None
    after: float | None

    @property
    def distance(self) -> float:
        """Return how far it moved; what came or went moved from or to nought."""
        return abs((self.after or 0.0) - (self.before or 0.0))


class MeasureMoved(NamedTuple):
    """A measure of a network of which some values are others."""

    network: Text
    measure: Text
    values: tuple[Moved, ...]
    """What moved furthest first."""


def kept_analyses(snapshot: Snapshot) -> Analyses:
    """Read what a snapshot keeps of each network.

    Raises:
        SnapshotError: some of it cannot be read.
    """
    found = ((name, read_analysis(snapshot.path, name)) for name in ANALYSED)
    return {name: kept for name, kept in found if kept}


def side_without(before: Analyses, after: Analyses) -> Side | None:
    """Return which of two editions alone keeps no analyses, so that nothing can be compared."""
    if bool(before) == bool(after):
        return None
    return "after" if before else "before"


def moved_measures(before: Analyses, after: Analyses) -> Iterator[MeasureMoved]:
    """Yield the measures whose values differ as they are shown, of networks that both editions keep."""
    for network, projection in ANALYSED.items():
        if network not in before or network not in after:
            continue
        for measure in MEASURES.values():
            values = _moved(before[network], after[network], measure.name)
            if values:
                yield MeasureMoved(projection.title, measure.title, values)


def _moved(before: KeptAnalysis, after: KeptAnalysis, measure: str) -> tuple[Moved, ...]:
    """Return the values of a measure that are others, what moved furthest first."""
    old = {each.name: each for each in before.of(measure)}
    new = {each.name: each for each in after.of(measure)}
    values = []
    for name, each in (old | new).items():
        first, second = (side[name].value if name in side else None for side in (old, new))
        if _shown(first) != _shown(second):
            values.append(Moved(each.label, name, first, second))
    return tuple(sorted(values, key=lambda moved: (-moved.distance, moved.label, moved.name)))


def _shown(value: float | None) -> float | None:
    """Round a value as people are shown it: to three digits that count, but to no tens.

    >>> _shown(0.12345), _shown(1234.5), _shown(1e-12), _shown(None)
    (0.123, 1234.0, 0.0, None)
    """
    if value is None:
        return None
    if abs(value) <= TOLERANCE:
        return 0.0
    return float(f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}")
