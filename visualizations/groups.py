"""Groups of a network that is too large to be drawn at once: many ties within, and few to the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import networkx as nx
from scipy.sparse import csr_array

from graph.measures.communities import leiden
from ontology.terms import LANGUAGES
from visualizations.wording import wording

LARGEST: Final = 1500
"""A network with more nodes is drawn group by group."""
REST: Final = "rest"
"""The name of the group that holds what is in no other."""
CLUSTER: Final = "cluster"
"""The kind of a node that stands for a group."""

_SMALLEST: Final = 5
_CROWDED: Final = 1000
"""A group of more is taken apart in turn, as far as it comes apart."""

Groups = Mapping[str, Sequence[str]]
"""The members of each group by its name: the id of the one with the most ties, which stands first."""


def grouped(network: "nx.Graph[str]") -> Groups:
    """Sort the nodes of a network into groups, the largest first; few that hang together join the rest.

    >>> two = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(7))
    >>> {name: len(members) for name, members in grouped(nx.relabel_nodes(two, str)).items()}
    {'6': 7, '0': 6}
    """
    parts = _communities(network, list(network))
    apart = [part for part in parts if len(part) >= _SMALLEST]
    found = {}
    for part in sorted(apart, key=lambda part: -len(part)):
        members = sorted(part, key=lambda node: -network.degree[node])
        found[members[0]] = members
    rest = [node for part in parts if len(part) < _SMALLEST for node in part]
    return {**found, REST: rest} if rest else found


def _communities(network: "nx.Graph[str]", nodes: Sequence[str]) -> list[list[str]]:
    """Find the communities among some nodes; one that is crowded is taken apart in turn."""
    adjacency: Any = nx.adjacency_matrix(network.subgraph(nodes), nodelist=nodes)
    parts: dict[int, list[str]] = {}
    for node, number in zip(nodes, leiden(csr_array(adjacency), seed=1).tolist(), strict=True):
        parts.setdefault(number, []).append(node)
    return [
        smaller
        for part in parts.values()
        for smaller in (_communities(network, part) if _CROWDED < len(part) < len(nodes) else [part])
    ]


def condensed(network: "nx.Graph[str]", groups: Groups) -> "nx.Graph[str]":
    """Return the network of the groups, called after their first members, in both languages.

    Two have a tie where any of their members have one: its `pairs` are the ends of those.
    """
    of = {node: name for name, members in groups.items() for node in members}
    found: nx.Graph[str] = nx.Graph()
    for name, members in groups.items():
        labels = {
            f"label_{language}": wording(language)("group.rest", number=str(len(members)))
            if name == REST
            else f"{network.nodes[name][f'label_{language}']} ({len(members)})"
            for language in LANGUAGES
        }
        found.add_node(name, mode="group", kind=CLUSTER, sectors=(), **labels)
    for one, other in network.edges:
        if of[one] != of[other]:
            if not found.has_edge(of[one], of[other]):
                found.add_edge(of[one], of[other], pairs=[])
            found.edges[of[one], of[other]]["pairs"].append((one, other))
    return found


def among(network: "nx.Graph[str]", members: Iterable[str]) -> "nx.Graph[str]":
    """Return some nodes of a network in their order, with the ties between them."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from((node, network.nodes[node]) for node in members)
    ties = network.edges(list(found), data=True)
    found.add_edges_from(tie for tie in ties if tie[1] in found)
    return found
