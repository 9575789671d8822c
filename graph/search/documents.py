"""What there is to find in a graph: every labelled thing, every passage by its summary, and every concept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from graph import values
from graph.names import last_part
from graph.queries import query
from graph.reading import descriptions
from graph.reading.descriptions import Labelled
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.programmes import programme_of
from graph.search.words import folded
from graph.store import Store
from graph.values import Iri
from ontology.terms import DCTERMS, HUSK, ID, LANGUAGES, RDF, SKOS, kind_of

FACETS: Final = ("programme", "kind", "sector", "voice", "modality")
"""What results are sorted by and can be narrowed to."""
CONCEPT: Final = "concept"
"""The kind of what describes things: the concepts of the vocabularies and the classes of the ontology."""

_ABOUT_THINGS: Final = frozenset(
    {
        "claim",
        "judgement",
        "gap",
        "conflict",
        "identification",
        "measure",
        "period",
        "section",
        "test",
        "voice",
    }
)
"""Kinds of what is said about things, or about the source: their labels are sentences rather than names."""


Field = Literal["label", "name", "description", "class"]
"""What a text is to a thing: the last is what its narrowest classes are called."""


class Text(NamedTuple):
    """A text that a thing can be found by."""

    field: Field
    language: str | None
    text: str


@dataclass(frozen=True)
class Document:
    """A thing as the index knows it."""

    iri: str
    texts: tuple[Text, ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The values of each facet: programmes, kinds, sectors and modalities by name, voices by id."""
    mentions: int = 0
    """How many assertions tell of it."""

    @property
    def id(self) -> str:
        """Return what follows `/id/` in the IRI."""
        return self.iri.removeprefix(ID)

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each text."""
        return tuple(tuple(folded(text.text)) for text in self.texts)

    @property
    def kind(self) -> str:
        """Return the value that it has of the facet of this name."""
        return kind_of(self.iri) or CONCEPT

    @property
    def is_about_things(self) -> bool:
        """Tell whether it is no thing that people speak of, but something said about one."""
        return self.kind in _ABOUT_THINGS

    @property
    def place(self) -> tuple[int, float, str]:
        """Return the key that puts first what people mean first where words alone do not decide.

        Things come before what is said about them, that before passages, and concepts come last. What is told
        of often comes first, measured by the length of its label: who types a word rather means the thing of
        that name than one that has it among seven others.
        """
        lengths = [
            len(found) for text, found in zip(self.texts, self.words, strict=True) if text.field == "label"
        ]
        rank = {"passage": 2, CONCEPT: 3}.get(self.kind, int(self.is_about_things))
        mentions = 1 if self.kind == CONCEPT else self.mentions
        return (rank, -mentions / max(min(lengths, default=1), 1), self.iri)


def documents(store: Store) -> Iterable[Document]:
    """Return everything that there is to find in a graph, in the order of `Document.place`."""
    facts = Facts(store.construct(query("searchable")))
    lexicon = Lexicon.read(store)
    said = _said(store)
    found = [_document(iri, facts, lexicon, said.get(iri, _Said())) for iri in facts.subjects()]
    found += [_concept(term, lexicon) for term in (*lexicon.every_concept(), *lexicon.classes())]
    return sorted(found, key=lambda document: document.place)


@dataclass
class _Said:
    """Who tells of a thing in which modality, and how many assertions do."""

    voices: set[str] = field(default_factory=set)
    modalities: set[str] = field(default_factory=set)
    mentions: int = 0


def _said(store: Store) -> Mapping[str, _Said]:
    """Collect who tells of each thing."""
    said: defaultdict[str, _Said] = defaultdict(_Said)
    for row in store.select(query("said_of")):
        of_this = said[row["entity"].value]
        of_this.voices.add(row["voice"].value.removeprefix(ID))
        of_this.modalities.add(_name(row["modality"].value))
        of_this.mentions += int(row["mentions"].value)
    return said


def _document(iri: str, facts: Facts, lexicon: Lexicon, said: _Said) -> Document:
    """Collect what a thing is found by."""
    labels = facts.literals(iri, SKOS + "prefLabel")
    names = {literal.value: literal for literal in facts.literals(iri, SKOS + "altLabel", HUSK + "name")}
    called = {literal.value for literal in labels}
    texts = [
        *_texts("label", labels),
        *_texts("name", (literal for name, literal in names.items() if name not in called)),
        *_texts("description", facts.literals(iri, DCTERMS + "description")),
        *_class_texts(facts.iris(iri, RDF + "type"), lexicon),
    ]
    kind = kind_of(iri)
    sectors = facts.iris(iri, HUSK + "sector", HUSK + "participantSector")
    programme = programme_of(iri)
    facets = {
        "programme": (programme,) if programme else (),
        "kind": (kind,) if kind else (),
        "sector": tuple(sorted(set(map(_name, sectors)))),
        "voice": tuple(sorted(said.voices)),
        "modality": tuple(sorted(said.modalities)),
    }
    return Document(iri, tuple(texts), facets, said.mentions)


def _concept(term: Labelled, lexicon: Lexicon) -> Document:
    """Collect what a concept is found by: its label, and what it means."""
    told: Iterable[tuple[Field, descriptions.Text | None]] = (
        ("label", term.label),
        ("description", lexicon.definition(term.iri)),
    )
    texts = [Text(of, language, text.get(language)) for of, text in told if text for language in LANGUAGES]
    return Document(term.iri, tuple(texts), {"kind": (CONCEPT,)})


def _texts(of: Field, literals: Iterable[values.Literal]) -> Iterable[Text]:
    """Return the texts of literals."""
    return (Text(of, literal.language, literal.value) for literal in literals)


def _class_texts(classes: Iterable[str], lexicon: Lexicon) -> Iterable[Text]:
    """Yield what the narrowest classes of a thing are called."""
    named = {class_ for class_ in classes if class_ in lexicon}
    wider = {class_ for narrow in named for class_ in lexicon.superclasses(narrow)}
    for class_ in sorted(named - wider):
        label = lexicon.label(class_)
        yield Text("class", "nb", label.nb)
        yield Text("class", "en", label.en)


def _name(iri: str) -> str:
    """Return what the IRI of a concept ends with."""
    return last_part(Iri(iri))
