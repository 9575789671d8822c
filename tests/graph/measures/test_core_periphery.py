"""Core and periphery: ideal patterns, and the best of all cores by trying each."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.measures.core_periphery import core_periphery, fit, membership
from tests.graph.measures.public import adjacency, florence, karate


def fit_of(network: "nx.Graph[int]", core: set[int]) -> float:
    """Return the correlation of ties and pattern over all pairs."""
    pairs = list(combinations(network, 2))
    tied = [network.has_edge(*pair) for pair in pairs]
    ideal = [bool(core & set(pair)) for pair in pairs]
    return float(np.corrcoef(tied, ideal)[0, 1])


def best_fit(network: "nx.Graph[int]") -> float:
    """Try every core that leaves a periphery of two or more."""
    sizes = range(1, len(network) - 1)
    return max(fit_of(network, set(core)) for size in sizes for core in combinations(network, size))


@pytest.mark.parametrize("seed", [*range(8), 19, 34])
def test_it_finds_the_best_of_all_cores_in_small_networks(seed: int) -> None:
    network: nx.Graph[int] = nx.gnp_random_graph(8, 0.35, seed=seed)
    assert core_periphery(adjacency(network)).fit == pytest.approx(best_fit(network))


def test_an_ideal_network_fits_and_shows_its_core() -> None:
    network = nx.complete_graph(4)
    network.add_edges_from((core, outer) for core in range(4) for outer in range(4, 12))
    assert fit(adjacency(network)).tolist() == [pytest.approx(1)]
    assert membership(adjacency(network)).tolist() == [1] * 4 + [0] * 8


@pytest.mark.parametrize("network", [karate(), florence()])
def test_the_fit_that_is_told_is_that_of_the_core_that_is_told(network: "nx.Graph[int]") -> None:
    found = core_periphery(adjacency(network))
    core = {node for node, inside in zip(network, found.core.tolist(), strict=True) if inside}
    assert found.fit == pytest.approx(fit_of(network, core))


@pytest.mark.parametrize("network", [nx.complete_graph(4), nx.empty_graph(3), nx.empty_graph(0)])
def test_where_all_are_alike_there_is_no_core(network: "nx.Graph[int]") -> None:
    assert fit(adjacency(network)).tolist() == [None]
    assert membership(adjacency(network)).tolist() == [None] * len(network)
