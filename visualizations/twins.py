"""What other programmes say of a thing that is in them too, beside what is said of it here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.reading.descriptions import Entity, Reference, Relation, RelationGroup
from graph.reading.programmes import Same, names_of
from ontology.terms import SKOS
from visualizations.programmes import Choice
from visualizations.sources import named
from visualizations.wording import Wording

_SAME: frozenset[str] = frozenset({SKOS + "exactMatch", SKOS + "mappingRelation", SKOS + "semanticRelation"})
"""The properties that only say that the things are the same."""

_Said = tuple[object, ...]
"""What tells whether the same is said elsewhere: property, direction, value and role."""
Row = Callable[[RelationGroup], Mapping[str, Any]]
"""Writes the values of a property, each with who says so."""


class Twins(NamedTuple):
    """The same thing in other programmes, and what is needed to tell of it."""

    entities: Sequence[Entity]
    choice: Choice
    """The programmes that there are."""
    same: Same
    """What is said to be the same."""


def twins_in_words(entity: Entity, twins: Twins, row: Row, t: Wording) -> list[dict[str, Any]]:
    """Tell of the same thing in other programmes: where it is, what both say, and all that is said there."""
    own = {said for group in entity.groups for said, _ in _said(group, twins.same)}
    return [
        {
            **named(twin.reference, t),
            "programme": twins.choice.name(twin.iri, t.language),
            "count": t.count("count.statements", len(twin.assertions)),
            "both": _rows(twin, twins.same, lambda said: said in own, row),
            "all": _rows(twin, twins.same, lambda _: True, row),
        }
        for twin in twins.entities
    ]


def _rows(twin: Entity, same: Same, is_chosen: Callable[[_Said], bool], row: Row) -> list[Mapping[str, Any]]:
    """Write the properties of which some values are chosen, but for those that say what is the same."""
    groups = (
        RelationGroup(
            group.property,
            group.is_incoming,
            tuple(relation for said, relation in _said(group, same) if is_chosen(said)),
        )
        for group in twin.groups
        if group.property.iri not in _SAME
    )
    return [row(group) for group in groups if group.relations]


def _said(group: RelationGroup, same: Same) -> Iterator[tuple[_Said, Relation]]:
    """Yield each value that somebody states, with what tells whether the same is said elsewhere."""
    for relation in group.relations:
        if not relation.is_inferred:
            value = relation.value
            meant = names_of(value.iri, same, None)[0] if isinstance(value, Reference) else value
            role = relation.participation.role.iri if relation.participation else None
            yield (group.property.iri, group.is_incoming, meant, role), relation
