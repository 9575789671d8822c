"""The analysis of a network: its measures, each value with what chance gives and what it hangs on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from graph.analysis.assessment import Assessed, LeftOut, LeftToChance, Span, assess
from graph.errors import UnusableError
from graph.measures.computing import Laid, group_values, laid_out, network_value, node_values
from graph.measures.measure import Measure, Undefined, Value
from graph.measures.registry import MEASURES
from graph.networks.one_mode import WEIGHTS, Weight, projected
from graph.networks.reading import EVERYTHING, Filters, Reader
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance
from graph.reading.descriptions import Text
from graph.runs import Progress, silent
from graph.store import Store

_WEIGHT: Final[Weight] = "newman"
"""How shared settings are weighted where a measure of actors is asked of a two-mode network."""
_TWO_MODE: Final = ("two-mode-betweenness", "betweenness", "e-i-index")
_SHARED: Final = ("betweenness", "constraint", "e-i-index")
_DIRECTED: Final = ("degree", "in-degree")


class Without(NamedTuple):
    """A thing that was left out."""

    kind: LeftOut
    label: Text


@dataclass(frozen=True)
class Analysed:
    """One value; what is undefined or was not computed is None."""

    measure: Measure
    name: str
    """The id of a node, the IRIs of a sector, or nothing for the whole network."""
    label: Text
    value: float | None
    reason: Text | None
    """Why there is no value."""
    chance: Mapping[LeftToChance, Chance]
    low: float | None = None
    """The smallest value without any one setting, actor or voice."""
    high: float | None = None
    hangs_on: Text | None = None
    """Without what the value moves most."""
    low_without: Without | None = None
    """Without what the value is smallest; None where nothing makes it smaller."""
    high_without: Without | None = None
    undefined_without: Without | None = None
    """Something else without which there is no value; None where there is no such thing."""


def require_network(name: str, *, persons: bool) -> Projection:
    """Return a network by its name.

    Raises:
        UnusableError: there is none, or persons are in it and nobody asked for measures on persons.
    """
    if name not in NETWORKS:
        raise UnusableError(f"There is no network {name!r}. There are: {', '.join(NETWORKS)}.")
    if NETWORKS[name].about_people and not persons:
        raise UnusableError(
            f"{name} has persons in it: measures on persons are computed with --persons only."
        )
    return NETWORKS[name]


def require_measures(projection: Projection, names: Iterable[str]) -> tuple[Measure, ...]:
    """Return measures by name, each once; without names a small set that suits the network.

    Raises:
        UnusableError: there is no such measure, or it is none of this network.
    """
    fitting = [measure.name for measure in fitting_measures(projection)]
    chosen = tuple(dict.fromkeys(names)) or _default(projection)
    for name in chosen:
        if name not in fitting:
            raise UnusableError(f"{projection.name} has no measure {name!r}. It has: {', '.join(fitting)}.")
    return tuple(MEASURES[name] for name in chosen)


def analyse(
    store: Store,
    projection: Projection,
    measures: Iterable[Measure],
    *,
    samples: int,
    seed: int,
    filters: Filters = EVERYTHING,
    progress: Progress = silent,
) -> tuple[Analysed, ...]:
    """Compute measures of a network. Without samples, and where ties have a direction, values only.

    In a network of actors by settings, measures of one mode are of the actors that share settings.
    """
    network = read_for_analysis(Reader(store), projection, filters)
    return analyse_network(network, projection, measures, samples=samples, seed=seed, progress=progress)


def read_for_analysis(reader: Reader, projection: Projection, filters: Filters = EVERYTHING) -> Any:
    """Read a network as it is analysed: one of actors that share settings still has the settings."""
    return reader.read(_with_settings(projection), filters)


def outline_for_analysis(
    reader: Reader, projection: Projection, programmes: frozenset[str] | None = None
) -> Any:
    """Read the nodes of the same network, and which of them have a tie, without who says so."""
    return reader.outline(_with_settings(projection), programmes, EVERYTHING.modalities)


def _with_settings(projection: Projection) -> Projection:
    """Return a network of actors that share settings as one of actors and settings; any other as it is."""
    return replace(projection, shared=None, two_mode=True) if projection.shared else projection


def analyse_network(
    network: Any,
    projection: Projection,
    measures: Iterable[Measure],
    *,
    samples: int,
    seed: int,
    progress: Progress = silent,
) -> tuple[Analysed, ...]:
    """Compute measures of what `read_for_analysis` has read; see `analyse`."""
    chosen = tuple(measures)
    if projection.directed:
        return _without_chance(chosen, network, lambda _: network, {})
    weight = projection.shared or _WEIGHT
    actors = projected(network, weight)
    laid = laid_out(network)
    voices, names = _voices(network, laid)
    plain = _without_chance(
        chosen, network, lambda measure: network if measure.mode == "two-mode" else actors, names
    )
    if not samples or not network:
        return plain
    found = assess(laid, chosen, WEIGHTS[weight], voices, seed=seed, samples=samples, progress=progress)
    places = {
        (measure.name, name): found[measure.name][place]
        for measure in chosen
        for place, name in enumerate(_order(measure, laid))
    }
    labels = names | {node: _label(network, node) for node in network}
    return tuple(_judged(each, places[each.measure.name, each.name], labels) for each in plain)


def fitting_measures(projection: Projection) -> tuple[Measure, ...]:
    """Return every measure that can be computed of a network."""
    return tuple(measure for measure in MEASURES.values() if _fits(measure, projection))


def _default(projection: Projection) -> tuple[str, ...]:
    """Return the measures of a network for which nobody asked by name."""
    if projection.directed:
        return _DIRECTED
    return _SHARED if projection.shared else _TWO_MODE


def _fits(measure: Measure, projection: Projection) -> bool:
    """Tell whether a measure can be computed of a network."""
    if projection.directed:
        return measure.directed
    return measure.mode == "one-mode" or projection.two_mode


def _without_chance(
    measures: Iterable[Measure], network: Any, seen: Callable[[Measure], Any], names: Mapping[str, Text]
) -> tuple[Analysed, ...]:
    """Compute values alone."""
    labels = {
        sector.iri: sector.label for node in network for sector in network.nodes[node].get("sectors", ())
    }
    labels |= names

    def label(name: str) -> Text:
        if name in network:
            return _label(network, name)
        parts = [labels[part] for part in name.split()]
        return Text(", ".join(part.nb for part in parts), ", ".join(part.en for part in parts))

    return tuple(
        Analysed(
            measure,
            name,
            label(name),
            None if isinstance(value, Undefined) else value,
            value.reason if isinstance(value, Undefined) else None,
            {},
        )
        for measure in measures
        for name, value in _values(measure, seen(measure)).items()
    )


def _values(measure: Measure, network: Any) -> Mapping[str, Value]:
    """Compute a measure of whatever it is a measure of."""
    if measure.level == "node":
        return node_values(measure, network)
    return (
        group_values(measure, network) if measure.level == "group" else {"": network_value(measure, network)}
    )


def _order(measure: Measure, laid: Laid) -> tuple[str, ...]:
    """Return what the values of a measure are of, in the order in which they are assessed."""
    if measure.level == "node":
        return laid.rows + laid.columns if measure.mode == "two-mode" else laid.rows
    return laid.sector_names if measure.level == "group" else ("",)


def _voices(network: Any, laid: Laid) -> tuple[dict[tuple[int, int], frozenset[str]], dict[str, Text]]:
    """Return who tells of each tie, by row and column, and what the voices are called."""
    rows = {name: place for place, name in enumerate(laid.rows)}
    columns = {name: place for place, name in enumerate(laid.columns)}
    told: dict[tuple[int, int], frozenset[str]] = {}
    names: dict[str, Text] = {}
    for one, other, assertions in network.edges(data="assertions"):
        actor, setting = (one, other) if one in rows else (other, one)
        told[rows[actor], columns[setting]] = frozenset(each.voice.iri for each in assertions)
        names |= {each.voice.iri: each.voice.label for each in assertions}
    return told, names


def _label(network: Any, node: str) -> Text:
    """Return what a node is called."""
    return Text(network.nodes[node]["label_nb"], network.nodes[node]["label_en"])


def _judged(value: Analysed, assessed: Assessed, labels: Mapping[str, Text]) -> Analysed:
    """Put beside a value what chance gives, and how far it moves without single things."""
    span = Span.over(assessed.without, value.name)
    most = max(assessed.without.values(), key=lambda each: each.movement, default=None)

    def told(thing: tuple[LeftOut, str] | None) -> Without | None:
        return Without(thing[0], labels[thing[1]]) if thing else None

    return replace(
        value,
        chance=assessed.chance,
        low=span.low,
        high=span.high,
        hangs_on=labels.get(most.hangs_on) if most and most.hangs_on else None,
        low_without=told(span.low_without),
        high_without=told(span.high_without),
        undefined_without=told(span.undefined_without),
    )
