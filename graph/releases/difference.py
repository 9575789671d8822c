"""What differs between two editions: things, relations, numbers and terms, by differences of sets.

Assertions are compared by what they say, who says it and where, not by their names. What is inferred is not
compared: it follows from the rest.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from graph.names import last_part
from graph.reading.descriptions import Text
from graph.releases.editions import edition_named
from graph.releases.measures import MeasureMoved, Side, moved_measures, side_without
from graph.releases.told import Said, Told
from graph.values import Iri


class Named(NamedTuple):
    """A thing or a term under its label."""

    label: Text
    iri: str


class Renamed(NamedTuple):
    """A thing whose label is another."""

    before: Text
    after: Text
    iri: str


class Relation(NamedTuple):
    """What is said of a thing, by whom and where."""

    subject: Named
    property: Named
    value: Text
    when: Text | None
    voice: Text
    modality: Text
    place: str
    """The passage, as 2.4-p1-s2; empty where the source is not cited."""


class Number(NamedTuple):
    """A measure whose number or unit is another."""

    measure: Named
    before: tuple[Text, ...]
    after: tuple[Text, ...]


class Difference(NamedTuple):
    """Everything that differs, each part sorted."""

    things_added: tuple[Named, ...]
    things_removed: tuple[Named, ...]
    renamed: tuple[Renamed, ...]
    described_anew: tuple[Named, ...]
    relations_added: tuple[Relation, ...]
    relations_removed: tuple[Relation, ...]
    numbers: tuple[Number, ...]
    terms_added: tuple[Named, ...]
    terms_removed: tuple[Named, ...]
    terms_changed: tuple[Named, ...]
    counts: Mapping[str, tuple[int, int]]
    """How many there are of each, before and after; those that are equal too."""
    measures: tuple[MeasureMoved, ...] = ()
    """By network, each in the order of the registry."""
    without_analyses: Side | None = None
    """Which edition alone keeps no analyses that can be read, so that no measures are compared."""


def difference(before: bytes, after: bytes) -> Difference:
    """Compare two datasets in N-Quads.

    Raises:
        DifferenceError: one is no N-Quads.
    """
    old, new = Told.read(before), Told.read(after)
    lasting = old.things & new.things
    return Difference(
        things_added=_named(new.things - old.things, new),
        things_removed=_named(old.things - new.things, old),
        renamed=tuple(
            sorted(
                Renamed(old.label(iri), new.label(iri), iri)
                for iri in lasting
                if old.label(iri) != new.label(iri)
            )
        ),
        described_anew=_named(
            (iri for iri in lasting if old.descriptions[iri] != new.descriptions[iri]), new
        ),
        relations_added=_relations(new.said - old.said, new),
        relations_removed=_relations(old.said - new.said, old),
        numbers=tuple(
            sorted(
                Number(Named(new.label(iri), iri), old.values(iri), new.values(iri))
                for iri in lasting
                if old.numbers[iri] != new.numbers[iri]
            )
        ),
        terms_added=_named(new.terms.keys() - old.terms.keys(), new),
        terms_removed=_named(old.terms.keys() - new.terms.keys(), old),
        terms_changed=_named(
            (iri for iri in old.terms.keys() & new.terms.keys() if old.terms[iri] != new.terms[iri]), new
        ),
        counts={kind: (old.counts[kind], new.counts[kind]) for kind in sorted({*old.counts, *new.counts})},
    )


def difference_between(before: str, after: str, var: Path) -> Difference:
    """Compare two editions by what `edition_named` takes, the measures of their networks too.

    Raises:
        DifferenceError: one of them is not there or cannot be read.
    """
    old, new = edition_named(before, var), edition_named(after, var)
    return difference(old.dataset, new.dataset)._replace(
        measures=tuple(moved_measures(old.analyses, new.analyses)),
        without_analyses=side_without(old.analyses, new.analyses),
    )


def _named(iris: Iterable[str], told: Told) -> tuple[Named, ...]:
    """Label things or terms, and sort them."""
    return tuple(sorted(Named(told.label(iri), iri) for iri in iris))


def _relations(said: Iterable[Said], told: Told) -> tuple[Relation, ...]:
    """Label what is said, and sort it by the things that it is said of."""
    found = []
    for one in said:
        text = one.value.value
        found.append(
            Relation(
                Named(told.label(one.subject), one.subject),
                Named(told.label(one.property), one.property),
                told.label(text) if isinstance(one.value, Iri) else Text(text, text),
                told.label(one.period) if one.period else None,
                told.label(one.voice),
                told.label(one.modality),
                last_part(Iri(one.place)),
            )
        )
    return tuple(sorted(found, key=str))
