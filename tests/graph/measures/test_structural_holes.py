"""Burt's measures: Borgatti's example, networkx and igraph as second opinions, and small cases by hand."""

import math
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest

from graph.measures import structural_holes
from tests.graph.measures.public import adjacency, by_node, karate, random_network

# The example of Borgatti 1997, "Structural holes: unpacking Burt's redundancy measures", Connections 20(1),
# with the values that stand in networkx's own tests of it.
BORGATTI: "nx.Graph[str]" = nx.Graph()
BORGATTI.add_edges_from(
    (pair[0], pair[1]) for pair in ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")
)


def test_borgattis_example_has_the_values_of_the_tests_of_networkx() -> None:
    size = by_node(BORGATTI, structural_holes.effective_size(adjacency(BORGATTI)))
    assert {node: round(size[node], 2) for node in "GAC"} == {"G": 4.67, "A": 2.5, "C": 1}
    constraint = by_node(BORGATTI, structural_holes.constraint(adjacency(BORGATTI)))
    assert {node: round(constraint[node], 3) for node in "GAC"} == {"G": 0.4, "A": 0.595, "C": 1}


@pytest.mark.parametrize("seed", range(3))
def test_igraph_agrees_on_constraint_and_networkx_on_effective_size(seed: int) -> None:
    network = random_network(seed, share=0.25)
    matrix = adjacency(network, weight="weight")
    other = igraph.Graph.Weighted_Adjacency(matrix.toarray().tolist(), mode="undirected")
    expected = np.ma.masked_invalid(other.constraint(weights="weight"))
    found = structural_holes.constraint(matrix)
    np.testing.assert_allclose(found.filled(0), expected.filled(0))
    # Given its nodes networkx takes a path that is right with weights; without them it is wrong.
    sizes: Any = nx.effective_size(network, nodes=list(network), weight="weight")
    expected = np.ma.masked_invalid(list(sizes.values()))
    np.testing.assert_allclose(structural_holes.effective_size(matrix).filled(0), expected.filled(0))


def test_without_weights_effective_size_is_borgattis_short_formula() -> None:
    matrix = adjacency(karate())
    degree = np.array([degree for _, degree in karate().degree()])
    triangles: Any = nx.triangles(karate())
    expected = degree - 2 * np.array(list(triangles.values())) / degree
    np.testing.assert_allclose(structural_holes.effective_size(matrix), expected)


def test_hierarchy_by_hand() -> None:
    # Node 0 has the contacts 1 and 2, tied to each other, and 3; a third of its ties goes to each, half of
    # those of node 1 to 2. So c(0,1) = c(0,2) = (1/3 + 1/3 * 1/2)^2 = 1/4, c(0,3) = 1/9: together 11/18.
    network = nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2)])
    shares = [0.25 * 3 * 18 / 11, 0.25 * 3 * 18 / 11, 3 * 18 / 11 / 9]
    expected = sum(share * math.log(share) for share in shares) / (3 * math.log(3))
    found = structural_holes.hierarchy(adjacency(network))
    assert found[0] == pytest.approx(expected)
    assert found.mask.tolist() == [False, False, False, True]


def test_who_has_no_ties_has_no_structural_holes_either() -> None:
    network = nx.Graph([(0, 1)])
    network.add_node(2)
    matrix = adjacency(network)
    assert structural_holes.constraint(matrix).tolist() == [1, 1, None]
    assert structural_holes.effective_size(matrix).tolist() == [1, 1, None]
    assert structural_holes.hierarchy(matrix).tolist() == [None, None, None]
