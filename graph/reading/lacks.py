"""What a theory of change lacks: where a source leaves a step out, each with who says what is there.

Nothing is said to be wrong by this. A criterion may be well known though nobody says what it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from graph.queries import query
from graph.reading.descriptions import Assertion, Reference, Text
from graph.reading.entities import EntityReader
from graph.reading.stated import stated
from graph.reading.theory import ANSWERS, BASED_ON, Theory
from ontology.terms import HUSK


class Lack(StrEnum):
    """What may be left out."""

    GROUNDS = "grounds"
    """A criterion rests on nothing that is stated."""
    COUNTERFORCE = "counterforce"
    """Nothing is said to counter a barrier."""
    MEANS = "means"
    """A goal of an undertaking is neither supported nor served by anything, nor the goal of a method, meeting
    place, activity or group."""
    REASON = "reason"
    """A recommendation neither rests on anything that is stated nor answers a stated gap or lesson."""

    @property
    def label(self) -> Text:
        """Return what things are called that lack it."""
        return _LABELS[self]


_LABELS: Final[Mapping[Lack, Text]] = MappingProxyType(
    {
        Lack.GROUNDS: Text(
            "Kriterier som det ikke er sagt hva bygger på",
            "Criteria of which it is not said what they rest on",
        ),
        Lack.COUNTERFORCE: Text(
            "Barrierer som ingenting er sagt å motvirke", "Barriers that nothing is said to counter"
        ),
        Lack.MEANS: Text(
            "Mål som ingenting er sagt å føre fram til", "Goals that nothing is said to lead to"
        ),
        Lack.REASON: Text(
            "Råd som det ikke er sagt hva bygger på", "Advice of which it is not said what it rests on"
        ),
    }
)
_LACKS: Final[Mapping[str, tuple[Lack, frozenset[str]]]] = MappingProxyType(
    {
        HUSK + "SuccessCriterion": (Lack.GROUNDS, frozenset({BASED_ON})),
        HUSK + "Barrier": (Lack.COUNTERFORCE, frozenset({HUSK + "counters"})),
        HUSK + "Goal": (Lack.MEANS, frozenset({HUSK + "supports", HUSK + "serves"})),
        HUSK + "Recommendation": (Lack.REASON, frozenset({BASED_ON, ANSWERS.iri})),
    }
)
"""What things of a class lack that no link of these relations leads to."""


@dataclass(frozen=True)
class Lacking:
    """A thing that lacks something, and who says that it is one of its kind, or whose goal it is."""

    thing: Reference
    assertions: tuple[Assertion, ...]


def lacks(reader: EntityReader, theory: Theory) -> Mapping[Lack, tuple[Lacking, ...]]:
    """Find what a theory of change lacks, in whatever modality the rest is said."""
    found: dict[Lack, list[Lacking]] = {lack: [] for lack in Lack}
    references, rows = stated(reader, query("theory_parts"), "kind", "thing")
    for row, assertions in rows:
        lack, relations = _LACKS[row["kind"].value]
        thing = references.reference(row["thing"].value)
        if not any(link.relation.iri in relations for link in theory.step(thing).before):
            found[lack].append(Lacking(thing, assertions))
    return {lack: tuple(things) for lack, things in found.items()}
