"""The page of the map: picture, table, legend and counts, all from the nodes and edges of one network."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.measures.registry import MEASURES
from ontology.terms import MODALITIES
from visualizations.marks import MARKS
from visualizations.rendering import render
from visualizations.wording import Wording, alphabetical, capitalised, wording

Node = Mapping[str, Any]
"""A node of the network, as `visualizations.network.map_network` describes it."""
Tie = Mapping[str, Any]
"""An edge of the network, likewise."""

_STARTS: Final = 5
"""How many settings the guide offers to begin with."""


@dataclass(frozen=True)
class Choice:
    """A map that can be chosen."""

    name: str
    title: str
    href: str


@dataclass(frozen=True)
class Group:
    """A group of things with a map of its own."""

    name: str
    href: str
    count: int
    """How many things are in it, or how many ties lead there."""


@dataclass(frozen=True)
class Heading:
    """What a map is of, in the language of its page; without more it is of who took part where."""

    name: str = ""
    """The name of the network."""
    path: str = "map"
    title: str = ""
    sentence: str = ""
    has_roles: bool = True
    """Whether actors take part in settings, which the words on the page then say."""
    about_people: bool = False
    """Whether search engines should leave it."""
    choices: Sequence[Choice] = ()
    note: str = ""
    """What is shown of a network that is too large to be shown at once."""
    groups: Sequence[Group] = ()
    """The groups of such a network, or of a group those that ties lead to."""
    elsewhere: Sequence[tuple[str, str, str, str]] = ()
    """Whatever else can be searched for: its name, its mark, what it is, and the address of its map."""
    programme: str = ""
    """The name of the only programme that is shown; empty for all there are."""
    is_of_group: bool = False
    """Whether only one group of the network is shown."""


def map_page(
    nodes: Sequence[Node],
    edges: Sequence[Tie],
    options: Mapping[str, Any],
    language: str,
    edition: str,
    *,
    heading: Heading = Heading(),
    structure: Mapping[str, Any] | None = None,
    base: str = "base.html",
    **more: object,
) -> str:
    """Write the page of a map; an edge without both its nodes is left out.

    Args:
        nodes: what the picture shows, as vis-network and the table need it.
        edges: the ties between them.
        options: settings for vis-network.
        language: the language that nodes and edges are described in.
        edition: the edition of the data, printed at the foot; may be empty.
        heading: what the map is of.
        base: the template that stands around it.
        structure: communities and brokers, as `visualizations.structure` tells them.
        more: what that takes besides.
    """
    t = wording(language)
    texts = {
        **t.part("script."),
        **t.part("evidence."),
        **t.part("count."),
        **t.part("focus."),
        "legend.measured": t("legend.measured"),
    }
    if not heading.has_roles:
        texts["script.shown"] = t("map.shown")
    if any(node["mode"] == "group" for node in nodes):
        texts["script.page"] = t("group.open")
    named = {node["id"]: node for node in nodes}
    ties = [edge for edge in edges if edge["from"] in named and edge["to"] in named]
    return render(
        "map.html",
        language,
        here="map",
        path=heading.path,
        edition=edition,
        heading=heading,
        base=base,
        **more,
        title=heading.title or t("map.title"),
        counts=_counts(named, ties, t, heading),
        alone=_alone(nodes, ties),
        rows=_rows(named, ties),
        legend=legend(nodes, ties, t),
        voices=_voices(ties),
        measures=_measures(nodes, language),
        years=_years(ties),
        starts=_starts(named, ties, t, has_roles=heading.has_roles),
        structure=structure,
        export="map-in-all-modalities" if heading.path == "map" else f"network-{heading.name}",
        network={
            "nodes": nodes,
            "edges": [_for_script(tie) for tie in ties],
            "voices": {voice["value"]: voice["name"] for voice in _voices(ties)},
            "years": _years(ties),
            "source": t("drawing.source", edition=edition[:12]),
            "measures": _measures(nodes, language),
            "options": options,
            "marks": {name: {"path": mark.path, "filled": mark.filled} for name, mark in MARKS.items()},
            "texts": texts,
            "elsewhere": heading.elsewhere,
        },
    )


def _counts(named: Mapping[str, Node], ties: Sequence[Tie], t: Wording, heading: Heading) -> str:
    """Say how much there was, in actors and settings or in things, and what else never was actual."""
    if any(node["mode"] == "group" for node in named.values()):
        return heading.note
    actual = [tie for tie in ties if tie["modality"] == "actual"]
    tied = {end for tie in actual for end in (tie["from"], tie["to"])}
    modes = Counter(named[node]["mode"] for node in tied)
    lines = t.count("count.ties", len(actual))
    counts = (
        t(
            "map.counts",
            actors=t.count("count.actors", modes["actor"]),
            settings=t.count("count.settings", modes["setting"]),
            ties=lines,
        )
        if heading.has_roles
        else t("map.counts-of-things", things=t.count("count.things", len(tied)), ties=lines)
    )
    besides = len(ties) - len(actual)
    return f"{counts} {t.count('map.besides', besides)}" if besides else counts


def _alone(nodes: Sequence[Node], ties: Sequence[Tie]) -> list[Node]:
    """Return the nodes that have no tie, which no picture shows, in alphabetical order."""
    tied = {end for tie in ties for end in (tie["from"], tie["to"])}
    return sorted(
        (node for node in nodes if node["id"] not in tied), key=lambda node: alphabetical(node["name"])
    )


def _rows(named: Mapping[str, Node], ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """Return the rows of the table: one for each part that an actor had, in alphabetical order."""
    rows = [
        {
            "tie": tie["id"],
            "actor": _shown(named[part["agent"]]),
            "setting": _shown(named[part["setting"]]),
            "part": part,
        }
        for tie in ties
        for part in tie["parts"]
    ]
    return sorted(
        rows,
        key=lambda row: (
            alphabetical(row["actor"]["name"]),
            alphabetical(row["setting"]["name"]),
            row["part"]["role"],
            row["part"]["period"] or "",
        ),
    )


def _for_script(tie: Tie) -> dict[str, Any]:
    """Return a tie whose parts only tell who says so and in which modality.

    The script has the rest of their sources from the table, where they stand in the same order.
    """
    parts = [
        {
            **{name: part[name] for name in part if name not in {"by", "sources"}},
            "said": [
                {"voice": source["voice"]["id"], "modality": source["modalityId"]}
                for source in part["sources"]
            ],
        }
        for part in tie["parts"]
    ]
    return {**tie, "parts": parts}


def _sources(tie: Tie) -> Iterator[Mapping[str, Any]]:
    """Yield all that a tie rests on."""
    for part in tie["parts"]:
        yield from part["sources"]


def _voices(ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """Return everybody who tells of ties, with the number of them, those who tell of most first."""
    names = {source["voice"]["id"]: source["voice"]["name"] for tie in ties for source in _sources(tie)}
    counts = Counter(voice for tie in ties for voice in {source["voice"]["id"] for source in _sources(tie)})
    voices = [{"value": voice, "name": name, "count": counts[voice]} for voice, name in names.items()]
    return sorted(voices, key=lambda voice: (-voice["count"], alphabetical(voice["name"])))


def _measures(nodes: Sequence[Node], language: str) -> list[dict[str, str]]:
    """Return the measures of which nodes have values, in words."""
    found = {name for node in nodes for name in node.get("measures", ())}
    return [
        {
            "name": name,
            "title": capitalised(measure.title.get(language)),
            "definition": measure.definition.get(language),
        }
        for name, measure in MEASURES.items()
        if name in found
    ]


def _years(ties: Sequence[Tie]) -> tuple[int, int] | None:
    """Return the first and the last year that the time of any tie tells of."""
    known = [year for tie in ties for part in tie["parts"] for time in part["times"] for year in time if year]
    return (min(known), max(known)) if known else None


def _shown(node: Node) -> dict[str, Any]:
    """Return a node with the drawing of its mark."""
    return {**node, "mark": MARKS[node["group"]]}


def legend(nodes: Sequence[Node], ties: Sequence[Tie], t: Wording) -> list[dict[str, Any]]:
    """Return the legend: marks of actors, of settings and of all else, and lines if of several kinds."""
    groups = []
    for mode in ("actor", "setting", "idea", "group"):
        counts = Counter((node["group"], node["groupName"]) for node in nodes if node["mode"] == mode)
        entries = [
            {"value": f"{mode} {mark.name}", "label": capitalised(name), "mark": mark, "count": count}
            for mark in MARKS.values()
            for (group, name), count in counts.items()
            if group == mark.name
        ]
        groups.append({"name": "group", "title": t(f"legend.{mode}s"), "entries": entries})
    lines = Counter(
        line
        for tie in ties
        for line in {(source["modalityId"], source["modality"]) for source in _sources(tie)}
    )
    if len(lines) > 1:
        entries = [
            {"value": modality, "label": capitalised(name), "mark": None, "count": count}
            for (modality, name), count in sorted(
                lines.items(), key=lambda line: MODALITIES.index(line[0][0])
            )
        ]
        groups.append({"name": "modality", "title": t("legend.ties"), "entries": entries})
    return [group for group in groups if group["entries"]]


def _starts(
    named: Mapping[str, Node], ties: Sequence[Tie], t: Wording, *, has_roles: bool
) -> list[dict[str, Any]]:
    """Return the settings, or else the things, with the most ties, to begin with."""
    counts = Counter(end for tie in ties for end in (tie["from"], tie["to"]))
    settings = [node for node in named.values() if node["mode"] == "setting" or not has_roles]
    settings.sort(key=lambda node: (-counts[node["id"]], alphabetical(node["name"])))
    return [
        {**_shown(node), "count": t.count("count.ties", counts[node["id"]])} for node in settings[:_STARTS]
    ]
