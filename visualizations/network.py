"""The map as a pyvis network that writes its own page.

What the network holds is what the page shows: all of it is made from pyvis's `nodes` and `edges` when the
page is written. pyvis is the model only; its template, its files and its links to other hosts are not used,
and its `add_edge`, which looks through all edges, is replaced.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from pyvis.network import Network

from graph.errors import SnapshotError
from graph.names import last_part
from graph.networks.reading import Tie, modality_of
from graph.values import Iri
from ontology.terms import ID
from visualizations.drawing import Caption, drawing
from visualizations.labels import wrap
from visualizations.layout import TALL, WIDE, Layout
from visualizations.map_page import legend, map_page
from visualizations.marks import mark_of
from visualizations.sources import evidence, years
from visualizations.wording import Wording, capitalised, wording


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

    def generate_html(self, *_settings: object, **_options: object) -> str:
        """Write the page of the map; what pyvis would have it take decides nothing here."""
        nodes, edges, *_, options = self.get_network_data()
        return map_page(nodes, edges, json.loads(options), self.language, self.edition)

    def generate_svg(self, *, with_words: bool = True) -> str:
        """Draw the map; with words it tells its title, legend and source."""
        nodes, edges, *_ = self.get_network_data()
        if not with_words:
            return drawing(nodes, edges, self.language)
        t = wording(self.language)
        source = t("drawing.source", edition=self.edition[:12])
        return drawing(nodes, edges, self.language, Caption(t("map.title"), legend(nodes, edges, t), source))


def map_network(
    network: "nx.Graph[str]",
    layout: Layout,
    language: str,
    edition: str = "",
    measures: Mapping[str, Mapping[str, float]] | None = None,
) -> MapNetwork:
    """Build the map of a network, as `graph.networks.drawn` reads it, in a language.

    Args:
        network: who took part in what.
        layout: where each node stands.
        language: `nb` or `en`.
        edition: the edition of the data, if it is to be told.
        measures: what `visualizations.measuring.measured` found of the nodes.

    Raises:
        SnapshotError: the layout lacks a node.
    """
    built = MapNetwork(language, edition)
    t = wording(language)
    for node, attributes in network.nodes.items():
        values = {name: round(value, 6) for name, value in (measures or {}).get(node, {}).items()}
        built.add_node(node, **_node(node, attributes, layout, t), measures=values)
    for one, other, tie in network.edges(data=True):
        built.add_edge(one, other, **_tie(sorted(tie["ties"], key=_id), tie["modality"], t))
    return built


def _node(node: str, attributes: Mapping[str, Any], layout: Layout, t: Wording) -> dict[str, Any]:
    """Return the options of a node: vis-network's own names where it has one, ours for the rest."""
    missing = [screen for screen, places in layout.items() if node not in places]
    if missing:
        raise SnapshotError(f"The layout has no place for {node}. Run `husk build` again.")
    name = attributes[f"label_{t.language}"]
    sectors = {
        sector.iri.rpartition("/")[2]: sector.label.get(t.language) for sector in attributes["sectors"]
    }
    mark = mark_of(attributes["mode"], attributes["kind"], sectors)
    kind = attributes["kind_label"].get(t.language) if attributes["kind_label"] else ""
    if attributes["mode"] == "setting":
        group_name, about = kind, [kind]
    else:
        group_name = sectors.get(mark.name, t("legend.no-sector"))
        about = [kind, *(sectors.values() or [group_name])]
    about += [status.label.get(t.language) for status in attributes["statuses"]]
    description = attributes["description"]
    return {
        "label": wrap(name, WIDE.line),
        "shape": "custom",
        "group": mark.name,
        "groupName": group_name,
        "x": layout[WIDE.name][node][0],
        "y": layout[WIDE.name][node][1],
        "tall": {
            "label": wrap(name, TALL.line),
            "x": layout[TALL.name][node][0],
            "y": layout[TALL.name][node][1],
        },
        "mode": attributes["mode"],
        "name": name,
        "about": capitalised(" · ".join(filter(None, about))),
        "isActual": not attributes["statuses"],
        "names": [
            {"text": other.text, "lang": None if other.language == t.language else other.language}
            for other in attributes["names"]
            if other.text != name
        ],
        "description": description.get(t.language) if description else "",
        "href": f"/{t.language}/id/{node}",
    }


def _id(tie: Tie) -> str:
    """Return what names a tie on the page: its participation, or else its ends and how they are related."""
    if tie.participation:
        return tie.participation.removeprefix(ID)
    return f"{tie.source}~{last_part(Iri(tie.relation.iri))}~{tie.target}"


def _tie(ties: Sequence[Tie], modality: str, t: Wording) -> dict[str, Any]:
    """Return the options of an edge: each tie of the one to the other, with its sources in words."""
    labels = {
        modality_of(assertion): assertion.modality.label.get(t.language)
        for tie in ties
        for assertion in tie.assertions
    }
    told = [
        {
            "id": _id(tie),
            "agent": tie.source,
            "setting": tie.target,
            "role": capitalised(tie.relation.label.get(t.language)),
            "period": ", ".join(period.label.get(t.language) for period in tie.periods) or None,
            "times": [years(span) for span in tie.times if span.is_dated],
            "modalities": [labels[name] for name in tie.modalities if name != "actual"],
            **evidence(tie.assertions, t),
        }
        for tie in ties
    ]
    return {
        "id": f"{ties[0].source}~{ties[0].target}",
        "modality": modality,
        "modalityName": labels[modality],
        "dashes": modality != "actual",
        "parts": told,
    }
