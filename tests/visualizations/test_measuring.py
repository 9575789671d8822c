"""What marks are sized by is what `graph.measures` says of the same network, and nothing of persons."""

import networkx as nx
import pytest

from graph.measures.computing import node_values
from graph.measures.registry import MEASURES
from tests.fjordvik import fjordvik, fjordvik_network
from visualizations.measuring import measurable, measured

PARTS = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT ?agent (COUNT(DISTINCT ?setting) AS ?number) {
  ?participation husk:agent ?agent ; husk:in ?setting FILTER NOT EXISTS { ?other husk:in ?agent }
} GROUP BY ?agent
"""


def test_a_count_is_what_sparql_counts() -> None:
    found = measured(fjordvik_network())
    counted = {
        row["agent"].value.partition("/id/")[2]: int(row["number"].value) for row in fjordvik().select(PARTS)
    }
    actors = {node for node in found if fjordvik_network().nodes[node]["mode"] == "actor"}
    assert actors
    assert {node: found[node]["two-mode-count"] for node in actors} == {
        node: number for node, number in counted.items() if "/person/" not in node
    }


def test_values_are_those_of_the_measures() -> None:
    plain = measurable(fjordvik_network())
    expected = node_values(MEASURES["two-mode-betweenness"], plain)
    assert {node: values["two-mode-betweenness"] for node, values in measured(plain).items()} == expected


def test_nothing_is_measured_of_persons_or_of_what_never_was() -> None:
    network = fjordvik_network()
    found = measured(network)
    assert any(network.nodes[node]["kind"] == "person" for node in network)
    assert not [node for node in found if network.nodes[node]["kind"] == "person"]
    assert "fjordvik/activity/ny-ungdomsklinikk" in network
    assert "fjordvik/activity/ny-ungdomsklinikk" not in found


@pytest.mark.parametrize(
    ("directed", "names"), [(False, {"degree", "closeness", "betweenness"}), (True, {"degree", "in-degree"})]
)
def test_a_network_of_one_mode_has_measures_of_one_mode(*, directed: bool, names: set[str]) -> None:
    network: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    network.add_nodes_from("abc", kind="organisation")
    network.add_edges_from([("a", "b"), ("b", "c")])
    assert set(measured(network)["b"]) == names


def test_a_network_of_persons_has_no_measures() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from("ab", kind="person")
    network.add_edge("a", "b")
    assert measured(network) == {}
