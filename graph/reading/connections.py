"""How two things are connected: the shortest ways from one to the other, along what assertions state.

A way may begin and end at any thing. It does not lead through what says nothing: that two things are part of
one programme, or that a view, gap or conflict is about both, counts only where the programme, the view, the
gap or the conflict is itself an end of the way. Of ways that are equally short, those through things with few
ties come first, for they say most.

The search goes out from both ends, a whole ring at a time, so that it finds all shortest ways. It gives up
when it has looked at too many ties.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from graph.reading.descriptions import Assertion, Labelled, Participation, Reference
from graph.reading.entities import EntityReader
from graph.reading.references import References
from graph.reading.relations import read_outwards
from graph.reading.ties import Stating, Tie, Ties, modality_bits
from graph.values import Iri

MOST_STEPS: Final = 6
"""The longest way that is looked for."""
MOST_WAYS: Final = 20
"""The most ways that are told at a time."""
_MOST_LOOKS: Final = 500_000
"""Ties that one search may look at."""

_Ways = dict[int, list[tuple[float, tuple[int, ...]]]]
"""For things, ways that lead to each, with what they cost."""


@dataclass(frozen=True)
class StepTie:
    """What ties two things, read from the one that comes first."""

    property: Labelled
    is_incoming: bool
    """Whether the property points at the thing that comes first, having no inverse to read it by."""
    participation: Participation | None
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class Step:
    """A step from one thing to another, with everything that ties them."""

    start: Reference
    end: Reference
    ties: tuple[StepTie, ...]


@dataclass(frozen=True)
class Connections:
    """The shortest ways from one thing to another; none where they are not connected within the limits."""

    start: Reference
    end: Reference
    ways: tuple[tuple[Step, ...], ...]
    is_complete: bool
    """False where the search gave up before it knew."""


class ConnectionReader:
    """Finds connections in a graph, whose ties it reads when the first is asked for."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader
        self._lock = Lock()
        self._ties: Ties | None = None

    def connect(
        self,
        start: Reference,
        end: Reference,
        modalities: Collection[str] = ("actual",),
        *,
        longest: int = 4,
        limit: int = 5,
    ) -> Connections:
        """Return the shortest ways from one thing to another along what is stated in some modalities."""
        ties = self._read()
        found = Search(ties, modality_bits(modalities)).shortest(start.iri, end.iri, longest, limit)
        ends = {start.iri, end.iri}
        stated = [
            [self._between(ties, way[at : at + 2], modalities, ends) for at in range(len(way) - 1)]
            for way in found.ways
        ]
        references = self._references(stated)
        ways = tuple(
            tuple(
                self._step(ties.iris[way[at]], ties.iris[way[at + 1]], ties_of_step, references)
                for at, ties_of_step in enumerate(steps)
            )
            for way, steps in zip(found.ways, stated, strict=True)
        )
        return Connections(start, end, ways, found.is_complete)

    def _read(self) -> Ties:
        """Read the ties, once, however many ask at the same time."""
        with self._lock:
            if self._ties is None:
                self._ties = Ties.read(self._reader.store, self._reader.lexicon)
            return self._ties

    def _between(
        self, ties: Ties, step: Sequence[int], modalities: Collection[str], ends: Collection[str]
    ) -> Mapping[Tie, Sequence[Stating]]:
        """Return what is stated of two things, as far as a way between the ends follows it."""
        kept = {
            tie: [stating for stating in stated if stating.modality in modalities]
            for tie, stated in ties.stated_between(*step).items()
            if tie.anchor() is None or tie.anchor() in ends
        }
        return {tie: stating for tie, stating in kept.items() if stating}

    def _references(self, ways: Sequence[Sequence[Mapping[Tie, Sequence[Stating]]]]) -> References:
        """Return what names the things and tells the assertions of all ways."""
        steps = [step for way in ways for step in way]
        assertions = {Iri(stating.assertion) for step in steps for all_ in step.values() for stating in all_}
        ends = {Iri(iri) for step in steps for tie in step for iri in (tie.subject, tie.object)}
        periods = {Iri(tie.part.period) for step in steps for tie in step if tie.part and tie.part.period}
        return self._reader.references(assertions, ends | periods)

    def _step(
        self, start: str, end: str, stated: Mapping[Tie, Sequence[Stating]], references: References
    ) -> Step:
        """Show a step."""
        ties = tuple(self._tie(tie, start, stated[tie], references) for tie in sorted(stated, key=_order))
        return Step(references.reference(start), references.reference(end), ties)

    def _tie(self, tie: Tie, start: str, stated: Sequence[Stating], references: References) -> StepTie:
        """Show a tie, read from the thing that a step starts from."""
        lexicon, part = self._reader.lexicon, tie.part
        key = read_outwards(tie.property, Iri(tie.object), lexicon, is_incoming=tie.subject != start)
        participation = part and Participation(
            part.participation,
            lexicon.labelled(part.role),
            references.reference(part.period) if part.period else None,
        )
        assertions = tuple(references.assertion(stating.assertion) for stating in stated)
        return StepTie(lexicon.labelled(key.property), key.is_incoming, participation, assertions)


def _order(tie: Tie) -> tuple[str, ...]:
    """Return the key that sorts the ties of a step."""
    return (tie.property, tie.subject, tie.object, *(text or "" for text in tie.part or ()))


@dataclass(frozen=True)
class Found:
    """Ways, each as the numbers of its things from the start to the end."""

    ways: tuple[tuple[int, ...], ...]
    is_complete: bool


class Search:
    """Looks for ways along ties of some modalities."""

    def __init__(self, ties: Ties, modalities: int, *, most_looks: int = _MOST_LOOKS) -> None:
        """Take the ties, and the modalities as bits."""
        self._ties = ties
        self._modalities = modalities
        self._looks = 0
        self._most_looks = most_looks

    def shortest(self, start: str, end: str, longest: int, limit: int) -> Found:
        """Return the shortest ways, at most so many of at most so many steps, those that say most first."""
        numbers = self._ties.number
        if start not in numbers or end not in numbers:
            return Found((), is_complete=True)
        rings = (_Rings(numbers[start]), _Rings(numbers[end]))
        while rings[0].radius + rings[1].radius < longest and all(side.outermost for side in rings):
            side = min(rings, key=lambda rings: len(rings.outermost))
            other = rings[1] if side is rings[0] else rings[0]
            side.outermost = self._next_ring(side, other.centre)
            if self._looks > self._most_looks:
                return Found((), is_complete=False)
            meeting = [thing for thing in side.outermost if other.distance.get(thing) == other.radius]
            if meeting:
                return Found(self._ways(rings, meeting, limit), is_complete=True)
        return Found((), is_complete=True)

    def _next_ring(self, side: "_Rings", target: int) -> list[int]:
        """Return the things one step further out than any before, in order."""
        ring: list[int] = []
        distance = side.radius + 1
        for thing in side.outermost:
            for neighbour in self._neighbours(thing, side.centre, target):
                if neighbour not in side.distance:
                    side.distance[neighbour] = distance
                    ring.append(neighbour)
            if self._looks > self._most_looks:
                break
        side.radius = distance
        return sorted(ring)

    def _neighbours(self, thing: int, start: int, end: int) -> Iterator[int]:
        """Yield the things that a way from one end to the other can go to from a thing."""
        ties = self._ties
        found = [ties.neighbours[thing]]
        if thing in {start, end}:
            found.append(ties.anchored[thing])
        found += [
            {anchor: ties.anchored[anchor][thing]}
            for anchor in (start, end)
            if anchor != thing and thing in ties.anchored[anchor]
        ]
        for neighbours in found:
            self._looks += len(neighbours)
            for neighbour, modalities in neighbours.items():
                if modalities & self._modalities:
                    yield neighbour

    def _ways(
        self, rings: "tuple[_Rings, _Rings]", meeting: Sequence[int], limit: int
    ) -> tuple[tuple[int, ...], ...]:
        """Return the best ways through the things where both sides meet."""
        start, end = rings
        from_start = self._best(start, meeting, end.centre, limit)
        from_end = self._best(end, meeting, start.centre, limit)
        found = (
            (cost + other_cost - self._cost(thing), (*way, *reversed(other_way[:-1])))
            for thing in meeting
            for cost, way in from_start[thing]
            for other_cost, other_way in from_end[thing]
        )
        return tuple(way for _, way in heapq.nsmallest(limit, found))

    def _best(self, side: "_Rings", meeting: Sequence[int], target: int, limit: int) -> _Ways:
        """Return the best ways from the centre of some rings to each of the things where both sides meet."""
        layers = [set(meeting)]
        for distance in range(side.radius - 1, -1, -1):
            layers.append(
                {
                    neighbour
                    for thing in layers[-1]
                    for neighbour in self._neighbours(thing, side.centre, target)
                    if side.distance.get(neighbour) == distance
                }
            )
        best: _Ways = {side.centre: [(0.0, (side.centre,))]}
        for layer in reversed(layers[:-1]):
            further: defaultdict[int, list[tuple[float, tuple[int, ...]]]] = defaultdict(list)
            for thing, ways in best.items():
                for neighbour in layer.intersection(self._neighbours(thing, side.centre, target)):
                    cost = self._cost(neighbour)
                    further[neighbour] += [(so_far + cost, (*way, neighbour)) for so_far, way in ways]
            best = {thing: heapq.nsmallest(limit, ways) for thing, ways in further.items()}
        return best

    def _cost(self, thing: int) -> float:
        """Return how little a thing on the way says: the more it is tied to, the less."""
        return math.log(1 + len(self._ties.neighbours[thing]))


class _Rings:
    """The things around one end, ring by ring."""

    def __init__(self, centre: int) -> None:
        self.centre = centre
        self.distance = {centre: 0}
        self.outermost = [centre]
        self.radius = 0
