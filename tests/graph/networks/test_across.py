"""Two programmes in one graph: each by itself is what it is alone; together they share what is the same."""

import networkx as nx
import pytest

from graph.networks.reading import Filters, Reader
from graph.networks.registry import NETWORKS
from ontology.terms import ID
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.together import SHARED, together

ONE, OTHER = (iri.removeprefix(ID) for iri in SHARED.values())
OTHERS_ARENA = "havnevik/arena/hagekvelden"


def described(network: "nx.Graph[str]") -> tuple[object, object]:
    """Return what tells two networks apart."""
    nodes = {node: (told.get("mode"), told["sectors"]) for node, told in network.nodes(data=True)}
    ties = {
        frozenset(tie[:2]): sorted(each.iri for each in tie[2]["assertions"])
        for tie in network.edges(data=True)
    }
    return nodes, ties


@pytest.mark.parametrize("name", NETWORKS)
def test_a_programme_by_itself_is_what_it_is_alone(name: str) -> None:
    reader = Reader(together().store)
    for programme, alone in (("fjordvik", fjordvik()), ("havnevik", havnevik().store)):
        found = reader.read(NETWORKS[name], Filters(programmes=frozenset({programme})))
        expected = Reader(alone).read(NETWORKS[name])
        if name == "whole":  # in which the two have a tie more, since they are the same
            expected.remove_nodes_from([OTHER])
            found.remove_nodes_from([OTHER])
        assert described(found) == described(expected)


def test_together_what_is_the_same_is_one_node_with_the_ties_of_both() -> None:
    network = Reader(together().store).read(NETWORKS["actors-by-arenas"])
    assert ONE in network
    assert OTHER not in network
    alone = Reader(fjordvik()).read(NETWORKS["actors-by-arenas"])
    assert set(alone[ONE]) < set(network[ONE])
    assert OTHERS_ARENA in network[ONE]
    assert network.nodes[ONE]["sectors"] == alone.nodes[ONE]["sectors"]


def test_a_filter_on_a_sector_that_one_programme_states_lets_through_the_ties_of_the_other() -> None:
    (sector,) = Reader(fjordvik()).read(NETWORKS["actors-by-arenas"]).nodes[ONE]["sectors"]
    assert not Reader(havnevik().store).read(NETWORKS["actors-by-arenas"]).nodes[OTHER]["sectors"]
    chosen = Reader(together().store).read(
        NETWORKS["actors-by-arenas"], Filters(sectors=frozenset({sector.iri}))
    )
    assert OTHERS_ARENA in chosen[ONE]
