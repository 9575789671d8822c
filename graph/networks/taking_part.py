"""Networks read from the graph, as networkx objects: who took part in what.

A tie never stands alone: it holds the roles and periods in which an actor took part, each with every
assertion that says so. Order is the same for equal graphs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import networkx as nx

from graph.queries import query
from graph.reading.chronology import Span, spans
from graph.reading.descriptions import Assertion, Labelled, Participation, Value
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.references import References
from graph.store import Store
from graph.values import Literal, Statement
from ontology.terms import DCTERMS, HUSK, ID, SKOS, VOCABULARY, kind_of

MODALITIES: Final = ("actual", "planned", "possible", "normative")
"""All modalities, the most certain first."""
SETTING_KINDS: Final = ("programme", "subproject", "arena", "activity")
"""The kinds of what one can take part in."""


@dataclass(frozen=True)
class Part:
    """One part that an actor had in a setting, with everything it rests on."""

    agent: str
    """Who took part, as the id of a node."""
    setting: str
    """What in, as the id of a node."""
    participation: Participation
    """In which role, and when."""
    assertions: tuple[Assertion, ...]
    """Everyone who says so, with places and modality."""
    times: tuple[Span, ...] = ()
    """When: its own times, or else those of the setting; empty where nobody gives one."""

    @property
    def modalities(self) -> tuple[str, ...]:
        """Return in which modalities it is asserted, by their names, the most certain first."""
        found = {assertion.modality.iri.rpartition("/")[2] for assertion in self.assertions}
        return tuple(name for name in MODALITIES if name in found)


def actors_by_arenas(store: Store, modalities: Sequence[str] = ("actual",)) -> "nx.Graph[str]":
    """Read the two-mode network of actors and the settings they took part in.

    Nodes are ids, what follows `/id/` in an IRI. Their attributes:

    - `iri`, `kind` (as in the IRI) and `kind_label`
    - `label_nb`, `label_en`; `description`, which may be None
    - `mode`: `actor` or `setting`
    - `names`: names and spellings in the sources, each a `Value` with its language
    - `sectors`: those that an actor is said to belong to
    - `statuses`: the modalities of what never was actual

    A tie has `parts`, each a `Part` that the one had in the other, and the most certain `modality` of theirs.

    A setting that takes part in another, as a programme does in a project, is one node, among the settings;
    `Part.agent` tells who took part in which.
    """
    wanted = {VOCABULARY + "modality/" + modality for modality in modalities}
    lexicon = Lexicon.read(store)
    evidence = References(lexicon, Facts(store.construct(query("actors_by_arenas_evidence"))))
    statements = store.construct(query("actors_by_arenas_entities"))
    facts, names = Facts(statements), _names(statements)
    entities = References(lexicon, facts)
    parts = list(_parts(store, wanted, entities, evidence))
    settings = {part.setting for part in parts}
    network: nx.Graph[str] = nx.Graph()
    for node in sorted({part.agent for part in parts} | settings):
        kind = kind_of(ID + node)
        mode = "setting" if kind in SETTING_KINDS or node in settings else "actor"
        network.add_node(
            node,
            mode=mode,
            kind=kind,
            names=names.get(ID + node, ()),
            **_described(ID + node, entities, facts),
        )
    for part in parts:
        if not network.has_edge(part.agent, part.setting):
            network.add_edge(part.agent, part.setting, parts=())
        tie = network.edges[part.agent, part.setting]
        tie["parts"] += (part,)
        tie["modality"] = min((m for each in tie["parts"] for m in each.modalities), key=MODALITIES.index)
    return network


def _parts(store: Store, wanted: set[str], entities: References, evidence: References) -> Iterator[Part]:
    """Yield each participation that is asserted in a wanted modality, with the assertions that say so."""
    rows = [
        {name: term.value for name, term in row.items()} for row in store.select(query("actors_by_arenas"))
    ]
    asserted = (row for row in rows if row["modality"] in wanted)
    times = spans(store)
    for iri, group in groupby(asserted, key=lambda row: row["participation"]):
        stated = list(group)
        first = stated[0]
        period = next((row["period"] for row in stated if "period" in row), None)
        yield Part(
            agent=first["agent"].removeprefix(ID),
            setting=first["setting"].removeprefix(ID),
            participation=Participation(
                iri, entities.labelled(first["role"]), entities.reference(period) if period else None
            ),
            assertions=tuple(evidence.assertion(row["assertion"]) for row in stated),
            times=times.get(iri) or times.get(first["setting"], ()),
        )


def _described(iri: str, entities: References, facts: Facts) -> dict[str, object]:
    """Return what a reader is told of an actor or a setting."""
    reference = entities.reference(iri)
    sectors: tuple[Labelled, ...] = tuple(
        entities.labelled(sector) for sector in facts.iris(iri, HUSK + "sector")
    )
    return {
        "iri": iri,
        "label_nb": reference.label.nb,
        "label_en": reference.label.en,
        "kind_label": reference.kind and reference.kind.label,
        "description": facts.text(iri, DCTERMS + "description"),
        "sectors": sectors,
        "statuses": reference.statuses,
    }


def _names(statements: Iterable[Statement]) -> dict[str, tuple[Value, ...]]:
    """Collect the names and spellings that things have in the sources, sorted."""
    found: defaultdict[str, set[Literal]] = defaultdict(set)
    for subject, predicate, value in statements:
        if predicate.value in {HUSK + "name", SKOS + "altLabel"} and isinstance(value, Literal):
            found[subject.value].add(value)
    return {iri: tuple(Value(*name) for name in sorted(names, key=str)) for iri, names in found.items()}
