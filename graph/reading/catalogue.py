"""The things of a graph in a list that can be filtered, counted and searched for a near miss.

It is read once for each graph. A stranger's words are compared here, in memory, and never reach a query.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.names import in_reading_order
from graph.queries import query
from graph.reading.descriptions import EntityList, Reference
from graph.reading.facets import Facets, Filters, Mask
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.references import References
from graph.store import Store
from ontology.terms import DCTERMS, HUSK, ID, LANGUAGES, RDF, SKOS, kind_of

_AFTER_Z: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
"""The three letters at the end of the alphabet, in its order, as the characters that follow z."""
_WORDS: Final = (SKOS + "prefLabel", SKOS + "altLabel", HUSK + "name")
_PASSAGE_WORDS: Final = (DCTERMS + "description",)
_NONE: Final = np.empty(0, dtype=np.int32)
_NEAR: Final = 0.75
_HOW_MANY_NEAR: Final = 5
_LONGEST_ID: Final = 200


@dataclass(frozen=True)
class Entry:
    """A listed thing, with what it can be found by."""

    reference: Reference
    classes: frozenset[str]
    """Its classes in every modality, and all that hold them."""
    words: str
    """Its labels and names, or its summary, case-folded, a line each."""


class Catalogue:
    """The things of a graph that are listed: all that has a label, and the passages, by their summaries."""

    def __init__(self, entries: Iterable[Entry], facets: Callable[[Mapping[str, int]], Facets]) -> None:
        """Sort the things for a reader of either language; `facets` reads what numbers are chosen by."""
        self._entries = tuple(sorted(entries, key=lambda entry: _place(entry.reference, "nb")))
        self._orders = {language: _order(self._entries, language) for language in LANGUAGES}
        self._facets = facets({entry.reference.iri: number for number, entry in enumerate(self._entries)})
        self._classes = _numbers_by_class(self._entries)

    @classmethod
    def read(cls, store: Store, lexicon: Lexicon) -> "Catalogue":
        """Read the things of a graph."""
        facts = Facts([*store.construct(query("catalogue")), *store.construct(query("summaries"))])
        references = References(lexicon, facts)
        entries = (_entry(iri, facts, references, lexicon) for iri in facts.subjects())
        return cls(entries, lambda numbers: Facets(store, numbers, lexicon.broader("role")))

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """What has a label, with what it can be found by, in the order of the labels in bokmål."""
        return tuple(entry for entry in self._entries if not _is_passage(entry.reference.iri))

    def __contains__(self, iri: str) -> bool:
        """Tell whether a thing is listed."""
        return iri in self.references

    def __len__(self) -> int:
        """Return how many things there are."""
        return len(self._entries)

    def find(self, filters: Filters, *, language: str, offset: int, limit: int) -> EntityList:
        """Return a part of the things that meet all conditions, and their number.

        They are sorted by label in the language, then by IRI; passages come last, as their sources have them.
        """
        order = self._orders["en" if language == "en" else "nb"]
        found = order[self._chosen(filters)[order]].tolist()
        if needle := filters.words.strip().casefold():
            found = [number for number in found if needle in self._entries[number].words]
        part = found[offset : offset + limit]
        return EntityList(tuple(self._entries[number].reference for number in part), len(found))

    def _chosen(self, filters: Filters) -> Mask:
        """Return which things meet all conditions but that on words."""
        mask = self._facets.chosen(filters)
        for classes in (filters.classes, (filters.kind,) if filters.kind else ()):
            if classes:
                of_class = np.zeros(len(self), dtype=np.bool_)
                for class_iri in classes:
                    of_class[self._classes.get(class_iri, _NONE)] = True
                mask &= of_class
        return mask

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things each class has, in any modality."""
        return {class_iri: len(numbers) for class_iri, numbers in self._classes.items()}

    def near(self, entity_id: str) -> tuple[Reference, ...]:
        """Return the things whose id is nearly the given one: same end, or same kind and much alike."""
        kind, _, slug = entity_id[:_LONGEST_ID].lower().rpartition("/")
        alike = get_close_matches(slug, self._slugs.get((kind, slug[:1]), ()), n=_HOW_MANY_NEAR, cutoff=_NEAR)
        found = [*self._by_slug.get(slug, ()), *(f"{ID}{kind}/{near}" for near in alike)]
        return tuple(self.references[iri] for iri in dict.fromkeys(found))[:_HOW_MANY_NEAR]

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The things by IRI."""
        return {entry.reference.iri: entry.reference for entry in self._entries}

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
    named_by = _PASSAGE_WORDS if _is_passage(iri) else _WORDS
    words = facts.values(iri, *named_by)
    return Entry(references.reference(iri), frozenset(classes), "\n".join(words).casefold())


def _order(entries: Sequence[Entry], language: str) -> npt.NDArray[np.int32]:
    """Return the numbers of the things in the order of a language."""
    places = sorted(range(len(entries)), key=lambda number: _place(entries[number].reference, language))
    return np.array(places, dtype=np.int32)


def _numbers_by_class(entries: Sequence[Entry]) -> Mapping[str, npt.NDArray[np.int32]]:
    """Lay out the numbers of the things by their classes."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for class_iri in entry.classes:
            found[class_iri].append(number)
    return {class_iri: np.array(numbers, dtype=np.int32) for class_iri, numbers in found.items()}


def place_in_alphabet(reference: Reference, language: str) -> tuple[str, str]:
    """Return the key that sorts a thing into the Norwegian alphabet."""
    return (reference.label.get(language).casefold().translate(_AFTER_Z), reference.iri)


def _place(reference: Reference, language: str) -> tuple[bool, str, str]:
    """Return the key that sorts a thing into the alphabet, and passages last, as their sources have them."""
    if _is_passage(reference.iri):
        return (True, in_reading_order(reference.iri), reference.iri)
    return (False, *place_in_alphabet(reference, language))


def _is_passage(iri: str) -> bool:
    """Tell whether an IRI is that of a passage."""
    return kind_of(iri) == "passage"
