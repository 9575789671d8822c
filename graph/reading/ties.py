"""The whole graph as things and the ties between them, for whoever looks for ways from one thing to another.

A tie is what assertions state of two things: a property, or a participation with its role and period. Left
out are:

- classes, vocabularies, voices, sources with their sections and passages, identifications and periods, which
  would put everything next to everything;
- that somebody was not there;
- what rules infer, for it says nothing that its premises do not;
- the abbreviations of participations, which stand for these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, NamedTuple

from graph.queries import query
from graph.reading.lexicon import Lexicon
from graph.reading.relations import Part
from graph.store import Store
from graph.values import Term
from ontology.terms import HUSK, MODALITIES, kind_of

_ABOUT: Final = HUSK + "about"
_PART_OF: Final = HUSK + "partOf"
_HAS_PART: Final = HUSK + "hasPart"
_INVOLVED_IN: Final = HUSK + "involvedIn"
_LEFT_OUT: Final = frozenset(
    {
        "assertion",
        "identification",
        "participation",
        "passage",
        "period",
        "section",
        "source",
        "test",
        "voice",
    }
)


class Tie(NamedTuple):
    """What is stated of two things."""

    subject: str
    property: str
    object: str
    part: Part | None = None
    """How the subject took part in the object."""

    def anchor(self) -> str | None:
        """Return the end that a way must begin or end at to follow the tie; None where it need not.

        That two things are part of one programme, or that one view is about both, says nothing of how they
        are connected; it says something of the programme and of the view.
        """
        if self.property == _ABOUT:
            return self.subject
        if self.property == _PART_OF and kind_of(self.object) == "programme":
            return self.object
        if self.property == _HAS_PART and kind_of(self.subject) == "programme":
            return self.subject
        return None


class Stating(NamedTuple):
    """An assertion that states a tie, and the name of its modality."""

    assertion: str
    modality: str


@dataclass(frozen=True)
class Ties:
    """Things and the ties between them; things are numbers, which `number` and `iris` translate."""

    iris: Sequence[str]
    number: Mapping[str, int]
    neighbours: Sequence[Mapping[int, int]]
    """For each thing those it is tied to, with the modalities of these ties as the bits of a number."""
    anchored: Sequence[Mapping[int, int]]
    """For each thing those it is tied to by ties that only ways from or to itself follow, likewise."""
    between: Mapping[tuple[int, int], Mapping[Tie, Sequence[Stating]]]
    """The ties of two things, the smaller number first."""

    @classmethod
    def read(cls, store: Store, lexicon: Lexicon) -> "Ties":
        """Read all ties of a graph."""
        return cls.of(_stated(store, lexicon))

    @classmethod
    def of(cls, stated: Iterable[tuple[Tie, Stating]]) -> "Ties":
        """Lay out what assertions state."""
        number: dict[str, int] = {}
        between: defaultdict[tuple[int, int], dict[Tie, list[Stating]]] = defaultdict(dict)
        neighbours: list[dict[int, int]] = []
        anchored: list[dict[int, int]] = []
        for tie, stating in sorted(stated, key=_order):
            for iri in (tie.subject, tie.object):
                if iri not in number:
                    number[iri] = len(number)
                    neighbours.append({})
                    anchored.append({})
            subject, object_ = number[tie.subject], number[tie.object]
            if subject == object_:
                continue
            between[min(subject, object_), max(subject, object_)].setdefault(tie, []).append(stating)
            anchor = tie.anchor()
            bit = 1 << MODALITIES.index(stating.modality)
            for one, other in ((subject, object_), (object_, subject)):
                if anchor is None:
                    neighbours[one][other] = neighbours[one].get(other, 0) | bit
                elif anchor == (tie.subject if one == subject else tie.object):
                    anchored[one][other] = anchored[one].get(other, 0) | bit
        return cls(tuple(number), number, neighbours, anchored, between)

    def stated_between(self, one: int, other: int) -> Mapping[Tie, Sequence[Stating]]:
        """Return the ties of two things, each with all that states it."""
        return self.between.get((min(one, other), max(one, other)), {})


def modality_bits(modalities: Iterable[str]) -> int:
    """Return modalities as the bits of a number.

    >>> modality_bits(["actual", "possible"])
    5
    """
    return sum(1 << MODALITIES.index(modality) for modality in set(modalities))


def _order(stated: tuple[Tie, Stating]) -> tuple[str, ...]:
    """Return the key that puts ties in an order that does not hang on the engine."""
    tie, stating = stated
    return (tie.subject, tie.property, tie.object, tie.part.participation if tie.part else "", *stating)


def _stated(store: Store, lexicon: Lexicon) -> Iterator[tuple[Tie, Stating]]:
    """Yield each tie with an assertion that states it."""
    for row in store.select(query("taking_part")):
        role, period = row["role"].value, row["period"].value if "period" in row else None
        part = Part(row["participation"].value, role, period)
        direct = lexicon.direct_property(role) or _INVOLVED_IN
        yield Tie(row["agent"].value, direct, row["setting"].value, part), _stating(row)
    abbreviates = cache(partial(_abbreviates, lexicon=lexicon))
    for row in store.select(query("ties")):
        tie = Tie(row["subject"].value, row["property"].value, row["object"].value)
        if not abbreviates(tie.property) and not {kind_of(tie.subject), kind_of(tie.object)} & _LEFT_OUT:
            yield tie, _stating(row)


def _stating(row: Mapping[str, Term]) -> Stating:
    return Stating(row["assertion"].value, row["modality"].value.rpartition("/")[2])


def _abbreviates(property_: str, lexicon: Lexicon) -> bool:
    """Tell whether a property abbreviates participations: a way of being involved, or the inverse of one."""
    either = {property_, lexicon.inverse(property_) or ""}
    return any(name == _INVOLVED_IN or lexicon.is_wider(_INVOLVED_IN, name) for name in either)
