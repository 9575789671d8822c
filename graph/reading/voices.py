"""What a voice says, thing by thing, and what an assertion states: each statement with all who make it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from graph.queries import query
from graph.reading.descriptions import Assertion, Labelled, Reference
from graph.reading.entities import EntityReader
from graph.reading.matters import Matter, MatterReader
from graph.reading.panels import SaidHere, asked
from graph.reading.references import References
from graph.values import Iri, Term
from ontology.terms import DCTERMS, HUSK, ID, RDF, kind_of, parse_entity

_STATEMENT = ("property", "object", "role", "period")
"""What makes two statements of a thing the same."""

_NAMES = frozenset({RDF + "type", HUSK + "name", DCTERMS + "title"})
_REMEMBERED = 64
"""Of how many voices it is kept at hand what they speak of."""

Row = Mapping[str, Term]
Statement = Sequence[Row]
"""One statement: a row for each assertion that makes it."""


@dataclass(frozen=True)
class Held:
    """A statement, and everyone who makes it."""

    said: SaidHere
    assertions: tuple[Assertion, ...]
    conflicts: tuple[Reference, ...]
    """The contradictions that it is one side of."""


@dataclass(frozen=True)
class SaidOf:
    """What a voice says of one thing."""

    thing: Reference
    statements: tuple[Held, ...]
    total: int
    """How many statements there are, whether or not all of them are read."""


@dataclass(frozen=True)
class SaidByVoice:
    """Part of what a voice says, those things first of which it says most."""

    modalities: Mapping[Labelled, int]
    """How many assertions it holds, by modality."""
    kinds: Mapping[Labelled, int]
    """Of how many things of each kind it says something."""
    total: int
    """Of how many things of the wanted kind."""
    items: tuple[SaidOf, ...]


@dataclass(frozen=True)
class StatedByAssertion:
    """An assertion, with everyone who makes the same statements."""

    assertion: Assertion
    statements: tuple[Held, ...]
    conflicts: tuple[Matter, ...]
    """The contradictions that it is one side of."""


class VoiceReader:
    """Reads what voices say of a graph that does not change."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader
        self._matters = MatterReader(reader)
        self._things = lru_cache(_REMEMBERED)(self._read_things)
        self._modalities = lru_cache(_REMEMBERED)(self._read_modalities)

    def said_by(
        self, voice: str, kind: str | None, *, offset: int, limit: int, most: int | None = None
    ) -> SaidByVoice:
        """Return part of what a voice says.

        Args:
            voice: its IRI.
            kind: the IRI of a class, to hear of nothing else.
            offset: how many things to pass over.
            limit: of how many to tell.
            most: how many statements to tell of each at the most; who makes the others is not read.
        """
        things = self._things(voice)
        wanted = [thing for thing in things if kind is None or (thing.kind and thing.kind.iri == kind)]
        kinds = Counter(thing.kind for thing in things if thing.kind)
        found = wanted[offset : offset + limit]
        rows = {
            thing.iri: _without_classes(self._said_of(thing.iri, lambda row: row["voice"].value == voice))
            for thing in found
        }
        told = {iri: statements[:most] for iri, statements in rows.items()}
        references = self._references(told.values())
        return SaidByVoice(
            modalities=self._modalities(voice),
            kinds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0].iri))),
            total=len(wanted),
            items=tuple(
                SaidOf(thing, tuple(self._held(told[thing.iri], references)), len(rows[thing.iri]))
                for thing in found
            ),
        )

    def stated_by(self, assertion_id: str) -> StatedByAssertion | None:
        """Return what an assertion states, by what follows `/id/` in its IRI; None where there is none."""
        iri = ID + assertion_id
        if parse_entity(iri) is None or kind_of(iri) != "assertion":
            return None
        rows = list(self._reader.store.select(asked("page_stated", Iri(iri))))
        if not rows:
            return None
        told = self._said_alike(rows, lambda row: row["assertion"].value == iri)
        references = self._references(told)
        conflicts = dict.fromkeys(conflict for conflict, _ in self._conflicting.get(iri, ()))
        return StatedByAssertion(
            references.assertion(iri),
            tuple(held for said in sorted(told, key=_first) for held in self._held(said, references)),
            self._matters.read([references.reference(conflict) for conflict in conflicts]),
        )

    def _read_things(self, voice: str) -> tuple[Reference, ...]:
        """Return what a voice speaks of, the things first of which it says most."""
        rows = self._reader.store.select(asked("page_said", Iri(voice)))
        subjects = [row["subject"] for row in rows if kind_of(row["subject"].value) != "participation"]
        references = self._reader.references((), [term for term in subjects if isinstance(term, Iri)])
        return tuple(references.reference(term.value) for term in subjects)

    def _read_modalities(self, voice: str) -> Mapping[Labelled, int]:
        """Count what a voice holds, by modality."""
        rows = self._reader.store.select(query("modalities_of_voice"), {"this": Iri(voice)})
        found = {row["modality"].value: int(row["assertions"].value) for row in rows}
        ordered = sorted(found, key=lambda modality: (-found[modality], modality))
        return {self._reader.lexicon.labelled(modality): found[modality] for modality in ordered}

    def _said_of(self, subject: str, is_wanted: Callable[[Row], bool]) -> Sequence[Statement]:
        """Return the wanted statements of a thing, each as a row for every assertion that makes it.

        A statement is wanted if any of its rows is. Taking part comes first, class and names last.
        """
        this = Iri(subject)
        return _statements(this, self._reader.store.select(asked("said_of_thing", this)), is_wanted)

    def _said_alike(self, said: Sequence[Row], is_wanted: Callable[[Row], bool]) -> list[Sequence[Statement]]:
        """Return the wanted of some statements thing by thing in their order, each with all who make it.

        Of the busiest things that is found in a hundredth of the time that all that is said of them takes.
        """
        triples = " ".join(f"({row['subject']} {row['property']} {row['object']})" for row in said)
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._reader.store.select(query("said_alike").replace("{ }", f"{{ {triples} }}")):
            rows[row["this"].value].append(row)
        subjects = dict.fromkeys(row["subject"].value for row in said)
        return [_statements(Iri(subject), rows[subject], is_wanted) for subject in subjects]

    def _references(self, told: Iterable[Sequence[Statement]]) -> References:
        """Return what names all that statements tell."""
        rows = [row for statements in told for same in statements for row in same]
        return self._reader.references(
            {Iri(row["assertion"].value) for row in rows},
            {term for row in rows for term in row.values() if isinstance(term, Iri)},
        )

    def _held(self, statements: Iterable[Statement], references: References) -> Iterator[Held]:
        """Yield statements under the names of their terms."""
        for same in statements:
            assertions = [row["assertion"].value for row in same]
            property_ = same[0]["property"].value
            conflicts = dict.fromkeys(
                conflict
                for assertion in assertions
                for conflict, on in self._conflicting.get(assertion, ())
                if on in {None, property_}
            )
            yield Held(
                SaidHere.of(same[0], references),
                tuple(map(references.assertion, assertions)),
                tuple(map(references.reference, conflicts)),
            )

    @cached_property
    def _conflicting(self) -> Mapping[str, Sequence[tuple[str, str | None]]]:
        """The contradictions that each assertion is part of, and the properties that they are on."""
        found: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for row in self._reader.store.select(query("conflicting")):
            on = row["property"].value if "property" in row else None
            found[row["assertion"].value].append((row["conflict"].value, on))
        return found


def _statements(this: Iri, rows: Iterable[Row], is_wanted: Callable[[Row], bool]) -> Sequence[Statement]:
    """Put together the rows of the same statement of a thing, and leave out those that are not wanted."""
    ordered = sorted(rows, key=_in_order)
    found = [[{**row, "subject": this} for row in same] for _, same in groupby(ordered, key=_key)]
    return sorted((same for same in found if any(map(is_wanted, same))), key=_place)


def _place(same: Statement) -> int:
    """Return the key that sorts the statements of a thing by how much they tell."""
    return 2 if same[0]["property"].value in _NAMES else 0 if "role" in same[0] else 1


def _key(row: Row) -> tuple[Term | None, ...]:
    """Return what makes a statement of a thing the same as another."""
    return tuple(row.get(name) for name in _STATEMENT)


def _in_order(row: Row) -> tuple[str, ...]:
    """Return what puts the rows of a statement together, sorted by assertion."""
    return tuple(str(row.get(name, "")) for name in (*_STATEMENT, "assertion"))


def _without_classes(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Leave out what a thing is, unless nothing else is said of it: its kind stands beside its name."""
    return [same for same in statements if same[0]["property"].value != RDF + "type"] or statements


def _first(statements: Sequence[Statement]) -> int:
    """Return the key that sorts things by how much their first statement tells."""
    return min(map(_place, statements))
