"""How ties hold together: published values of the karate club, and networkx as a second opinion."""

from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.measures import cohesion
from tests.graph.measures.public import adjacency, florence, karate, random_network


def test_karate_has_the_published_clustering() -> None:
    # Clustering coefficient (transitivity) and fill (density) at http://konect.cc/networks/ucidata-zachary/
    matrix = adjacency(karate())
    assert cohesion.transitivity(matrix).tolist() == [pytest.approx(0.255682, abs=5e-7)]
    assert cohesion.density(matrix).tolist() == [pytest.approx(0.139037, abs=5e-7)]


def test_karate_has_the_mean_clustering_that_networkx_computes() -> None:
    mean = cohesion.clustering(adjacency(karate())).filled(0).mean()
    assert mean == pytest.approx(nx.average_clustering(karate())) == pytest.approx(0.5706, abs=1e-4)


def test_karate_has_a_core_of_ten_that_know_four_others_as_networkx_finds() -> None:
    numbers = cohesion.core_number(adjacency(karate()))
    assert [number for number in numbers.tolist() if number >= 4] == [4] * 10


@pytest.mark.parametrize("seed", range(4))
def test_networkx_agrees(seed: int) -> None:
    network = random_network(seed, share=0.3)
    matrix = adjacency(network)
    clustering: Any = nx.clustering(network)
    np.testing.assert_allclose(cohesion.clustering(matrix).filled(0), list(clustering.values()))
    assert cohesion.core_number(matrix).tolist() == list(nx.core_number(network).values())
    assert cohesion.transitivity(matrix).tolist() == [pytest.approx(nx.transitivity(network))]
    assert cohesion.density(matrix).tolist() == [pytest.approx(nx.density(network))]


def test_who_has_one_neighbour_has_no_clustering() -> None:
    network = florence()
    found = dict(zip(network, cohesion.clustering(adjacency(network)).tolist(), strict=True))
    assert found["Pazzi"] is None
    assert found["Pucci"] is None
    assert found["Albizzi"] == 0
