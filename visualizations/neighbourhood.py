"""A thing in the middle and what it has most to do with on either side: a small map that needs no script."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.reading.descriptions import Entity, Reference
from ontology.terms import kind_of
from visualizations.labels import wrap
from visualizations.marks import MARKS, OTHER, Mark
from visualizations.sentences import reads_on
from visualizations.sources import named
from visualizations.wording import Wording

WIDTH: Final = 720
_MIDDLE: Final = WIDTH / 2
_LEFT: Final = 250
"""Where the names to the left end; those to the right begin as far from the other edge."""
_BESIDE: Final = 18
"""From a name to the middle of its mark."""
_EM: Final = 15
"""The size of the letters."""
_LINE: Final = 18
_GAP: Final = 14


def mark_for(thing: Reference, marks: Mapping[str, Mark]) -> Mark:
    """Return the mark of a thing: as the large map has it, by its kind, or else a small ring."""
    return marks.get(thing.id or "") or MARKS.get(kind_of(thing.iri) or "", OTHER)


def neighbourhood(
    entity: Entity, neighbours: Sequence[Reference], marks: Mapping[str, Mark], t: Wording
) -> dict[str, Any]:
    """Return the picture, as the template draws it, and the same in words.

    Args:
        entity: the thing in the middle.
        neighbours: what stands around it.
        marks: the marks of the things on the large map, by id.
        t: the words of a language.
    """
    relations = _relations(entity, t)
    shown = [
        {
            **named(thing, t),
            "mark": mark_for(thing, marks),
            "relations": ", ".join(relations.get(thing.iri, {})),
            "is_actual": any(relations.get(thing.iri, {}).values()),
        }
        for thing in neighbours
    ]
    sides = [_column(shown[0::2], is_left=True), _column(shown[1::2], is_left=False)]
    rooms = [sum(place["room"] for place in side) for side in sides]
    height = max(*rooms, 3 * _LINE)
    for side, room in zip(sides, rooms, strict=True):
        shift = (height - room) / 2
        for place in side:
            place["y"] += shift
    return {
        "width": WIDTH,
        "height": height,
        "middle": (_MIDDLE, height / 2),
        "mark": mark_for(entity.reference, marks),
        "places": [place for side in sides for place in side],
        "items": shown,
    }


def _relations(entity: Entity, t: Wording) -> dict[str, dict[str, bool]]:
    """Return for each thing what an entity has to do with it, and whether somebody says it was so."""
    found: dict[str, dict[str, bool]] = {}
    for group in entity.groups:
        words = reads_on(group, t)
        for relation in group.relations:
            if isinstance(relation.value, Reference) and relation.assertions:
                said = found.setdefault(relation.value.iri, {})
                is_actual = any(modality.iri.endswith("/actual") for modality in relation.modalities)
                said[words] = said.get(words, False) or is_actual
    return found


def _column(things: Sequence[Mapping[str, Any]], *, is_left: bool) -> list[dict[str, Any]]:
    """Place things one under the other, each with the lines of its name."""
    placed, y = [], 0.0
    for thing in things:
        lines = wrap(thing["name"], _LEFT / _EM).split("\n")
        room = _LINE * len(lines) + _GAP
        placed.append(
            {
                **thing,
                "lines": lines,
                "room": room,
                "y": y + room / 2,
                "x": _LEFT + _BESIDE if is_left else WIDTH - _LEFT - _BESIDE,
                "text_x": _LEFT if is_left else WIDTH - _LEFT,
                "is_left": is_left,
            }
        )
        y += room
    return placed
