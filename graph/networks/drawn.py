"""Networks as a map draws them: in every modality, with one line between two nodes whichever way ties go."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

import networkx as nx

from graph.networks.reading import Filters, Reader, Tie
from graph.networks.registry import UNDERTAKEN, Projection
from graph.reading.descriptions import Labelled, Text
from ontology.terms import MODALITIES

ACTORS: Final = frozenset({"organisation", "group", "party", "person"})
"""The kinds of who takes part in something."""

_ALL: Final = frozenset(MODALITIES)


def drawn(
    reader: Reader, projection: Projection, programmes: frozenset[str] | None = None
) -> "nx.Graph[str]":
    """Read a network for a map, of some programmes or of all.

    Nodes are as `Reader.read` describes them, each with a `mode`: `actor`, `setting`, or `idea` for all else.
    A tie has its `ties`, each a `Tie` with a direction of its own, and the most certain `modality` of theirs.
    Where actors share settings, each setting that two of them share is a `Tie`, related by that setting.
    """
    network: Any = reader.read(_in_two_modes(projection), Filters(modalities=_ALL, programmes=programmes))
    found = _unconnected(network, projection)
    for tie, modality in _sharing(network) if projection.shared else _ties(network):
        if not found.has_edge(tie.source, tie.target):
            found.add_edge(tie.source, tie.target, ties=(), modality=modality)
        edge = found.edges[tie.source, tie.target]
        edge["ties"] += (tie,)
        edge["modality"] = min(edge["modality"], modality, key=MODALITIES.index)
    return found


def outline(
    reader: Reader, projection: Projection, programmes: frozenset[str] | None = None
) -> "nx.Graph[str]":
    """Read the same nodes, and which of them have a tie, without who says so: all that a layout takes."""
    network: Any = reader.outline(_in_two_modes(projection), programmes)
    found = _unconnected(network, projection)
    pairs = (pair for _, pair in _pairs_sharing(network))
    found.add_edges_from(pairs if projection.shared else network.edges)
    return found


def _in_two_modes(projection: Projection) -> Projection:
    """Return a network of actors that share settings as one of actors and settings; any other as it is."""
    return replace(projection, shared=None, two_mode=True) if projection.shared else projection


def _unconnected(network: Any, projection: Projection) -> "nx.Graph[str]":
    """Return the nodes of a network as they are drawn."""
    found: nx.Graph[str] = nx.Graph(name=projection.name)
    for node, data in network.nodes(data=True):
        mode = data.get("mode") or _mode(data["kind"])
        if mode == "actor" or not projection.shared:
            found.add_node(node, **{**data, "mode": mode})
    return found


def _mode(kind: str) -> str:
    """Tell what a node is by its kind."""
    if kind in ACTORS:
        return "actor"
    return "setting" if kind in UNDERTAKEN else "idea"


def _pairs_sharing(network: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each setting of a two-mode network with each two actors that share it."""
    for node, data in network.nodes(data=True):
        if data["mode"] == "setting":
            for one, other in combinations(sorted(network[node]), 2):
                yield node, (one, other)


def _ties(network: Any) -> Iterator[tuple[Tie, str]]:
    """Yield each tie of a network, and its modality."""
    for *_, data in network.edges(data=True):
        for tie in data["ties"]:
            yield tie, tie.modalities[0]


def _sharing(network: Any) -> Iterator[tuple[Tie, str]]:
    """Yield a tie for each setting that two actors share, resting on all that says that either was there.

    It is in the modality of the less certain of the two.
    """
    for setting, (one, other) in _pairs_sharing(network):
        ends = [network.edges[end, setting] for end in (one, other)]
        told = network.nodes[setting]
        relation = Labelled(told["iri"], Text(told["label_nb"], told["label_en"]))
        assertions = {each.iri: each for end in ends for each in end["assertions"]}
        least = max((end["modality"] for end in ends), key=MODALITIES.index)
        yield Tie(one, other, relation, (), tuple(assertions.values())), least
