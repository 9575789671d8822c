"""Structural tests as the graph has them: which claim is held against which measure of which network."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import Enum
from itertools import groupby

from graph.analysis.analysing import require_measures
from graph.analysis.keeping import TESTED
from graph.equality.measures import MEASURES as EQUALITY_MEASURES
from graph.equality.measures import EqualityMeasure
from graph.equality.overview import KINDS
from graph.equality.parts import Way
from graph.errors import UnusableError
from graph.measures.measure import Measure
from graph.names import last_part
from graph.networks.registry import NETWORKS, Projection
from graph.queries import query
from graph.reading.descriptions import Text
from graph.store import Store
from graph.values import Iri
from ontology.terms import ID


class Direction(Enum):
    """Which values of a measure support a claim; the values are the concepts of the vocabulary."""

    HIGH = "high"
    """Above what chance gives."""
    LOW = "low"
    """Below what chance gives."""
    EQUAL = "equal"
    """Near 1, the same for all."""


@dataclass(frozen=True)
class Thresholds:
    """What a test must meet before it gives an answer, as the vocabulary of thresholds tells."""

    ties: float
    """How many ties there must be."""
    stated: float
    """How large a share of them must be of actors with a stated sector, where sectors count."""
    chance: float
    """The largest adjusted p that says that chance is not enough."""
    kept: float
    """How large a share of the distance from chance must remain without any one thing."""
    near: float
    """How far from 1 a value may lie and still count as equal."""

    @classmethod
    def read(cls, store: Store) -> "Thresholds":
        """Read the thresholds of a graph."""
        found = {
            last_part(Iri(row["threshold"].value)): float(row["value"].value)
            for row in store.select(query("thresholds"))
        }
        return cls(**{field.name: found[field.name] for field in fields(cls)})


@dataclass(frozen=True)
class StructuralTest:
    """One claim held against one measure of one network."""

    iri: str
    claim: str
    """The IRI of the claim or outcome."""
    network: Projection | Way
    """The network, or the way to have part."""
    measure: Measure | EqualityMeasure
    direction: Direction
    about: tuple[str, ...]
    """The IRI of the node, or those of the sectors; nothing if the whole network is meant."""
    kind: str = KINDS[0]
    """Of a way to have part: the class of the settings that count."""

    @property
    def network_name(self) -> str:
        """Return the name of the network as it stands in the data."""
        if not isinstance(self.network, Way):
            return self.network.name
        return self.network.slug if self.kind == KINDS[0] else f"{self.network.slug}/{self.kind}"

    @property
    def measure_title(self) -> Text:
        """Return what the measure is called."""
        return self.measure.label if isinstance(self.measure, EqualityMeasure) else self.measure.title

    @property
    def about_name(self) -> str:
        """Return the name under which an analysis has the value: an id, IRIs of sectors, or nothing.

        An actor of several sectors is of a group of its own, named after all of them.
        """
        return " ".join(sorted(iri.removeprefix(ID) for iri in self.about))

    @property
    def command(self) -> str:
        """Return the command that computes the value, beside all others of the measure."""
        if isinstance(self.network, Way):
            return "husk equality" if self.kind == KINDS[0] else f"husk equality {self.kind}"
        return f"husk analyse {self.network.name} --measure {self.measure.name}"


def structural_tests(store: Store) -> tuple[StructuralTest, ...]:
    """Read every structural test of a graph, by IRI.

    Raises:
        UnusableError: one names a network or a measure that there is not, or one that chance says nothing of.
    """
    rows = [
        {name: term.value for name, term in row.items()} for row in store.select(query("structural_tests"))
    ]
    return tuple(_read(iri, list(group)) for iri, group in groupby(rows, key=lambda row: row["test"]))


def _read(iri: str, rows: list[dict[str, str]]) -> StructuralTest:
    """Read one test of its rows, which differ in what it is about."""
    first = rows[0]
    try:
        network, kind = _network(first["network"])
        measure = _measure(network, first["measure"])
    except UnusableError as error:
        raise UnusableError(
            f"The structural test {iri.removeprefix(ID)} cannot be computed. {error}"
        ) from None
    return StructuralTest(
        iri,
        first["claim"],
        network,
        measure,
        Direction(last_part(Iri(first["direction"]))),
        tuple(row["about"] for row in rows if "about" in row),
        kind,
    )


def _network(name: str) -> tuple[Projection | Way, str]:
    """Return a network that chance can make others of, or a way to have part, and the class of its settings.

    Raises:
        UnusableError: there is none.
    """
    networks = {each.name: each for each in NETWORKS.values() if not (each.directed or each.about_people)}
    ways: dict[str, Way] = {way.slug: way for way in Way}
    way, _, kind = name.partition("/")
    if name in networks:
        return networks[name], KINDS[0]
    if way in ways and (not kind or kind in KINDS):
        return ways[way], kind or KINDS[0]
    raise UnusableError(
        f"There is no network {name!r} to test on. There are: {_listed((*networks, *ways))}; "
        f"and the last four followed by / and one of {_listed(KINDS)}."
    )


def _measure(network: Projection | Way, name: str) -> Measure | EqualityMeasure:
    """Return a measure of a network.

    Raises:
        UnusableError: there is none.
    """
    if not isinstance(network, Way):
        (measure,) = require_measures(network, [name])
        if name not in TESTED:
            raise UnusableError(f"Chance is not asked of {name!r}. It is of: {_listed(TESTED)}.")
        return measure
    measures = {each.name: each for each in EQUALITY_MEASURES if network in each.ways}
    if name not in measures:
        raise UnusableError(f"{network.slug} has no measure {name!r}. It has: {_listed(measures)}.")
    return measures[name]


def _listed(names: Iterable[str]) -> str:
    """Write names in a row."""
    return ", ".join(names)
