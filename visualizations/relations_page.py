"""The page of all that is said of a thing by one property, where the page of the thing shows the first."""

from typing import Final
from urllib.parse import urlencode

from graph.reading.descriptions import Entity, RelationGroup
from visualizations.entity_page import relation_in_words, titled_relations
from visualizations.paging import Stretch, in_numbers, turns
from visualizations.rendering import render
from visualizations.sentences import reads_on
from visualizations.terms import path_of
from visualizations.wording import capitalised, wording

RELATIONS_A_PAGE: Final = 50


def relations_page(
    entity: Entity, group: RelationGroup, language: str, *, offset: int = 0, edition: str = ""
) -> str:
    """Write the page of some relations of a thing that are of one property.

    Args:
        entity: the thing.
        group: the relations to show, and how many there are in all.
        language: `nb` or `en`.
        offset: how many come before them.
        edition: what the page is made from.
    """
    t = wording(language)
    heading = capitalised(reads_on(group, t))
    stretch = Stretch(offset, len(group.relations), group.total or len(group.relations))

    def part(start: int) -> str:
        path = path_of(group.property.iri, is_incoming=group.is_incoming)
        asked = {"property": path, **({"offset": str(start)} if start else {})}
        return f"/{language}/id/{entity.id}?{urlencode(asked)}"

    return render(
        "relations.html",
        language,
        here=None,
        path=part(offset).removeprefix(f"/{language}/"),
        edition=edition,
        name=capitalised(entity.label.get(language)),
        href=f"/{language}/id/{entity.id}",
        heading=heading,
        extent=in_numbers(stretch, t) if group.relations else "",
        relations=[relation_in_words(relation, heading, t) for relation in titled_relations(group, t)],
        **turns(stretch, RELATIONS_A_PAGE, part),
    )
