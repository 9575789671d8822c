"""Networks read from the graph by their declaration, filtered by sector, role, voice, modality and time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Final

import networkx as nx

from graph.networks.one_mode import Weight, projected
from graph.networks.registry import UNDERTAKEN, Projection
from graph.queries import query
from graph.reading.chronology import Span, span_of, spans
from graph.reading.descriptions import Assertion, Labelled, Reference, Value
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.programmes import Same, names_of, programme_of, same_things
from graph.reading.references import References
from graph.store import Store
from ontology.terms import DCTERMS, HUSK, ID, MODALITIES, SKOS, VOCABULARY, concept, kind_of

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
    programmes: frozenset[str] | None = None
    """Ties that one of these programmes tells of. What is the same thing in several of them is one node."""


EVERYTHING: Final = Filters()


@dataclass(frozen=True)
class Tie:
    """One relation from a node to another, with everything it rests on."""

    source: str
    target: str
    relation: Labelled
    """The role in which somebody took part, or the property."""
    periods: tuple[Reference, ...]
    """When, as told of the relation itself."""
    assertions: tuple[Assertion, ...]
    """Everyone who says so, with places and modality."""
    participation: str | None = None
    """The IRI of the participation, where it is one: somebody may have had one role twice."""
    setting_periods: tuple[Reference, ...] = ()
    """When the setting was there, where nothing is told of the participation itself."""
    times: tuple[Span, ...] = ()
    """The bounds of these, its own or else those of the setting; empty where nobody gives any."""

    @property
    def modalities(self) -> tuple[str, ...]:
        """Return in which modalities it is asserted, by their names, the most certain first."""
        found = {modality_of(assertion) for assertion in self.assertions}
        return tuple(name for name in MODALITIES if name in found)


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


def modality_of(assertion: Assertion) -> str:
    """Return the modality of an assertion by its name."""
    return assertion.modality.iri.removeprefix(VOCABULARY + "modality/")


def _is_within(projection: Projection, source: str, target: str) -> bool:
    """Tell whether a tie is between nodes of the declared kinds."""
    kinds = kind_of(ID + source), kind_of(ID + target)
    wanted = projection.sources, projection.targets
    return all(
        kind is not None and kind not in _APPARATUS and (kinds_wanted is None or kind in kinds_wanted)
        for kind, kinds_wanted in zip(kinds, wanted, strict=True)
    )


def _add(network: Any, tie: Tie) -> None:
    """Add one relation to the tie between its nodes."""
    edge = network.edges[tie.source, tie.target]
    edge["ties"] += (tie,)
    known = {assertion.iri for assertion in edge["assertions"]}
    edge["assertions"] += tuple(each for each in tie.assertions if each.iri not in known)
    edge["modality"] = min((modality_of(each) for each in edge["assertions"]), key=MODALITIES.index)


def _relation(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return what makes rows tell of one relation."""
    return row["source"], row["target"], row["relation"], row.get("participation", "")


class Reader:
    """Reads networks from a graph; what all of them need is read once, with the first."""

    def __init__(self, store: Store) -> None:
        """Read nothing yet."""
        self._store = store

    @cached_property
    def _lexicon(self) -> Lexicon:
        """The terms that things are described with."""
        return Lexicon.read(self._store)

    @cached_property
    def _facts(self) -> Facts:
        """What is known of those between whom there may be ties."""
        return Facts(self._store.construct(query("network_entities")))

    @cached_property
    def _entities(self) -> References:
        """What names them."""
        return References(self._lexicon, self._facts)

    @cached_property
    def _same(self) -> Same:
        """What is said to be the same thing, by IRI."""
        return same_things(self._store)

    @cached_property
    def _evidence(self) -> References:
        """Who says what, and where."""
        return References(self._lexicon, Facts(self._store.construct(query("network_evidence"))))

    @cached_property
    def _spans(self) -> Mapping[str, tuple[Span, ...]]:
        """When everything was that has a time."""
        return spans(self._store)

    def read(
        self, projection: Projection, filters: Filters = EVERYTHING, weight: Weight | None = None
    ) -> "nx.Graph[str] | nx.DiGraph[str]":
        """Read a network.

        Nodes are ids, what follows `/id/` in an IRI, with `iri`, `kind`, `kind_label`, `label_nb`,
        `label_en`, `description`, `names` (those in the sources), `sectors`, `statuses`, and `mode`, `actor`
        or `setting`, where actors take part in settings. A tie has its `ties`, each a `Tie`, the `assertions`
        of all of them, and the most certain `modality`; in a network of actors that share settings it has
        `weight`, `settings` and `assertions`. Order is the same for equal graphs.

        What is a setting to somebody is no actor in the same two-mode network, and its own ties as an actor
        are left out: a team that others joined is among the settings.
        """
        ties = [
            tie for tie in self._ties(projection, filters) if _is_within(projection, tie.source, tie.target)
        ]
        network = self._network(projection, [(tie.source, tie.target) for tie in ties], filters.programmes)
        for tie in ties:
            if network.has_edge(tie.source, tie.target):
                _add(network, tie)
        return projected(network, weight or projection.shared) if projection.shared else network

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """The names of the programmes that things belong to, sorted."""
        return tuple(sorted({name for iri in self._facts.subjects() if (name := programme_of(iri))}))

    def programmes_of(self, node: str, programmes: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the names of those of some programmes that a node is in; None stands for all of them."""
        names = names_of(ID + node, self._same, programmes)
        return tuple(dict.fromkeys(name for iri in names if (name := programme_of(iri))))

    def outline(
        self,
        projection: Projection,
        programmes: frozenset[str] | None = None,
        modalities: frozenset[str] = frozenset(MODALITIES),
    ) -> "nx.Graph[str] | nx.DiGraph[str]":
        """Read the nodes of a network as `read` does, and which of them have a tie.

        Who says so is not read, which takes most of the time. Actors that share settings have no ties yet.

        Args:
            projection: which network.
            programmes: whose; None for all.
            modalities: in which of them a tie is to be asserted, by their names.
        """
        filters = Filters(programmes=programmes)
        wanted = {concept("modality", name) for name in modalities}
        rows = (row for row in self._rows(projection, filters) if row["modality"] in wanted)
        pairs = ((row["source"], row["target"]) for row in rows)
        found: nx.Graph[str] = self._network(
            projection,
            dict.fromkeys((source.removeprefix(ID), target.removeprefix(ID)) for source, target in pairs),
            programmes,
        )
        return found

    def _network(
        self,
        projection: Projection,
        pairs: Iterable[tuple[str, str]],
        programmes: frozenset[str] | None = None,
    ) -> Any:
        """Return the nodes of a network, described, and ties between them that tell nothing yet."""
        pairs = [pair for pair in pairs if _is_within(projection, *pair)]
        two_mode = projection.two_mode or projection.shared is not None
        settings = {target for _, target in pairs}
        if two_mode:
            pairs = [(source, target) for source, target in pairs if source not in settings]
        attributes: Any = {
            "name": projection.name,
            "two_mode": two_mode,
            "about_people": projection.about_people,
        }
        network: nx.Graph[str] = nx.DiGraph(**attributes) if projection.directed else nx.Graph(**attributes)
        for node in sorted({node for pair in pairs for node in pair}):
            described = self._described(node, programmes)
            if two_mode or projection.nested:
                is_setting = node in settings or described["kind"] in UNDERTAKEN
                described["mode"] = "setting" if is_setting else "actor"
            network.add_node(node, **described)
        network.add_edges_from(pairs, ties=(), assertions=())
        return network

    def _rows(self, projection: Projection, filters: Filters) -> list[dict[str, str]]:
        """Return what the query of a network finds, in which a thing has one name.

        It is sorted here: the engine takes twice the time of the rest of a query to put names in order.
        """
        found = self._store.select(query(projection.query))
        rows = [{name: term.value for name, term in row.items()} for row in found]
        rows.sort(key=lambda row: [row.get(name, "") for name in found.variables])
        if filters.programmes is not None:
            rows = [row for row in rows if programme_of(row["assertion"]) in filters.programmes]
        if not self._same:
            return rows
        renamed = (row | self._named(row["source"], row["target"], filters.programmes) for row in rows)
        told = (
            new
            for row, new in zip(rows, renamed, strict=True)
            if new["source"] != new["target"] or row["source"] == row["target"]
        )
        return sorted(told, key=_relation)

    def _named(self, source: str, target: str, programmes: frozenset[str] | None) -> dict[str, str]:
        """Return the ends of a tie by the names that they go by."""
        ends = {"source": source, "target": target}
        return {end: names_of(iri, self._same, programmes)[0] for end, iri in ends.items()}

    def _ties(self, projection: Projection, filters: Filters) -> Iterator[Tie]:
        """Yield each relation that the filters let through, with the assertions that they let through."""
        for _, group in groupby(self._rows(projection, filters), key=_relation):
            stated = list(group)
            source, target, relation = (stated[0][name] for name in ("source", "target", "relation"))
            participation = stated[0].get("participation")
            assertions = tuple(
                each
                for each in map(self._evidence.assertion, dict.fromkeys(row["assertion"] for row in stated))
                if modality_of(each) in filters.modalities
                and (filters.voices is None or each.voice.iri in filters.voices)
            )
            own, general = (
                tuple(dict.fromkeys(row[name] for row in stated if name in row))
                for name in ("period", "setting_period")
            )
            if assertions and self._passes(source, relation, own or general, filters):
                yield Tie(
                    source.removeprefix(ID),
                    target.removeprefix(ID),
                    self._entities.labelled(relation),
                    tuple(map(self._entities.reference, own)),
                    assertions,
                    participation,
                    () if own else tuple(map(self._entities.reference, general)),
                    self._times(participation, target) if own or general else (),
                )

    def _times(self, participation: str | None, target: str) -> tuple[Span, ...]:
        """Return when a participation was, or else that in which it was; of a work, when it came out."""
        return self._spans.get(participation or "") or self._spans.get(target, ())

    def _passes(self, source: str, relation: str, periods: tuple[str, ...], filters: Filters) -> bool:
        """Tell whether sector, role and time are among those asked for."""
        if filters.sectors is not None and filters.sectors.isdisjoint(
            self._sectors(source, filters.programmes)
        ):
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
        if start is None and end is None and (planned := self._facts.value(period, HUSK + "edtf")):
            span = span_of(planned)
            start, end = span.earliest_start, span.latest_end
        if start is None and end is None:
            return False
        begins_in_time = filters.last_year is None or start is None or start // 10000 <= filters.last_year
        lasts_long_enough = filters.first_year is None or end is None or end // 10000 >= filters.first_year
        return begins_in_time and lasts_long_enough

    def _sectors(self, iri: str, programmes: frozenset[str] | None) -> tuple[str, ...]:
        """Return the sectors of an actor that these programmes tell of."""
        names = names_of(iri, self._same, programmes)
        return tuple(
            dict.fromkeys(each for name in names for each in self._facts.iris(name, HUSK + "sector"))
        )

    def _spellings(self, iri: str) -> tuple[Value, ...]:
        """Return the names and spellings that a thing has in the sources, sorted."""
        found = self._facts.literals(iri, HUSK + "name", SKOS + "altLabel")
        return tuple(Value(*name) for name in sorted(set(found), key=str))

    def _described(self, node: str, programmes: frozenset[str] | None) -> dict[str, object]:
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
            "names": tuple(
                dict.fromkeys(
                    each for name in names_of(iri, self._same, programmes) for each in self._spellings(name)
                )
            ),
            "sectors": tuple(map(self._entities.labelled, self._sectors(iri, programmes))),
            "statuses": reference.statuses,
        }
