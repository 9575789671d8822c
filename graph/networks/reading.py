"""Networks read from the graph by their declaration, filtered by sector, role, voice, modality and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import networkx as nx

from graph.networks.one_mode import Weight, projected
from graph.networks.registry import Projection
from graph.queries import query
from graph.reading.descriptions import Assertion, Labelled, Reference
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.references import References
from graph.store import Store
from ontology.terms import DCTERMS, HUSK, ID, MODALITIES, VOCABULARY, kind_of

_APPARATUS: Final = frozenset(
    {"participation", "period", "identification", "conflict", "source", "section", "test"}
)
"""Kinds of entity that are no node in any network: they are about ties, names and places in the source."""


@dataclass(frozen=True)
class Filters:
    """Which ties count; None lets all through. IRIs are written out."""

    sectors: frozenset[str] | None = None
    """Ties of actors in one of these sectors."""
    roles: frozenset[str] | None = None
    """Ties in one of these roles, or by one of these properties."""
    voices: frozenset[str] | None = None
    """Ties that one of these voices tells of; the assertions of others are left out."""
    modalities: frozenset[str] = frozenset({"actual"})
    """Ties asserted in one of these modalities; the assertions of others are left out."""
    first_year: int | None = None
    """Ties that may have lasted in this year or later; those without a known time are left out."""
    last_year: int | None = None
    """Ties that may have lasted in this year or earlier; as above."""


EVERYTHING: Final = Filters()


@dataclass(frozen=True)
class Tie:
    """One relation from a node to another, with everything it rests on."""

    source: str
    target: str
    relation: Labelled
    """The role in which somebody took part, or the property."""
    periods: tuple[Reference, ...]
    """When, of itself or else of the setting."""
    assertions: tuple[Assertion, ...]
    """Everyone who says so, with places and modality."""


def read(
    store: Store, projection: Projection, filters: Filters = EVERYTHING, weight: Weight | None = None
) -> "nx.Graph[str] | nx.DiGraph[str]":
    """Read one network; whoever reads several makes a `Reader` once.

    Args:
        store: the graph.
        projection: which network.
        filters: which ties count.
        weight: how the ties of actors that share settings are weighted, if not as declared.
    """
    return Reader(store).read(projection, filters, weight)


def _is_within(projection: Projection, tie: Tie) -> bool:
    """Tell whether a tie is between nodes of the declared kinds."""
    kinds = kind_of(ID + tie.source), kind_of(ID + tie.target)
    wanted = projection.sources, projection.targets
    return all(
        kind is not None and kind not in _APPARATUS and (kinds_wanted is None or kind in kinds_wanted)
        for kind, kinds_wanted in zip(kinds, wanted, strict=True)
    )


def _add(network: Any, tie: Tie) -> None:
    """Add one relation to the tie between its nodes."""
    if not network.has_edge(tie.source, tie.target):
        network.add_edge(tie.source, tie.target, ties=(), assertions=())
    edge = network.edges[tie.source, tie.target]
    edge["ties"] += (tie,)
    known = {assertion.iri for assertion in edge["assertions"]}
    edge["assertions"] += tuple(each for each in tie.assertions if each.iri not in known)
    edge["modality"] = min((_modality(each) for each in edge["assertions"]), key=MODALITIES.index)


def _modality(assertion: Assertion) -> str:
    """Return the modality of an assertion by its name."""
    return assertion.modality.iri.removeprefix(VOCABULARY + "modality/")


class Reader:
    """Reads networks from a graph, after reading once what all of them need."""

    def __init__(self, store: Store) -> None:
        """Read who says what where, and what is known of those between whom there may be ties."""
        self._store = store
        lexicon = Lexicon.read(store)
        self._facts = Facts(store.construct(query("network_entities")))
        self._entities = References(lexicon, self._facts)
        self._evidence = References(lexicon, Facts(store.construct(query("network_evidence"))))

    def read(
        self, projection: Projection, filters: Filters = EVERYTHING, weight: Weight | None = None
    ) -> "nx.Graph[str] | nx.DiGraph[str]":
        """Read a network.

        Nodes are ids, what follows `/id/` in an IRI, with `iri`, `kind`, `kind_label`, `label_nb`,
        `label_en`, `description`, `sectors`, `statuses`, and `mode`, `actor` or `setting`, in a two-mode
        network. A tie has its `ties`, each a `Tie`, the `assertions` of all of them, and the most certain
        `modality`; in a network of actors that share settings it has `weight`, `settings` and `assertions`.
        Order is the same for equal graphs.

        What is a setting to somebody is no actor in the same two-mode network, and its own ties as an actor
        are left out: a team that others joined is among the settings.
        """
        ties = [tie for tie in self._ties(projection, filters) if _is_within(projection, tie)]
        two_mode = projection.two_mode or projection.shared is not None
        settings = {tie.target for tie in ties} if two_mode else set[str]()
        ties = [tie for tie in ties if tie.source not in settings]
        attributes: Any = {
            "name": projection.name,
            "two_mode": two_mode,
            "about_people": projection.about_people,
        }
        network: nx.Graph[str] = nx.DiGraph(**attributes) if projection.directed else nx.Graph(**attributes)
        for node in sorted({node for tie in ties for node in (tie.source, tie.target)}):
            mode = {"mode": "setting" if node in settings else "actor"} if two_mode else {}
            network.add_node(node, **self._described(node), **mode)
        for tie in ties:
            _add(network, tie)
        return projected(network, weight or projection.shared) if projection.shared else network

    def _ties(self, projection: Projection, filters: Filters) -> Iterator[Tie]:
        """Yield each relation that the filters let through, with the assertions that they let through."""
        rows = [
            {name: term.value for name, term in row.items()}
            for row in self._store.select(query(projection.query))
        ]
        for (source, target, relation), group in groupby(
            rows, key=lambda row: (row["source"], row["target"], row["relation"])
        ):
            stated = list(group)
            assertions = tuple(
                each
                for each in map(self._evidence.assertion, dict.fromkeys(row["assertion"] for row in stated))
                if _modality(each) in filters.modalities
                and (filters.voices is None or each.voice.iri in filters.voices)
            )
            periods = tuple(dict.fromkeys(row["period"] for row in stated if "period" in row))
            if assertions and self._passes(source, relation, periods, filters):
                yield Tie(
                    source.removeprefix(ID),
                    target.removeprefix(ID),
                    self._entities.labelled(relation),
                    tuple(map(self._entities.reference, periods)),
                    assertions,
                )

    def _passes(self, source: str, relation: str, periods: tuple[str, ...], filters: Filters) -> bool:
        """Tell whether sector, role and time are among those asked for."""
        sectors = self._facts.iris(source, HUSK + "sector")
        if filters.sectors is not None and filters.sectors.isdisjoint(sectors):
            return False
        if filters.roles is not None and relation not in filters.roles:
            return False
        if filters.first_year is None and filters.last_year is None:
            return True
        return any(self._may_have_been(period, filters) for period in periods)

    def _may_have_been(self, period: str, filters: Filters) -> bool:
        """Tell whether a period, as far as its bounds are known, touches the years asked for."""
        start = self._facts.number(period, HUSK + "earliestStart")
        end = self._facts.number(period, HUSK + "latestEnd")
        if start is None and end is None:
            return False
        begins_in_time = filters.last_year is None or start is None or start // 10000 <= filters.last_year
        lasts_long_enough = filters.first_year is None or end is None or end // 10000 >= filters.first_year
        return begins_in_time and lasts_long_enough

    def _described(self, node: str) -> dict[str, object]:
        """Return what a reader is told of a node."""
        iri = ID + node
        reference = self._entities.reference(iri)
        return {
            "iri": iri,
            "kind": kind_of(iri),
            "kind_label": reference.kind and reference.kind.label,
            "label_nb": reference.label.nb,
            "label_en": reference.label.en,
            "description": self._facts.text(iri, DCTERMS + "description"),
            "sectors": tuple(map(self._entities.labelled, self._facts.iris(iri, HUSK + "sector"))),
            "statuses": reference.statuses,
        }
