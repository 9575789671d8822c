"""Centrality in one-mode networks: networkx and igraph as second opinions, and small cases by hand."""

from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.measures import centrality
from graph.measures.centrality import largest_component
from tests.graph.measures.public import adjacency, by_node, florence, karate, random_network

# Closeness and betweenness without Pucci, to three decimals, as in networkx's own tests. They are said to
# stand in Wasserman and Faust 1994, "Social Network Analysis", table 5.1, which was not at hand to compare.
FLORENCE = {
    "Acciaiuoli": (0.368, 0.000),
    "Albizzi": (0.483, 0.212),
    "Barbadori": (0.438, 0.093),
    "Bischeri": (0.400, 0.104),
    "Castellani": (0.389, 0.055),
    "Ginori": (0.333, 0.000),
    "Guadagni": (0.467, 0.255),
    "Lamberteschi": (0.326, 0.000),
    "Medici": (0.560, 0.522),
    "Pazzi": (0.286, 0.000),
    "Peruzzi": (0.368, 0.022),
    "Ridolfi": (0.500, 0.114),
    "Salviati": (0.389, 0.143),
    "Strozzi": (0.438, 0.103),
    "Tornabuoni": (0.483, 0.092),
}


def in_igraph(matrix: Any) -> Any:
    """Return a weighted network for igraph."""
    return igraph.Graph.Weighted_Adjacency(matrix.toarray().tolist(), mode="undirected")


def test_florence_has_the_closeness_and_betweenness_of_the_tests_of_networkx() -> None:
    network = nx.florentine_families_graph()
    close = by_node(network, centrality.closeness(adjacency(network)))
    between = by_node(network, centrality.betweenness(adjacency(network)))
    assert {family: (round(close[family], 3), round(between[family], 3)) for family in FLORENCE} == FLORENCE


def test_a_family_without_marriages_lowers_what_others_could_reach_and_has_no_closeness() -> None:
    network = florence()
    close = by_node(network, centrality.closeness(adjacency(network)))
    assert close["Medici"] == pytest.approx(14 / 15 * 14 / 25)
    assert close["Pucci"] is None


def test_the_two_leaders_of_karate_stand_between_the_others() -> None:
    # The instructor and the administrator, whose quarrel split the club (Zachary 1977, who gives no
    # betweenness: the numbers are those that networkx computes).
    between = centrality.betweenness(adjacency(karate()))
    assert (round(between[0], 3), round(between[33], 3)) == (0.438, 0.304)


def test_a_star_has_the_largest_values_in_the_middle() -> None:
    star = adjacency(nx.star_graph(4))
    assert centrality.closeness(star).tolist()[0] == 1
    assert centrality.betweenness(star).tolist() == [1, 0, 0, 0, 0]
    assert centrality.degree(star).tolist() == [4, 1, 1, 1, 1]


@pytest.mark.parametrize("seed", range(4))
def test_igraph_agrees(seed: int) -> None:
    network = random_network(seed)
    matrix, other = adjacency(network, weight="weight"), in_igraph(adjacency(network, weight="weight"))
    count = len(network)
    assert centrality.degree(matrix).tolist() == other.degree()
    np.testing.assert_allclose(centrality.strength(matrix), other.strength(weights="weight"))
    np.testing.assert_allclose(
        centrality.betweenness(matrix), np.array(other.betweenness()) * 2 / ((count - 1) * (count - 2))
    )
    np.testing.assert_allclose(
        centrality.pagerank(matrix), other.pagerank(weights="weight", implementation="prpack"), atol=1e-9
    )


@pytest.mark.parametrize("seed", range(4))
def test_networkx_agrees_on_closeness_where_it_is_defined(seed: int) -> None:
    network = random_network(seed)
    expected = list(nx.closeness_centrality(network, wf_improved=True).values())
    np.testing.assert_allclose(centrality.closeness(adjacency(network)).filled(0), expected)


@pytest.mark.parametrize("nodes", [30, 160])
def test_igraph_agrees_on_the_eigenvector_of_the_largest_component(nodes: int) -> None:
    network = random_network(7, nodes, 4 / nodes)
    matrix = adjacency(network, weight="weight")
    members = largest_component(matrix)
    found = centrality.eigenvector(matrix)
    expected = in_igraph(matrix[members][:, members]).eigenvector_centrality(weights="weight", scale=True)
    np.testing.assert_allclose(found[members] / found[members].max(), expected, atol=1e-7)
    assert found.count() == members.size < len(network)


def test_two_equally_large_components_leave_the_eigenvector_undefined() -> None:
    pairs = adjacency(nx.Graph([(0, 1), (2, 3)]))
    assert centrality.eigenvector(pairs).tolist() == [None] * 4


def test_pagerank_follows_the_direction_and_jumps_from_where_no_tie_leads() -> None:
    network = nx.DiGraph([("a", "b"), ("c", "b")])
    expected = nx.pagerank(network, tol=1e-12)
    assert by_node(network, centrality.pagerank(adjacency(network))) == pytest.approx(expected)


def test_direction_tells_out_from_in() -> None:
    network = nx.DiGraph([("a", "b"), ("c", "b")])
    assert centrality.degree(adjacency(network)).tolist() == [1, 0, 1]
    assert centrality.in_degree(adjacency(network)).tolist() == [0, 2, 0]


@pytest.mark.parametrize(
    "measure",
    [
        centrality.degree,
        centrality.strength,
        centrality.closeness,
        centrality.betweenness,
        centrality.eigenvector,
        centrality.pagerank,
    ],
)
def test_a_tie_to_oneself_never_counts(measure: Callable[[Any], Any]) -> None:
    plain = adjacency(karate())
    loops = csr_array(plain + csr_array(([1.0], ([3], [3])), shape=plain.shape))
    np.testing.assert_allclose(measure(loops), measure(plain))


def test_a_long_path_is_followed_to_its_end() -> None:
    path = adjacency(nx.path_graph(200))
    expected = list(nx.closeness_centrality(nx.path_graph(200)).values())
    np.testing.assert_allclose(centrality.closeness(path), expected)
