"""The measures of a network, each value beside what chance gives for it and what it hangs on.

A network that is projected from actors by settings is tested as what it comes from: chance makes other
incidences, and settings are left out of these, before each is projected and measured. Every measure is held
against other ties: is it more than being in many settings, or having many ties? One of sectors is also held
against sectors dealt out anew: is it the sectors?
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np

from graph.analysis.sensitivity import (
    Remainder,
    Sensitivity,
    in_whole,
    leave_one_out,
    without_columns,
    without_nodes,
    without_rows,
    without_voices,
)
from graph.measures.computing import Laid, computed_of
from graph.measures.matrices import incidences, without_loops
from graph.measures.measure import Integers, Matrix, Measure
from graph.null_models.configuration import Configuration
from graph.null_models.curveball import Curveball
from graph.null_models.labels import Labels
from graph.null_models.model import NullModel
from graph.null_models.significance import PUBLISHED_SAMPLES, Chance, against_chance
from graph.runs import Progress, Statistic, Steps, never, silent

Voices = Mapping[tuple[int, int], frozenset[str]]
"""Who tells of each tie, by its row and column."""


class LeftToChance(Enum):
    """What chance makes anew, while all else is as it is."""

    TIES = "ties"
    """Who is tied to whom; how many ties each has is kept."""
    SECTORS = "sectors"
    """Who is of which sector; how many are of each is kept."""


class LeftOut(Enum):
    """What is left out, one at a time."""

    SETTING = "setting"
    ACTOR = "actor"
    VOICE = "voice"


@dataclass(frozen=True)
class Assessed:
    """One value of a measure, with all that it takes to judge it."""

    chance: Mapping[LeftToChance, Chance]
    """What chance gives for it; only a measure of sectors can be left to chance in both ways."""
    without: Mapping[LeftOut, Sensitivity]


@dataclass(frozen=True)
class Span:
    """How far a value moves when any one thing is left out, be it setting, actor or voice."""

    low: float | None = None
    """The smallest value; None where there is none."""
    low_without: tuple[LeftOut, str] | None = None
    """What is left out there; None where nothing gives less than the whole."""
    high: float | None = None
    high_without: tuple[LeftOut, str] | None = None
    undefined_without: tuple[LeftOut, str] | None = None
    """Something else without which there is no value; None where there is no such thing."""

    @classmethod
    def over(cls, without: Mapping[LeftOut, Sensitivity], name: str = "") -> "Span":
        """Put together how the value of what is called `name` moves without each kind of thing.

        >>> actors = Sensitivity(0.5, low=0.2, low_without="college", high=0.5)
        >>> voices = Sensitivity(0.5, low=0.4, low_without="author", high=0.6, high_without="board")
        >>> span = Span.over({LeftOut.ACTOR: actors, LeftOut.VOICE: voices})
        >>> span.low, span.low_without, span.high, span.high_without
        (0.2, (<LeftOut.ACTOR: 'actor'>, 'college'), 0.6, (<LeftOut.VOICE: 'voice'>, 'board'))
        """
        lows = [(each.low, kind, each.low_without) for kind, each in without.items() if each.low is not None]
        highs = [
            (each.high, kind, each.high_without) for kind, each in without.items() if each.high is not None
        ]
        undefined = (
            (kind, gone)
            for kind, each in without.items()
            if each.observed is not None
            for gone in each.undefined_without
            if gone != name
        )
        low, low_kind, lowest = min(lows, key=lambda each: each[0], default=(None, LeftOut.SETTING, None))
        high, high_kind, highest = max(highs, key=lambda each: each[0], default=(None, LeftOut.SETTING, None))
        return cls(
            low,
            None if lowest is None else (low_kind, lowest),
            high,
            None if highest is None else (high_kind, highest),
            next(undefined, None),
        )


def assess(
    laid: Laid,
    measures: Iterable[Measure],
    project: Callable[[Matrix], Matrix],
    voices: Voices,
    *,
    seed: int,
    samples: int = PUBLISHED_SAMPLES,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> dict[str, tuple[Assessed, ...]]:
    """Assess measures of a two-mode network, and of the one-mode network that is projected from it.

    Args:
        laid: the two-mode network.
        measures: what to compute. Measures of two modes are computed of the network itself.
        project: makes a one-mode matrix of a two-mode one, for all other measures.
        voices: who tells of each tie of the two-mode network.
        seed: equal seeds give equal results.
        samples: how many networks chance makes.
        progress: told how many networks are done, of those that chance makes and those without single things.
        stopped: asked before each of them whether to stop.

    Returns:
        For each measure by name its values, in the order of the nodes, of the sectors, or the one of the
        network. Of a measure of nodes of two modes these are the actors, and then the settings.

    Raises:
        StoppedError: `stopped` said so.
    """
    laid = replace(laid, matrix=incidences(laid.matrix))
    remainders = {
        LeftOut.SETTING: without_columns(laid.matrix, laid.columns),
        LeftOut.ACTOR: without_rows(laid.matrix, laid.rows),
        LeftOut.VOICE: without_voices(laid.matrix, voices),
    }
    projected = _once(project)
    computed = [_Computed(measure, laid, projected) for measure in measures]
    run = _Run(seed, samples, progress, stopped)
    return _assessed(laid, computed, Curveball(laid.matrix, seed), remainders, run)


def assess_one_mode(
    laid: Laid,
    measures: Iterable[Measure],
    voices: Voices,
    *,
    seed: int,
    samples: int = PUBLISHED_SAMPLES,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> dict[str, tuple[Assessed, ...]]:
    """Assess measures of a one-mode network that is no projection, without weights and directions.

    The arguments, and what is returned and raised, are those of `assess`.

    Raises:
        ValueError: ties have weights or a direction, for which there is no null model.
    """
    laid = replace(laid, matrix=without_loops(laid.matrix))
    if (laid.matrix != laid.matrix.T).nnz or (laid.matrix.data != 1).any():
        raise ValueError("There is no null model for ties with weights or a direction.")
    remainders = {
        LeftOut.ACTOR: without_nodes(laid.matrix, laid.rows),
        LeftOut.VOICE: without_voices(laid.matrix, voices),
    }
    computed = [_Computed(measure, laid, lambda matrix: matrix) for measure in measures]
    run = _Run(seed, samples, progress, stopped)
    return _assessed(laid, computed, Configuration(laid.matrix, seed), remainders, run)


def _once(project: Callable[[Matrix], Matrix]) -> Callable[[Matrix], Matrix]:
    """Let all measures of one matrix share its projection, as they are computed one after the other."""
    last: list[tuple[Matrix, Matrix]] = []

    def projected(matrix: Matrix) -> Matrix:
        if not last or last[0][0] is not matrix:
            last[:] = [(matrix, project(matrix))]
        return last[0][1]

    return projected


@dataclass(frozen=True)
class _Run:
    """How to run it."""

    seed: int
    samples: int
    progress: Progress
    stopped: Callable[[], bool]


@dataclass(frozen=True)
class _Computed:
    """A measure as a function of what chance, or leaving something out, makes of a network."""

    measure: Measure
    laid: Laid
    project: Callable[[Matrix], Matrix]

    @property
    def name(self) -> str:
        """Return the name of the measure."""
        return self.measure.name

    @property
    def is_of_sectors(self) -> bool:
        """Tell whether chance can deal out sectors, and not only ties."""
        return self.measure.groups == "sectors"

    def of_matrix(self, matrix: Matrix) -> Any:
        """Compute it where chance made other ties."""
        return _joined(self._parts(matrix, self.laid.sectors))

    def of_sectors(self) -> Statistic[Integers]:
        """Make it a function of the sectors that chance dealt out; ties are projected once."""
        matrix = self._seen(self.laid.matrix)
        return lambda sectors: computed_of(self.measure, replace(self.laid, matrix=matrix, sectors=sectors))

    def of_remainder(self, remainder: Remainder) -> Any:
        """Compute it of what remains, and put the values where they stand in the whole."""
        parts = self._parts(remainder.matrix, self.laid.sectors[remainder.rows])
        if self.measure.level == "network":
            return parts[0]
        if self.measure.level == "group":
            return in_whole(parts[0], np.arange(len(parts[0])), len(self.laid.sector_names))
        places = (remainder.rows, len(self.laid.rows)), (remainder.columns, len(self.laid.columns))
        return _joined([in_whole(values, *place) for values, place in zip(parts, places, strict=False)])

    def _parts(self, matrix: Matrix, sectors: Integers) -> list[Any]:
        """Compute it of the rows, and of the columns where these are nodes of their own that it measures."""
        parts = [computed_of(self.measure, replace(self.laid, matrix=self._seen(matrix), sectors=sectors))]
        if self.measure.mode == "two-mode" and self.measure.level == "node":
            parts.append(self.measure.function(matrix.T.tocsr()))
        return parts

    def _seen(self, matrix: Matrix) -> Matrix:
        """Return the matrix that the measure is computed of."""
        return matrix if self.measure.mode == "two-mode" else self.project(matrix)


def _joined(parts: Sequence[Any]) -> Any:
    """Join masked arrays."""
    values = np.concatenate([np.ma.getdata(part) for part in parts])
    return np.ma.array(values, mask=np.concatenate([np.ma.getmaskarray(part) for part in parts]))


def _assessed(
    laid: Laid,
    computed: Sequence[_Computed],
    ties: NullModel[Matrix],
    remainders: Mapping[LeftOut, Iterable[Remainder]],
    run: _Run,
) -> dict[str, tuple[Assessed, ...]]:
    """Hold each measure against its null models, and compute it without single things."""
    by_ties = {each.name: each.of_matrix for each in computed}
    by_sectors = {each.name: each.of_sectors() for each in computed if each.is_of_sectors}
    left_out = {kind: tuple(each) for kind, each in remainders.items()}
    runs = run.samples * (1 + bool(by_sectors)) + sum(map(len, left_out.values()))
    step = Steps(run.progress, runs).step
    chance = {
        LeftToChance.TIES: against_chance(ties, by_ties, run.samples, progress=step, stopped=run.stopped)
    }
    if by_sectors:
        dealt = Labels(laid.sectors, laid.sectors >= 0, run.seed)
        chance[LeftToChance.SECTORS] = against_chance(
            dealt, by_sectors, run.samples, progress=step, stopped=run.stopped
        )
    cut = {each.name: each.of_remainder for each in computed}
    moved = {
        kind: leave_one_out(laid.matrix, each, cut, progress=step, stopped=run.stopped)
        for kind, each in left_out.items()
    }
    return {
        each.name: tuple(
            Assessed(
                {kind: found[each.name][place] for kind, found in chance.items() if each.name in found},
                {kind: found[each.name][place] for kind, found in moved.items()},
            )
            for place in range(len(chance[LeftToChance.TIES][each.name]))
        )
        for each in computed
    }
