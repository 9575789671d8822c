"""What a graph says is unsettled: values that cannot both hold, and what a source leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.errors import HuskError
from graph.queries import query
from graph.reading.catalogue import place_in_alphabet
from graph.reading.descriptions import Assertion, Labelled, Reference, Text, Value
from graph.reading.entities import EntityReader
from graph.reading.references import References
from graph.values import Iri, Statement
from ontology.terms import HUSK, RDF

_ABOUT: Final = HUSK + "about"
_CONFLICTING: Final = HUSK + "conflicting"
_PROPERTY: Final = HUSK + "conflictingProperty"
_NAMES: Final = frozenset({RDF + "type", HUSK + "name"})


@dataclass(frozen=True)
class Said:
    """One statement of an assertion."""

    thing: Reference
    property: Labelled
    value: Reference | Value


@dataclass(frozen=True)
class Place:
    """One of the assertions that cannot all hold, with what it states of the matter."""

    assertion: Assertion
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class Matter:
    """A conflict or a gap."""

    reference: Reference
    description: Text | None
    about: tuple[Reference, ...]
    """What it concerns."""
    assertions: tuple[Assertion, ...]
    """Who says that there is such a matter, and where."""
    properties: tuple[Labelled, ...] = ()
    """The properties that a conflict is on."""
    places: tuple[Place, ...] = ()
    """What stands against each other in a conflict."""


@dataclass(frozen=True)
class MatterList:
    """A part of a listing, and how many there are in all."""

    items: tuple[Matter, ...]
    total: int


class MatterReader:
    """Reads the conflicts and gaps of a graph."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader

    def conflicts(self, about: str | None, *, language: str, offset: int, limit: int) -> MatterList:
        """Return part of the conflicts, sorted by label, of those about a thing where one is given.

        Raises:
            NamingError: nothing is called so, or several things are.
        """
        return self._list("Conflict", about, language, offset, limit)

    def gaps(self, about: str | None, *, language: str, offset: int, limit: int) -> MatterList:
        """Return part of the gaps, likewise.

        Raises:
            NamingError: nothing is called so, or several things are.
        """
        return self._list("Gap", about, language, offset, limit)

    def _list(self, kind: str, about: str | None, language: str, offset: int, limit: int) -> MatterList:
        """Return part of the matters of a kind.

        Raises:
            NamingError: nothing is called as what they shall be about, or several things are.
        """
        if about is None:
            found = self._reader.list_entities(kind, language=language, offset=offset, limit=limit)
            items, total = found.items, found.total
        else:
            thing = Iri(self._reader.thing_named(about).iri)
            rows = self._reader.store.select(
                query("matters_about"), {"this": thing, "kind": Iri(HUSK + kind)}
            )
            iris = [Iri(row["matter"].value) for row in rows]
            references = self._reader.references((), iris)
            every = sorted(
                (references.reference(iri.value) for iri in iris),
                key=lambda matter: place_in_alphabet(matter, language),
            )
            items, total = tuple(every[offset : offset + limit]), len(every)
        return MatterList(tuple(map(self.read, items)), total)

    def read(self, reference: Reference) -> Matter:
        """Read what a matter concerns and who says so.

        Raises:
            HuskError: nothing is said of it, which no build lets happen.
        """
        entity = self._reader.get(reference.id or "")
        if entity is None:
            raise HuskError(f"{reference.iri} is labelled, yet nothing is said of it.")
        outgoing = {group.property.iri: group.relations for group in entity.groups if not group.is_incoming}
        about = (relation.value for relation in outgoing.get(_ABOUT, ()))
        properties = (relation.value for relation in outgoing.get(_PROPERTY, ()))
        conflicting = (relation.value for relation in outgoing.get(_CONFLICTING, ()))
        named = tuple(
            Labelled(found.iri, found.label) for found in properties if isinstance(found, Reference)
        )
        assertions = tuple(Iri(found.iri) for found in conflicting if isinstance(found, Reference))
        stating = (assertion for type_ in entity.types for assertion in type_.assertions)
        return Matter(
            reference=entity.reference,
            description=entity.description,
            about=tuple(found for found in about if isinstance(found, Reference)),
            assertions=tuple(dict.fromkeys(stating)),
            properties=named,
            places=tuple(self._places(assertions, {labelled.iri for labelled in named})),
        )

    def _places(self, assertions: tuple[Iri, ...], properties: set[str]) -> Iterator[Place]:
        """Yield assertions with what they state by some properties, else by all but name and class."""
        for assertion in assertions:
            stated = [
                statement
                for statement in sorted(self._reader.store.construct(query("graph"), {"this": assertion}))
                if statement.predicate.value in properties
                or (not properties and statement.predicate.value not in _NAMES)
            ]
            things = {term for statement in stated for term in statement if isinstance(term, Iri)}
            references = self._reader.references([assertion], things)
            yield Place(references.assertion(assertion.value), tuple(said(stated, references)))


def said(stated: list[Statement], references: References) -> Iterator[Said]:
    """Yield statements under the names of their terms."""
    for statement in stated:
        yield Said(
            references.reference(statement.subject.value),
            references.labelled(statement.predicate.value),
            references.value(statement.object),
        )
