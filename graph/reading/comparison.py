"""Subprojects side by side: what is said of each, by the same aspects, and what is not said.

Much of what a subproject did is said of its arenas and activities, so these are read too; each value tells of
which it is said. That nothing is said is "not stated". It is a "no" only where the source says so: of parties
that were not there, or of all others where it names everybody.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from graph.errors import UnusableError
from graph.once import read_once
from graph.queries import query
from graph.reading.descriptions import Labelled, Reference, Relation, RelationGroup, Text
from graph.reading.entities import EntityReader
from graph.reading.naming import NamingError
from graph.reading.relations import Key
from graph.values import Iri
from ontology.terms import HUSK, concept, kind_of

MOST_SUBPROJECTS: Final = 10
"""How many can be put side by side at a time."""
_REMEMBERED: Final = 64
"""Of how many subprojects it is kept at hand what is said of them."""

_INVOLVED: Final = HUSK + "involved"
_EXCLUDED: Final = HUSK + "excluded"
_STATED: Final = HUSK + "participantsStated"
_PARTS: Final = HUSK + "hasPart"
_ABOUT: Final = HUSK + "about"
_ENDING: Final = HUSK + "endingReason"
_COMPLETE: Final = concept("participants-stated", "complete")
_ACTUAL: Final = concept("modality", "actual")
_READ_FOR_THEIR_WHOLE: Final = frozenset({"arena", "activity"})


class Aspect(NamedTuple):
    """What subprojects are compared by."""

    name: str
    label: Text
    properties: frozenset[str]
    """The properties that tell of it; for parties, every way of being involved."""


def _aspect(name: str, nb: str, en: str, *properties: str) -> Aspect:
    return Aspect(name, Text(nb, en), frozenset(HUSK + property_ for property_ in properties))


PARTIES: Final = "parties"
GAPS: Final = "gaps"
ASPECTS: Final = (
    _aspect("goals", "Mål", "Goals", "hasGoal"),
    _aspect("target-groups", "Målgrupper", "Target groups", "hasTargetGroup"),
    _aspect(PARTIES, "Parter", "Parties", "involved"),
    _aspect("methods", "Metoder", "Methods", "usesMethod"),
    _aspect("outcomes", "Utfall", "Outcomes", "hasOutcome"),
    _aspect("publications", "Publikasjoner", "Publications", "documentedBy"),
    _aspect("endings", "Avslutning", "Ending", "endingReason", "continuedBy", "succeededBy", "takenOverBy"),
    _aspect(GAPS, "Det kilden lar stå åpent", "What the source leaves open", "about"),
)
"""What subprojects are compared by, in the order in which they are shown."""


@dataclass(frozen=True)
class Compared:
    """One value, and what it is said of."""

    property: Labelled
    relation: Relation
    of: Reference
    """The subproject, one of its arenas or activities, or how somebody took part in it."""


@dataclass(frozen=True)
class Cell:
    """What is said of one subproject in one aspect; where there is no value, nothing is said."""

    values: tuple[Compared, ...]
    absent: tuple[Compared, ...] = ()
    """Of parties: those that are said not to have taken part."""
    completeness: tuple[Compared, ...] = ()
    """Of parties: how completely they are said to be named."""
    is_complete: bool = False
    """Of parties: whether everybody who took part in the subproject itself is said to be named."""


@dataclass(frozen=True)
class Comparison:
    """A table: a row for each aspect, with a cell for each subproject."""

    subprojects: tuple[Reference, ...]
    rows: tuple[tuple[Aspect, tuple[Cell, ...]], ...]


class ComparisonReader:
    """Puts subprojects of a graph that does not change side by side.

    To read one takes a query or two for each of its parts, so the columns that were asked for last are kept.
    """

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader
        self._column = lru_cache(_REMEMBERED)(self._read_column)

    def compare(self, names: Sequence[str]) -> Comparison:
        """Put subprojects side by side.

        Args:
            names: what the subprojects are called; several in one text are separated by commas.

        Raises:
            UnusableError: there are none or too many.
            NamingError: nothing is called so, or several things are, or it is no subproject.
        """
        subprojects = tuple(dict.fromkeys(thing for text in names for thing in _named(self._reader, text)))
        if not 1 <= len(subprojects) <= MOST_SUBPROJECTS:
            raise UnusableError(f"Name between one and {MOST_SUBPROJECTS} subprojects.")
        for thing in subprojects:
            if kind_of(thing.iri) != "subproject":
                kind = thing.kind.label.en if thing.kind else "another thing"
                raise NamingError(f"{thing.label.en} is no subproject: it is of the kind {kind}.")
        columns = [self._column(thing) for thing in subprojects]
        return Comparison(subprojects, tuple(zip(ASPECTS, zip(*columns, strict=True), strict=True)))

    def keep_all(self) -> None:
        """Read all subprojects ahead, if they are no more than are kept."""
        subprojects = self._reader.all_of("Subproject")
        if len(subprojects) <= _REMEMBERED:
            for thing in subprojects:
                self._column(thing)

    def _read_column(self, subproject: Reference) -> tuple[Cell, ...]:
        """Read what is said of a subproject in each aspect."""
        column = _Column(self._reader, subproject, self._ended)
        return tuple(map(column.cell, ASPECTS))

    @read_once
    def _ended(self) -> Collection[str]:
        """All things of which it is told why they ended, by IRI."""
        return {row["thing"].value for row in self._reader.store.select(query("ended"))}


def _named(reader: EntityReader, text: str) -> Iterator[Reference]:
    """Yield the things that a text names: one, whose name may have commas, or several between commas.

    Raises:
        NamingError: nothing is called so, or several things are.
    """
    if "," in text and reader.names_one(text):
        yield reader.thing_named(text)
    else:
        for name in text.split(","):
            yield reader.thing_named(name)


class _Column:
    """What is said of a subproject and its parts."""

    def __init__(self, reader: EntityReader, subproject: Reference, ended: Collection[str]) -> None:
        """Read a subproject, given by IRI all things of which it is told why they ended."""
        self._reader = reader
        self._subproject = subproject
        self._ended = ended
        self._told = list(self._read())

    def cell(self, aspect: Aspect) -> Cell:
        """Return what is said in an aspect."""
        values = tuple(found for found in self._told if self._tells_of(found.property.iri, aspect))
        if aspect.name != PARTIES:
            return Cell(values)
        absent = tuple(found for found in self._told if found.property.iri == _EXCLUDED)
        completeness = tuple(found for found in self._told if found.property.iri == _STATED)
        return Cell(values, absent, completeness, self._is_complete(completeness))

    def _read(self) -> Iterator[Compared]:
        """Yield all that is said of the subproject, of its arenas and activities, and of how parties left."""
        own = self._reader.groups(self._subproject.iri, self._is_wanted)
        yield from _compared(own, self._subproject)
        for part in _values(own, _PARTS):
            if kind_of(part.iri) in _READ_FOR_THEIR_WHOLE:
                yield from _compared(self._reader.groups(part.iri, self._is_wanted), part)
        for participation in filter(self._ended.__contains__, _participations(own)):
            endings = self._reader.groups(participation, lambda key: key.property == _ENDING)
            references = self._reader.references((), [Iri(participation)])
            yield from _compared(endings, references.reference(participation))

    def _is_wanted(self, key: Key) -> bool:
        """Tell whether a relation is read: gaps of all that is about the subproject, and no whole of it."""
        if key.property == _ABOUT:
            return key.is_incoming and isinstance(key.value, Iri) and kind_of(key.value.value) == "gap"
        if key.is_incoming:
            return False
        known = {_EXCLUDED, _STATED, _PARTS}
        return key.property in known or any(self._tells_of(key.property, aspect) for aspect in ASPECTS)

    def _tells_of(self, property_: str, aspect: Aspect) -> bool:
        """Tell whether a property tells of an aspect."""
        if aspect.name == PARTIES:
            return property_ == _INVOLVED or self._reader.lexicon.is_wider(_INVOLVED, property_)
        return property_ in aspect.properties

    def _is_complete(self, completeness: Sequence[Compared]) -> bool:
        """Tell whether everybody who took part in the subproject itself is said to be named."""
        return any(
            found.of == self._subproject
            and isinstance(found.relation.value, Reference)
            and found.relation.value.iri == _COMPLETE
            and any(modality.iri == _ACTUAL for modality in found.relation.modalities)
            for found in completeness
        )


def _compared(groups: Sequence[RelationGroup], of: Reference) -> Iterator[Compared]:
    """Yield the relations of a thing, each with its property."""
    for group in groups:
        for relation in group.relations:
            yield Compared(group.property, relation, of)


def _values(groups: Sequence[RelationGroup], property_: str) -> Iterator[Reference]:
    """Yield the things that a property leads to."""
    for group in groups:
        if group.property.iri == property_:
            for relation in group.relations:
                if isinstance(relation.value, Reference):
                    yield relation.value


def _participations(groups: Sequence[RelationGroup]) -> Iterator[str]:
    """Yield the participations that are folded into relations, each once."""
    found = (relation.participation for group in groups for relation in group.relations)
    yield from dict.fromkeys(participation.iri for participation in found if participation)
