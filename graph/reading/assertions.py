"""Assertions in a list that can be narrowed, each with what it states."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Final

from graph.names import in_reading_order
from graph.queries import query
from graph.reading.descriptions import Assertion
from graph.reading.entities import EntityReader
from graph.reading.matters import Said, said
from graph.values import Iri
from ontology.terms import ID, parse_entity

_KEPT: Final = ("voice", "modality", "passage", "source")
"""What assertions are found by without a query."""


@dataclass(frozen=True)
class ToldAssertion:
    """An assertion with what it states."""

    assertion: Assertion
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class AssertionList:
    """A part of the assertions that are wanted, and how many there are in all."""

    items: tuple[ToldAssertion, ...]
    total: int


@dataclass(frozen=True)
class WantedAssertions:
    """Conditions that assertions meet all of; each is an IRI, None sets no condition."""

    subject: str | None = None
    """What something is stated of."""
    object: str | None = None
    """What stands as the value of a statement."""
    voice: str | None = None
    modality: str | None = None
    passage: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class _Index:
    """The assertions by what they are found by."""

    voice: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    modality: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passage: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    source: Mapping[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class AssertionReader:
    """Reads the assertions of a graph that does not change; they are listed when first asked for."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what names the things."""
        self._reader = reader

    def find(self, wanted: WantedAssertions, *, offset: int, limit: int) -> AssertionList:
        """Return part of the assertions that meet all conditions, in the order of their sources."""
        sets = [self._graphs("assertions_by_subject", wanted.subject)] if wanted.subject else []
        sets += [self._graphs("assertions_by_object", wanted.object)] if wanted.object else []
        for name in _KEPT:
            value = getattr(wanted, name)
            if value is not None:
                sets.append(getattr(self._index, name).get(value, set()))
        found = [iri for iri in self._ordered if all(iri in some for some in sets)]
        return AssertionList(tuple(map(self._told, found[offset : offset + limit])), len(found))

    def get(self, assertion_id: str) -> ToldAssertion | None:
        """Return an assertion by what follows `/id/` in its IRI, or None where there is none."""
        iri = ID + assertion_id
        return self._told(iri) if parse_entity(iri) and iri in self._known else None

    @cached_property
    def _index(self) -> _Index:
        index = _Index()
        for row in self._reader.store.select(query("assertion_index")):
            for kept in fields(index):
                if kept.name in row:
                    getattr(index, kept.name)[row[kept.name].value].add(row["assertion"].value)
        return index

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset().union(*self._index.modality.values())

    @cached_property
    def _ordered(self) -> tuple[str, ...]:
        return tuple(sorted(self._known, key=in_reading_order))

    def _graphs(self, name: str, iri: str) -> set[str]:
        """Return the graphs that mention a thing."""
        return {row["graph"].value for row in self._reader.store.select(query(name), {"this": Iri(iri)})}

    def _told(self, iri: str) -> ToldAssertion:
        """Read what an assertion states."""
        stated = sorted(self._reader.store.construct(query("graph"), {"this": Iri(iri)}))
        things = {term for statement in stated for term in statement if isinstance(term, Iri)}
        references = self._reader.references([Iri(iri)], things)
        return ToldAssertion(references.assertion(iri), tuple(said(stated, references)))
