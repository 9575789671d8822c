"""Public networks whose values are in the literature, as matrices."""

from functools import cache
from typing import Any

import networkx as nx
import numpy as np
from networkx.algorithms import bipartite
from scipy.sparse import csr_array


@cache
def karate() -> "nx.Graph[int]":
    """Zachary's karate club: 34 members, 78 ties, with weights."""
    network: nx.Graph[int] = nx.karate_club_graph()
    return network


@cache
def florence() -> "nx.Graph[str]":
    """The marriages of Florentine families (Padgett), with Pucci, who had none."""
    network: nx.Graph[str] = nx.florentine_families_graph()
    network.add_node("Pucci")
    return network


@cache
def southern_women() -> "nx.Graph[str]":
    """18 women by 14 events (Davis, Gardner and Gardner 1941)."""
    network: nx.Graph[str] = nx.davis_southern_women_graph()
    return network


WOMEN = tuple(node for node, data in southern_women().nodes(data=True) if data["bipartite"] == 0)
EVENTS = tuple(node for node, data in southern_women().nodes(data=True) if data["bipartite"] == 1)


def attendance() -> Any:
    """Return women by events as a matrix."""
    return csr_array(bipartite.biadjacency_matrix(southern_women(), WOMEN, EVENTS).astype(float))


def adjacency(network: Any, *, weight: str | None = None) -> Any:
    """Return a network as a matrix, its nodes in their order."""
    return csr_array(nx.to_numpy_array(network, weight=weight or "none"))


def by_node(network: Any, values: Any) -> dict[Any, float]:
    """Return values by node; None for undefined ones."""
    return dict(zip(network, values.tolist(), strict=True))


def random_network(seed: int, nodes: int = 30, share: float = 0.12) -> "nx.Graph[int]":
    """Make a network with several components and isolates, weighted."""
    chance = np.random.default_rng(seed)
    network: nx.Graph[int] = nx.gnp_random_graph(nodes, share, seed=seed)
    for _, _, tie in network.edges(data=True):
        tie["weight"] = float(chance.integers(1, 6))
    network.add_nodes_from(range(nodes, nodes + 3))
    return network
