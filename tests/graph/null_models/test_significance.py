"""Tests against chance: published values, the definition worked out by hand, and what must hold of any p."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

from graph.null_models.curveball import Curveball
from graph.null_models.false_discovery import benjamini_hochberg
from graph.null_models.significance import (
    NEVER_DEFINED,
    NO_VARIATION,
    NOT_OBSERVED,
    Chance,
    Histogram,
    against_chance,
    two_sided,
)
from graph.runs import StoppedError
from tests.graph.null_models.matrices import with_margins

HEART_ATTACKS = np.array(
    [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
)
"""The example of Benjamini and Hochberg (1995): fifteen p, of which four are rejected at 0.05."""
probabilities = st.lists(st.floats(1e-6, 1), min_size=1, max_size=30).map(np.array)


@dataclass(frozen=True)
class Given:
    """A null model whose samples are given, so that every number can be worked out by hand."""

    observed: float
    values: tuple[float, ...]

    def batch(self, number: int) -> tuple[float, ...]:
        """Return them in two batches."""
        half = len(self.values) // 2
        return (self.values[:half], self.values[half:])[number]


def held(observed: float, *values: float) -> Chance:
    """Hold a value against given ones."""
    (chance,) = against_chance(Given(observed, values), {"itself": float}, len(values))["itself"]
    return chance


def undefined_below(limit: float) -> Any:
    """Return a statistic that is the sample itself, and undefined below a limit."""
    return lambda sample: np.ma.masked_less([sample], limit)


def test_benjamini_and_hochberg_reject_the_four_that_they_publish() -> None:
    assert (benjamini_hochberg(HEART_ATTACKS) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(probabilities)
def test_adjusted_p_are_those_of_scipy(p: NDArray[np.float64]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))


@given(probabilities)
def test_adjusting_keeps_the_order_and_never_lowers(p: NDArray[np.float64]) -> None:
    adjusted = benjamini_hochberg(p)
    assert (adjusted >= p * (1 - 1e-12)).all()
    assert (np.diff(adjusted[np.argsort(p)]) >= 0).all()


def test_no_p_are_adjusted_to_none() -> None:
    assert benjamini_hochberg(np.array([])).size == 0


def test_every_number_is_as_worked_out_by_hand() -> None:
    chance = held(4, 1, 2, 3, 4, 5, 1, 2, 3, 2)
    assert (chance.observed, chance.samples, chance.undefined) == (4, 9, 0)
    assert chance.mean == pytest.approx(23 / 9)
    assert chance.deviation == pytest.approx((73 / 8 - 23 * 23 / 72) ** 0.5)
    assert chance.z == pytest.approx((4 - 23 / 9) / (73 / 8 - 23 * 23 / 72) ** 0.5)
    assert chance.p == pytest.approx(2 * (2 + 1) / (9 + 1))
    assert (chance.low, chance.high) == pytest.approx((1, 4.8))
    assert chance.histogram == Histogram(1, 5, (2, 0, 0, 3, 0, 0, 2, 0, 0, 1, 0, 1))


@given(st.floats(-5, 5), st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=20))
def test_p_is_never_zero_and_the_same_seen_from_below(observed: float, values: list[float]) -> None:
    p = held(observed, *values).p
    assert p is not None
    assert 2 / (len(values) + 1) <= p <= 1 or p == 1
    assert p == held(-observed, *(-value for value in values)).p


def test_a_tie_is_a_hit_be_it_summed_in_another_order() -> None:
    summed = 0.1 + 0.2 + 0.3
    assert summed != 0.3 + 0.2 + 0.1
    assert held(summed, 0.3 + 0.2 + 0.1, *[0.0] * 18).p == two_sided(1, 19, 19)


def test_where_chance_always_gives_the_same_z_is_undefined_with_the_reason() -> None:
    chance = held(1, *[0.1 + 0.2, 0.3] * 10)
    assert (chance.z, chance.deviation, chance.reason) == (None, 0, NO_VARIATION)
    assert chance.p == 2 / 21
    assert chance.histogram is not None
    assert chance.histogram.counts == (20,)


def test_an_undefined_value_has_no_p_and_the_reason() -> None:
    null = Given(0, (1, 2, 3))
    (chance,) = against_chance(null, {"itself": undefined_below(1)}, 3)["itself"]
    assert chance == Chance(None, 3, reason=NOT_OBSERVED)


def test_what_no_sample_defines_has_no_p_and_the_reason() -> None:
    (chance,) = against_chance(Given(2, (0, 0, 0)), {"itself": undefined_below(1)}, 3)["itself"]
    assert chance == Chance(2, 3, undefined=3, reason=NEVER_DEFINED)


def test_samples_without_a_value_speak_for_chance() -> None:
    null = Given(5, (0, 0, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1))
    (chance,) = against_chance(null, {"itself": undefined_below(1)}, 19)["itself"]
    assert (chance.undefined, chance.p) == (2, 2 * 3 / 20)
    assert chance.mean == pytest.approx(41 / 17)


def test_p_are_adjusted_within_a_statistic_and_over_its_defined_values_only() -> None:
    null = Given(3, tuple(map(float, range(9))) * 2)

    def statistic(sample: float) -> Any:
        return np.ma.MaskedArray([sample, -sample, 9 * (sample == 3), 0.0], mask=[False, False, False, True])

    found = against_chance(null, {"four": statistic, "one": float}, 18)
    p = [chance.p for chance in found["four"][:3]]
    assert [chance.adjusted_p for chance in found["four"]] == [*false_discovery_control(p), None]
    assert found["one"][0].adjusted_p == found["one"][0].p


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="mask what is undefined"):
        held(value, 1, 2)


def test_a_run_tells_how_far_it_is_and_stops_when_asked() -> None:
    told: list[tuple[int, int]] = []
    null = Given(1, tuple(map(float, range(10))))
    with pytest.raises(StoppedError, match="after 4 of 10"):
        against_chance(
            null,
            {"itself": float},
            10,
            progress=lambda done, total: told.append((done, total)),
            stopped=lambda: len(told) == 4,
        )
    assert told == [(1, 10), (2, 10), (3, 10), (4, 10)]


def test_what_chance_made_is_found_to_be_chance_however_short_the_walks() -> None:
    every = [np.array(matrix) for matrix in with_margins((3, 2, 1, 1, 1), (3, 2, 2, 1))]
    chosen = np.random.default_rng(1).choice(len(every), size=200)
    weights = np.random.default_rng(2).random(every[0].shape)
    p = []
    for seed, number in enumerate(chosen.tolist()):
        null = Curveball(csr_array(every[number]), seed, rounds=1)
        p.append(against_chance(null, {"sum": lambda sample: sample.multiply(weights).sum()}, 39)["sum"][0].p)
    for level in (0.05, 0.1, 0.25, 0.5):
        share = sum(each is not None and each <= level for each in p) / len(p)
        assert share == pytest.approx(level, abs=3 * (level * (1 - level) / len(p)) ** 0.5)
