"""Two programmes in one graph: each by itself is what it is alone; together they share what is the same."""

import networkx as nx
import pytest

from graph.networks.drawn import drawn, outline
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
        assert described(found) == described(expected)


@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_is_tied_to_itself_for_being_the_same(name: str) -> None:
    network = Reader(together().store).read(NETWORKS[name])
    assert not [tie for tie in network.edges if tie[0] == tie[1]]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("programmes", [None, frozenset({"havnevik"})])
def test_the_outline_has_what_is_drawn(name: str, programmes: frozenset[str] | None) -> None:
    reader = Reader(together().store)
    whole = drawn(reader, NETWORKS[name], programmes)
    assert sorted(outline(reader, NETWORKS[name], programmes)) == sorted(whole)


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
