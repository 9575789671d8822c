"""What a network shows of a claim: one value, with all that it takes to answer by it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.analysis.analysing import Analysed, Without
from graph.analysis.assessment import LeftOut, LeftToChance, Span
from graph.claims.structural_tests import StructuralTest
from graph.equality.assessment import Assessed
from graph.equality.parts import Parts, Way
from graph.measures.measure import Measure
from graph.null_models.significance import Chance
from graph.reading.descriptions import Text

NO_PARTS: Final = Text("Ingen av partene er nevnt.", "None of the parties is named.")


@dataclass(frozen=True)
class Finding:
    """One value of a measure; what is undefined or was not computed is None."""

    value: float | None
    reason: Text | None = None
    """Why there is no value."""
    is_named: bool = True
    """Whether the node or the sector is named in the network at all."""
    ties: int = 0
    """How many ties the network has."""
    stated: int | None = None
    """How many of them are of actors with a stated sector; None where sectors do not count."""
    chance: Chance | None = None
    """What chance gives for it: where sectors count, when these are dealt out anew."""
    low: float | None = None
    """The smallest value without any one setting, actor or voice."""
    low_without: Without | None = None
    high: float | None = None
    high_without: Without | None = None
    undefined_without: Without | None = None
    """Something else without which there is no value."""


def of_network(test: StructuralTest, measure: Measure, network: Any, values: Sequence[Analysed]) -> Finding:
    """Return what a network shows.

    Args:
        test: what is tested.
        measure: its measure.
        network: the network with its settings.
        values: the values of the network, of this measure and perhaps of others.
    """
    ties = network.number_of_edges()
    stated = None
    if measure.groups == "sectors":
        stated = sum(
            any(network.nodes[end].get("sectors") for end in tie if network.nodes[end]["mode"] == "actor")
            for tie in network.edges
        )
    found = [each for each in values if each.measure.name == measure.name and each.name == test.about_name]
    if not found:
        return Finding(None, is_named=False, ties=ties, stated=stated)
    (value,) = found
    return Finding(
        value.value,
        value.reason,
        ties=ties,
        stated=stated,
        chance=value.chance.get(LeftToChance.SECTORS) or value.chance.get(LeftToChance.TIES),
        low=value.low,
        low_without=value.low_without,
        high=value.high,
        high_without=value.high_without,
        undefined_without=value.undefined_without,
    )


def of_parties(
    test: StructuralTest,
    way: Way,
    parts: Parts,
    values: Sequence[Assessed],
    label: Callable[[str], Text],
) -> Finding:
    """Return what a way to have part shows.

    Args:
        test: what is tested.
        way: its way to have part.
        parts: who had part in what.
        values: the measures of equality.
        label: tells what an id or IRI is called.
    """
    ties = int(parts.matrices[way].sum())
    stated = ties - parts.unstated(way)
    found = [
        each
        for each in values
        if each.way is way
        and each.measure.name == test.measure.name
        and (each.party.iri if each.party else "") == test.about_name
    ]
    if not found:
        return Finding(None, is_named=False, ties=ties, stated=stated)
    (value,) = found
    without: Mapping[LeftOut, Any] = {
        LeftOut.SETTING: value.without_setting,
        LeftOut.ACTOR: value.without_actor,
        LeftOut.VOICE: value.without_voice,
    }
    span = Span.over(without)

    def told(thing: tuple[LeftOut, str] | None) -> Without | None:
        return Without(thing[0], label(thing[1])) if thing else None

    return Finding(
        value.chance.observed,
        NO_PARTS if value.chance.observed is None else None,
        ties=ties,
        stated=stated,
        chance=value.chance,
        low=span.low,
        low_without=told(span.low_without),
        high=span.high,
        high_without=told(span.high_without),
        undefined_without=told(span.undefined_without),
    )
