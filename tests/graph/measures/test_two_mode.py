"""Centrality in two-mode networks: the Southern women, networkx, and small cases by hand."""

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms import bipartite
from scipy.sparse import csr_array

from graph.measures import two_mode
from tests.graph.measures.public import EVENTS, WOMEN, attendance, southern_women

# Degree, closeness and betweenness of women and of events, to two decimals, from networkx's own tests
# (algorithms/bipartite/tests/test_centrality.py), which name no source. How they are normalised is published:
# Borgatti and Everett 1997, "Network analysis of 2-mode data", Social Networks 19(3), and Borgatti and Halgin
# 2011, "Analyzing affiliation networks", The SAGE Handbook of Social Network Analysis.
IN_NETWORKX = {
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
    "E5": (0.44, 0.59, 0.04),
    "E6": (0.44, 0.69, 0.07),
    "E7": (0.56, 0.73, 0.13),
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E11": (0.22, 0.54, 0.02),
    "E14": (0.17, 0.52, 0.00),
}


def test_the_southern_women_have_the_values_of_the_tests_of_networkx() -> None:
    found: dict[str, tuple[float, ...]] = {}
    for nodes, matrix in ((WOMEN, attendance()), (EVENTS, csr_array(attendance().T))):
        columns = (two_mode.degree(matrix), two_mode.closeness(matrix), two_mode.betweenness(matrix))
        rows = zip(*(column.tolist() for column in columns), strict=True)
        found.update(zip(nodes, rows, strict=True))
    for node, expected in IN_NETWORKX.items():
        assert found[node] == pytest.approx(expected, abs=0.0051), node


def test_networkx_agrees_where_all_reach_each_other() -> None:
    network = southern_women()
    for function, expected in (
        (two_mode.degree, bipartite.degree_centrality(network, WOMEN)),
        (two_mode.closeness, bipartite.closeness_centrality(network, WOMEN)),
        (two_mode.betweenness, bipartite.betweenness_centrality(network, WOMEN)),
    ):
        np.testing.assert_allclose(function(attendance()), [expected[woman] for woman in WOMEN])


def test_an_actor_in_the_only_setting_of_a_component_is_near_to_its_share() -> None:
    # Actors 0 and 1 share setting 0; actor 2 is alone in setting 1. Within its component everybody is as near
    # as can be; actor 0 reaches 2 of the 4 others, actor 2 only 1.
    matrix = csr_array([[1, 0], [1, 0], [0, 1]])
    assert two_mode.closeness(matrix).tolist() == [0.5, 0.5, 0.25]


def test_nobody_stands_between_others_in_one_setting() -> None:
    assert two_mode.betweenness(csr_array([[1]])).tolist() == [None]


def test_the_one_who_joins_all_settings_has_the_largest_betweenness() -> None:
    assert two_mode.betweenness(csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0]])).tolist() == [1, 0, 0]


def test_who_was_nowhere_is_not_near_anybody() -> None:
    matrix = csr_array([[1], [0]])
    assert two_mode.closeness(matrix).tolist() == [0.5, None]
    assert two_mode.count(matrix).tolist() == [1, 0]


def test_the_largest_betweenness_is_that_of_a_star() -> None:
    star = nx.star_graph(["hub", *range(5)])
    unnormalised = nx.betweenness_centrality(star, normalized=False)["hub"]
    assert two_mode.largest_betweenness(1, 5) == unnormalised == 10
