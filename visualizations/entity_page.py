"""The page of an entity: what it is, what is said of it in sentences, and who says so where."""

from graph.descriptions import Entity
from visualizations.rendering import render


def entity_page(entity: Entity, language: str, *, is_mapped: bool, edition: str = "") -> str:
    """Write the page of an entity in a language."""
    return render("entity.html", language, here=None, path=f"id/{entity.id}", edition=edition, entity=entity, is_mapped=is_mapped)
