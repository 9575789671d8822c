"""The map as a pyvis network that writes its own page.

What the network holds is what the page shows: picture, table, legend and counts are all made from pyvis's `nodes` and
`edges` when the page is written. pyvis 0.3.2 is the model only; its template, its files and its links to other hosts
are not used, and its quadratic `add_edge` is replaced.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

import networkx as nx
from pyvis.network import Network

from graph.errors import SnapshotError
from graph.networks import MODALITIES, Part
from visualizations.labels import wrap
from visualizations.layout import Layout
from visualizations.marks import MARKS, mark_of
from visualizations.rendering import render
from visualizations.sources import period, source
from visualizations.wording import Wording, alphabetical, capitalised, wording

_STARTS: Final = 5
"""How many settings the guide offers to begin with."""


class MapNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """The two-mode map in one language.

    >>> network = MapNetwork("en")
    >>> network.add_node("demo/arena/cafe", "Café")
    >>> network.add_node("demo/arena/cafe", "Café again")
    >>> network.num_nodes()
    1
    """

    def __init__(self, language: str, edition: str = "") -> None:
        """Begin an empty map; the edition of the data, if given, is printed at the foot of the page."""
        super().__init__()
        self.toggle_physics(status=False)
        self.language = language
        self.edition = edition
        self._tied: set[frozenset[str]] = set()

    def add_node(self, n_id: str, label: str | None = None, **options: Any) -> None:
        """Add a node in constant time; a second of the same id is ignored, as pyvis does."""
        if n_id in self.node_map:
            return
        node = {**options, "id": n_id, "label": n_id if label is None else label}
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge in constant time; a second between the same nodes is ignored, as pyvis does.

        Raises:
            ValueError: one of the nodes is not there.
        """
        for node in (source, to):
            if node not in self.node_map:
                raise ValueError(f"There is no node {node!r}: add it before its edges.")
        pair = frozenset((source, to))
        if pair not in self._tied:
            self._tied.add(pair)
            self.edges.append({**options, "from": source, "to": to})

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Write the page of the map. The parameters are pyvis's own and decide nothing here."""
        nodes, edges, *_, options = self.get_network_data()
        named = {node["id"]: node for node in nodes}
        ties = [edge for edge in edges if edge["from"] in named and edge["to"] in named]
        t = wording(self.language)
        return render(
            "map.html",
            self.language,
            here="map",
            path="map",
            edition=self.edition,
            counts=_counts(nodes, ties, t),
            rows=_rows(named, ties),
            legend=_legend(nodes, ties, t),
            starts=_starts(named, ties, t),
            network={
                "nodes": nodes,
                "edges": ties,
                "options": json.loads(options),
                "marks": {name: {"path": mark.path, "filled": mark.filled} for name, mark in MARKS.items()},
                "texts": t.part("script."),
            },
        )


def map_network(network: "nx.Graph[str]", layout: Layout, language: str, edition: str = "") -> MapNetwork:
    """Build the map of a two-mode network, as `graph.networks.actors_by_arenas` reads it, in a language.

    Raises:
        SnapshotError: the layout lacks a node.
    """
    built = MapNetwork(language, edition)
    t = wording(language)
    for node, attributes in network.nodes.items():
        built.add_node(node, **_node(node, attributes, layout, t))
    for one, other, tie in network.edges(data=True):
        parts = sorted(tie["parts"], key=lambda part: part.participation.iri)
        built.add_edge(one, other, **_tie(parts, tie["modality"], t))
    return built


def _node(node: str, attributes: Mapping[str, Any], layout: Layout, t: Wording) -> dict[str, Any]:
    """Return the options of a node: vis-network's own names where it has one, ours for the rest."""
    missing = [screen for screen, places in layout.items() if node not in places]
    if missing:
        raise SnapshotError(f"The layout has no place for {node}. Run `husk build` again.")
    name = attributes[f"label_{t.language}"]
    sectors = {sector.iri.rpartition("/")[2]: sector.label.get(t.language) for sector in attributes["sectors"]}
    mark = mark_of(attributes["mode"], attributes["kind"], sectors)
    kind = attributes["kind_label"].get(t.language) if attributes["kind_label"] else ""
    if attributes["mode"] == "setting":
        group_name = about = kind
    else:
        group_name = sectors.get(mark.name, t("legend.no-sector"))
        about = " · ".join(filter(None, (kind, *(sectors.values() or [group_name]))))
    description = attributes["description"]
    return {
        "label": wrap(name),
        "shape": "custom",
        "group": mark.name,
        "groupName": group_name,
        "x": layout["wide"][node][0],
        "y": layout["wide"][node][1],
        "tall": layout["tall"][node],
        "mode": attributes["mode"],
        "name": name,
        "about": capitalised(about),
        "names": attributes["names"],
        "description": description.get(t.language) if description else "",
        "href": f"/{t.language}/id/{node}",
    }


def _tie(parts: Iterable[Part], modality: str, t: Wording) -> dict[str, Any]:
    """Return the options of an edge: each part that the one had in the other, with its sources in words."""
    labels = {
        assertion.modality.iri.rpartition("/")[2]: assertion.modality.label.get(t.language)
        for part in parts
        for assertion in part.assertions
    }
    told = [
        {
            "agent": part.agent,
            "setting": part.setting,
            "role": capitalised(part.participation.role.label.get(t.language)),
            "period": period(part.participation.period, t),
            "modalities": [labels[name] for name in part.modalities if name != "actual"],
            "sources": [source(assertion, t) for assertion in part.assertions],
        }
        for part in parts
    ]
    first = told[0]
    return {
        "id": f"{first['agent']}~{first['setting']}",
        "modality": modality,
        "modalityName": labels[modality],
        "dashes": modality != "actual",
        "parts": told,
    }


def _counts(nodes: Iterable[Mapping[str, Any]], ties: Iterable[Mapping[str, Any]], t: Wording) -> str:
    """Say how many actors, settings and ties there were, and how many ties besides that never were actual."""
    actual = [tie for tie in ties if tie["modality"] == "actual"]
    tied = {end for tie in actual for end in (tie["from"], tie["to"])}
    modes = Counter(node["mode"] for node in nodes if node["id"] in tied)
    counts = t(
        "map.counts",
        actors=t.count("count.actors", modes["actor"]),
        settings=t.count("count.settings", modes["setting"]),
        ties=t.count("count.ties", len(actual)),
    )
    besides = len(list(ties)) - len(actual)
    return f"{counts} {t.count('map.besides', besides)}" if besides else counts


def _rows(named: Mapping[str, Mapping[str, Any]], ties: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of the table: one for each part that an actor had, in alphabetical order."""
    rows = [
        {"tie": tie["id"], "actor": _shown(named[part["agent"]]), "setting": _shown(named[part["setting"]]), "part": part}
        for tie in ties
        for part in tie["parts"]
    ]
    return sorted(
        rows,
        key=lambda row: (
            alphabetical(row["actor"]["name"]),
            alphabetical(row["setting"]["name"]),
            row["part"]["role"],
        ),
    )


def _shown(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node with the drawing of its mark."""
    return {**node, "mark": MARKS[node["group"]]}


def _legend(
    nodes: Iterable[Mapping[str, Any]], ties: Iterable[Mapping[str, Any]], t: Wording
) -> list[dict[str, Any]]:
    """Return the legend: marks of actors, marks of settings, and lines where there is more than one kind of them."""
    counts = Counter((node["mode"], node["group"], node["groupName"]) for node in nodes)
    lines = Counter((tie["modality"], tie["modalityName"]) for tie in ties)
    groups = []
    for mode in ("actor", "setting"):
        entries = [
            {"value": f"{mode} {group}", "label": capitalised(name), "mark": MARKS[group], "count": count}
            for (own_mode, group, name), count in counts.items()
            if own_mode == mode
        ]
        entries.sort(key=lambda entry: list(MARKS).index(entry["mark"].name))
        groups.append({"name": "group", "title": t(f"legend.{mode}s"), "entries": entries})
    if len(lines) > 1:
        entries = [
            {"value": modality, "label": capitalised(name), "mark": None, "count": count}
            for (modality, name), count in lines.items()
        ]
        entries.sort(key=lambda entry: MODALITIES.index(entry["value"]))
        groups.append({"name": "modality", "title": t("legend.ties"), "entries": entries})
    return [group for group in groups if group["entries"]]


def _starts(
    named: Mapping[str, Mapping[str, Any]], ties: Iterable[Mapping[str, Any]], t: Wording
) -> list[dict[str, Any]]:
    """Return the settings with the most actors, to begin with."""
    counts = Counter(end for tie in ties for end in (tie["from"], tie["to"]))
    settings = [node for node in named.values() if node["mode"] == "setting"]
    settings.sort(key=lambda node: (-counts[node["id"]], alphabetical(node["name"])))
    return [
        {**_shown(node), "count": t.count("count.ties", counts[node["id"]])} for node in settings[:_STARTS]
    ]
