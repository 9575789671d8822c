"""A tested claim with all that a reader is told of it: who says it and where, and why it is tested so."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.claims.answering import AnsweredClaim
from graph.claims.structural_tests import StructuralTest
from graph.equality.overview import KINDS
from graph.equality.parts import Way
from graph.errors import HuskError
from graph.reading.descriptions import Assertion, Entity, Reference, Text, View
from graph.reading.entities import EntityReader
from ontology.terms import HUSK, ID

_CLAIMS = HUSK + "claims"
_ABOUT = HUSK + "about"


@dataclass(frozen=True)
class Holding:
    """That a voice takes a stand to a claim, or says that an outcome has come."""

    view: View | None
    """Where it stands; None of an outcome, and of a claim that nobody takes a stand to."""
    assertion: Assertion
    """Who says so, in which modality, and where."""


@dataclass(frozen=True)
class DescribedClaim:
    """A tested claim, described."""

    answered: AnsweredClaim
    claim: Reference
    description: Text | None
    """What the claim says."""
    holdings: tuple[Holding, ...]
    """Everybody who takes a stand to it."""
    test: Reference
    network: Text
    """What the network is called, or what the parties did, and in what."""
    about: tuple[Reference, ...]
    """The node or the sectors that are measured; nothing where the whole network is."""
    reasons: tuple[Text, ...]
    """Why the measure bears on the claim."""


def described(reader: EntityReader, answered: AnsweredClaim) -> DescribedClaim:
    """Describe a tested claim.

    Raises:
        HuskError: nothing is said of the claim or of its test, which no build lets happen.
    """
    claim, test = _entity(reader, answered.test.claim), _entity(reader, answered.test.iri)
    return DescribedClaim(
        answered,
        claim.reference,
        claim.description,
        tuple(_holdings(claim)),
        test.reference,
        _network(reader, answered.test),
        tuple(
            relation.value
            for group in test.groups
            if group.property.iri == _ABOUT and not group.is_incoming
            for relation in group.relations
            if isinstance(relation.value, Reference)
        ),
        tuple(dict.fromkeys(each.reason for each in _stating(test) if each.reason)),
    )


def _network(reader: EntityReader, test: StructuralTest) -> Text:
    """Return what a network is called, or what the parties did, and in what where that is not anything."""
    if not isinstance(test.network, Way):
        return test.network.title
    did = test.network.label
    if test.kind == KINDS[0]:
        return did
    kind = reader.references(()).label(HUSK + test.kind)
    return Text(f"{did.nb} ({kind.nb})", f"{did.en} ({kind.en})")


def _holdings(claim: Entity) -> Iterator[Holding]:
    """Yield who takes a stand to a claim; if nobody does, who speaks of it."""
    views = [
        (relation.value.view, relation.assertions)
        for group in claim.groups
        if group.property.iri == _CLAIMS and group.is_incoming
        for relation in group.relations
        if isinstance(relation.value, Reference)
    ]
    for view, assertions in views or [(None, tuple(_stating(claim)))]:
        for assertion in assertions:
            yield Holding(view, assertion)


def _stating(entity: Entity) -> Iterator[Assertion]:
    """Yield each assertion that says that there is such a thing."""
    yield from dict.fromkeys(assertion for type_ in entity.types for assertion in type_.assertions)


def _entity(reader: EntityReader, iri: str) -> Entity:
    """Read a thing.

    Raises:
        HuskError: nothing is said of it.
    """
    entity = reader.get(iri.removeprefix(ID))
    if entity is None:
        raise HuskError(f"{iri} is in a structural test, yet nothing is said of it.")
    return entity
