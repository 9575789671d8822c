"""What remains: networkx after each removal, and small cases by hand."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.measures import cuts
from tests.graph.measures.public import adjacency, florence, random_network


def pairs(sizes: Any) -> int:
    """Return how many pairs there are within components of such sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


@pytest.mark.parametrize("seed", range(6))
def test_networkx_agrees_after_each_removal(seed: int) -> None:
    network = random_network(seed, nodes=25, share=0.07)
    matrix, count = adjacency(network), len(network)
    components, shares = [], []
    for node in network:
        rest = nx.Graph(network)
        rest.remove_node(node)
        sizes = [len(component) for component in nx.connected_components(rest)]
        components.append(len(sizes))
        shares.append(pairs(sizes) / pairs([count - 1]))
    assert cuts.components_without(matrix).tolist() == components
    assert cuts.reachable_without(matrix).tolist() == pytest.approx(shares)
    vertices = set(nx.articulation_points(network))
    assert cuts.cut_vertex(matrix).tolist() == [node in vertices for node in network]
    bridges: Any = nx.bridges(network)
    assert list(cuts.bridges(matrix)) == sorted((min(bridge), max(bridge)) for bridge in bridges)
    assert cuts.component_count(matrix).tolist() == [nx.number_connected_components(network)]


@pytest.mark.parametrize("seed", range(6))
def test_in_two_modes_only_actors_are_counted(seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = csr_array((chance.random((14, 10)) < 0.12).astype(float))
    components, shares = [], []
    for gone in range(14):
        network: nx.Graph[int] = nx.Graph()
        network.add_nodes_from(row for row in range(14) if row != gone)
        network.add_edges_from(
            (row, 100 + column) for row, column in zip(*matrix.nonzero(), strict=True) if row != gone
        )
        sizes = [sum(node < 100 for node in part) for part in nx.connected_components(network)]
        components.append(len(sizes))
        shares.append(pairs(sizes) / pairs([13]))
    assert cuts.two_mode_components_without(matrix).tolist() == components
    assert cuts.two_mode_reachable_without(matrix).tolist() == pytest.approx(shares)


def test_florence_falls_apart_without_the_medici() -> None:
    # Without the Medici the Pazzi and Salviati are cut off, and the Acciaiuoli; Pucci is alone anyway.
    network = florence()
    found = dict(zip(network, cuts.components_without(adjacency(network)).tolist(), strict=True))
    assert (cuts.component_count(adjacency(network))[0], found["Medici"], found["Strozzi"]) == (2, 4, 2)
    cut = dict(zip(network, cuts.cut_vertex(adjacency(network)).tolist(), strict=True))
    assert {family for family, is_cut in cut.items() if is_cut} == {
        "Medici",
        "Guadagni",
        "Salviati",
        "Albizzi",
    }


def test_a_setting_that_one_actor_alone_was_in_is_not_cut_off() -> None:
    matrix = csr_array([[1, 1], [1, 0]])
    assert cuts.two_mode_cut_vertex(matrix).tolist() == [0, 0]


def test_a_long_path_does_not_exhaust_the_stack() -> None:
    assert cuts.cut_vertex(adjacency(nx.path_graph(5000))).sum() == 4998


def test_the_last_pair_of_others_is_needed() -> None:
    assert cuts.reachable_without(adjacency(nx.path_graph(2))).tolist() == [None, None]
