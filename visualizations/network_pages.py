"""The pages of networks: which there are, and for each what was measured beside what chance gives."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from graph.analysis.analysing import Analysed
from graph.analysis.assessment import LeftToChance
from graph.analysis.keeping import KeptAnalysis
from graph.measures.measure import Measure
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance
from graph.reading.descriptions import Text
from visualizations.distribution import drawn, figure
from visualizations.rendering import render
from visualizations.standalone import inside_report, with_iris
from visualizations.wording import Wording, alphabetical, capitalised, wording

MAIN: Final = ("two-mode-betweenness", "degree", "betweenness", "constraint", "e-i-of-nodes", "in-degree")
"""The measures of nodes that the table of all nodes shows, as far as a network has them."""


def networks_page(language: str, edition: str = "", *, programme: str = "") -> str:
    """Write the page of all networks, of one of several programmes where it is named."""
    return render(
        "networks.html",
        language,
        here="networks",
        path="networks",
        edition=edition,
        programme=programme,
        networks=[
            {
                "name": each.name,
                "export": each.export,
                "title": capitalised(each.title.get(language)),
                "sentence": each.sentence.get(language),
                "is_measured": not each.about_people,
            }
            for each in NETWORKS.values()
        ],
    )


def network_page(
    projection: Projection,
    network: Any,
    kept: KeptAnalysis | None,
    language: str,
    *,
    measure: str | None = None,
    sort: str | None = None,
    edition: str = "",
    day: date | None = None,
    programme: str = "",
) -> str:
    """Write the report on a network.

    Args:
        projection: the network as it is declared.
        network: its nodes and ties, as they were analysed.
        kept: what was computed of it; None where it has persons, or the edition was built without analyses.
        language: `nb` or `en`.
        measure: the one measure that is told whole; None tells the main ones of all nodes.
        sort: by what the nodes stand: `name`, `sector` or a measure.
        edition: the edition of the data.
        day: on which it is written as one file that works from disk and mail; None writes a page of the site.
        programme: the only one of several programmes that the network is of.
    """
    t = wording(language)
    values = kept.values if kept else ()
    by_measure = _by_measure(values)
    chosen = by_measure.get(measure or "")
    address = f"networks/{projection.name}"
    main = [name for name in MAIN if name in by_measure and (name != "in-degree" or projection.directed)]
    told = urlencode({"measure": measure} if chosen else {"sort": sort} if sort else {})
    order = sort if sort in {"name", "sector", *main} else (main[0] if main else "name")
    html = render(
        "network.html",
        language,
        base="standalone.html" if day else "base.html",
        inside=inside_report() if day else None,
        day=day.isoformat() if day else "",
        here="networks",
        path=f"{address}?{told}" if told else address,
        edition=edition,
        name=projection.name,
        title=capitalised(projection.title.get(language)),
        sentence=projection.sentence.get(language),
        has_persons=projection.about_people,
        nodes=_counted(network, t),
        ties=t.count("network.ties", network.number_of_edges()),
        samples=kept.samples if kept else 0,
        seed=kept.seed if kept else 0,
        measures=[
            {**_described(each[0].measure, t), "href": f"/{language}/{address}?measure={name}"}
            for name, each in by_measure.items()
        ],
        whole=[_line(each[0], t) for each in by_measure.values() if each[0].measure.level == "network"],
        chosen=None if chosen is None else _told_whole(chosen, network, t),
        columns=[
            {
                "title": capitalised(by_measure[name][0].measure.title.get(language)),
                "sort": name,
                "is_sorted": name == order,
            }
            for name in main
        ],
        order=order,
        rows=_rows({name: by_measure[name] for name in main}, network, order, t),
        address=f"/{language}/{address}",
        programme=programme,
        data=f"/api/v1/networks/{projection.name}/measures",
        query=urlencode({"lang": language, **({"programme": programme} if programme else {})}),
    )
    return with_iris(html, language) if day else html


def _counted(network: Any, t: Wording) -> str:
    """Tell how many nodes there are, of both kinds where there are two."""
    modes = [told.get("mode") for _, told in network.nodes(data=True)]
    if not any(modes):
        return t.count("network.nodes", len(network))
    actors = t.count("count.actors", modes.count("actor"))
    return f"{actors}, {t.count('network.settings', modes.count('setting'))}"


def _by_measure(values: Sequence[Analysed]) -> dict[str, list[Analysed]]:
    """Put the values of each measure together."""
    found: dict[str, list[Analysed]] = {}
    for each in values:
        found.setdefault(each.measure.name, []).append(each)
    return found


def _described(measure: Measure, t: Wording) -> dict[str, str]:
    """Return what a measure is called and what it is."""
    return {
        "name": measure.name,
        "title": capitalised(measure.title.get(t.language)),
        "definition": measure.definition.get(t.language),
        "reference": measure.reference,
    }


def _told_whole(values: Sequence[Analysed], network: Any, t: Wording) -> dict[str, Any]:
    """Return a measure with all of its values, the largest first."""
    ranked = sorted(values, key=lambda each: (each.value is None, -(each.value or 0.0)))
    reasons = dict.fromkeys(each.reason.get(t.language) for each in ranked if each.reason)
    return {
        **_described(values[0].measure, t),
        "lines": [_line(each, t) | _node(each.name, network, t) for each in ranked],
        "is_tested": any(each.chance for each in values),
        "of_sectors": any(LeftToChance.SECTORS in each.chance for each in values),
        "reasons": list(reasons),
    }


def _line(value: Analysed, t: Wording) -> dict[str, Any]:
    """Return one value as tables show it."""
    return {
        **_described(value.measure, t),
        "label": capitalised(value.label.get(t.language)) or t("network.whole"),
        "value": figure(value.value, t),
        "reason": value.reason.get(t.language) if value.reason else "",
        "chance": [
            {"of": t(f"network.other-{kind.value}"), **_chance(chance, t)}
            for kind, chance in value.chance.items()
        ],
        "without": between(value.low, value.high, t),
        "hangs_on": value.hangs_on.get(t.language) if value.hangs_on and _moves(value) else "",
    }


def _moves(value: Analysed) -> bool:
    """Tell whether anything that is left out changes a value."""
    return value.low != value.high


def _chance(chance: Chance, t: Wording) -> dict[str, Any]:
    """Return what chance gives as tables show it."""
    return {
        "interval": between(chance.low, chance.high, t),
        "place": place_in_chance(chance, t),
        "z": figure(chance.z, t),
        "p": figure(chance.p, t),
        "adjusted_p": figure(chance.adjusted_p, t),
        "reason": chance.reason.get(t.language) if chance.reason and chance.p is None else "",
        "drawn": drawn(chance),
    }


def between(low: float | None, high: float | None, t: Wording) -> str:
    """Write an interval; nothing where there is none, and one number where that is all of it."""
    if low is None or high is None:
        return ""
    ends = figure(low, t), figure(high, t)
    return ends[0] if ends[0] == ends[1] else t("network.between", low=ends[0], high=ends[1])


def place_in_chance(chance: Chance, t: Wording) -> str:
    """Tell in a word where a value lies, seen from the middle 95 percent of what chance gives."""
    if chance.observed is None or chance.low is None or chance.high is None:
        return ""
    if chance.z is None:
        return t("network.always")
    if chance.observed > chance.high:
        return t("network.above")
    return t("network.below") if chance.observed < chance.low else t("network.within")


def _rows(
    columns: Mapping[str, Sequence[Analysed]], network: Any, order: str, t: Wording
) -> list[dict[str, Any]]:
    """Return a row for each node, with its values."""
    values = {name: {each.name: each for each in column} for name, column in columns.items()}
    rows = []
    for node in network:
        cells = [values[name].get(node) for name in columns]
        if any(cells):
            rows.append(
                {
                    **_node(node, network, t),
                    "cells": [_cell(cell, t) for cell in cells],
                    "order": {name: cell.value for name, cell in zip(columns, cells, strict=True) if cell},
                }
            )
    return sorted(rows, key=_sorter(order))


def _sorter(order: str) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return the key by which rows stand; what has no value comes last."""
    if order == "sector":
        return lambda row: (not row["sector"], alphabetical(row["sector"]), alphabetical(row["label"]))
    if order == "name":
        return lambda row: (alphabetical(row["label"]),)

    def by_value(row: Mapping[str, Any]) -> tuple[Any, ...]:
        value = row["order"].get(order)
        return value is None, -(value or 0.0), alphabetical(row["label"])

    return by_value


def _cell(value: Analysed | None, t: Wording) -> dict[str, Any]:
    """Return a value in the table of all nodes, before other ties alone."""
    if value is None:
        return {"value": "", "drawn": None, "place": ""}
    chance = value.chance.get(LeftToChance.TIES)
    return {
        "value": figure(value.value, t),
        "drawn": drawn(chance) if chance else None,
        "place": place_in_chance(chance, t) if chance else "",
    }


def _node(name: str, network: Any, t: Wording) -> dict[str, Any]:
    """Return who a value is of; sectors and the whole network have no page."""
    if name not in network:
        return {"sector": "", "href": None}
    told = network.nodes[name]
    label = Text(told["label_nb"], told["label_en"]).get(t.language)
    sectors = [capitalised(sector.label.get(t.language)) for sector in told["sectors"]]
    return {
        "label": capitalised(label),
        "href": f"/{t.language}/id/{name}",
        "sector": ", ".join(sectors),
        "is_setting": told.get("mode") == "setting",
    }
