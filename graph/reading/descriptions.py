"""What a reader is told of a thing, as frozen values that pages and the REST interface share.

Every relation carries all assertions behind it, so that nobody can show a statement without its voice, its
modality and its place in the source; an inferred one carries the names of the rules instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ontology.terms import ID


class Text(NamedTuple):
    """A text in both languages.

    >>> Text("møteplass", "arena").get("en")
    'arena'
    """

    nb: str
    en: str

    def get(self, language: str) -> str:
        """Return the text in a language; whatever is not English is bokmål."""
        return self.en if language == "en" else self.nb


@dataclass(frozen=True)
class Labelled:
    """A class, property, concept, voice or document under its label."""

    iri: str
    label: Text


@dataclass(frozen=True)
class Quantity:
    """What a measure says: a number that means nothing without its bound and its unit.

    >>> minimum = Labelled("https://example.org/minimum", Text("minst", "at least"))
    >>> percent = Labelled("https://example.org/percent", Text("prosent", "percent"))
    >>> Quantity(minimum, Decimal("77.50"), percent).text
    Text(nb='minst 77,5 prosent', en='at least 77.5 percent')
    """

    bound: Labelled
    """Which of exactly, minimum, maximum, lessThan, approximately and mean the number is."""
    number: Decimal
    unit: Labelled | None

    @property
    def text(self) -> Text:
        """Say bound, number and unit in one breath."""
        number = f"{self.number.normalize():f}"
        unit = self.unit.label if self.unit else Text("", "")
        return Text(
            f"{self.bound.label.nb} {number.replace('.', ',')} {unit.nb}".rstrip(),
            f"{self.bound.label.en} {number} {unit.en}".rstrip(),
        )


@dataclass(frozen=True)
class View:
    """What a judgement holds: where it stands on which claims, and how surely."""

    stance: Labelled
    claims: tuple[Labelled, ...]
    certainty: Labelled | None


@dataclass(frozen=True)
class Reference:
    """A thing as another thing's description names it: enough to tell it apart, and no more."""

    iri: str
    label: Text
    kind: Labelled | None
    """Its most specific class, in whatever modality that is asserted; None for what has no class of ours."""
    statuses: tuple[Labelled, ...] = ()
    """For a thing that is not known to have been: the modalities it is known in, as planned or possible."""
    quantity: Quantity | None = None
    """The number of a Measure."""
    view: View | None = None
    """The view of a Judgement."""

    @property
    def id(self) -> str | None:
        """Return what follows `/id/` in the IRI, e.g. `demo/arena/cafe`; None for what is no entity."""
        return self.iri.removeprefix(ID) if self.iri.startswith(ID) else None


@dataclass(frozen=True)
class Value:
    """A literal: its text, its datatype, and its language if it has one."""

    text: str
    datatype: str
    language: str | None


@dataclass(frozen=True)
class Section:
    """A section of a source."""

    iri: str
    label: Text
    number: str | None
    heading: str | None


@dataclass(frozen=True)
class Passage:
    """A place in a source, with a summary in our own words; what is not known of the place is None."""

    iri: str
    source: Labelled | None
    section: Section | None
    paragraph: int | None
    sentence: int | None
    pages: tuple[int, ...]
    """The pages it probably stands on, which the source does not print."""
    summary: Text | None


@dataclass(frozen=True)
class Assertion:
    """Who says it, in which modality, and where it stands."""

    iri: str
    voice: Labelled
    """Who holds it."""
    reported_by: Labelled | None
    """Who tells us, when that is another than the voice."""
    modality: Labelled
    passages: tuple[Passage, ...]
    reason: Text | None
    """Why the curator concludes it; None where the source says it."""
    file: str | None = None
    """Where it is authored, below the data folder."""


@dataclass(frozen=True)
class Participation:
    """How an actor took part: the role, and the period where one is given."""

    iri: str
    role: Labelled
    period: Reference | None


@dataclass(frozen=True)
class Relation:
    """One value of a property, with everything it rests on."""

    value: Reference | Value
    assertions: tuple[Assertion, ...] = ()
    rules: tuple[str, ...] = ()
    """The rules that infer it, where no assertion states it as actual."""
    participation: Participation | None = None

    @property
    def is_inferred(self) -> bool:
        """Tell whether only rules say so, and no voice."""
        return bool(self.rules) and not self.assertions

    @property
    def modalities(self) -> tuple[Labelled, ...]:
        """Return the modalities that the assertions have, each once."""
        return tuple(dict.fromkeys(assertion.modality for assertion in self.assertions))


@dataclass(frozen=True)
class RelationGroup:
    """All relations of one property, read from the described thing."""

    property: Labelled
    is_incoming: bool
    """Whether the property points at the described thing, having no inverse that would read the other way."""
    relations: tuple[Relation, ...]
    total: int | None = None
    """How many there are, where not all of them are read."""


@dataclass(frozen=True)
class Extent:
    """How much is said of a thing: in how many assertions, and by how many voices."""

    assertions: int
    voices: int


@dataclass(frozen=True)
class Entity:
    """What is said of a thing, in every modality: everything, or the first relations of each property."""

    reference: Reference
    description: Text | None
    names: tuple[Relation, ...]
    """Its names and spellings in the sources, each with the assertions that use it."""
    types: tuple[Relation, ...]
    """Its classes, the most specific first."""
    groups: tuple[RelationGroup, ...]
    """Its relations, grouped by property."""
    whole: Extent | None = None
    """How much is said of it, where not all of it is read."""

    @property
    def iri(self) -> str:
        """Return the IRI."""
        return self.reference.iri

    @property
    def id(self) -> str:
        """Return what follows `/id/` in the IRI."""
        return self.iri.removeprefix(ID)

    @property
    def label(self) -> Text:
        """Return the label."""
        return self.reference.label

    @property
    def definitions(self) -> tuple[Assertion, ...]:
        """Return the assertions that say what class it has, each once: where a curator finds it authored."""
        found = (assertion for relation in self.types for assertion in relation.assertions)
        return tuple(dict.fromkeys(found))

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """Return the assertions behind all that is said here, each once, in the order of their IRIs."""
        relations: Iterable[Relation] = (
            *self.names,
            *self.types,
            *(relation for group in self.groups for relation in group.relations),
        )
        found = {assertion.iri: assertion for relation in relations for assertion in relation.assertions}
        return tuple(found[iri] for iri in sorted(found))

    @property
    def extent(self) -> Extent:
        """Return how much is said of it, whether or not all of it is read."""
        return self.whole or Extent(
            len(self.assertions), len({assertion.voice.iri for assertion in self.assertions})
        )


@dataclass(frozen=True)
class EntityList:
    """A page of a listing, and how many there are in all."""

    items: tuple[Reference, ...]
    total: int
