"""Null models keep what they promise, give every network equally often, and repeat themselves by seed."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import chisquare

from graph.null_models.configuration import Configuration
from graph.null_models.curveball import Curveball
from graph.null_models.labels import Labels
from graph.null_models.model import NullModel
from tests.graph.null_models.matrices import dense, one_mode, two_mode, with_degrees, with_margins

UNEVEN = csr_array([[1, 1, 1, 0], [1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]])
SIX_NODES = csr_array(np.array(next(with_degrees((3, 2, 2, 2, 2, 1)))))
SECTORS = np.array([0, 0, 1, 2, -1])
MODELS: dict[str, Callable[[int], NullModel[Any]]] = {
    "curveball": lambda seed: Curveball(UNEVEN, seed),
    "configuration": lambda seed: Configuration(SIX_NODES, seed),
    "labels": lambda seed: Labels(SECTORS, SECTORS >= 0, seed),
}


def plain(null: NullModel[Any], number: int) -> list[Any]:
    """Return the samples of a batch as values that can be counted and sent to another process."""
    samples = null.batch(number)
    return [tuple(each.tolist()) if isinstance(each, np.ndarray) else dense(each) for each in samples]


def made(name: str, number: int) -> list[Any]:
    """Return a batch of a model of a known name, in whichever process."""
    return plain(MODELS[name](7), number)


def seen(null: NullModel[Any], batches: int) -> Counter[Any]:
    """Count which networks, or labels, the samples of some batches are."""
    return Counter(each for number in range(batches) for each in plain(null, number))


@given(two_mode(), st.integers(0, 9))
def test_curveball_keeps_both_degree_sequences(matrix: Any, seed: int) -> None:
    for sample in Curveball(matrix, seed, rounds=3).batch(0)[:5]:
        assert sample.shape == matrix.shape
        assert sample.sum(axis=0).tolist() == matrix.sum(axis=0).tolist()
        assert sample.sum(axis=1).tolist() == matrix.sum(axis=1).tolist()
        assert set(sample.data) <= {1}


@given(one_mode(), st.integers(0, 9))
def test_configuration_keeps_degrees_and_stays_simple(matrix: Any, seed: int) -> None:
    for sample in Configuration(matrix, seed).batch(0)[:5]:
        assert sample.sum(axis=0).tolist() == matrix.sum(axis=0).tolist()
        assert set(sample.data) <= {1}
        assert not sample.diagonal().any()
        assert dense(sample) == dense(sample.T)


@given(st.lists(st.integers(-1, 3), min_size=1, max_size=9), st.integers(0, 9))
def test_labels_keep_how_many_there_are_and_who_has_none(labels: list[int], seed: int) -> None:
    array = np.array(labels)
    for sample in Labels(array, array >= 0, seed).batch(0)[:5]:
        assert sorted(sample) == sorted(labels)
        assert (sample[array < 0] == -1).all()


@pytest.mark.parametrize(
    ("rows", "columns"),
    [((3, 2, 1, 1, 1), (3, 2, 2, 1)), ((2, 2, 1), (2, 1, 1, 1)), ((1, 1, 1, 1), (2, 1, 1))],
)
def test_curveball_gives_every_matrix_with_these_margins_equally_often(
    rows: tuple[int, ...], columns: tuple[int, ...]
) -> None:
    every = list(with_margins(rows, columns))
    found = seen(Curveball(csr_array(np.array(every[0])), seed=1), batches=60)
    assert set(found) == set(every)
    assert chisquare([found[matrix] for matrix in every]).pvalue > 0.001


@pytest.mark.parametrize("degrees", [(3, 2, 2, 2, 2, 1), (2, 2, 2, 2, 2), (3, 3, 2, 2, 1, 1), (1, 1, 1, 1)])
def test_configuration_gives_every_graph_with_these_degrees_equally_often(degrees: tuple[int, ...]) -> None:
    every = list(with_degrees(degrees))
    found = seen(Configuration(csr_array(np.array(every[0])), seed=1, tries=20), batches=80)
    assert set(found) == set(every)
    assert chisquare([found[graph] for graph in every]).pvalue > 0.001


def test_labels_are_dealt_out_in_every_way_equally_often() -> None:
    found = seen(Labels(SECTORS, SECTORS >= 0, seed=1), batches=50)
    assert len(found) == 12
    assert chisquare(list(found.values())).pvalue > 0.001


@pytest.mark.parametrize("name", MODELS)
def test_the_same_seed_gives_the_same_samples_in_whatever_order_they_are_made(name: str) -> None:
    null = MODELS[name](7)
    backwards = [plain(null, number) for number in (2, 1, 0)]
    assert [made(name, number) for number in (0, 1, 2)] == backwards[::-1]
    assert backwards[0] != backwards[1]
    assert plain(MODELS[name](8), 0) != made(name, 0)


def test_other_processes_make_the_same_samples() -> None:
    asked = [(name, number) for name in MODELS for number in range(2)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        elsewhere = list(pool.map(made, *zip(*asked, strict=True)))
    assert elsewhere == [made(*each) for each in asked]
