"""How much a measure hangs on single things: it is computed again without one setting, actor or voice.

The network is cut as a matrix, never read again. A tie disappears with a setting or an actor that it touches,
and with a voice only when nobody else says it. What loses its last tie goes with it, as it would not be in a
network that is read without the thing left out; what had no ties from the outset stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.runs import TOLERANCE, Floats, Name, Progress, Statistic, computed, never, silent, tolerance

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Remainder:
    """What remains of a network without one thing; rows are actors, columns settings, or actors again."""

    without: str | None
    """What is left out; None of the whole network."""
    matrix: Any
    """The rows and columns that remain, as a `csr_array`."""
    rows: Places
    """Where the rows stand in the whole network, so that labels can be taken along."""
    columns: Places
    """Where the columns stand in the whole network."""


def whole(matrix: Any) -> Remainder:
    """Return a network of which nothing is left out."""
    row_count, column_count = matrix.shape
    return Remainder(None, matrix.tocsr(), np.arange(row_count), np.arange(column_count))


def without_columns(matrix: Any, names: Sequence[str]) -> Iterator[Remainder]:
    """Leave out each column in turn, such as a setting; actors that were in no other go with it.

    >>> from scipy.sparse import csr_array
    >>> for each in without_columns(csr_array([[1, 0], [1, 1]]), ["course", "clinic"]):
    ...     print(each.without, each.rows.tolist(), each.matrix.toarray().tolist())
    course [1] [[1]]
    clinic [0, 1] [[1], [1]]
    """
    tidy, _, columns = _tied(matrix)
    for place, name in enumerate(names):
        yield _remaining(tidy, name, columns != place, gone_columns=[place])


def without_rows(matrix: Any, names: Sequence[str]) -> Iterator[Remainder]:
    """Leave out each row in turn, such as an actor; settings that nobody else was in go with it."""
    tidy, rows, _ = _tied(matrix)
    for place, name in enumerate(names):
        yield _remaining(tidy, name, rows != place, gone_rows=[place])


def without_nodes(matrix: Any, names: Sequence[str]) -> Iterator[Remainder]:
    """Leave out each node of a one-mode network in turn; nodes that had ties with no other go with it."""
    tidy, rows, columns = _tied(matrix)
    for place, name in enumerate(names):
        kept = (rows != place) & (columns != place)
        yield _remaining(tidy, name, kept, gone_rows=[place], gone_columns=[place])


def without_voices(matrix: Any, voices: Mapping[tuple[int, int], frozenset[str]]) -> Iterator[Remainder]:
    """Leave out each voice in turn, and with it the ties that no other voice tells of.

    Args:
        matrix: the network.
        voices: who tells of each tie, by its row and column; in a one-mode network both ways.
    """
    tidy, rows, columns = _tied(matrix)
    told = [voices[place] for place in zip(rows.tolist(), columns.tolist(), strict=True)]
    for voice in sorted({voice for each in told for voice in each}):
        yield _remaining(tidy, voice, np.array([each != {voice} for each in told]))


def _tied(matrix: Any) -> tuple[Any, Places, Places]:
    """Return a matrix without stored zeros, and the rows and columns of its entries in their order."""
    tidy = matrix.tocsr(copy=True)
    tidy.eliminate_zeros()
    return tidy, np.repeat(np.arange(tidy.shape[0]), np.diff(tidy.indptr)), tidy.indices


def _remaining(
    tidy: Any,
    name: str,
    kept: NDArray[np.bool_],
    gone_rows: Sequence[int] = (),
    gone_columns: Sequence[int] = (),
) -> Remainder:
    """Return what remains when only some ties are kept."""
    cut = tidy.copy()
    cut.data = np.where(kept, tidy.data, 0).astype(tidy.dtype)
    cut.eliminate_zeros()
    rows = _staying(np.diff(tidy.indptr), np.diff(cut.indptr), gone_rows)
    width = tidy.shape[1]
    columns = _staying(
        np.bincount(tidy.indices, minlength=width), np.bincount(cut.indices, minlength=width), gone_columns
    )
    return Remainder(name, cut[rows][:, columns], rows, columns)


def _staying(before: Places, after: Places, gone: Sequence[int]) -> Places:
    """Return the places of what has ties after the cut, or had none before it and is not what is left out."""
    stays = (after > 0) | (before == 0)
    stays[list(gone)] = False
    return np.flatnonzero(stays)


def by_row(measure: Callable[[Any], Any], count: int) -> Statistic[Remainder]:
    """Make a measure of the rows of a matrix one of a remainder, undefined for the rows that are gone.

    >>> from scipy.sparse import csr_array
    >>> degree = by_row(lambda matrix: matrix.sum(axis=1), count=2)
    >>> [degree(each).tolist() for each in without_rows(csr_array([[1, 0], [1, 1]]), ["users", "college"])]
    [[None, 2.0], [1.0, None]]

    Args:
        measure: a function from a matrix to an array with a value for each row.
        count: how many rows the whole network has.
    """
    return lambda remainder: in_whole(measure(remainder.matrix), remainder.rows, count)


def in_whole(values: Any, places: Places, count: int) -> Any:
    """Put values of what remains where they stand in the whole; those of what is gone are undefined.

    >>> in_whole([1.0, 2.0], np.array([0, 2]), count=3).tolist()
    [1.0, None, 2.0]
    """
    whole: Any = np.ma.array(np.zeros(count), mask=True)
    whole[places] = np.ma.asarray(values, dtype=np.float64)
    return whole


@dataclass(frozen=True)
class Sensitivity:
    """One value, and how far it moves when single things are left out; whatever is undefined is None.

    Ranks count from 1, the largest value; equal ones share the best. What is gone, or undefined, in a run
    keeps its place there, so that no rank moves merely because somebody above was left out.
    """

    observed: float | None = None
    low: float | None = None
    """The smallest value of all runs."""
    low_without: str | None = None
    """What is left out there; None where no run gives less than the observed value."""
    high: float | None = None
    high_without: str | None = None
    sign_changes: tuple[str, ...] = ()
    """Without which of these the value has the opposite sign."""
    undefined_without: tuple[str, ...] = ()
    """Without which of these the value is undefined; what is left out itself has no value either."""
    rank: int | None = None
    best_rank: int | None = None
    best_rank_without: str | None = None
    worst_rank: int | None = None
    worst_rank_without: str | None = None

    @property
    def hangs_on(self) -> str | None:
        """Return what the value moves most without; None where it does not move."""
        if self.observed is None or self.low is None or self.high is None:
            return None
        falls, rises = self.observed - self.low, self.high - self.observed
        return self.low_without if falls > rises else self.high_without

    @property
    def movement(self) -> float:
        """Return how far the value moves at the most."""
        if self.observed is None or self.low is None or self.high is None:
            return 0.0
        return max(self.observed - self.low, self.high - self.observed)


def leave_one_out(
    matrix: Any,
    remainders: Iterable[Remainder],
    statistics: Mapping[Name, Statistic[Remainder]],
    *,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> dict[Name, tuple[Sensitivity, ...]]:
    """Compute statistics of a network again for each of its remainders, and tell how they move.

    >>> from scipy.sparse import csr_array
    >>> matrix = csr_array([[1, 1, 0], [0, 1, 1]])
    >>> ties = {"ties": lambda remainder: remainder.matrix.sum()}
    >>> (found,) = leave_one_out(matrix, without_columns(matrix, ["a", "b", "c"]), ties)["ties"]
    >>> found.observed, found.low, found.low_without, found.high, found.high_without
    (4.0, 2.0, 'b', 3.0, None)

    Args:
        matrix: the whole network.
        remainders: what remains without each thing.
        statistics: what to compute, by name; each gives equally many values for all remainders, and masks
            those that are undefined. `by_row` makes one of a measure of actors.
        progress: told how many remainders are done.
        stopped: asked before each remainder whether to stop.

    Raises:
        StoppedError: `stopped` said so.
        ValueError: a statistic gave NaN or an infinite value.
    """
    cases = tuple(remainders)
    observed = computed([whole(matrix)], statistics, 1)
    found = computed(cases, statistics, len(cases), progress, stopped)
    names = [str(case.without) for case in cases]
    return {name: _moved(observed[name][0], found[name], names) for name in statistics}


def _moved(observed: Floats, runs: Floats, names: Sequence[str]) -> tuple[Sensitivity, ...]:
    """Tell how each value moves over the runs, which are an array of runs by values."""
    runs = runs.reshape(len(names), observed.size)
    ranks = np.array([_ranks(run, observed) for run in runs]).reshape(runs.shape)
    own = _ranks(observed, observed)
    return tuple(
        _sensitivity(float(observed[place]), runs[:, place], int(own[place]), ranks[:, place], names)
        for place in range(observed.size)
    )


def _sensitivity(
    observed: float, runs: Floats, rank: int, ranks: Places, names: Sequence[str]
) -> Sensitivity:
    """Tell how one value moves."""
    there = np.flatnonzero(~np.isnan(runs))
    undefined = tuple(names[run] for run in np.flatnonzero(np.isnan(runs)).tolist())
    if np.isnan(observed):
        return Sensitivity(undefined_without=undefined)
    slack = tolerance(observed)
    opposite = there[(runs[there] * np.sign(observed) < -slack) & (abs(observed) > slack)]
    signs = tuple(names[run] for run in opposite.tolist())
    if not there.size:
        return Sensitivity(observed, sign_changes=signs, undefined_without=undefined, rank=rank)
    lowest, highest = int(there[np.argmin(runs[there])]), int(there[np.argmax(runs[there])])
    best, worst = int(there[np.argmin(ranks[there])]), int(there[np.argmax(ranks[there])])
    return Sensitivity(
        observed,
        low=float(runs[lowest]),
        low_without=names[lowest] if runs[lowest] < observed - slack else None,
        high=float(runs[highest]),
        high_without=names[highest] if runs[highest] > observed + slack else None,
        sign_changes=signs,
        undefined_without=undefined,
        rank=rank,
        best_rank=int(ranks[best]),
        best_rank_without=names[best] if ranks[best] < rank else None,
        worst_rank=int(ranks[worst]),
        worst_rank_without=names[worst] if ranks[worst] > rank else None,
    )


def _ranks(values: Floats, observed: Floats) -> Places:
    """Rank values among each other, and what is gone by what was observed of it; NaN gets no useful rank."""
    here = ~np.isnan(values)
    gone = ~here & ~np.isnan(observed)
    return 1 + _above(values, values[here]) + _above(observed, observed[gone])


def _above(values: Floats, others: Floats) -> Places:
    """Count for each value how many others are larger."""
    slack = TOLERANCE * np.maximum(1.0, np.abs(values))
    return others.size - np.searchsorted(np.sort(others), values + slack, side="right")
