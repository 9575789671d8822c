"""Of a network that says more than a page can carry, the ties that most is said of, with some who say so.

A map carries who states each tie, for whoever opens or filters it. Where hundreds of actors met in one place
that would be a page of a hundred megabytes.
"""

from dataclasses import replace
from typing import Any, Final

import networkx as nx

from graph.networks.reading import Tie, modality_of

MOST_CARRIED: Final = 20_000
"""How many assertions a map carries at the most; beyond, it shows the strongest ties alone."""
MOST_SHOWN: Final = 1_000
"""How many ties are then shown."""
MOST_TOLD: Final = 3
"""How many assertions then tell of each; more where there are more modalities."""


def carried(network: "nx.Graph[str]") -> int:
    """Return how many assertions state the ties of a network."""
    return sum(_support(told["ties"]) for *_, told in network.edges(data=True))


def strongest(network: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return a network as it is drawn, with all its nodes and the ties that most assertions state."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(network.nodes(data=True))
    every: Any = network.edges(data=True)
    for one, other, told in sorted(every, key=lambda edge: -_support(edge[2]["ties"]))[:MOST_SHOWN]:
        found.add_edge(one, other, **{**told, "ties": list(map(_shortened, told["ties"]))})
    return found


def _support(ties: Any) -> int:
    return sum(len(tie.assertions) for tie in ties)


def _shortened(tie: Tie) -> Tie:
    """Leave out all but the first assertions of a tie; of each modality one stays."""
    firsts = {modality_of(assertion): assertion for assertion in reversed(tie.assertions)}
    others = [assertion for assertion in tie.assertions if assertion not in firsts.values()]
    return replace(tie, assertions=(*firsts.values(), *others[: max(0, MOST_TOLD - len(firsts))]))
