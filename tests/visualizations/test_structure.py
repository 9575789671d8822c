"""Communities and brokers are told as the measures have them, with what chance gives."""

import networkx as nx
import pytest

from graph.analysis.keeping import KeptAnalysis, read_analysis, write_analyses
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from tests.fjordvik import fjordvik
from visualizations.structure import ACTORS_BY_ARENAS, communities, structure


@pytest.fixture(scope="module")
def network() -> "nx.Graph[str]":
    found: nx.Graph[str] = Reader(fjordvik()).read(NETWORKS[ACTORS_BY_ARENAS])
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptAnalysis:
    directory = tmp_path_factory.mktemp("snapshots") / "one"
    directory.mkdir()
    write_analyses(fjordvik(), directory, samples=0)
    found = read_analysis(directory, ACTORS_BY_ARENAS)
    assert found is not None
    return found


def test_communities_are_of_actors_that_were_together(network: "nx.Graph[str]") -> None:
    found = communities(network)
    assert found
    assert [len(actors) for actors in found] == sorted((len(actors) for actors in found), reverse=True)
    named = [actor for actors in found for actor in actors]
    assert len(named) == len(set(named))
    assert all(network.nodes[actor]["mode"] == "actor" for actor in named)
    for actors in found:
        settings = {setting for actor in actors for setting in network[actor]}
        assert nx.is_connected(network.subgraph({*actors, *settings}))


def test_brokers_join_communities_and_stand_between_most_first(
    network: "nx.Graph[str]", kept: KeptAnalysis
) -> None:
    told = structure(network, kept, "en")
    assert told is not None
    values = {each.name: each.value or 0 for each in kept.of("two-mode-betweenness")}
    ranks = [values[broker["id"]] for broker in told["brokers"]]
    assert ranks
    assert ranks == sorted(ranks, reverse=True)
    assert all("communities 1, 2" in broker["was_in"] for broker in told["brokers"])
    assert all("not held against chance" in broker["chance"] for broker in told["brokers"])


def test_nothing_is_told_where_nothing_was_computed(network: "nx.Graph[str]", kept: KeptAnalysis) -> None:
    assert structure(network, None, "nb") is None
    assert structure(nx.Graph(two_mode=True), kept, "nb") is None
