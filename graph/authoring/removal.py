"""Persons who are left out at their own request, so that neither they nor their names are in what is built.

What goes, of what the data have:

    the person          all that is said of it, and its labels
    what bears its name things whose IRI has the person's in it: a seminar, a participation, an open question
    views of it         judgements, claims and the like that are about what is left out
    the rest            stays without the statement: a publication remains, without that author
    names in texts      are replaced in all of them, bylines and titles too, in every usual spelling,
                        and the surname alone, unless somebody else has it

Where somebody who took part is left out, it is no longer said that all who took part are named.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from graph.authoring.parse import AuthoredFile
from graph.errors import UnusableError
from graph.names import entity, husk
from graph.questions import Question
from graph.values import Iri, Literal, Statement, Term
from ontology.terms import PROV, SKOS, concept

_VIEWS: Final = frozenset(
    {"claim", "conflict", "gap", "identification", "judgement", "lesson", "measure", "participation"}
)
"""The kinds of things that say nothing more when what they are about is gone."""
_NAMES: Final = frozenset({Iri(SKOS + "prefLabel"), Iri(SKOS + "altLabel"), husk("name"), husk("formerName")})
_HOLDERS: Final = frozenset({Iri(PROV + "wasAttributedTo"), husk("reportedBy")})
_ALL_NAMED: Final = (husk("participantsStated"), Iri(concept("participants-stated", "complete")))
_REMOVED: Final = MappingProxyType({"nb": "[navn fjernet]", "en": "[name removed]"})


class RemovalError(UnusableError):
    """The list of those who are to be left out cannot be followed."""


@dataclass(frozen=True)
class Removed:
    """Who and what was left out, as the build tells it: never by name."""

    persons: int = 0
    things: int = 0
    """Other things that went with them."""
    statements: int = 0
    texts: int = 0
    """Texts in which a name was replaced."""
    questions: int = 0
    """Saved questions that name them."""


@dataclass
class _Count:
    """How much has been changed so far."""

    statements: int = 0
    texts: int = 0


@dataclass(frozen=True)
class Removal:
    """What is left of the data, and what must not be named."""

    files: tuple[AuthoredFile, ...]
    removed: Removed
    _words: re.Pattern[str] | None = field(default=None, repr=False)

    def names(self, question: Question) -> bool:
        """Tell whether a saved question names somebody who is left out."""
        text = f"{question.name}\n{question.query}"
        return self._words is not None and self._words.search(text) is not None


def read_removals(file: Path) -> frozenset[Iri]:
    """Read who is to be left out: the IRI of a person on each line, or `#` and a comment.

    Raises:
        RemovalError: there is no such file, or a line has another thing.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RemovalError(f"The list of removals {file} cannot be read: correct HUSK_REMOVED.") from error
    found = set()
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            named = entity(Iri(line.strip()))
            if named is None or named.kind != "person":
                raise RemovalError(f"Line {number} of {file} is not the IRI of a person.")
            found.add(Iri(line.strip()))
    return frozenset(found)


def without(files: Iterable[AuthoredFile], persons: Collection[Iri]) -> Removal:
    """Leave persons out of what was authored.

    Raises:
        RemovalError: nothing is said of one of them.
    """
    files = tuple(files)
    if not persons:
        return Removal(files, Removed())
    mentioned = {
        term
        for file in files
        for statement in _statements(file)
        for term in statement
        if isinstance(term, Iri)
    }
    for person in persons:
        if person not in mentioned:
            raise RemovalError(f"There is no {person} to be left out: correct the list of removals.")
    slugs = re.compile(_any_of(named.slug for person in persons if (named := entity(person))))
    gone = set(persons) | {iri for iri in mentioned if _bears(iri, slugs)}
    words = _words(files, persons, mentioned, slugs)
    _follow(files, gone)
    open_ended = {
        statement.object
        for file in files
        for statement in _statements(file)
        if statement.predicate == husk("in") and statement.subject in gone
    }
    count = _Count()
    left = tuple(_left(file, gone, open_ended, words, count) for file in files)
    assertions = {assertion for file in files for assertion in file.assertions}
    things = len(gone - set(persons) - assertions)
    return Removal(left, Removed(len(persons), things, count.statements, count.texts), words)


def _words(
    files: Sequence[AuthoredFile],
    persons: Collection[Iri],
    mentioned: Collection[Iri],
    slugs: re.Pattern[str],
) -> re.Pattern[str]:
    """Return what matches the removed in a text: names in full, and surnames that nobody else has."""
    names = _names(files, persons)
    others = {iri for iri in mentioned if (named := entity(iri)) and named.kind == "person"} - set(persons)
    spellings = {spelling for name in names for spelling in _spellings(name)}
    surnames = set(map(_surname, names)) - set(map(_surname, _names(files, others)))
    patterns = [f"(?i:{_any_of(spellings)}|{slugs.pattern})"]
    if surnames:
        patterns.append(_any_of(surnames))
    return re.compile("|".join(patterns))


def _spellings(name: str) -> set[str]:
    """Return a name as texts and citations spell it.

    >>> sorted(_spellings("Liv Eva Strand"))
    ['L. E. Strand', 'L. Strand', 'Liv Eva Strand', 'Strand, L.', 'Strand, L. E.', 'Strand, Liv Eva']
    """
    surname = _surname(name)
    given = (name.partition(",")[2] if "," in name else name.removesuffix(surname)).split()
    initials = [f"{word[0]}." for word in given]
    before = {" ".join(words) for words in (given, initials, initials[:1]) if words}
    turned = {f"{words} {surname}" for words in before} | {f"{surname}, {words}" for words in before}
    return {name} | turned


def _surname(name: str) -> str:
    """Return the surname in a name.

    >>> _surname("Liv Strand"), _surname("Strand, L.")
    ('Strand', 'Strand')
    """
    return name.partition(",")[0].rpartition(" ")[2]


def _any_of(texts: Iterable[str]) -> str:
    r"""Return what matches any of some texts as whole words, in the genitive too.

    >>> bool(re.search(_any_of(["a-by"]), "a-bys-bok")), bool(re.search(_any_of(["liv"]), "livet"))
    (True, False)
    """
    longest_first = sorted(set(texts), key=lambda text: (-len(text), text))
    return rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?=s?(?![^\W_]))"


def _bears(iri: Iri, slugs: re.Pattern[str]) -> bool:
    """Tell whether a thing other than a person has a slug in its own."""
    named = entity(iri)
    return named is not None and named.kind != "person" and slugs.search(named.slug) is not None


def _names(files: Iterable[AuthoredFile], persons: Collection[Iri]) -> set[str]:
    """Return every spelling of some names."""
    return {
        statement.object.value
        for file in files
        for statement in _statements(file)
        if statement.subject in persons
        and statement.predicate in _NAMES
        and isinstance(statement.object, Literal)
    }


def _statements(file: AuthoredFile) -> Iterable[Statement]:
    """Yield every statement of a file."""
    yield from file.descriptions
    yield from file.labels
    for content in file.assertions.values():
        yield from content


def _follow(files: Iterable[AuthoredFile], gone: set[Iri]) -> None:
    """Add what says nothing more without what is gone: views, the assertions of a voice, those left empty."""
    before = -1
    while before != len(gone):
        before = len(gone)
        for file in files:
            gone |= {
                told.subject
                for told in file.descriptions
                if told.predicate in _HOLDERS and told.object in gone
            }
            for assertion, content in file.assertions.items():
                gone |= {said.subject for said in content if said.object in gone and _is_view(said.subject)}
                if content and all(_touches(said, gone) for said in content):
                    gone.add(assertion)


def _is_view(iri: Iri) -> bool:
    """Tell whether a thing is of a kind that goes with what it is about."""
    named = entity(iri)
    return named is not None and named.kind in _VIEWS


def _touches(statement: Statement, gone: Collection[Iri]) -> bool:
    """Tell whether a statement has anything at either end that is gone."""
    return statement.subject in gone or statement.object in gone


def _left(
    file: AuthoredFile,
    gone: Collection[Iri],
    open_ended: Collection[object],
    words: re.Pattern[str],
    count: _Count,
) -> AuthoredFile:
    """Return what is left of a file, and count what went."""

    def kept(statements: Iterable[Statement]) -> tuple[Statement, ...]:
        found = []
        for statement in statements:
            closes = (statement.predicate, statement.object) == _ALL_NAMED and statement.subject in open_ended
            if closes or _touches(statement, gone) or _leads_to(statement.object, words):
                count.statements += 1
            else:
                found.append(_unnamed(statement, words, count))
        return tuple(found)

    assertions: Mapping[Iri, tuple[Statement, ...]] = {
        assertion: said
        for assertion, content in file.assertions.items()
        if (said := kept(content)) and assertion not in gone
    }
    return replace(
        file,
        descriptions=kept(file.descriptions),
        labels=kept(file.labels),
        assertions=MappingProxyType(assertions),
    )


def _leads_to(value: Term, words: re.Pattern[str]) -> bool:
    """Tell whether a value is an address elsewhere with a name in it."""
    return isinstance(value, Iri) and entity(value) is None and words.search(value.value) is not None


def _unnamed(statement: Statement, words: re.Pattern[str], count: _Count) -> Statement:
    """Return a statement in whose text no name of the removed stands."""
    text = statement.object
    if not isinstance(text, Literal) or not words.search(text.value):
        return statement
    count.texts += 1
    instead = _REMOVED.get(text.language or "nb", _REMOVED["nb"])
    return statement._replace(object=text._replace(value=words.sub(instead, text.value)))
