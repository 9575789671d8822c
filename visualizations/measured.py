"""What the measures of networks say of a thing in words: the value, what chance gives, what it hangs on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.analysis.analysing import Analysed
from graph.analysis.keeping import KeptAnalysis
from graph.networks.registry import NETWORKS
from ontology.terms import ID, kind_of
from visualizations.distribution import figure
from visualizations.network_pages import MAIN, between, place_in_chance
from visualizations.wording import Wording, capitalised


class MeasuredIn(NamedTuple):
    """A value of a thing in a network."""

    network: str
    value: Analysed


def measured_things(analyses: Iterable[KeptAnalysis]) -> Mapping[str, Sequence[MeasuredIn]]:
    """Return the main values of each thing, by its id; persons have none."""
    found: defaultdict[str, list[MeasuredIn]] = defaultdict(list)
    for kept in analyses:
        for value in kept.values:
            is_thing = kind_of(ID + value.name) not in {None, "person"}
            if is_thing and value.measure.name in MAIN and value.value is not None:
                found[value.name].append(MeasuredIn(kept.network, value))
    return found


def measured_in_words(values: Sequence[MeasuredIn], t: Wording) -> list[dict[str, Any]]:
    """Return what the measures say, network by network."""
    return [
        {
            "title": capitalised(NETWORKS[name].title.get(t.language)),
            "lines": [
                {
                    "title": capitalised(value.measure.title.get(t.language)),
                    "href": f"/{t.language}/networks/{name}?measure={value.measure.name}",
                    "sentence": _sentence(value, t),
                }
                for network, value in values
                if network == name
            ],
        }
        for name in dict.fromkeys(network for network, _ in values)
    ]


def _sentence(value: Analysed, t: Wording) -> str:
    """Tell a value, and what is known of it, in one breath."""
    said = [t("measured.value", value=figure(value.value, t))]
    chance = next((each for each in value.chance.values() if each.z is not None), None)
    if chance:
        interval = between(chance.low, chance.high, t)
        said.append(t("measured.chance", interval=interval, place=place_in_chance(chance, t)))
    if value.hangs_on and value.low != value.high:
        said.append(
            t(
                "measured.hangs-on",
                what=value.hangs_on.get(t.language),
                interval=between(value.low, value.high, t),
            )
        )
    return " ".join(said)
