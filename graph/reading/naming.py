"""Which thing does a person mean by a text: an IRI, an id or the end of one, or a name in any language?

A stranger's text is looked up in memory and never reaches a query.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from typing import Final

from graph.errors import HuskError
from graph.names import short
from graph.reading.catalogue import Catalogue
from graph.reading.descriptions import Reference
from graph.values import Iri
from ontology.terms import ID, LANGUAGES

_NEAR: Final = 0.75
_HOW_MANY_NEAR: Final = 5
_LONGEST_TEXT: Final = 200
_SHORTEST_PART: Final = 3
"""Letters of a name from which on it is not mere chance that they stand in another."""
_MOST_COMPARED: Final = 2_000
"""Names that a misspelling is compared with: those of its first letter and about its length."""
_LENGTH_MAY_DIFFER: Final = 3


class NamingError(HuskError):
    """Nothing has a name, or several things have it; `near` holds those that may have been meant."""

    def __init__(self, message: str, near: Sequence[Reference] = ()) -> None:
        """Keep the things beside the sentence."""
        super().__init__(message)
        self.near = tuple(near)


class Naming:
    """The labelled things of a graph by what a person may call them."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the list of things."""
        self._catalogue = catalogue

    def require(self, text: str) -> Reference:
        """Return the thing that a text names: by its IRI, its id, the end of that, a label or another name.

        Raises:
            NamingError: nothing has that name, or several things have it.
        """
        found = self._find(text)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"Several things are called {text!r}: {_told(found)}. Write one of these names instead."
            raise NamingError(message, found)
        near = self._near(text)
        hint = (
            f"Did you mean {_told(near)}?" if near else "Write a name as pages and lists show it, or an id."
        )
        raise NamingError(f"Nothing is called {text[:_LONGEST_TEXT]!r}. {hint}", near)

    def names_one(self, text: str) -> bool:
        """Tell whether a text names exactly one thing."""
        return len(self._find(text)) == 1

    def labelled(self, text: str, language: str) -> Reference | None:
        """Return the only thing that is called so in a language, letter by letter, or None."""
        found = self._by_label[language].get(text, ())
        return found[0] if len(found) == 1 else None

    def _find(self, text: str) -> Sequence[Reference]:
        """Return the things that a text may name, in the order of their IRIs."""
        known = self._catalogue.references
        for iri in (text, ID + text):
            if iri in known:
                return (known[iri],)
        end = "/" + text.strip().replace(":", "/")
        called = {iri for iri in self._by_slug.get(end.rpartition("/")[2], ()) if iri.endswith(end)}
        called.update(self._by_name.get(text.strip().casefold(), ()))
        return tuple(known[iri] for iri in sorted(called))

    def _near(self, text: str) -> Sequence[Reference]:
        """Return the things that may have been meant by a text that names none."""
        wanted = text[:_LONGEST_TEXT].strip().casefold()
        ends = wanted.replace(":", "/")
        near = [thing.iri for thing in self._catalogue.near(ends)]
        if wanted:
            names = [*islice(self._names_with(wanted), _HOW_MANY_NEAR)]
            names += get_close_matches(wanted, self._alike(wanted), n=_HOW_MANY_NEAR, cutoff=_NEAR)
            near += [iri for name in names for iri in self._by_name[name]]
        return tuple(self._catalogue.references[iri] for iri in dict.fromkeys(near))[:_HOW_MANY_NEAR]

    def _names_with(self, wanted: str) -> Iterator[str]:
        """Yield the names that a text is a part of."""
        if len(wanted) >= _SHORTEST_PART:
            yield from (name for name in self._by_name if wanted in name)

    def _alike(self, wanted: str) -> Sequence[str]:
        """Return some names that a text may be a misspelling of."""
        alike: Iterator[str] = (
            name
            for name in self._by_first_letter.get(wanted[0], ())
            if abs(len(name) - len(wanted)) <= _LENGTH_MAY_DIFFER
        )
        return tuple(islice(alike, _MOST_COMPARED))

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        """The IRIs by label or other name, case-folded."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self._catalogue.entries:
            for name in dict.fromkeys(entry.words.splitlines()):
                found[name].append(entry.reference.iri)
        return found

    @cached_property
    def _by_label(self) -> Mapping[str, Mapping[str, Sequence[Reference]]]:
        """The things by language and label."""
        found: dict[str, defaultdict[str, list[Reference]]] = {
            language: defaultdict(list) for language in LANGUAGES
        }
        for entry in self._catalogue.entries:
            for language, things in found.items():
                things[entry.reference.label.get(language)].append(entry.reference)
        return found

    @cached_property
    def _by_first_letter(self) -> Mapping[str, Sequence[str]]:
        """The names by their first letter."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._by_name:
            found[name[:1]].append(name)
        return found

    @cached_property
    def _by_slug(self) -> Mapping[str, Sequence[str]]:
        """The IRIs by their last part."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri in self._catalogue.references:
            found[iri.rpartition("/")[2]].append(iri)
        return found


def _told(things: Sequence[Reference]) -> str:
    """Name things so that each can be told from the others."""
    return ", ".join(f"{short(Iri(thing.iri))} ({thing.label.en})" for thing in things)
