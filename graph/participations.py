"""Participations: one actor in one role in one setting, perhaps in one period, its IRI spelled from these.

Whoever authors one writes it in full; the direct property that abbreviates it (`husk:led`, `husk:hosted`)
is added to the same assertion, so that it has the same voice, passage and modality.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.errors import Problem
from graph.names import RDF_TYPE, entity, husk, last_part, short
from graph.parse import AuthoredFile
from graph.values import Iri, Statement

_PARTICIPATION: Final = husk("Participation")
_AGENT, _IN, _ROLE, _PERIOD = husk("agent"), husk("in"), husk("role"), husk("period")


@dataclass(frozen=True)
class Participation:
    """What one assertion states of a participation."""

    iri: Iri
    parts: Mapping[Iri, tuple[Iri, ...]]
    """The values of `husk:agent`, `husk:role`, `husk:in` and `husk:period`."""

    def spelled(self) -> str:
        """Spell the last part of its IRI from its parts."""
        parts = (self.parts.get(part, ()) for part in (_AGENT, _ROLE, _IN, _PERIOD))
        return ".".join(last_part(value) for values in parts for value in values)

    def direct(self, direct_properties: Mapping[Iri, Iri]) -> Iterator[Statement]:
        """Yield the statement that abbreviates it, where its role has one."""
        for role in self.parts.get(_ROLE, ()):
            if role in direct_properties:
                (agent,), (setting,) = self.parts[_AGENT], self.parts[_IN]
                yield Statement(agent, direct_properties[role], setting)


def participations(statements: Iterable[Statement]) -> tuple[Participation, ...]:
    """Find the participations that an assertion describes."""
    parts: defaultdict[Iri, defaultdict[Iri, list[Iri]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in statements:
        name = entity(subject)
        described = value == _PARTICIPATION or predicate in {_AGENT, _IN, _ROLE}
        if described or (name is not None and name.kind == "participation"):
            values = parts[subject]
            if isinstance(value, Iri):
                values[predicate].append(value)
    return tuple(
        Participation(iri, {predicate: tuple(values) for predicate, values in found.items()})
        for iri, found in parts.items()
    )


def faults(participation: Participation, assertion: Iri, file: AuthoredFile) -> Iterator[Problem]:
    """Yield what an assertion leaves out of a participation, or else how its IRI should be spelled."""
    iri, parts = participation.iri, participation.parts
    incomplete = False
    for part in (_AGENT, _ROLE, _IN):
        if len(parts.get(part, ())) != 1:
            incomplete = True
            yield file.problem(
                f"{short(iri)} must have exactly one {short(part)} here; it has {len(parts.get(part, ()))}.",
                "Write every participation in full where it is asserted: husk:agent, husk:role and husk:in.",
                graph=assertion,
                subject=iri,
                predicate=part,
            )
    if _PARTICIPATION not in parts.get(RDF_TYPE, ()):
        yield file.problem(
            f"{short(iri)} is not said to be a participation here.",
            "Write `a husk:Participation` in the same assertion.",
            graph=assertion,
            subject=iri,
        )
    name = entity(iri)
    spelled = participation.spelled()
    if not incomplete and (name is None or name.kind != "participation" or name.slug != spelled):
        yield file.problem(
            f"The name {short(iri)} does not fit the parts of the participation.",
            f"Call it participation:{spelled}, or correct its husk:agent, husk:role, husk:in or husk:period.",
            graph=assertion,
            subject=iri,
        )
