"""Ties between groups: networkx on a public network, and small cases by hand."""

import networkx as nx
import numpy as np
import pytest

from graph.measures import mixing
from tests.graph.measures.public import adjacency, karate

CLUB = np.array([0 if data["club"] == "Mr. Hi" else 1 for _, data in karate().nodes(data=True)])


def test_karate_has_few_ties_between_the_two_clubs_it_became() -> None:
    between = sum(CLUB[one] != CLUB[other] for one, other in karate().edges)
    assert mixing.e_i_index(adjacency(karate()), CLUB).tolist() == [(2 * between - 78) / 78]
    groups = mixing.e_i_of_groups(adjacency(karate()), CLUB)
    inside = [sum(CLUB[one] == CLUB[other] == club for one, other in karate().edges) for club in (0, 1)]
    assert groups.tolist() == [(between - each) / (between + each) for each in inside]


def test_a_node_by_hand() -> None:
    # Node 0 of group a has ties with 1 in a, 2 in b, 3 in c, and 4 that has no group.
    network = nx.star_graph(4)
    groups = np.array([0, 0, 1, 2, -1])
    assert mixing.e_i_of_nodes(adjacency(network), groups).tolist() == [pytest.approx(1 / 3), -1, 1, 1, None]
    assert mixing.blau(adjacency(network), groups).tolist() == [pytest.approx(2 / 3), 0, 0, 0, 0]


def test_blau_is_greatest_when_all_groups_are_met_alike() -> None:
    even = mixing.blau(adjacency(nx.star_graph(4)), np.array([0, 0, 1, 2, 3]))
    uneven = mixing.blau(adjacency(nx.star_graph(4)), np.array([0, 0, 0, 0, 3]))
    assert even[0] == 0.75 > uneven[0] == 0.375


def test_participation_goes_by_weight() -> None:
    network: nx.Graph[int] = nx.Graph()
    network.add_weighted_edges_from([(0, 1, 3), (0, 2, 1)])
    found = mixing.participation(adjacency(network, weight="weight"), np.array([0, 0, 1]))
    assert found[0] == 1 - (9 + 1) / 16


@pytest.mark.parametrize(
    ("edges", "expected"), [([(0, 1), (2, 3)], -1), ([(0, 2), (1, 3)], 1), ([(0, 1), (0, 2)], 0)]
)
def test_the_rescaled_index_spans_what_so_many_ties_can_give(
    edges: list[tuple[int, int]], expected: float
) -> None:
    network = nx.empty_graph(4)
    network.add_edges_from(edges)
    assert mixing.e_i_rescaled(adjacency(network), np.array([0, 0, 1, 1])).tolist() == [expected]


def test_a_full_network_can_have_one_index_only() -> None:
    full = adjacency(nx.complete_graph(4))
    groups = np.array([0, 0, 1, 1])
    assert mixing.e_i_index(full, groups).tolist() == [pytest.approx(1 / 3)]
    assert mixing.e_i_rescaled(full, groups).tolist() == [None]


def test_without_ties_or_groups_nothing_is_defined() -> None:
    empty, groups = adjacency(nx.empty_graph(2)), np.array([0, -1])
    for function in (mixing.e_i_index, mixing.e_i_rescaled, mixing.e_i_of_groups):
        assert function(empty, groups).tolist() == [None]
    for function in (mixing.e_i_of_nodes, mixing.blau, mixing.participation):
        assert function(empty, groups).tolist() == [None, None]
