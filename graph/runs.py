"""Statistics computed many times over, once for each of many networks, in a run that shows how far it is.

Tests against chance do so for random networks, and tests of sensitivity for a network without its parts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import HuskError

Case = TypeVar("Case")
Name = TypeVar("Name", bound=Hashable)
Statistic = Callable[[Case], Any]
"""A function to a number or an array; what is undefined is masked, as in `numpy.ma`, and never NaN."""
Progress = Callable[[int, int], None]
"""Told how much of a run is done, and of how much."""
Floats = NDArray[np.float64]
"""Values that were computed. In these arrays, and nowhere else, NaN stands for what is undefined."""

TOLERANCE: Final = 1e-9
"""Values that differ by less, or by less than this share of the one looked at, are equal: the same terms
summed up in another order differ by so little."""


class StoppedError(HuskError):
    """A run was asked to stop; nothing of it is kept, as half a test is another test."""


def silent(done: int, total: int) -> None:
    """Tell nobody how far a run is."""


def never() -> bool:
    """Let a run go on to its end."""
    return False


def computed(
    cases: Iterable[Case],
    statistics: Mapping[Name, Statistic[Case]],
    total: int,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> dict[Name, Floats]:
    """Compute statistics of many cases; return for each an array of cases by values.

    >>> computed([1, 2], {"twice": lambda case: 2 * case}, 2)["twice"].tolist()
    [[2.0], [4.0]]

    Args:
        cases: networks, or whatever the statistics are of.
        statistics: what to compute, by name; each gives equally many values for all cases.
        total: how many cases there are.
        progress: told how many cases are done.
        stopped: asked before each case whether to stop.

    Raises:
        StoppedError: `stopped` said so.
        ValueError: a statistic gave NaN or an infinite value.
    """
    rows: dict[Name, list[Floats]] = {name: [] for name in statistics}
    for number, case in enumerate(cases):
        if stopped():
            raise StoppedError(f"Stopped after {number} of {total}.")
        for name, statistic in statistics.items():
            rows[name].append(_values(statistic(case)))
        progress(number + 1, total)
    return {name: np.array(values) for name, values in rows.items()}


def tolerance(value: float) -> float:
    """Return how far from a value those may lie that are equal to it."""
    return TOLERANCE * max(1.0, abs(value))


def _values(result: Any) -> Floats:
    """Return what a statistic gave as an array."""
    values = np.array(np.ma.getdata(result), dtype=np.float64, ndmin=1).ravel()
    undefined = np.ma.getmaskarray(result).ravel()
    if not (np.isfinite(values) | undefined).all():
        raise ValueError("A statistic gave NaN or an infinite value; mask what is undefined.")
    values[undefined] = np.nan
    return values


@dataclass
class Steps:
    """Several runs that are told as one: pass `step` as the progress of each.

    >>> steps = Steps(lambda done, total: print(done, "of", total), total=3)
    >>> steps.step(1, 1)
    1 of 3
    >>> steps.step(1, 2)
    2 of 3
    """

    progress: Progress
    total: int
    """How many cases all runs have together."""
    done: int = 0

    def step(self, done: int, total: int) -> None:  # noqa: ARG002 - what a run tells of itself alone
        """Tell that one more case is done."""
        self.done += 1
        self.progress(self.done, self.total)
