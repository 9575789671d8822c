"""Measures of equality: published values, and what must hold of them."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analysis.sensitivity import Remainder, leave_one_out, without_columns
from graph.equality.measures import (
    MEASURES,
    EqualityMeasure,
    brokerage,
    evenness_within_settings,
    parts_by_party,
    pielou_evenness,
    reach,
    representation,
    share_of_parts,
    shares,
)
from graph.null_models.labels import Labels
from graph.null_models.significance import against_chance
from tests.graph.null_models.matrices import two_mode

counts = st.lists(st.integers(0, 50), min_size=2, max_size=6)
PARTS = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
ACTS_FOR = np.array([[True, False], [False, True], [False, True], [False, False]])


def of_remainder(measure: EqualityMeasure) -> Callable[[Remainder], Any]:
    """Make a measure of parts and parties one of what remains of the parts."""
    return lambda remainder: measure.values(measure.basis(remainder.matrix), ACTS_FOR[remainder.rows])


@st.composite
def parties_of(draw: st.DrawFn) -> tuple[Any, NDArray[np.bool_]]:
    """Draw who had part in what, and who acts for which of three parties."""
    parts = draw(two_mode())
    places = draw(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=7, max_size=7))
    return parts, np.array(places)[: parts.shape[0]]


@pytest.mark.parametrize(
    ("abundances", "published", "digits"),
    [
        ([1, 1, 4, 2, 5, 2, 4, 1, 2], 0.92485490560, 10),  # scikit-bio's tests of pielou_e
        ([1, 1, 196, 1, 1], 0.078, 3),  # University of Maryland, "Diversity of biofilms"
        ([40, 40, 40, 40, 40], 1, 12),
    ],
)
def test_evenness_is_as_published(abundances: list[int], published: float, digits: int) -> None:
    assert round(float(pielou_evenness(abundances)), digits) == published


@given(counts, st.integers(2, 9))
def test_evenness_hangs_on_neither_order_nor_scale(numbers: list[int], scale: int) -> None:
    evenness = pielou_evenness(numbers)
    assert evenness.mask == (not any(numbers))
    if any(numbers):
        assert 0 <= evenness <= 1 + 1e-12
        assert float(pielou_evenness(numbers[::-1])) == pytest.approx(float(evenness))
        assert float(pielou_evenness([scale * number for number in numbers])) == pytest.approx(
            float(evenness)
        )


@given(counts)
def test_a_party_that_has_nothing_makes_it_less_even(numbers: list[int]) -> None:
    numbers = [number + 1 for number in numbers]
    wider = float(pielou_evenness([*numbers, 0]))
    assert wider == pytest.approx(
        float(pielou_evenness(numbers)) * math.log(len(numbers)) / math.log(len(numbers) + 1)
    )


def test_one_party_alone_has_no_evenness() -> None:
    assert pielou_evenness([3]).mask
    assert pielou_evenness([[3], [0]]).mask.all()


@given(counts)
def test_shares_sum_to_one_or_are_undefined(numbers: list[int]) -> None:
    assert shares(numbers).mask.all() if not any(numbers) else shares(numbers).sum() == pytest.approx(1)


@given(parties_of())
def test_parts_and_reach_are_those_of_counting_by_hand(drawn: tuple[Any, NDArray[np.bool_]]) -> None:
    parts, acts_for = drawn
    dense = parts.toarray()
    of_party = [dense[acts_for[:, party]] for party in range(3)]
    assert parts_by_party(parts, acts_for).tolist() == [int(each.sum()) for each in of_party]
    there = [[each[:, thing].any() for each in of_party] for thing in range(dense.shape[1])]
    known = [each for each in there if any(each)]
    expected = np.mean(known, axis=0).tolist() if known else [None] * 3
    assert reach(parts, acts_for).tolist() == expected


def test_evenness_within_settings_is_the_mean_of_those_with_a_known_party() -> None:
    assert float(evenness_within_settings(PARTS, ACTS_FOR)) == pytest.approx((1 + 1 + 0) / 3)
    assert np.ma.getmaskarray(evenness_within_settings(PARTS, np.zeros((4, 2), dtype=bool))).all()


def test_brokerage_is_held_against_the_number_of_actors() -> None:
    found = representation(np.array([4.0, 1.0, 1.0, 100.0]), ACTS_FOR)
    assert found.tolist() == pytest.approx([(4 / 6) / (1 / 3), (2 / 6) / (2 / 3)])


def test_who_has_no_ties_has_no_brokerage() -> None:
    path = csr_array([[1, 1], [0, 1], [0, 0]])
    assert brokerage(path).tolist()[0] > 0
    assert brokerage(path).tolist()[1:] == [0, None]


def test_an_undefined_score_counts_neither_as_brokerage_nor_as_an_actor() -> None:
    scores = np.ma.array([4.0, 1.0, 0.0, 2.0], mask=[False, False, True, False])
    assert representation(scores, ACTS_FOR).tolist() == pytest.approx([(4 / 5) / (1 / 2), (1 / 5) / (1 / 2)])


def test_without_brokerage_or_actors_representation_is_undefined() -> None:
    assert representation(np.zeros(4), ACTS_FOR).mask.all()
    nobody = np.column_stack([ACTS_FOR, np.zeros(4, dtype=bool)])
    assert representation(np.ones(4), nobody).mask.tolist() == [False, False, True]


def test_measures_can_be_held_against_chance_and_computed_without_single_things() -> None:
    null = Labels(ACTS_FOR, np.array([True, True, True, True]), seed=1)
    chance = against_chance(null, {"share": lambda acts_for: share_of_parts(PARTS, acts_for)}, 399)["share"]
    by_hand = (3 / 5) / 4 + (1 / 5) / 2 + (1 / 3) / 4
    assert chance[0].observed == pytest.approx(3 / 5)
    assert chance[0].mean == pytest.approx(by_hand, abs=0.03)
    remainders = without_columns(PARTS, ["a", "b", "c"])
    moved = leave_one_out(PARTS, remainders, {each.name: of_remainder(each) for each in MEASURES})
    first, _ = moved["share-of-parts"]
    assert (first.low, first.high) == pytest.approx((1 / 2, 2 / 3))
    assert (first.low_without, first.high_without) == ("c", "a")
