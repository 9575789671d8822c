"""Communities: the best known modularity of the karate club, igraph's number, and partitions by hand."""

import igraph
import networkx as nx
import numpy as np
import pytest

from graph.measures import communities
from tests.graph.measures.public import adjacency, karate, random_network


def test_karate_has_the_largest_modularity_there_is() -> None:
    # Brandes et al. 2008, "On modularity clustering", IEEE TKDE 20(2): the optimum is 0.4198.
    matrix = adjacency(karate())
    groups = communities.leiden(matrix, seed=0)
    assert communities.modularity(matrix, groups).tolist() == [pytest.approx(0.4198, abs=5e-5)]
    assert groups.max() == 3


@pytest.mark.parametrize("seed", range(3))
def test_igraph_gives_the_same_modularity_with_weights(seed: int) -> None:
    network = random_network(seed)
    matrix = adjacency(network, weight="weight")
    groups = communities.leiden(matrix, seed)
    other = igraph.Graph.Weighted_Adjacency(matrix.toarray().tolist(), mode="undirected")
    expected = other.modularity(groups.tolist(), weights="weight")
    assert communities.modularity(matrix, groups).tolist() == [pytest.approx(expected)]


def test_the_same_seed_gives_the_same_communities() -> None:
    matrix = adjacency(random_network(1, 60))
    assert communities.leiden(matrix, 5).tolist() == communities.leiden(matrix, 5).tolist()


def test_who_has_no_ties_is_a_community_alone() -> None:
    network = nx.Graph([(0, 1)])
    network.add_nodes_from([2, 3])
    assert communities.leiden(adjacency(network), 0).tolist() == [0, 0, 1, 2]


def test_communities_that_chance_decides_are_less_stable_than_clear_ones() -> None:
    clear = adjacency(nx.caveman_graph(4, 6))
    vague = adjacency(nx.gnp_random_graph(60, 0.1, seed=3))
    assert communities.stability(clear).tolist() == [pytest.approx(1)]
    assert 0.2 < communities.stability(vague)[0] < 0.95


@pytest.mark.parametrize(
    "other", [np.array([0, 1, 1, 2, 2, 2]), np.array([0, 0, 0, 0, 0, 0]), np.array([5, 5, 1, 1, 0, 0])]
)
def test_igraph_compares_partitions_alike(other: "np.typing.NDArray[np.int64]") -> None:
    one = np.array([0, 0, 0, 1, 1, 1])
    expected = igraph.compare_communities(one.tolist(), other.tolist(), method="nmi")
    assert communities.mutual_information(one, other) == pytest.approx(expected)
