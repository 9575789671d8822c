"""The theory of change that a source holds: what is to lead to what, by whose word."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.queries import query
from graph.reading.descriptions import Assertion, Labelled, Reference, Text
from graph.reading.entities import EntityReader
from graph.reading.stated import stated
from ontology.terms import HUSK

BASED_ON: Final = HUSK + "basedOn"
"""Told backwards: what a thing rests on comes before it."""
THREATENS: Final = Labelled(HUSK + "about", Text("står i veien for", "stands in the way of"))
"""What a barrier does to what it is about, where that is part of the theory."""
ANSWERS: Final = Labelled(HUSK + "about", Text("svarer på", "answers"))
"""What advice does to a gap or lesson that it is about; told backwards too."""
_ADVICE: Final = HUSK + "Recommendation"


@dataclass(frozen=True)
class Link:
    """That one thing bears on another, with everyone who says so."""

    before: Reference
    """What comes first: what supports, counters, or is rested on."""
    relation: Labelled
    after: Reference
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class Step:
    """A thing in the middle, what comes before it and what comes of it."""

    thing: Reference
    before: tuple[Link, ...]
    after: tuple[Link, ...]


class Theory:
    """All links of a graph, to be looked up by what they lead from and to."""

    def __init__(self, links: Iterable[Link]) -> None:
        """Lay the links out."""
        before: defaultdict[str, list[Link]] = defaultdict(list)
        after: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            after[link.before.iri].append(link)
            before[link.after.iri].append(link)
        self._before: Mapping[str, list[Link]] = before
        self._after: Mapping[str, list[Link]] = after

    @classmethod
    def read(cls, reader: EntityReader) -> "Theory":
        """Read every link that somebody asserts, in any modality."""
        references, found = stated(reader, query("theory"), "source", "relation", "target")
        links = []
        for row, assertions in found:
            ends = [references.reference(row[name].value) for name in ("source", "target")]
            relation = references.labelled(row["relation"].value)
            if relation.iri == ANSWERS.iri:
                is_advice = ends[0].kind is not None and ends[0].kind.iri == _ADVICE
                relation = ANSWERS if is_advice else THREATENS
            is_backwards = relation.iri == BASED_ON or relation is ANSWERS
            before, after = reversed(ends) if is_backwards else ends
            links.append(Link(before, relation, after, assertions))
        return cls(links)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return every link, in the order of what it leads from."""
        return tuple(link for links in self._after.values() for link in links)

    def step(self, thing: Reference) -> Step:
        """Return a thing with what comes before it and what comes of it."""
        return Step(thing, tuple(self._before.get(thing.iri, ())), tuple(self._after.get(thing.iri, ())))

    def steps(self, things: Iterable[Reference], *, without: Collection[str] = ()) -> tuple[Step, ...]:
        """Return the steps of some things, but for those that only relations of the given names touch."""
        found = (self.step(thing) for thing in things)
        return tuple(
            step
            for step in found
            for links in ((*step.before, *step.after),)
            if any(link.relation.iri.removeprefix(HUSK) not in without for link in links)
        )
