"""The read model: what pages and the REST interface show of a graph, with everything a statement rests on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from graph.errors import UnusableError
from graph.names import in_reading_order
from graph.once import read_once
from graph.queries import among, query
from graph.reading.catalogue import Catalogue
from graph.reading.descriptions import (
    Assertion,
    Entity,
    EntityList,
    Extent,
    Labelled,
    Participation,
    Passage,
    Reference,
    Relation,
    RelationGroup,
    Text,
)
from graph.reading.evidence import evidence
from graph.reading.facets import EVERYTHING, Filters
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.naming import Naming
from graph.reading.programmes import Programme, Same, read_programmes, same_things
from graph.reading.references import References
from graph.reading.relations import Key, Part, Stated, Support, TakingPart, relations
from graph.store import Store
from graph.values import Iri, Statement, Term
from ontology.terms import DCTERMS, HUSK, ID, RDF, concept, kind_of, parse_entity

LONGEST_PAGE: Final = 500
"""How many things a listing returns at most at a time."""

_REMEMBERED: Final = 4096
"""How many descriptions are kept at hand, and how many assertions."""
Relations = Mapping[Key, Support]
"""The relations of a thing, each with what it rests on."""
Shown = Callable[[int], int]
"""Tells how many of a property's relations to read, given how many there are."""

_AT_A_TIME: Final = 4
"""Of how many things all statements are kept at hand: a page reads them for several of its parts."""
_TYPE: Final = RDF + "type"
_NAME: Final = HUSK + "name"
_ACTUAL: Final = concept("modality", "actual")


def everything(count: int) -> int:
    """Have all relations of a property read."""
    return count


class UnknownClassError(UnusableError):
    """A class was asked for that the ontology does not have; the message lists those it has."""


class EntityReader:
    """Reads a graph that does not change: its terms and its list of things at once, a thing when asked."""

    def __init__(self, store: Store) -> None:
        """Read the terms and the list."""
        self.store = store
        self._describe = lru_cache(_REMEMBERED)(store.describe)
        self._assertion = lru_cache(_REMEMBERED)(self._read_assertion)
        self._statements = lru_cache(_AT_A_TIME)(self._read_statements)
        self._relations = lru_cache(_AT_A_TIME)(self._read_relations)
        self._lexicon = Lexicon.read(store)
        self._catalogue = Catalogue.read(store, self._lexicon)
        self._naming = Naming(self._catalogue)

    @property
    def lexicon(self) -> Lexicon:
        """The terms that things are described with."""
        return self._lexicon

    def thing_named(self, text: str) -> Reference:
        """Return the thing that a person means by an IRI, an id or the end of one, or a name.

        Raises:
            NamingError: nothing has that name, or several things have it.
        """
        return self._naming.require(text)

    def thing_labelled(self, text: str, language: str) -> Reference | None:
        """Return the only thing, or else the only concept, that is called just so in a language, or None."""
        return self._naming.labelled(text, language) or self._lexicon.concept_labelled(text, language)

    def names_one(self, text: str) -> bool:
        """Tell whether a text names exactly one thing."""
        return self._naming.names_one(text)

    def references(self, assertions: Iterable[Iri], things: Iterable[Iri] = ()) -> References:
        """Return what names every labelled thing, tells of some assertions, and names some other things."""
        return self._references((assertion.value for assertion in assertions), things)

    def _references(
        self, assertions: Iterable[str], things: Iterable[Term], facts: Iterable[Statement] = ()
    ) -> References:
        """Return what names things and tells of assertions, given facts beside what is remembered of them."""
        unlisted = (
            statement
            for thing in set(things)
            if isinstance(thing, Iri)
            and thing.value not in self._catalogue
            and thing.value not in self._lexicon
            for statement in self._describe(thing)
        )
        told = {assertion: self._assertion(assertion) for assertion in set(assertions)}
        return References(self._lexicon, Facts([*facts, *unlisted]), self._catalogue.references, told)

    def _read_assertion(self, iri: str) -> Assertion:
        """Read who holds an assertion, how, and where it stands."""
        facts = Facts(evidence([Iri(iri)], self._describe))
        return References(self._lexicon, facts, self._catalogue.references).assertion(iri)

    def find(
        self, filters: Filters = EVERYTHING, *, language: str = "nb", offset: int = 0, limit: int = 50
    ) -> EntityList:
        """Return part of the things that meet some conditions, and how many there are.

        They are sorted by label; passages come last, in the order of their sources.

        Args:
            filters: what the things must be.
            language: the language whose labels decide the order, `nb` or `en`.
            offset: how many to pass over.
            limit: how many to return, at most `LONGEST_PAGE`.
        """
        return self._catalogue.find(
            filters, language=language, offset=max(offset, 0), limit=min(max(limit, 0), LONGEST_PAGE)
        )

    def list_entities(
        self,
        class_name: str | None = None,
        words: str | None = None,
        *,
        programme: str | None = None,
        language: str = "nb",
        offset: int = 0,
        limit: int = 50,
    ) -> EntityList:
        """Return part of the things of a class of ours, e.g. `Organisation`, whose names contain some words.

        A programme is named as ids begin; without one, the things of all are returned.

        Raises:
            UnknownClassError: the ontology has no such class.
        """
        kind = None if class_name is None else HUSK + class_name
        known = {class_.iri for class_ in self.classes()}
        if kind is not None and kind not in known:
            names = ", ".join(sorted(iri.removeprefix(HUSK) for iri in known))
            raise UnknownClassError(f"There is no type {class_name!r}. The types are {names}.")
        programmes = () if programme is None else (programme,)
        filters = Filters(kind=kind, programmes=programmes, words=words or "")
        return self.find(filters, language=language, offset=offset, limit=limit)

    def definition(self, class_iri: str) -> Text | None:
        """Return what a class of ours means."""
        return self._lexicon.definition(class_iri)

    def concepts(self, scheme: str) -> tuple[Labelled, ...]:
        """Return the concepts of a vocabulary of ours, such as `sector`, in its order."""
        return self._lexicon.concepts(scheme)

    def classes(self) -> Mapping[Labelled, int]:
        """Return our classes, each with how many listed things have it, in any modality."""
        return {class_: self._catalogue.counts.get(class_.iri, 0) for class_ in self._lexicon.classes()}

    def near(self, entity_id: str) -> tuple[Reference, ...]:
        """Return the things that somebody may have meant by an id that nothing has."""
        return self._catalogue.near(entity_id)

    def all_of(self, class_name: str, programme: str | None = None) -> tuple[Reference, ...]:
        """Return every labelled thing of a class of ours, in any modality, of a programme or of all of them.

        Raises:
            UnknownClassError: the ontology has no such class.
        """
        found: list[Reference] = []
        while part := self.list_entities(
            class_name, programme=programme, offset=len(found), limit=LONGEST_PAGE
        ).items:
            found += part
        return tuple(found)

    @read_once
    def descriptions(self) -> Mapping[str, Text]:
        """What each thing that has a description is, in a sentence, by IRI."""
        facts = Facts(self.store.construct(query("entity_descriptions")))
        texts = {iri: facts.text(iri, DCTERMS + "description") for iri in facts.subjects()}
        return {iri: text for iri, text in texts.items() if text}

    @read_once
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes that things belong to, in the order of their names."""
        return read_programmes(self.store, self._catalogue.references)

    @read_once
    def same(self) -> Same:
        """What is said to be the same thing, by IRI."""
        return same_things(self.store)

    def twins(self, iri: str) -> tuple[Reference, ...]:
        """Return what is said to be the same thing, in other programmes or in its own."""
        names = [name for name in self.same.get(iri, ()) if name != iri]
        references = self.references((), map(Iri, names))
        return tuple(map(references.reference, names))

    def voices(self) -> tuple[Reference, ...]:
        """Return those who hold what is asserted."""
        return self.find(Filters(kind=HUSK + "Voice"), limit=LONGEST_PAGE).items

    def get(self, entity_id: str, shown: Shown = everything) -> Entity | None:
        """Return everything that is said of a thing, or None when nothing is.

        Args:
            entity_id: what follows `/id/` in its IRI, e.g. `demo/arena/cafe`.
            shown: how many relations of a property to read, given how many there are. What the others rest on
                is not read, only counted.
        """
        if parse_entity(ID + entity_id) is None:
            return None
        iri = Iri(ID + entity_id)
        own = self._describe(iri)
        if not own:
            return None
        return self._entity(iri.value, self._relations(iri), own, shown)

    def group(
        self, entity_id: str, property_: str, *, is_incoming: bool, offset: int, limit: int
    ) -> RelationGroup | None:
        """Return some of the relations of a thing that are of one property; None where it has none."""
        every = self._relations(Iri(ID + entity_id))
        keys = _by_property(every).get((property_, is_incoming))
        if not keys:
            return None
        named = self._named(keys)
        chosen = _in_order(keys, every, named)[offset : offset + limit]
        shown = self._told(chosen, every, named)
        return RelationGroup(self._lexicon.labelled(property_), is_incoming, tuple(shown.values()), len(keys))

    def neighbours(self, iri: str) -> Mapping[str, int]:
        """Return the labelled things that are put beside a thing, each with how many assertions do so."""
        beside = {
            (statement.graph, statement.value.value)
            for statement in self._statements(Iri(iri))
            if isinstance(statement.value, Iri) and statement.graph.startswith(ID)
        }
        return Counter(other for _, other in beside if other in self._catalogue)

    def passage(self, passage_id: str) -> Passage | None:
        """Return where a passage stands, by what follows `/id/` in its IRI; None where there is none."""
        iri = Iri(ID + passage_id)
        if kind_of(iri.value) != "passage" or iri.value not in self._catalogue:
            return None
        return References(
            self._lexicon, Facts(evidence([iri], self._describe)), self._catalogue.references
        ).passage(iri.value)

    @read_once
    def passages(self) -> tuple[Reference, ...]:
        """The passages of all sources, in their order."""
        filters, found = Filters(kind=HUSK + "Passage"), list[Reference]()
        while part := self.find(filters, offset=len(found), limit=LONGEST_PAGE).items:
            found += part
        return tuple(found)

    def groups(self, iri: str, is_wanted: Callable[[Key], bool]) -> tuple[RelationGroup, ...]:
        """Return some relations of a thing, grouped by property; what the others rest on is not read."""
        wanted = {key: support for key, support in self._relations(Iri(iri)).items() if is_wanted(key)}
        return self._groups(wanted, self._named(wanted), everything)

    def _read_relations(self, iri: Iri) -> Relations:
        """Put together all statements about a thing that say the same."""
        return relations(self._statements(iri), self._participations(iri), self._lexicon)

    def _named(self, keys: Iterable[Key], facts: Iterable[Statement] = ()) -> References:
        """Return what names the values of relations."""
        return self._references((), (key.value for key in keys), facts)

    def _entity(self, iri: str, every: Relations, own: Sequence[Statement], shown: Shown) -> Entity:
        """Show a thing, given its relations and what else is said of it."""
        named = self._named(every, own)
        types = [key for key in every if key.property == _TYPE and not key.is_incoming]
        names = [key for key in every if key.property == _NAME]
        classes = {key.value.value: told for key, told in self._told(types, every, named).items()}
        groups = self._groups(every, named, shown)
        return Entity(
            reference=named.reference(iri),
            description=Facts(own).text(iri, DCTERMS + "description"),
            names=tuple(self._told(_in_order(names, every, named), every, named).values()),
            types=tuple(
                classes[class_]
                for class_ in self._lexicon.most_specific_first(classes)
                if class_ in self._lexicon
            ),
            groups=groups,
            whole=self._extent(every) if any(group.total for group in groups) else None,
        )

    def _groups(self, every: Relations, named: References, shown: Shown) -> tuple[RelationGroup, ...]:
        """Group relations by property, those that somebody states before those that are only inferred."""
        groups = []
        for (property_, is_incoming), keys in _by_property(every).items():
            if property_ in {_TYPE, _NAME}:
                continue
            first = _in_order(keys, every, named)[: shown(len(keys))]
            told = tuple(self._told(first, every, named).values())
            total = len(keys) if len(first) < len(keys) else None
            groups.append(RelationGroup(self._lexicon.labelled(property_), is_incoming, told, total))
        return tuple(sorted(groups, key=_group_place))

    def _told(self, keys: Iterable[Key], every: Relations, named: References) -> dict[Key, Relation]:
        """Show relations with what they rest on, in the order of the keys."""
        return {key: self._relation(key, every[key], named) for key in keys}

    def _extent(self, every: Relations) -> Extent:
        """Count the assertions and the voices behind relations."""
        assertions = {Iri(assertion) for support in every.values() for assertion in support.assertions}
        voices = self.store.select(among("voices_of", "assertion", assertions))
        return Extent(len(assertions), len(voices))

    def _read_statements(self, iri: Iri) -> tuple[Stated, ...]:
        """Return every statement about a thing, in each graph that holds it."""
        return tuple(
            Stated(
                row["property"].value,
                row["subject"] if "subject" in row else row["value"],
                "subject" in row,
                row["graph"].value,
            )
            for row in self.store.select(query("statements"), {"entity": iri})
        )

    def _participations(self, iri: Iri) -> Iterable[TakingPart]:
        """Yield how a thing took part in others, and others in it."""
        for row in self.store.select(query("participations"), {"entity": iri}):
            is_agent = "setting" in row
            other = row["setting"] if is_agent else row["agent"]
            period = row["period"].value if "period" in row else None
            part = Part(row["participation"].value, row["role"].value, period)
            yield TakingPart(part, Iri(other.value), is_agent, row["assertion"].value)

    def _relation(self, key: Key, support: Support, named: References) -> Relation:
        """Show a relation with its assertions; its rules only where nobody states it as actual."""
        assertions = tuple(map(self._assertion, sorted(support.assertions)))
        is_stated = any(assertion.modality.iri == _ACTUAL for assertion in assertions)
        return Relation(
            value=named.value(key.value),
            assertions=assertions,
            rules=() if is_stated else tuple(sorted(support.rules)),
            participation=self._participation(key.part, named) if key.part else None,
        )

    def _participation(self, part: Part, references: References) -> Participation:
        """Show role and period."""
        period = references.reference(part.period) if part.period else None
        return Participation(part.participation, self._lexicon.labelled(part.role), period)


def _by_property(every: Iterable[Key]) -> Mapping[tuple[str, bool], Sequence[Key]]:
    """Part relations by property, and by whether it points at the described thing."""
    found: defaultdict[tuple[str, bool], list[Key]] = defaultdict(list)
    for key in every:
        found[key.property, key.is_incoming].append(key)
    return found


def _in_order(keys: Iterable[Key], every: Relations, named: References) -> list[Key]:
    """Sort relations of one property: stated before inferred, then by what their value is called and part.

    Passages stand in the order of their source.
    """

    def place(key: Key) -> tuple[bool, str, str]:
        value, support = named.value(key.value), every[key]
        name = _name_in_order(value) if isinstance(value, Reference) else value.text
        part = key.part.participation if key.part else ""
        return (bool(support.rules) and not support.assertions, name, part)

    return sorted(keys, key=place)


def _name_in_order(thing: Reference) -> str:
    """Return what sorts a thing among others."""
    return in_reading_order(thing.iri) if kind_of(thing.iri) == "passage" else thing.label.nb.casefold()


def _group_place(group: RelationGroup) -> tuple[bool, bool, str, str]:
    """Return the key that sorts groups of relations: stated before inferred, outgoing before incoming."""
    is_inferred = all(relation.is_inferred for relation in group.relations)
    return (is_inferred, group.is_incoming, group.property.label.nb, group.property.iri)
