"""From the statements about a thing to its relations, each once, with all that it rests on.

- A statement and its inverse are one relation, read from the thing that is described.
- A participation is folded into the property that abbreviates it, with its role and period.
- An inferred relation is left out where a narrower one says the same: who led something also took part in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graph.reading.lexicon import Lexicon
from graph.values import Iri, Term
from ontology.terms import DCTERMS, HUSK, ID, INFERRED, OA, PROV, PROVENANCE, RDFS, SKOS

_SHOWN_APART: Final = frozenset(
    {SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label", DCTERMS + "description", HUSK + "status"}
)
"""What a thing shows as its label, description and status."""
_LEADS_TO_PLACE: Final = frozenset(
    {PROV + "wasDerivedFrom", HUSK + "inSection", OA + "hasSource", HUSK + "partOf", HUSK + "voiceOf"}
)
"""What of provenance is shown at its far end too; all that a voice holds would be too long a list."""


class Stated(NamedTuple):
    """A statement about the described thing, and the graph that holds it."""

    property: str
    value: Term
    is_incoming: bool
    """Whether the described thing is the object, and `value` the subject."""
    graph: str


class Part(NamedTuple):
    """How an actor takes part: the participation's IRI, its role, and its period where it has one."""

    participation: str
    role: str
    period: str | None


class TakingPart(NamedTuple):
    """One assertion's word on how the described thing took part in another, or another in it."""

    part: Part
    other: Iri
    is_agent: bool
    """Whether the described thing is the one who takes part."""
    assertion: str


class Key(NamedTuple):
    """What makes two statements the same relation."""

    property: str
    is_incoming: bool
    value: Term
    part: Part | None = None


@dataclass
class Support:
    """What a relation rests on: assertions and rules; neither, where provenance describes itself."""

    assertions: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


def relations(
    stated: Iterable[Stated], taking_part: Iterable[TakingPart], lexicon: Lexicon
) -> dict[Key, Support]:
    """Put together all statements about a thing that say the same."""
    taking_part = tuple(taking_part)
    folded = {Iri(taken.part.participation) for taken in taking_part}
    found = _gather((statement for statement in stated if statement.value not in folded), lexicon)
    _fold(found, taking_part, lexicon)
    _drop_repetitions(found, lexicon)
    return found


def _gather(stated: Iterable[Stated], lexicon: Lexicon) -> dict[Key, Support]:
    """Collect the support of each relation, passing over labels and the graphs that only repeat others."""
    found: defaultdict[Key, Support] = defaultdict(Support)
    for statement in stated:
        if statement.property in _SHOWN_APART:
            continue
        key = read_outwards(statement.property, statement.value, lexicon, is_incoming=statement.is_incoming)
        if statement.graph.startswith(ID):
            found[key].assertions.add(statement.graph)
        elif statement.graph.startswith(INFERRED):
            found[key].rules.add(statement.graph.removeprefix(INFERRED))
        elif statement.graph == PROVENANCE and (
            not statement.is_incoming or statement.property in _LEADS_TO_PLACE
        ):
            found[key] = found[key]
    return dict(found)


def read_outwards(
    property_: str, value: Term, lexicon: Lexicon, *, is_incoming: bool, part: Part | None = None
) -> Key:
    """Read an incoming statement by the inverse of its property, where it has one."""
    inverse = lexicon.inverse(property_) if is_incoming else None
    return Key(inverse or property_, is_incoming and inverse is None, value, part)


def _fold(found: dict[Key, Support], taking_part: Iterable[TakingPart], lexicon: Lexicon) -> None:
    """Put each participation in the place of the direct property that abbreviates it."""
    for taken in taking_part:
        direct = lexicon.direct_property(taken.part.role) or HUSK + "involvedIn"
        key = read_outwards(direct, taken.other, lexicon, is_incoming=not taken.is_agent, part=taken.part)
        found.setdefault(key, Support()).assertions.add(taken.assertion)
        abbreviation = found.get(key._replace(part=None))
        if abbreviation is not None:
            abbreviation.assertions.discard(taken.assertion)
            if not abbreviation.assertions:
                del found[key._replace(part=None)]


def _drop_repetitions(found: dict[Key, Support], lexicon: Lexicon) -> None:
    """Leave out what only rules say and a narrower property says as well."""
    said: defaultdict[tuple[Term, bool], set[str]] = defaultdict(set)
    for key in found:
        said[key.value, key.is_incoming].add(key.property)
        if inverse := lexicon.inverse(key.property):
            said[key.value, not key.is_incoming].add(inverse)
    for key, support in list(found.items()):
        others = said[key.value, key.is_incoming]
        is_inferred = bool(support.rules) and not support.assertions
        if is_inferred and any(lexicon.is_wider(key.property, other) for other in others):
            del found[key]
