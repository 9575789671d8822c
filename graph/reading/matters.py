"""What a graph says is unsettled: values that cannot both hold, and what a source leaves open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.queries import among, query
from graph.reading.catalogue import place_in_alphabet
from graph.reading.descriptions import Assertion, Labelled, Reference, Text, Value
from graph.reading.entities import EntityReader
from graph.reading.programmes import belongs
from graph.reading.references import References
from graph.values import Iri, Statement, Term
from ontology.terms import HUSK, ID, RDF

_ABOUT: Final = HUSK + "about"
_CONFLICTING: Final = HUSK + "conflicting"
_PROPERTY: Final = HUSK + "conflictingProperty"
_TYPE: Final = Iri(RDF + "type")
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


Unsettled = Literal["Conflict", "Gap"]
"""The classes of what is unsettled."""


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

    def list_of(
        self,
        kind: Unsettled,
        about: str | None = None,
        *,
        programme: str | None = None,
        language: str = "nb",
        offset: int = 0,
        limit: int = 50,
    ) -> MatterList:
        """Return part of the conflicts or gaps, sorted by label.

        Args:
            kind: the class of what is wanted.
            about: what the thing is called that they shall be about; without one, they are about anything.
            programme: the programme that tells of them, as ids begin; without one, those of all.
            language: the language whose labels decide the order.
            offset: how many to pass over.
            limit: how many to return at most.

        Raises:
            NamingError: nothing is called as what they shall be about, or several things are.
        """
        if about is None:
            found = self._reader.list_entities(
                kind, programme=programme, language=language, offset=offset, limit=limit
            )
            items, total = found.items, found.total
        else:
            thing = Iri(self._reader.thing_named(about).iri)
            rows = self._reader.store.select(
                query("matters_about"), {"this": thing, "kind": Iri(HUSK + kind)}
            )
            iris = [Iri(row["matter"].value) for row in rows]
            references = self._reader.references((), iris)
            every = sorted(
                (references.reference(iri.value) for iri in iris if belongs(iri.value, programme)),
                key=lambda matter: place_in_alphabet(matter, language),
            )
            items, total = tuple(every[offset : offset + limit]), len(every)
        return MatterList(self.read(items), total)

    def read(self, matters: Sequence[Reference]) -> tuple[Matter, ...]:
        """Read what some matters concern and who says so, all by one query."""
        if not matters:
            return ()
        rows = list(
            self._reader.store.select(among("matters", "matter", (Iri(matter.iri) for matter in matters)))
        )
        stating = {row["graph"] for row in rows if row["property"] == _TYPE and _is_assertion(row["graph"])}
        things = {row["value"] for row in rows}
        references = self._reader.references(_iris(stating), _iris(things))
        by_matter: defaultdict[str, list[Mapping[str, Term]]] = defaultdict(list)
        for row in rows:
            by_matter[row["matter"].value].append(row)
        return tuple(self._matter(matter, by_matter[matter.iri], references) for matter in matters)

    def _matter(
        self, matter: Reference, rows: Sequence[Mapping[str, Term]], references: References
    ) -> Matter:
        """Put together what is said of a matter."""

        def values(property_: str) -> tuple[str, ...]:
            return tuple(
                dict.fromkeys(row["value"].value for row in rows if row["property"].value == property_)
            )

        stating = (row["graph"] for row in rows if row["property"] == _TYPE and _is_assertion(row["graph"]))
        properties = tuple(map(references.labelled, values(_PROPERTY)))
        return Matter(
            reference=matter,
            description=self._reader.descriptions.get(matter.iri),
            about=tuple(sorted(map(references.reference, values(_ABOUT)), key=_place)),
            assertions=tuple(
                references.assertion(iri) for iri in dict.fromkeys(graph.value for graph in stating)
            ),
            properties=tuple(sorted(properties, key=_place)),
            places=tuple(self._places(map(Iri, values(_CONFLICTING)), set(values(_PROPERTY)))),
        )

    def _places(self, assertions: Iterable[Iri], properties: set[str]) -> Iterator[Place]:
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


def _is_assertion(graph: Term) -> bool:
    """Tell whether a graph is that of an assertion."""
    return graph.value.startswith(ID)


def _iris(terms: Iterable[Term]) -> Iterator[Iri]:
    """Yield the terms that stand for things."""
    return (term for term in terms if isinstance(term, Iri))


def _place(thing: Reference | Labelled) -> tuple[str, str]:
    """Return the key that sorts things by what they are called."""
    return (thing.label.nb.casefold(), thing.iri)
