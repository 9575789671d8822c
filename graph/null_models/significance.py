"""A measure held against chance: how far out it lies, and how often chance gives as much.

References:
    B. Phipson, G. K. Smyth (2010). Permutation p-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9(1), 39. https://doi.org/10.2202/1544-6115.1585
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Final, TypeVar

import numpy as np

from graph.null_models.false_discovery import benjamini_hochberg
from graph.null_models.model import NullModel
from graph.reading.descriptions import Text
from graph.runs import Floats, Name, Progress, Statistic, computed, never, silent, tolerance

Sample = TypeVar("Sample")

PUBLISHED_SAMPLES: Final = 999
"""How many samples a published test has, at the least."""
BARS: Final = 12
"""How many bars a histogram has."""

NOT_OBSERVED: Final = Text(
    "Målet er ikke definert her, så det er ingenting å holde mot tilfeldighet.",
    "The measure is undefined here, so there is nothing to hold against chance.",
)
NEVER_DEFINED: Final = Text(
    "Målet er ikke definert i noen av de tilfeldige nettverkene.",
    "The measure is undefined in all of the random networks.",
)
NO_VARIATION: Final = Text(
    "Alle de tilfeldige nettverkene gir samme verdi, så z er ikke definert.",
    "All of the random networks give the same value, so z is undefined.",
)


@dataclass(frozen=True)
class Histogram:
    """How the values of the samples are spread: bars of equal width, or one bar where all are equal.

    >>> Histogram.of(np.array([1.0, 1.0, 2.0, 4.0]), bars=3)
    Histogram(low=1.0, high=4.0, counts=(2, 1, 1))
    >>> Histogram.of(np.array([2.0, 2.0]))
    Histogram(low=2.0, high=2.0, counts=(2,))
    """

    low: float
    high: float
    counts: tuple[int, ...]

    @classmethod
    def of(cls, values: Floats, bars: int = BARS) -> "Histogram":
        """Count values, of which there is at least one."""
        low, high = float(values.min()), float(values.max())
        if high - low <= tolerance(low):
            return cls(low, high, (values.size,))
        counts, _ = np.histogram(values, bars, (low, high))
        return cls(low, high, tuple(counts.tolist()))


@dataclass(frozen=True)
class Chance:
    r"""One value beside what chance gives; whatever is undefined is None, and `reason` says why.

    Of $n$ samples let $a$ lie at or above the observed value and $b$ at or below it. Then
    $p = \min\left(1, 2 \min\left(\frac{a + 1}{n + 1}, \frac{b + 1}{n + 1}\right)\right)$: two-sided, ties are
    hits, and never 0, since the observed network is one of those that chance can give.
    """

    observed: float | None
    samples: int
    """How many samples were drawn."""
    undefined: int = 0
    """In how many of them the value is undefined; they count as hits, not speaking against chance."""
    mean: float | None = None
    """The mean of the samples, as are the three that follow, over those in which the value is defined."""
    deviation: float | None = None
    """Their standard deviation."""
    low: float | None = None
    """The 2.5th percentile."""
    high: float | None = None
    """The 97.5th percentile."""
    z: float | None = None
    """How many deviations the observed value lies above the mean; undefined where all samples are equal."""
    p: float | None = None
    adjusted_p: float | None = None
    """The p after Benjamini and Hochberg, over all values of one measure in one network. Of m values a single
    one that stands out cannot get below 2m / (samples + 1); ask for more samples where that is not enough."""
    histogram: Histogram | None = None
    reason: Text | None = None


def against_chance(
    null: NullModel[Sample],
    statistics: Mapping[Name, Statistic[Sample]],
    samples: int = PUBLISHED_SAMPLES,
    *,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> dict[Name, tuple[Chance, ...]]:
    """Hold statistics of the observed network against those of samples; every sample serves all statistics.

    >>> from scipy.sparse import csr_array
    >>> from graph.null_models.curveball import Curveball
    >>> null = Curveball(csr_array([[1, 1, 0], [1, 1, 0], [0, 0, 1]]), seed=1)
    >>> shared = {"settings that the first two share": lambda matrix: (matrix @ matrix.T)[0, 1]}
    >>> (chance,) = against_chance(null, shared, samples=99)["settings that the first two share"]
    >>> chance.observed, chance.histogram.low, chance.histogram.high
    (2.0, 1.0, 2.0)

    Args:
        null: the observed network, and how chance makes others.
        statistics: what to compute, by name; each gives equally many values for all samples.
        samples: how many samples to draw.
        progress: told how many samples are done, and of how many.
        stopped: asked before each sample whether to stop.

    Returns:
        What chance gives, for every value of every statistic. The p are adjusted within a statistic.

    Raises:
        StoppedError: `stopped` said so.
        ValueError: a statistic gave NaN or an infinite value.
    """
    observed = computed([null.observed], statistics, 1)
    drawn = computed(islice(_samples(null), samples), statistics, samples, progress, stopped)
    return {name: _adjusted(_compared(observed[name][0], drawn[name])) for name in statistics}


def _samples(null: NullModel[Sample]) -> Iterator[Sample]:
    """Yield the samples of a null model, batch by batch, without end."""
    for number in count():
        yield from null.batch(number)


def _compared(observed: Floats, drawn: Floats) -> list[Chance]:
    """Hold each observed value against its column of drawn ones."""
    return [_chance(float(value), column) for value, column in zip(observed, drawn.T, strict=True)]


def _chance(observed: float, drawn: Floats) -> Chance:
    """Hold one value against the drawn ones."""
    defined = drawn[~np.isnan(drawn)]
    undefined = drawn.size - defined.size
    if np.isnan(observed):
        return Chance(None, drawn.size, undefined, reason=NOT_OBSERVED)
    if not defined.size:
        return Chance(observed, drawn.size, undefined, reason=NEVER_DEFINED)
    mean, slack = float(defined.mean()), tolerance(observed)
    varies = float(np.ptp(defined)) > slack
    deviation = float(defined.std(ddof=1)) if varies else 0.0
    low, high = np.quantile(defined, (0.025, 0.975)).tolist()
    above = undefined + int((defined >= observed - slack).sum())
    below = undefined + int((defined <= observed + slack).sum())
    return Chance(
        observed,
        drawn.size,
        undefined,
        mean,
        deviation,
        low,
        high,
        z=(observed - mean) / deviation if varies else None,
        p=two_sided(above, below, drawn.size),
        histogram=Histogram.of(defined),
        reason=None if varies else NO_VARIATION,
    )


def two_sided(above: int, below: int, samples: int) -> float:
    """Return the two-sided p where so many samples lie at or above the observed value, and at or below it.

    >>> two_sided(0, 999, 999), two_sided(499, 500, 999), two_sided(999, 999, 999)
    (0.002, 1.0, 1.0)
    """
    return min(1.0, 2 * (min(above, below) + 1) / (samples + 1))


def _adjusted(values: list[Chance]) -> tuple[Chance, ...]:
    """Adjust the p of all values that have one."""
    adjusted = iter(benjamini_hochberg(np.array([each.p for each in values if each.p is not None])).tolist())
    return tuple(each if each.p is None else replace(each, adjusted_p=next(adjusted)) for each in values)
