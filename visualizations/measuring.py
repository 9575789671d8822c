"""What marks on a map may be sized and coloured by: measures of what was so, with persons left out."""

from collections.abc import Mapping
from typing import Any, Final

import networkx as nx

from graph.measures.computing import node_values
from graph.measures.measure import Undefined
from graph.measures.registry import MEASURES

PERSON: Final = "person"
"""The kind of node of which nothing is measured."""
_TWO_MODE: Final = ("two-mode-count", "two-mode-closeness", "two-mode-betweenness")
_ONE_MODE: Final = ("degree", "closeness", "betweenness")
_DIRECTED: Final = ("degree", "in-degree")


def measured(network: "nx.Graph[str]") -> Mapping[str, Mapping[str, float]]:
    """Return by node the values of some measures, by their names; what is undefined is left out.

    >>> network = nx.Graph()
    >>> network.add_node("users", mode="actor", kind="group", sectors=())
    >>> network.add_node("clinic", mode="setting", kind="arena")
    >>> network.add_edge("users", "clinic", modality="actual")
    >>> measured(network)["users"]["two-mode-count"]
    1.0
    """
    plain = measurable(network)
    if not plain.number_of_edges():
        return {}
    names = _TWO_MODE if plain.graph["two_mode"] else _DIRECTED if plain.is_directed() else _ONE_MODE
    found: dict[str, dict[str, float]] = {node: {} for node in plain}
    for name in names:
        for node, value in node_values(MEASURES[name], plain).items():
            if not isinstance(value, Undefined):
                found[node][name] = value
    return found


def measurable(network: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return what of a network is measured: the actual ties of all but persons.

    Where actors take part in settings, ties between settings are left out, so that there are two modes.
    """
    two_mode = {attributes.get("mode") for attributes in network.nodes.values()} == {"actor", "setting"}
    pairs = [
        (one, other)
        for one, other, tie in network.edges(data=True)
        if tie.get("modality", "actual") == "actual"
        and PERSON not in {network.nodes[end]["kind"] for end in (one, other)}
        and not (two_mode and network.nodes[one]["mode"] == network.nodes[other]["mode"])
    ]
    tied = {node for pair in pairs for node in pair}
    attributes: Any = {"two_mode": two_mode}
    is_directed = network.is_directed() and not two_mode
    found: nx.Graph[str] = nx.DiGraph(**attributes) if is_directed else nx.Graph(**attributes)
    found.add_nodes_from((node, network.nodes[node]) for node in network if node in tied)
    found.add_edges_from(pairs)
    return found
