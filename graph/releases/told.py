"""What one edition says, as sets and maps that can be compared with those of another."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, NamedTuple

import pyoxigraph

from graph.conversion import statement_from_engine
from graph.errors import StoreError
from graph.names import last_part
from graph.reading.descriptions import Text
from graph.releases.errors import DifferenceError
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


class Said(NamedTuple):
    """What an assertion says of a thing, in terms."""

    subject: str
    property: str
    value: Term
    period: str
    voice: str
    modality: str
    place: str


class Told:
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
    def read(cls, nquads: bytes) -> "Told":
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
    def said(self) -> frozenset[Said]:
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
                Said(
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
