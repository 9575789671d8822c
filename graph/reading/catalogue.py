"""Every labelled thing of a graph in a list that can be filtered, counted and searched for a near miss.

It is read once for each graph. A stranger's words are compared here, in memory, and never reach a query.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from graph.queries import query
from graph.reading.descriptions import EntityList, Reference
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.references import References
from graph.store import Store
from ontology.terms import HUSK, ID, LANGUAGES, RDF, SKOS

_AFTER_Z: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
"""The three letters at the end of the alphabet, in its order, as the characters that follow z."""
_NEAR: Final = 0.75
_HOW_MANY_NEAR: Final = 5
_LONGEST_ID: Final = 200


@dataclass(frozen=True)
class Entry:
    """A labelled thing, with what it can be found by."""

    reference: Reference
    classes: frozenset[str]
    """Its classes in every modality, and all that hold them."""
    words: str
    """Its labels and names, case-folded, a line each."""


class Catalogue:
    """The labelled things of a graph."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Sort the things for a reader of either language."""
        entries = tuple(entries)
        self._sorted: Mapping[str, tuple[Entry, ...]] = {
            language: tuple(sorted(entries, key=lambda entry: place_in_alphabet(entry.reference, language)))
            for language in LANGUAGES
        }

    @classmethod
    def read(cls, store: Store, lexicon: Lexicon) -> "Catalogue":
        """Read the labelled things of a graph."""
        facts = Facts(store.construct(query("catalogue")))
        references = References(lexicon, facts)
        return cls(_entry(iri, facts, references, lexicon) for iri in facts.subjects())

    @property
    def entries(self) -> Sequence[Entry]:
        """The things with what they can be found by, in the order of their labels in bokmål."""
        return self._sorted["nb"]

    def __contains__(self, iri: str) -> bool:
        """Tell whether a thing is labelled."""
        return iri in self.references

    def __len__(self) -> int:
        """Return how many labelled things there are."""
        return len(self.references)

    def find(
        self, class_iri: str | None, words: str | None, *, language: str, offset: int, limit: int
    ) -> EntityList:
        """Return a part of the things of a class whose label or name contains some words, and their number.

        They are sorted by label in the language, then by IRI. No class, or no words, sets no condition.
        """
        needle = (words or "").strip().casefold()
        found = [
            entry.reference
            for entry in self._sorted["en" if language == "en" else "nb"]
            if (class_iri is None or class_iri in entry.classes) and needle in entry.words
        ]
        return EntityList(tuple(found[offset : offset + limit]), len(found))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things each class has, in any modality."""
        return Counter(iri for entry in self.entries for iri in entry.classes)

    def near(self, entity_id: str) -> tuple[Reference, ...]:
        """Return the things whose id is nearly the given one: same end, or same kind and much alike."""
        kind, _, slug = entity_id[:_LONGEST_ID].lower().rpartition("/")
        alike = get_close_matches(slug, self._slugs.get((kind, slug[:1]), ()), n=_HOW_MANY_NEAR, cutoff=_NEAR)
        found = [*self._by_slug.get(slug, ()), *(f"{ID}{kind}/{near}" for near in alike)]
        return tuple(self.references[iri] for iri in dict.fromkeys(found))[:_HOW_MANY_NEAR]

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The things by IRI."""
        return {entry.reference.iri: entry.reference for entry in self.entries}

    @cached_property
    def _by_slug(self) -> Mapping[str, Sequence[str]]:
        """The IRIs by their last part."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri in self.references:
            found[iri.rpartition("/")[2]].append(iri)
        return found

    @cached_property
    def _slugs(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The last parts of ids by kind and first letter: few enough to compare with a misspelling."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for iri in self.references:
            kind, _, slug = iri.removeprefix(ID).rpartition("/")
            found[kind, slug[:1]].append(slug)
        return found


def _entry(iri: str, facts: Facts, references: References, lexicon: Lexicon) -> Entry:
    """Enter a thing under its labels, names and classes."""
    classes = set(facts.iris(iri, RDF + "type"))
    classes |= {wider for class_ in classes for wider in lexicon.superclasses(class_)}
    words = facts.values(iri, SKOS + "prefLabel", SKOS + "altLabel", HUSK + "name")
    return Entry(references.reference(iri), frozenset(classes), "\n".join(words).casefold())


def place_in_alphabet(reference: Reference, language: str) -> tuple[str, str]:
    """Return the key that sorts a thing into the Norwegian alphabet."""
    return (reference.label.get(language).casefold().translate(_AFTER_Z), reference.iri)
