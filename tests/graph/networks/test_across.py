"""Two programmes in one graph: each by itself is what it is alone; together they share what is the same."""

import shutil
from pathlib import Path

import networkx as nx
import pytest

from graph.build import assemble
from graph.networks.reading import Filters, Reader
from graph.networks.registry import NETWORKS
from graph.store import EmbeddedStore
from ontology.terms import ID
from tests.fjordvik import FJORDVIK, fjordvik
from tests.graph.programmes import FIXTURES, lay_out

OFFICE, NEIGHBOURS = "fjordvik/organisation/nav-fjordvik", "demo/organisation/nabolaget"


def together(folder: Path) -> Path:
    """Lay out two programmes that have an organisation in common, and return the data folder."""
    data = lay_out("valid/neighbours", folder)
    shutil.copytree(FJORDVIK, data, dirs_exist_ok=True)
    shutil.copytree(FIXTURES.parent / "across", data, dirs_exist_ok=True)
    return data


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return assemble(together(tmp_path_factory.mktemp("both")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return assemble(lay_out("valid/neighbours", tmp_path_factory.mktemp("demo")))


def described(network: "nx.Graph[str]") -> tuple[object, object]:
    """Return what tells two networks apart."""
    nodes = {node: (told.get("mode"), told["sectors"]) for node, told in network.nodes(data=True)}
    ties = {
        frozenset(tie[:2]): sorted(each.iri for each in tie[2]["assertions"])
        for tie in network.edges(data=True)
    }
    return nodes, ties


@pytest.mark.parametrize("name", NETWORKS)
def test_a_programme_by_itself_is_what_it_is_alone(
    name: str, both: EmbeddedStore, demo: EmbeddedStore
) -> None:
    reader = Reader(both)
    for programme, alone in (("fjordvik", fjordvik()), ("demo", demo)):
        found = reader.read(NETWORKS[name], Filters(programmes=frozenset({programme})))
        expected = Reader(alone).read(NETWORKS[name])
        if name == "whole":  # in which the two have a tie more, since they are the same
            expected.remove_nodes_from([NEIGHBOURS])
            found.remove_nodes_from([NEIGHBOURS])
        assert described(found) == described(expected)


def test_together_what_is_the_same_is_one_node_with_the_ties_of_both(both: EmbeddedStore) -> None:
    network = Reader(both).read(NETWORKS["actors-by-arenas"])
    assert NEIGHBOURS in network
    assert OFFICE not in network
    alone = Reader(fjordvik()).read(NETWORKS["actors-by-arenas"])
    assert set(alone[OFFICE]) < set(network[NEIGHBOURS])
    assert "demo/arena/kafe" in network[NEIGHBOURS]
    assert network.nodes[NEIGHBOURS]["sectors"] == alone.nodes[OFFICE]["sectors"]


def test_an_order_of_names_says_nothing(both: EmbeddedStore) -> None:
    """A filter on the sector that only the other programme states lets the shared actor through."""
    sector = Reader(both).read(NETWORKS["organisations"]).nodes[NEIGHBOURS]["sectors"][0].iri
    chosen = Reader(both).read(NETWORKS["actors-by-arenas"], Filters(sectors=frozenset({sector})))
    assert "demo/arena/kafe" in chosen[NEIGHBOURS]
    assert chosen.nodes[NEIGHBOURS]["iri"] == ID + NEIGHBOURS
