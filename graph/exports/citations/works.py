"""The publications that were, each with what its citation gives.

Nothing is filled in: a work without a year has none. What we call a work without a title, or an author
without a name, stands in square brackets, as libraries write what they supply. Names are not taken apart,
since the data have them whole; they stand in the order of the printed byline where it has them all, else in
that of the alphabet. Names and titles are in the language of the work, for they are its own; what we add is
in the one asked for.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.exports.citations.types import OTHER, WORK_TYPES, WorkType
from graph.exports.edition import Edition
from graph.queries import query
from graph.reading.facts import Facts
from graph.values import Iri, Literal, Statement
from ontology.terms import DCTERMS, HUSK, LANGUAGES, RDF, RDFS, SKOS, parse_entity

_LINKS: Final = frozenset(
    HUSK + name
    for name in ("author", "editor", "contributor", "publisher", "issued", "publicationKind", "partOf")
)
"""What leads from a work to what has a name or a time of its own."""
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_ADDRESS: Final = re.compile(r"https?://\S+")
_SHORTENED: Final = "..."
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "titles": {"nb": "Også med tittelen", "en": "Also titled"},
    "byline": {"nb": "Trykt forfatterlinje", "en": "Byline as printed"},
    "contributors": {"nb": "Med bidrag av", "en": "With contributions by"},
    "study": {"nb": "Studium", "en": "Course of study"},
    "issued": {"nb": "Utgitt", "en": "Issued"},
    "addresses": {"nb": "Trykt nettadresse", "en": "Web address as printed"},
}


@dataclass(frozen=True)
class Work:
    """A publication as it is cited; what its citation does not give is None or empty."""

    iri: str
    key: str
    """What it is cited by: programme and name, which stay as they are."""
    type: WorkType
    genre: str
    """What kinds of work it is, in words."""
    title: str
    short_title: str | None
    language: str | None
    authors: Sequence[str]
    editors: Sequence[str]
    publisher: str
    place: str
    year: int | None
    month: int | None
    issued: str | None
    """When it was published, in words, where that is no year or month."""
    series: str
    """Its series, or the journal of an article."""
    number: str
    """Its number in the series; both, where the source gives two."""
    whole: str
    """The title of the work that it is a part of."""
    address: str | None
    """Its web address, where one is printed that a browser takes."""
    remarks: Sequence[str]
    """What else the citation gives, in words."""

    @property
    def note(self) -> str:
        """Return its IRI and what else the citation gives, in one text."""
        return ". ".join((self.iri, *self.remarks))


def read_works(edition: Edition, language: str) -> tuple[Work, ...]:
    """Read the publications that were, in the order of their keys."""
    store = edition.store
    works = [Iri(row["work"].value) for row in store.select(query("works"))]
    statements = [statement for work in works for statement in store.describe(work)]
    linked = {
        statement.object
        for statement in statements
        if statement.predicate.value in _LINKS and isinstance(statement.object, Iri)
    }
    statements += [statement for thing in sorted(linked) for statement in store.describe(thing)]
    reading = _Reading(Facts(statements), statements, language)
    return tuple(sorted((reading.work(work.value) for work in works), key=lambda work: work.key))


class _Reading:
    """Reads works from what is said of them and of those who made them, for a reader of a language."""

    def __init__(self, facts: Facts, statements: Iterable[Statement], language: str) -> None:
        self._facts = facts
        self._language = language
        self._titles: dict[str, list[Literal]] = {}
        for subject, predicate, value in sorted(set(statements)):
            if predicate.value == DCTERMS + "title" and isinstance(value, Literal):
                self._titles.setdefault(subject.value, []).append(value)

    def work(self, iri: str) -> Work:
        """Read a work."""
        facts = self._facts
        titles = sorted(self._titles.get(iri, ()), key=lambda title: (-len(title.value), title))
        tongue = titles[0].language if titles else None
        title, short_title, more_titles = self._title(iri, titles)
        kinds = sorted(
            facts.iris(iri, HUSK + "publicationKind"),
            key=lambda kind: (facts.number(kind, HUSK + "order") or 0, kind),
        )
        dates = facts.iris(iri, HUSK + "issued")
        date = _DATE.fullmatch(facts.value(dates[0], HUSK + "edtf") or "") if len(dates) == 1 else None
        addresses = facts.values(iri, HUSK + "printedAddress")
        whole_addresses = [address for address in addresses if _is_whole(address)]
        return Work(
            iri=iri,
            key=_key(iri),
            type=next((WORK_TYPES[kind] for kind in kinds if kind in WORK_TYPES), OTHER),
            genre="; ".join(self._label(kind, self._language) for kind in kinds),
            title=title,
            short_title=short_title,
            language=tongue,
            authors=self._makers(iri, "author", tongue),
            editors=self._makers(iri, "editor", tongue),
            publisher="; ".join(self._makers(iri, "publisher", tongue)),
            place="; ".join(facts.values(iri, HUSK + "placeOfPublication")),
            year=int(date[1]) if date else None,
            month=int(date[2]) if date and date[2] else None,
            issued=None if date else self._labels(dates) or None,
            series="; ".join(facts.values(iri, HUSK + "series")),
            number="; ".join(facts.values(iri, HUSK + "seriesNumber")),
            whole="; ".join(self._whole_title(whole) for whole in facts.iris(iri, HUSK + "partOf")),
            address=whole_addresses[0] if whole_addresses else None,
            remarks=self._remarks(
                {
                    "titles": more_titles,
                    "byline": facts.values(iri, HUSK + "byline"),
                    "contributors": self._makers(iri, "contributor", tongue),
                    "study": facts.values(iri, HUSK + "courseOfStudy"),
                    "issued": () if date else (self._labels(dates),),
                    "addresses": [address for address in addresses if address not in whole_addresses[:1]],
                }
            ),
        )

    def _title(self, iri: str, titles: Sequence[Literal]) -> tuple[str, str | None, Sequence[str]]:
        """Return the longest title, one that it begins with, and the rest; without any, what we call it."""
        if not titles:
            return f"[{self._label(iri, self._language)}]", None, ()
        first, *more = dict.fromkeys(title.value for title in titles)
        short = next((title for title in more if first.startswith(title)), None)
        return first, short, [title for title in more if title != short]

    def _whole_title(self, iri: str) -> str:
        """Return the title of a work that others are parts of."""
        titles = sorted(self._titles.get(iri, ()), key=lambda title: (-len(title.value), title))
        return self._title(iri, titles)[0]

    def _makers(self, iri: str, name: str, tongue: str | None) -> Sequence[str]:
        """Return those who made a work, in the order of the byline where it has them all."""
        makers = [self._name(maker, tongue) for maker in self._facts.iris(iri, HUSK + name)]
        bylines = self._facts.values(iri, HUSK + "byline")
        return next(filter(None, (_in_order(makers, byline) for byline in bylines)), sorted(makers))

    def _name(self, iri: str, tongue: str | None) -> str:
        """Return what an actor is called; in brackets, where the source has no name."""
        if HUSK + "UnnamedParty" in self._facts.iris(iri, RDF + "type"):
            return f"[{self._label(iri, self._language)}]"
        return self._label(iri, tongue if tongue in LANGUAGES else self._language)

    def _labels(self, iris: Iterable[str]) -> str:
        """Return labels in the language asked for, joined."""
        return "; ".join(self._label(iri, self._language) for iri in iris)

    def _label(self, iri: str, language: str | None) -> str:
        """Return the label of a thing."""
        label = self._facts.text(iri, SKOS + "prefLabel", RDFS + "label")
        return label.get(language or self._language) if label else iri

    def _remarks(self, found: Mapping[str, Iterable[str]]) -> Sequence[str]:
        """Return what is found, each under its heading."""
        joined = {name: "; ".join(filter(None, values)) for name, values in found.items()}
        return [f"{_WORDS[name][self._language]}: {text}" for name, text in joined.items() if text]


def _key(iri: str) -> str:
    """Return what a work is cited by.

    >>> _key("https://w3id.org/husk/id/demo/publication/boka")
    'demo:boka'
    """
    entity = parse_entity(iri)
    return f"{entity.programme}:{entity.slug}" if entity else iri


def _is_whole(address: str) -> bool:
    """Say whether a browser takes an address as it is printed.

    >>> [_is_whole(text) for text in ("http://example.org/a", "www.example.org", "http://example.org/.../a")]
    [True, False, False]
    """
    return bool(_ADDRESS.fullmatch(address)) and _SHORTENED not in address


def _in_order(names: Sequence[str], byline: str) -> Sequence[str] | None:
    """Sort names as a byline has them, whole or by their last word; None where it lacks one.

    >>> _in_order(["Bo Aas", "Åse Øen"], "Øen, Åse og Bo Aas (red.)")
    ['Åse Øen', 'Bo Aas']
    >>> _in_order(["Bo Aas", "Liv Li"], "Bo Aas m.fl.")
    """
    places = {}
    for name in names:
        place = byline.find(name)
        places[name] = byline.find(name.split()[-1]) if place < 0 else place
    if min(places.values(), default=-1) < 0:
        return None
    return sorted(names, key=lambda name: (places[name], name))
