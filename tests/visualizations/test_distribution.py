"""A value and what chance gives for it are drawn on one scale, and numbers are written as a language does."""

from dataclasses import replace

import pytest

from graph.null_models.significance import Chance, Histogram
from visualizations.distribution import drawn

CHANCE = Chance(2.0, 9, mean=1.0, deviation=0.5, low=0.0, high=2.0, z=2.0, p=0.4)


@pytest.mark.parametrize(("observed", "at"), [(0.0, 2.0), (2.0, 70.0), (1.0, 36.0)])
def test_the_line_stands_where_the_value_is(observed: float, at: float) -> None:
    spread = Histogram(0.0, 2.0, (1, 3, 0, 5))
    found = drawn(replace(CHANCE, observed=observed, histogram=spread))
    assert found
    assert found["at"] == at
    assert found["bars"].count("M") == 3


def test_without_samples_nothing_is_drawn() -> None:
    assert drawn(CHANCE) is None


@pytest.mark.parametrize(("observed", "at"), [(-4.0, 2.0), (9.0, 318.0)], ids=["below", "above"])
def test_a_value_outside_of_the_samples_stands_at_the_edge(observed: float, at: float) -> None:
    spread = Histogram(0.0, 2.0, (1, 3, 0, 5))
    found = drawn(replace(CHANCE, observed=observed, histogram=spread), width=320)
    assert found
    assert found["at"] == at
