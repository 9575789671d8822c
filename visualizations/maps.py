"""All maps of an edition: one of each declared network, and of a large one also one of each of its groups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import networkx as nx

from graph.networks.drawn import drawn
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.reading.programmes import Programme
from visualizations.groups import REST, Groups, among, condensed
from visualizations.layout import Layouts, groups_in, map_name
from visualizations.map_page import Choice, Group, Heading
from visualizations.marks import mark_of
from visualizations.measuring import measured
from visualizations.network import MapNetwork, map_network, map_of_groups
from visualizations.strongest import MOST_CARRIED, MOST_TOLD, carried, strongest
from visualizations.wording import Wording, capitalised, wording

FIRST = "taking-part"
"""The network that is shown when nobody chooses another."""
Measured = Mapping[str, Mapping[str, float]]
"""The values of the nodes of a network, by measure."""


class Maps:
    """Reads each network when its map is first asked for, and writes its maps in either language."""

    def __init__(
        self, reader: Reader, layouts: Layouts, edition: str, programmes: Sequence[Programme] = ()
    ) -> None:
        """Take what reads the networks of a graph, their layouts, and the programmes if there are several."""
        self._programmes = {programme.name: programme.label for programme in programmes}
        self._reader = reader
        self._layouts = layouts
        self._edition = edition
        self._networks: dict[tuple[str, str | None], nx.Graph[str]] = {}
        self._measured: dict[tuple[str, str | None], Measured] = {}

    def network(self, name: str = FIRST, programme: str | None = None) -> "nx.Graph[str]":
        """Return a declared network as a map draws it, of a programme or of all.

        Where all of several are drawn together, each node tells in its `programmes` which of them it is in.
        """
        if (name, programme) not in self._networks:
            programmes = frozenset({programme}) if programme else None
            network = drawn(self._reader, NETWORKS[name], programmes)
            if programme is None and len(self._programmes) > 1:
                for node, told in network.nodes(data=True):
                    told["programmes"] = [self._programmes[each] for each in self._reader.programmes_of(node)]
            self._networks[name, programme] = network
        return self._networks[name, programme]

    def get(
        self, language: str, name: str = FIRST, group: str = "", programme: str | None = None
    ) -> MapNetwork | None:
        """Return a map in a language, of a network or of one of its groups; None if there is no such map.

        Of several programmes, the map is of one or of all.

        Raises:
            SnapshotError: the layout lacks a node.
        """
        called = map_name(name, programme)
        if name not in NETWORKS or (group and f"{called}/{group}" not in self._layouts):
            return None
        t = wording(language)
        network, groups = self.network(name, programme), groups_in(self._layouts, called)
        if not groups:
            heading = _heading(name, t, programme=programme or "")
            return self._map(network, called, language, heading, self.measures(name, programme))
        if not group:
            heading = replace(_heading_of_groups(name, network, groups, t), programme=programme or "")
            return map_of_groups(
                network, groups, self._layouts[called], language, edition=self._edition, heading=heading
            )
        heading = replace(_heading_of_group(name, network, groups, group, t), programme=programme or "")
        part = among(network, groups[group])
        return self._map(part, f"{called}/{group}", language, heading, self.measures(name, programme))

    def _map(
        self, network: "nx.Graph[str]", called: str, language: str, heading: Heading, measures: Measured
    ) -> MapNetwork:
        """Draw a network or a part of it; of very many ties those that most is said of, and say so."""
        shown, t = network, wording(language)
        if carried(network) > MOST_CARRIED:
            shown = strongest(network)
            note = t(
                "map.strongest",
                ties=t.count("count.ties", network.number_of_edges()),
                shown=t.number(shown.number_of_edges()),
                told=t.number(MOST_TOLD),
            )
            heading = replace(heading, note=f"{heading.note} {note}".strip())
        layout = self._layouts[called]
        return map_network(shown, layout, language, self._edition, measures=measures, heading=heading)

    def measures(self, name: str, programme: str | None = None) -> Measured:
        """Return what the marks of a map may be sized by, measured of all of its network."""
        if (name, programme) not in self._measured:
            network, projection = self.network(name, programme), NETWORKS[name]
            has_ways = projection.directed and not projection.nested
            self._measured[name, programme] = measured(_with_ways(network) if has_ways else network)
        return self._measured[name, programme]


def _with_ways(network: "nx.Graph[str]") -> "nx.DiGraph[str]":
    """Return a network whose actual ties have their directions again."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(network.nodes(data=True))
    for *_, data in network.edges(data=True):
        found.add_edges_from((tie.source, tie.target) for tie in data["ties"] if "actual" in tie.modalities)
    return found


def _address(name: str, group: str = "") -> str:
    """Return where a map stands, within a language."""
    parts = ("map", *(() if name == FIRST else (name,)), *((group,) if group else ()))
    return "/".join(parts)


def _title(name: str, t: Wording) -> str:
    return t("map.title") if name == FIRST else capitalised(NETWORKS[name].title.get(t.language))


def _heading(name: str, t: Wording, **more: object) -> Heading:
    """Return what a map is of."""
    projection = NETWORKS[name]
    told: dict[str, object] = {
        "name": name,
        "path": _address(name),
        "title": _title(name, t),
        "sentence": "" if name == FIRST else projection.sentence.get(t.language),
        "has_roles": projection.query == "network_taking_part" and projection.shared is None,
        "about_people": projection.about_people and name != FIRST,
        "choices": [Choice(each, _title(each, t), f"/{t.language}/{_address(each)}") for each in NETWORKS],
    }
    return Heading(**{**told, **more})  # type: ignore[arg-type]  # each under its own name


def _heading_of_groups(name: str, network: "nx.Graph[str]", groups: Groups, t: Wording) -> Heading:
    """Return what the map of the groups of a network is of."""
    names = _names(network, groups, t)
    return _heading(
        name,
        t,
        note=t(
            "group.note",
            things=t.count("count.things", len(network)),
            groups=t.count("count.groups", len(groups)),
        ),
        groups=[
            Group(names[group], f"/{t.language}/{_address(name, group)}", len(members))
            for group, members in groups.items()
        ],
        elsewhere=_elsewhere(name, network, groups, t),
    )


def _heading_of_group(name: str, network: "nx.Graph[str]", groups: Groups, group: str, t: Wording) -> Heading:
    """Return what the map of a group is of."""
    names = _names(network, groups, t)
    of = {node: each for each, members in groups.items() for node in members}
    beyond: dict[str, int] = {}
    for node in groups[group]:
        for other in network[node]:
            if of[other] != group:
                beyond[of[other]] = beyond.get(of[other], 0) + 1
    return _heading(
        name,
        t,
        path=_address(name, group),
        is_of_group=True,
        title=names[group] if group == REST else t("group.around", name=names[group]),
        sentence="",
        note=t(
            "group.part",
            title=_title(name, t),
            number=str(len(groups[group])),
            things=t.count("count.things", len(network)),
            ties=t.count("count.ties", sum(beyond.values())),
        ),
        groups=[
            Group(names[each], f"/{t.language}/{_address(name, each)}", count)
            for each, count in sorted(beyond.items(), key=lambda pair: (-pair[1], names[pair[0]]))
        ],
        elsewhere=_elsewhere(name, network, groups, t, without=group),
    )


def _names(network: "nx.Graph[str]", groups: Groups, t: Wording) -> Mapping[str, str]:
    """Return what each group is called."""
    nodes = condensed(network, groups).nodes
    return {group: nodes[group][f"label_{t.language}"] for group in groups}


def _elsewhere(
    name: str, network: "nx.Graph[str]", groups: Groups, t: Wording, without: str = ""
) -> list[tuple[str, str, str, str]]:
    """Return everything that stands on the map of another group, to be found by name."""
    found = []
    for group, members in groups.items():
        for node in members if group != without else ():
            told = network.nodes[node]
            sectors = {sector.iri.rpartition("/")[2] for sector in told["sectors"]}
            mark = mark_of(told["mode"], told["kind"], sectors).name
            kind = told["kind_label"].get(t.language) if told["kind_label"] else ""
            address = f"/{t.language}/{_address(name, group)}#node={node}"
            found.append((told[f"label_{t.language}"], mark, capitalised(kind), address))
    return found
