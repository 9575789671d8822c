"""Participations: one actor in one role in one setting, perhaps in one period, its IRI spelled from these.

Whoever asserts one writes its actor, role and setting; the direct property that abbreviates it (`husk:led`,
`husk:hosted`) is added to the same assertion, so that it has the same voice, passage and modality. Its period
may be stated elsewhere, and so may whatever else is said of it, such as why it ended.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.names import RDF_TYPE, entity, husk, last_part, short
from graph.values import Iri, Statement

_PARTICIPATION: Final = husk("Participation")
_AGENT, _IN, _ROLE, _PERIOD = husk("agent"), husk("in"), husk("role"), husk("period")
_NEEDED: Final = (_AGENT, _ROLE, _IN)


@dataclass(frozen=True)
class Participation:
    """What one assertion states of a participation."""

    iri: Iri
    parts: Mapping[Iri, tuple[Iri, ...]]
    """What its type, `husk:agent`, `husk:role`, `husk:in`, `husk:period` and others lead to."""

    @property
    def is_asserted(self) -> bool:
        """Whether it is said to be one, and not only spoken of."""
        return not self.parts.keys().isdisjoint((RDF_TYPE, *_NEEDED))

    @property
    def is_complete(self) -> bool:
        """Whether actor, role and setting are given, each once."""
        return all(len(self.parts.get(part, ())) == 1 for part in _NEEDED)

    @property
    def name(self) -> str:
        """The last part of its IRI; empty where that is not the IRI of a participation."""
        name = entity(self.iri)
        return name.slug if name is not None and name.kind == "participation" else ""

    @property
    def leaves_out_its_period(self) -> bool:
        """Whether its name goes on, after its other parts, with a period that is not given here."""
        whole = self.is_complete and _PERIOD not in self.parts
        return whole and self.name.startswith(f"{self.spelled()}_")

    def spelled(self) -> str:
        """Spell the last part of its IRI from its parts."""
        parts = (self.parts.get(part, ()) for part in (_AGENT, _ROLE, _IN, _PERIOD))
        return "_".join(last_part(value) for values in parts for value in values)

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
    if not participation.is_asserted:
        return
    iri, parts = participation.iri, participation.parts
    for part in _NEEDED:
        if len(parts.get(part, ())) != 1:
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
    fits = participation.name == participation.spelled() or participation.leaves_out_its_period
    if participation.is_complete and not fits:
        yield file.problem(
            f"The name {short(iri)} does not fit the parts of the participation.",
            f"Call it participation:{participation.spelled()}, "
            "or correct its husk:agent, husk:role, husk:in or husk:period.",
            graph=assertion,
            subject=iri,
        )


def periods_nowhere_given(files: Iterable[AuthoredFile]) -> Iterator[Problem]:
    """Yield, once each, the participations whose IRIs tell a period that no assertion gives them."""
    found = [
        (participation, assertion, file)
        for file in files
        for assertion, statements in file.assertions.items()
        for participation in participations(statements)
    ]
    done = {participation.iri for participation, _, _ in found if _PERIOD in participation.parts}
    for participation, assertion, file in found:
        iri = participation.iri
        if participation.leaves_out_its_period and iri not in done:
            done.add(iri)
            yield file.problem(
                f"The name {short(iri)} tells a period, but no assertion gives it one.",
                f"Call it participation:{participation.spelled()}, "
                "or give it husk:period where the source does.",
                graph=assertion,
                subject=iri,
            )
