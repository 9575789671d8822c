"""The whole of equality: each measure of each way to have part, with its chance and what it hangs on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.analysis.sensitivity import (
    Remainder,
    Sensitivity,
    leave_one_out,
    without_columns,
    without_rows,
    without_voices,
)
from graph.equality.measures import MEASURES, EqualityMeasure
from graph.equality.parts import Parts, Way
from graph.null_models.labels import Labels
from graph.null_models.significance import PUBLISHED_SAMPLES, Chance, against_chance
from graph.reading.descriptions import Labelled
from graph.runs import Progress, Statistic, never, silent


@dataclass(frozen=True)
class Observed:
    """One value of a measure."""

    way: Way
    measure: EqualityMeasure
    party: Labelled | None
    """Whose value it is; None where the measure is of all parties together."""
    value: float | None
    """None where it is undefined."""


@dataclass(frozen=True)
class Assessed:
    """One value of a measure, with all that it takes to judge it."""

    way: Way
    measure: EqualityMeasure
    party: Labelled | None
    """Whose value it is; None where the measure is of all parties together."""
    chance: Chance
    """What it would be if the sectors were dealt out anew among all actors that have one."""
    without_setting: Sensitivity
    """How it moves without single settings, or works."""
    without_actor: Sensitivity
    without_voice: Sensitivity


def observed(parts: Parts) -> tuple[Observed, ...]:
    """Compute every measure of equality for every way to have part, in the order of `assess`."""
    return tuple(
        Observed(way, measure, party, value)
        for way in Way
        for measure in MEASURES
        if way in measure.ways
        for party, value in zip(
            parts.parties if measure.by_party else [None],
            np.ma.atleast_1d(_of_parties(measure, parts.matrices[way])(parts.acts_for)).tolist(),
            strict=True,
        )
    )


def assess(
    parts: Parts,
    seed: int,
    samples: int = PUBLISHED_SAMPLES,
    *,
    progress: Progress = silent,
    stopped: Callable[[], bool] = never,
) -> tuple[Assessed, ...]:
    """Compute every measure of equality for every way to have part.

    Chance deals the sectors out among all actors, whatever they did. So it asks of leaders: are they of other
    parties than those who could have led?

    Args:
        parts: who had part in what.
        seed: equal seeds give equal results.
        samples: how many times chance deals.
        progress: told how many times it has dealt, which takes most of the time.
        stopped: asked again and again whether to stop.

    Raises:
        StoppedError: `stopped` said so.
    """
    dealt = {
        (way, measure.name): _of_parties(measure, parts.matrices[way])
        for way in Way
        for measure in MEASURES
        if way in measure.ways
    }
    null = Labels(parts.acts_for, parts.stated, seed)
    chance = against_chance(null, dealt, samples, progress=progress, stopped=stopped)
    moved = {way: _moved(parts, way, stopped) for way in Way}
    return tuple(
        Assessed(
            way,
            measure,
            party,
            chance[way, measure.name][place],
            *(sensitivities[measure.name][place] for sensitivities in moved[way]),
        )
        for way in Way
        for measure in MEASURES
        if way in measure.ways
        for place, party in enumerate(parts.parties if measure.by_party else [None])
    )


def _of_parties(measure: EqualityMeasure, matrix: Any) -> Statistic[Any]:
    """Make a measure one of who acts for which party, as chance deals it out."""
    basis = measure.basis(matrix)
    return lambda acts_for: measure.values(basis, acts_for)


def _of_remainder(measure: EqualityMeasure, acts_for: Any) -> Statistic[Remainder]:
    """Make a measure one of what remains of who had part in what."""
    return lambda remainder: measure.values(measure.basis(remainder.matrix), acts_for[remainder.rows])


def _moved(
    parts: Parts, way: Way, stopped: Callable[[], bool]
) -> tuple[dict[str, tuple[Sensitivity, ...]], ...]:
    """Leave out each setting, each actor and each voice that has to do with a way to have part."""
    everyone = parts.matrices[way]
    rows, columns = (np.unique(places) for places in everyone.nonzero())
    matrix, acts_for = everyone[rows][:, columns], parts.acts_for[rows]
    voices = {
        (int(np.searchsorted(rows, row)), int(np.searchsorted(columns, column))): told
        for (row, column), told in parts.voices[way].items()
    }
    statistics = {
        measure.name: _of_remainder(measure, acts_for) for measure in MEASURES if way in measure.ways
    }
    return tuple(
        leave_one_out(matrix, remainders, statistics, stopped=stopped)
        for remainders in (
            without_columns(matrix, [parts.things[column] for column in columns]),
            without_rows(matrix, [parts.actors[row] for row in rows]),
            without_voices(matrix, voices),
        )
    )
