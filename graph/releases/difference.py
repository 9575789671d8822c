"""What differs between two editions: things, relations, numbers and terms, by differences of sets.

Assertions are compared by what they say, who says it and where, not by their names. What is inferred is not
compared: it follows from the rest.
"""

import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import pyoxigraph

from graph import snapshot as snapshots
from graph.conversion import statement_from_engine
from graph.errors import HuskError, SnapshotError, StoreError
from graph.names import last_part
from graph.reading.descriptions import Text
from graph.releases.measures import Analyses, MeasureMoved, Side, kept_analyses, moved_measures, side_without
from graph.snapshot import Snapshot
from graph.values import Iri, Literal, Statement, Term
from ontology import terms
from ontology.terms import DCTERMS, HUSK, PROV, RDF, RDFS, SKOS, VOCABULARY, parse_entity

_UNTOLD: Final = frozenset({"assertion", "participation", "passage", "period", "section"})
"""Kinds that are told by what they say, or only counted."""
_UNIT: Final = HUSK + "unit"
_NUMBERS: Final = frozenset(
    HUSK + name for name in ("exactly", "minimum", "maximum", "lessThan", "approximately", "mean", "unit")
)
_UNSAID: Final = _NUMBERS | {RDF + "type"}
_AGENT: Final = HUSK + "agent"
_ROLE: Final = HUSK + "role"
_SETTING: Final = HUSK + "in"
_PERIOD: Final = HUSK + "period"


class DifferenceError(HuskError):
    """An edition that is to be compared cannot be found or read."""


class Named(NamedTuple):
    """A thing or a term under its label."""

    label: Text
    iri: str


class Renamed(NamedTuple):
    """A thing whose label is another."""

    before: Text
    after: Text
    iri: str


class Relation(NamedTuple):
    """What is said of a thing, by whom and where."""

    subject: Named
    property: Named
    value: Text
    when: Text | None
    voice: Text
    modality: Text
    place: str
    """The passage, as 2.4-p1-s2; empty where the source is not cited."""


class Number(NamedTuple):
    """A measure whose number or unit is another."""

    measure: Named
    before: tuple[Text, ...]
    after: tuple[Text, ...]


class Difference(NamedTuple):
    """Everything that differs, each part sorted."""

    things_added: tuple[Named, ...]
    things_removed: tuple[Named, ...]
    renamed: tuple[Renamed, ...]
    described_anew: tuple[Named, ...]
    relations_added: tuple[Relation, ...]
    relations_removed: tuple[Relation, ...]
    numbers: tuple[Number, ...]
    terms_added: tuple[Named, ...]
    terms_removed: tuple[Named, ...]
    terms_changed: tuple[Named, ...]
    counts: Mapping[str, tuple[int, int]]
    """How many there are of each, before and after; those that are equal too."""
    measures: tuple[MeasureMoved, ...] = ()
    """By network, each in the order of the registry."""
    without_analyses: Side | None = None
    """Which edition alone keeps no analyses that can be read, so that no measures are compared."""


def difference(before: bytes, after: bytes) -> Difference:
    """Compare two datasets in N-Quads.

    Raises:
        DifferenceError: one is no N-Quads.
    """
    old, new = _Told.read(before), _Told.read(after)
    lasting = old.things & new.things
    return Difference(
        things_added=_named(new.things - old.things, new),
        things_removed=_named(old.things - new.things, old),
        renamed=tuple(
            sorted(
                Renamed(old.label(iri), new.label(iri), iri)
                for iri in lasting
                if old.label(iri) != new.label(iri)
            )
        ),
        described_anew=_named(
            (iri for iri in lasting if old.descriptions[iri] != new.descriptions[iri]), new
        ),
        relations_added=_relations(new.said - old.said, new),
        relations_removed=_relations(old.said - new.said, old),
        numbers=tuple(
            sorted(
                Number(Named(new.label(iri), iri), old.values(iri), new.values(iri))
                for iri in lasting
                if old.numbers[iri] != new.numbers[iri]
            )
        ),
        terms_added=_named(new.terms.keys() - old.terms.keys(), new),
        terms_removed=_named(old.terms.keys() - new.terms.keys(), old),
        terms_changed=_named(
            (iri for iri in old.terms.keys() & new.terms.keys() if old.terms[iri] != new.terms[iri]), new
        ),
        counts={kind: (old.counts[kind], new.counts[kind]) for kind in sorted({*old.counts, *new.counts})},
    )


def difference_between(before: str, after: str, var: Path) -> Difference:
    """Compare two editions by what `edition_named` takes, the measures of their networks too.

    Raises:
        DifferenceError: one of them is not there or cannot be read.
    """
    old, new = edition_named(before, var), edition_named(after, var)
    return difference(old.dataset, new.dataset)._replace(
        measures=tuple(moved_measures(old.analyses, new.analyses)),
        without_analyses=side_without(old.analyses, new.analyses),
    )


class Kept(NamedTuple):
    """What an edition holds that is compared."""

    dataset: bytes
    """In N-Quads."""
    analyses: Analyses = MappingProxyType({})


def edition_named(text: str, var: Path) -> Kept:
    """Return an edition: that of a snapshot's folder, an archive, a dump, or the start of a name.

    An archive and a dump hold no analyses.

    Raises:
        DifferenceError: there is no such edition, several begin so, or it cannot be read.
    """
    path = Path(text)
    try:
        if text and path.is_dir():
            return _kept(Snapshot.read(path.resolve()))
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                name = next(name for name in archive.namelist() if name.endswith("dataset.nq"))
                return Kept(archive.read(name))
        if path.is_file():
            return Kept(path.read_bytes())
    except (OSError, zipfile.BadZipFile, StopIteration) as error:
        raise DifferenceError(f"{path} cannot be read as a release.") from error
    folder = var / "snapshots"
    names = sorted(found.name for found in folder.glob("*") if found.name.startswith(text))
    found = snapshots.find(var, names[0]) if len(names) == 1 and text else None
    if found is None:
        which = f"Several editions begin so: {', '.join(names)}" if len(names) > 1 else "No edition begins so"
        raise DifferenceError(f"{text!r} is no folder, archive or edition below {folder}. {which}.")
    return _kept(found)


def _kept(snapshot: Snapshot) -> Kept:
    """Read a snapshot, which is not removed meanwhile."""
    with snapshot.hold():
        try:
            analyses = kept_analyses(snapshot)
        except SnapshotError:  # those of a version that knew other measures, of which there is none to tell
            analyses = {}
        return Kept(snapshot.open_store().dump(), analyses)


class _Said(NamedTuple):
    """What an assertion says of a thing, in terms."""

    subject: str
    property: str
    value: Term
    period: str
    voice: str
    modality: str
    place: str


class _Told:
    """What one edition says, as sets and maps that can be compared."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.things: set[str] = set()
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.descriptions: dict[str, frozenset[str]] = defaultdict(frozenset)
        self.numbers: dict[str, frozenset[tuple[str, str]]] = defaultdict(frozenset)
        self.terms: dict[str, frozenset[str]] = defaultdict(frozenset)
        self.counts: Counter[str] = Counter()
        self._origins: dict[str, dict[str, str]] = defaultdict(dict)
        self._stated: list[tuple[str, Statement]] = []
        self._direct: dict[str, str] = {}
        self._participations: dict[str, dict[str, str]] = defaultdict(dict)

    @classmethod
    def read(cls, nquads: bytes) -> "_Told":
        """Sort the statements of a dataset by the graphs that they stand in.

        Raises:
            DifferenceError: they are no N-Quads.
        """
        told = cls()
        readers: Mapping[str, Callable[[Statement], None]] = {
            terms.LABELS: told._label,
            terms.PROVENANCE: told._origin,
            terms.ONTOLOGY_GRAPH: told._term,
            terms.VOCABULARIES: told._term,
        }
        try:
            for quad in pyoxigraph.parse(nquads, pyoxigraph.RdfFormat.N_QUADS):
                graph = quad.graph_name
                if not isinstance(graph, pyoxigraph.NamedNode):
                    continue
                if graph.value in readers:
                    readers[graph.value](statement_from_engine(quad))
                elif (name := parse_entity(graph.value)) and name.kind == "assertion":
                    told._state(graph.value, statement_from_engine(quad))
        except (SyntaxError, StoreError) as error:
            raise DifferenceError(f"A dataset is not one of ours: {error}") from error
        told.counts |= Counter({"things": len(told.things), "terms": len(told.terms)})
        told.counts |= Counter({"relations": len(told.said), "assertions": len({a for a, _ in told._stated})})
        return told

    @cached_property
    def said(self) -> frozenset[_Said]:
        """What is said of things, each participation as one relation of its agent."""
        found = set()
        direct = {
            (parts.get(_AGENT), self._direct.get(parts.get(_ROLE, "")), parts.get(_SETTING))
            for parts in self._participations.values()
        }
        for assertion, statement in self._stated:
            subject, predicate = statement.subject.value, statement.predicate.value
            period = ""
            if subject in self._participations:
                if predicate != _SETTING:
                    continue
                parts = self._participations[subject]
                role = parts.get(_ROLE, _ROLE)
                subject, predicate = parts.get(_AGENT, subject), self._direct.get(role, role)
                period = parts.get(_PERIOD, "")
            elif predicate in _UNSAID or (subject, predicate, statement.object.value) in direct:
                continue
            origin = self._origins[assertion]
            found.add(
                _Said(
                    subject,
                    predicate,
                    statement.object,
                    period,
                    origin.get(PROV + "wasAttributedTo", ""),
                    origin.get(HUSK + "modality", ""),
                    origin.get(PROV + "wasDerivedFrom", ""),
                )
            )
        return frozenset(found)

    def label(self, iri: str) -> Text:
        """Return the label of a thing or a term, or else the end of its IRI."""
        known = self.labels.get(iri, {})
        other = next(iter(known.values()), last_part(Iri(iri)))
        return Text(known.get("nb", other), known.get("en", other))

    def values(self, measure: str) -> tuple[Text, ...]:
        """Tell the numbers of a measure, each with its bound and its unit."""
        stated = sorted(self.numbers[measure])
        units = [self.label(value) for predicate, value in stated if predicate == _UNIT]
        nb, en = " / ".join(unit.nb for unit in units), " / ".join(unit.en for unit in units)
        bounds = [(self.label(predicate), value) for predicate, value in stated if predicate != _UNIT]
        return tuple(
            Text(f"{bound.nb} {value.replace('.', ',')} {nb}".rstrip(), f"{bound.en} {value} {en}".rstrip())
            for bound, value in bounds
        )

    def _label(self, statement: Statement) -> None:
        """Take a label or a description."""
        if isinstance(statement.object, Literal):
            if statement.predicate.value == SKOS + "prefLabel":
                self.labels[statement.subject.value][statement.object.language or ""] = statement.object.value
                self._count(statement.subject.value)
            elif statement.predicate.value == DCTERMS + "description":
                self.descriptions[statement.subject.value] |= {str(statement.object)}

    def _origin(self, statement: Statement) -> None:
        """Take who says an assertion, how and where; of several the same one each time."""
        known = self._origins[statement.subject.value]
        known[statement.predicate.value] = min(
            known.get(statement.predicate.value, statement.object.value), statement.object.value
        )

    def _term(self, statement: Statement) -> None:
        """Take a statement about a term of the ontology or the vocabularies."""
        iri = statement.subject.value
        if iri.startswith((HUSK, VOCABULARY)):
            self.terms[iri] |= {f"{statement.predicate} {statement.object}"}
        if statement.predicate.value == HUSK + "directProperty":
            self._direct[iri] = statement.object.value
        if isinstance(statement.object, Literal) and statement.predicate.value in {
            RDFS + "label",
            SKOS + "prefLabel",
        }:
            self.labels[iri][statement.object.language or ""] = statement.object.value

    def _state(self, assertion: str, statement: Statement) -> None:
        """Take a statement of an assertion."""
        subject, predicate = statement.subject.value, statement.predicate.value
        name = parse_entity(subject)
        self._stated.append((assertion, statement))
        if name and name.kind == "participation":
            self._participations[subject][predicate] = statement.object.value
        elif predicate in _NUMBERS:
            self.numbers[subject] |= {(predicate, statement.object.value)}
        self._count(subject)

    def _count(self, iri: str) -> None:
        """Take note of a thing, unless it is of a kind that is not told."""
        name = parse_entity(iri)
        if name and name.kind not in _UNTOLD:
            self.things.add(iri)


def _named(iris: Iterable[str], told: _Told) -> tuple[Named, ...]:
    """Label things or terms, and sort them."""
    return tuple(sorted(Named(told.label(iri), iri) for iri in iris))


def _relations(said: Iterable[_Said], told: _Told) -> tuple[Relation, ...]:
    """Label what is said, and sort it by the things that it is said of."""
    found = []
    for one in said:
        text = one.value.value
        found.append(
            Relation(
                Named(told.label(one.subject), one.subject),
                Named(told.label(one.property), one.property),
                told.label(text) if isinstance(one.value, Iri) else Text(text, text),
                told.label(one.period) if one.period else None,
                told.label(one.voice),
                told.label(one.modality),
                last_part(Iri(one.place)),
            )
        )
    return tuple(sorted(found, key=str))
