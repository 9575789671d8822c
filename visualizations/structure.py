"""Who was more together than with others, and who joins them, in words, beside what chance gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import networkx as nx

from graph.analysis.analysing import Analysed
from graph.analysis.assessment import LeftToChance
from graph.analysis.keeping import KeptAnalysis
from graph.measures.communities import leiden
from graph.measures.computing import laid_out
from graph.measures.matrices import without_loops
from graph.networks.one_mode import projected
from visualizations.distribution import figure
from visualizations.wording import Wording, wording

ACTORS_BY_ARENAS: Final = "actors-by-arenas"
"""The network of which it is told."""
SMALLEST: Final = 3
"""Fewer actors than these are no community that is told."""
_COMMUNITIES: Final = 6
_BROKERS: Final = 5
_NAMED: Final = 3
_SURE: Final = 0.05


def structure(network: "nx.Graph[str]", kept: KeptAnalysis | None, language: str) -> dict[str, Any] | None:
    """Tell the communities of a network of actors by settings, and the actors that join them.

    Communities are those of which `graph.measures` tells the modularity.

    Args:
        network: as `graph.networks.reading` reads it.
        kept: what was computed of it; without that there is nothing to tell.
        language: `nb` or `en`.
    """
    found = communities(network)
    if kept is None or not found:
        return None
    t = wording(language)
    numbers = {actor: place for place, actors in enumerate(found, 1) for actor in actors}
    brokers = [
        each
        for each in kept.of("two-mode-betweenness")
        if each.value and each.name in numbers and len(_joined(network, each.name, numbers)) > 1
    ]
    brokers.sort(key=lambda each: (-(each.value or 0), each.name))
    return {
        "network": kept.network,
        "communities": [_community(network, actors, t) for actors in found[:_COMMUNITIES]],
        "fewer": str(max(len(found) - _COMMUNITIES, 0) or ""),
        "agreement": _agreement(kept, t),
        "brokers": [_broker(network, each, numbers, t) for each in brokers[:_BROKERS]],
    }


def communities(network: "nx.Graph[str]") -> list[list[str]]:
    """Return the communities of the actors of a network, the largest first.

    In each of them who was in most settings comes first.
    """
    laid = laid_out(projected(network, "newman"))
    found: dict[int, list[str]] = {}
    for actor, community in zip(laid.rows, leiden(without_loops(laid.matrix), seed=0).tolist(), strict=True):
        found.setdefault(community, []).append(actor)
    large = [actors for actors in found.values() if len(actors) >= SMALLEST]
    for actors in large:
        actors.sort(key=lambda actor: (-network.degree[actor], actor))
    return sorted(large, key=lambda actors: (-len(actors), actors[0]))


def _community(network: "nx.Graph[str]", actors: Sequence[str], t: Wording) -> dict[str, Any]:
    """Tell who is in a community, and what they were in together."""
    shared = Counter(setting for actor in actors for setting in network[actor])
    most = sorted(
        (name for name, count in shared.items() if count > 1), key=lambda name: (-shared[name], name)
    )
    return {
        "actors": [_named(network, actor, t) for actor in actors[:_NAMED]],
        "others": str(max(len(actors) - _NAMED, 0) or ""),
        "settings": [_named(network, setting, t) for setting in most[:_NAMED]],
    }


def _agreement(kept: KeptAnalysis, t: Wording) -> str:
    """Tell how far the communities are to be trusted."""
    stability = [
        f"{t('structure.stability', value=figure(each.value, t))} {_against_chance(each, t)}"
        for each in kept.of("community-stability")
        if each.value is not None
    ]
    modularity = [
        f"{t('structure.modularity', value=figure(each.value, t))} {_against_chance(each, t)}"
        for each in kept.of("modularity")
        if each.value is not None
    ]
    return " ".join([*stability, *modularity])


def _broker(
    network: "nx.Graph[str]", value: Analysed, numbers: Mapping[str, int], t: Wording
) -> dict[str, Any]:
    """Tell what an actor joins."""
    met = {other for setting in network[value.name] for other in network[setting]} - {value.name}
    sectors = {sector.label.get(t.language) for other in met for sector in network.nodes[other]["sectors"]}
    return {
        **_named(network, value.name, t),
        "was_in": t(
            "structure.was-in",
            settings=t.count("structure.settings", len(network[value.name])),
            communities=", ".join(map(str, _joined(network, value.name, numbers))),
            sectors=", ".join(sorted(sectors)) or t("legend.no-sector"),
        ),
        "chance": t("structure.between", value=figure(value.value or 0, t)) + " " + _against_chance(value, t),
    }


def _joined(network: "nx.Graph[str]", actor: str, numbers: Mapping[str, int]) -> list[int]:
    """Return the communities of all with whom an actor was in a setting, its own among them."""
    met = {other for setting in network[actor] for other in network[setting]}
    return sorted({numbers[other] for other in met if other in numbers})


def _against_chance(value: Analysed, t: Wording) -> str:
    """Tell what chance gives for a value, where that is known."""
    chance = value.chance.get(LeftToChance.TIES)
    if chance is None or chance.low is None or chance.high is None or value.value is None:
        return t("structure.untested")
    words = t("structure.chance", low=figure(chance.low, t), high=figure(chance.high, t))
    if chance.adjusted_p is None or chance.adjusted_p >= _SURE:
        return f"{words} {t('structure.enough')}"
    is_more = chance.mean is not None and value.value > chance.mean
    return f"{words} {t('structure.more') if is_more else t('structure.less')}"


def _named(network: "nx.Graph[str]", node: str, t: Wording) -> dict[str, str]:
    """Name a node, so that it leads to its page and its place on the map."""
    return {
        "id": node,
        "name": network.nodes[node][f"label_{t.language}"],
        "href": f"/{t.language}/id/{node}",
    }
