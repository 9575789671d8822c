"""Who shares settings with whom: networkx as a second opinion, and weights by hand."""

import networkx as nx
import numpy as np
import pytest
from networkx.algorithms import bipartite
from scipy.sparse import csr_array

from graph.networks.one_mode import count, jaccard, newman, projected
from tests.graph.measures.public import WOMEN, attendance, southern_women


def test_networkx_gives_the_southern_women_the_same_weights() -> None:
    network = southern_women()
    for weigh, expected in (
        (count, bipartite.weighted_projected_graph(network, WOMEN)),
        (newman, bipartite.collaboration_weighted_projected_graph(network, WOMEN)),
        (jaccard, bipartite.overlap_weighted_projected_graph(network, WOMEN, jaccard=True)),
    ):
        found = weigh(attendance()).toarray()
        np.testing.assert_allclose(found, nx.to_numpy_array(expected, nodelist=WOMEN))


def test_after_newman_everybody_has_one_more_for_each_setting_with_others() -> None:
    matrix = csr_array([[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0]])
    assert newman(matrix).sum(axis=1).tolist() == pytest.approx([2, 2, 1])


def test_a_setting_of_one_actor_gives_no_tie() -> None:
    alone = csr_array([[1, 0], [0, 1]])
    for weigh in (count, newman, jaccard):
        assert weigh(alone).nnz == 0


def test_a_tie_that_is_told_twice_is_one_tie() -> None:
    twice = csr_array([[2, 0], [1, 1]])
    assert count(twice).toarray().tolist() == [[0, 1], [1, 0]]
    assert newman(twice).toarray().tolist() == [[0, 1], [1, 0]]


def test_a_tie_rests_on_all_that_put_the_two_in_what_they_share() -> None:
    two_mode: nx.Graph[str] = nx.Graph(two_mode=True)
    two_mode.add_nodes_from(["a", "b", "c"], mode="actor")
    two_mode.add_nodes_from(["clinic", "course"], mode="setting")
    says = [type("Said", (), {"iri": number})() for number in range(5)]
    for number, tie in enumerate([("a", "clinic"), ("b", "clinic"), ("a", "course"), ("c", "course")]):
        two_mode.add_edge(*tie, assertions=(says[number], says[4]))
    found = projected(two_mode, "count")
    assert set(found.edges) == {("a", "b"), ("a", "c")}
    assert found.edges["a", "b"]["settings"] == ("clinic",)
    assert [each.iri for each in found.edges["a", "b"]["assertions"]] == [0, 1, 4]
    assert found.graph["two_mode"] is False
