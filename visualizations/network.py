"""The map as a pyvis network that writes its own page.

What the network holds is what the page shows: all of it is made from pyvis's `nodes` and `edges` when the
page is written. pyvis is the model only; its template, its files and its links to other hosts are not used,
and its `add_edge`, which looks through all edges, is replaced.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import networkx as nx
from pyvis.network import Network

from graph.errors import SnapshotError
from graph.names import last_part
from graph.networks.reading import Tie, modality_of
from graph.values import Iri
from ontology.terms import ID, MODALITIES
from visualizations.drawing import Caption, drawing
from visualizations.groups import CLUSTER, Groups, condensed
from visualizations.labels import wrap
from visualizations.layout import TALL, WIDE, Layout
from visualizations.map_page import Heading, legend, map_page
from visualizations.marks import PERSON, mark_of
from visualizations.sources import evidence, source, years
from visualizations.standalone import inside_map, with_iris
from visualizations.wording import Wording, capitalised, wording


class MapNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """The two-mode map in one language.

    >>> network = MapNetwork("en")
    >>> network.add_node("demo/arena/cafe", "Café")
    >>> network.add_node("demo/arena/cafe", "Café again")
    >>> network.num_nodes()
    1
    """

    def __init__(
        self,
        language: str,
        edition: str = "",
        heading: Heading = Heading(),  # noqa: B008  # it is frozen
    ) -> None:
        """Begin an empty map; the edition of the data, if given, is printed at the foot of the page."""
        super().__init__()
        self.toggle_physics(status=False)
        self.language = language
        self.edition = edition
        self.heading = heading
        self.structure: Mapping[str, Any] | None = None
        """What `visualizations.structure` tells, if that is to stand below the map."""
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
        return map_page(
            nodes,
            edges,
            json.loads(options),
            self.language,
            self.edition,
            heading=self.heading,
            structure=self.structure,
        )

    def generate_standalone(self, day: date) -> str:
        """Write the page of the map as one file that asks nobody for anything, and tells when it was made."""
        nodes, edges, *_, options = self.get_network_data()
        html = map_page(
            nodes,
            edges,
            json.loads(options),
            self.language,
            self.edition,
            heading=self.heading,
            base="standalone.html",
            inside=inside_map(),
            day=day.isoformat(),
        )
        return with_iris(html, self.language)

    def generate_svg(self, *, with_words: bool = True, day: date | None = None) -> str:
        """Draw the map; with words it tells its title, legend and source, and the day if one is given."""
        nodes, edges, *_ = self.get_network_data()
        if not with_words:
            return drawing(nodes, edges, self.language)
        t = wording(self.language)
        told = [t("drawing.source", edition=self.edition[:12]), *([day.isoformat()] if day else [])]
        return drawing(
            nodes,
            edges,
            self.language,
            Caption(self.heading.title or t("map.title"), legend(nodes, edges, t), " · ".join(told)),
        )


def map_network(
    network: "nx.Graph[str]",
    layout: Layout,
    language: str,
    edition: str = "",
    *,
    measures: Mapping[str, Mapping[str, float]] | None = None,
    heading: Heading = Heading(),  # noqa: B008  # it is frozen
) -> MapNetwork:
    """Build the map of a network, as `graph.networks.drawn` reads it, in a language.

    Args:
        network: the nodes and ties.
        layout: where each node stands.
        language: `nb` or `en`.
        edition: the edition of the data, if it is to be told.
        measures: what `visualizations.measuring.measured` found of the nodes.
        heading: what the map is of.

    Raises:
        SnapshotError: the layout lacks a node.
    """
    built = MapNetwork(language, edition, heading)
    t = wording(language)
    for node, attributes in network.nodes.items():
        values = {name: round(value, 6) for name, value in (measures or {}).get(node, {}).items()}
        built.add_node(node, **_node(node, attributes, layout, t), measures=values)
    for one, other, tie in network.edges(data=True):
        built.add_edge(one, other, **_tie(sorted(tie["ties"], key=_id), tie["modality"], t))
    return built


def map_of_groups(
    network: "nx.Graph[str]",
    groups: Groups,
    layout: Layout,
    language: str,
    *,
    edition: str,
    heading: Heading,
) -> MapNetwork:
    """Build the map of the groups of a network that is too large to be drawn at once.

    A tie between two groups stands for all ties between their members, and tells by whom these are told.

    Raises:
        SnapshotError: the layout lacks a group.
    """
    built = MapNetwork(language, edition, heading)
    t = wording(language)
    between = condensed(network, groups)
    for group, attributes in between.nodes.items():
        kinds = Counter(_kind(network.nodes[member], t) for member in groups[group])
        built.add_node(
            group,
            **_placed(group, attributes[f"label_{language}"], CLUSTER, layout),
            groupName=t("group.name"),
            mode="group",
            name=attributes[f"label_{language}"],
            about=t("group.name"),
            isActual=True,
            names=[],
            description=", ".join(f"{kind} ({count})" for kind, count in kinds.most_common()),
            href=f"/{language}/{heading.path}/{group}",
        )
    for one, other, tie in between.edges(data=True):
        edges = [network.edges[pair] for pair in tie["pairs"]]
        built.add_edge(one, other, **_ties_between(one, other, edges, t))
    return built


def _ties_between(one: str, other: str, edges: Sequence[Mapping[str, Any]], t: Wording) -> dict[str, Any]:
    """Return the options of an edge between two groups."""
    stated = {
        (assertion.voice.iri, assertion.modality.iri): source(assertion, t)
        for edge in edges
        for tie in edge["ties"]
        for assertion in tie.assertions
    }
    sources = [
        {**told, "iri": "", "summary": "", "reason": None, "places": []} for _, told in sorted(stated.items())
    ]
    modality = min((edge["modality"] for edge in edges), key=MODALITIES.index)
    names = {told["modalityId"]: told["modality"] for told in sources}
    times = {
        tuple(years(span)) for edge in edges for tie in edge["ties"] for span in tie.times if span.is_dated
    }
    return {
        "id": f"{one}~{other}",
        "modality": modality,
        "modalityName": names[modality],
        "dashes": modality != "actual",
        "parts": [
            {
                "id": f"{one}~{other}",
                "agent": one,
                "setting": other,
                "role": t.count("count.ties", len(edges)),
                "period": None,
                "times": [list(time) for time in times],
                "modalities": [],
                "by": "",
                "sources": sources,
            }
        ],
    }


def _placed(node: str, name: str, mark: str, layout: Layout) -> dict[str, Any]:
    """Return where a node stands on either screen, and how its label is broken.

    Raises:
        SnapshotError: the layout has no place for it.
    """
    if any(node not in places for places in layout.values()):
        raise SnapshotError(f"The layout has no place for {node}. Run `husk build` again.")
    spots = ((layout[screen.name][node], screen) for screen in (WIDE, TALL))
    wide, tall = (
        {"label": wrap(name, screen.line), "x": spot.x, "y": spot.y, "isLandmark": spot.is_landmark}
        for spot, screen in spots
    )
    return {**wide, "shape": "custom", "group": mark, "tall": tall}


def _kind(attributes: Mapping[str, Any], t: Wording) -> str:
    """Name the kind of a node."""
    return attributes["kind_label"].get(t.language) if attributes["kind_label"] else ""


def _node(node: str, attributes: Mapping[str, Any], layout: Layout, t: Wording) -> dict[str, Any]:
    """Return the options of a node: vis-network's own names where it has one, ours for the rest."""
    name = attributes[f"label_{t.language}"]
    sectors = {
        sector.iri.rpartition("/")[2]: sector.label.get(t.language) for sector in attributes["sectors"]
    }
    mark = mark_of(attributes["mode"], attributes["kind"], sectors)
    kind = _kind(attributes, t)
    group_name = kind
    about = [kind]
    if attributes["mode"] == "actor":
        if mark is not PERSON:
            group_name = sectors.get(mark.name, t("legend.no-sector"))
        about = [kind, *(sectors.values() or ([group_name] if mark is not PERSON else []))]
    about += [status.label.get(t.language) for status in attributes["statuses"]]
    about.append(", ".join(label.get(t.language) for label in attributes.get("programmes", ())))
    description = attributes["description"]
    return {
        **_placed(node, name, mark.name, layout),
        "groupName": group_name,
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
