"""A heading with many values: the page of a thing shows the first, pages of its own all in the same order."""

import pytest

from graph.reading.descriptions import Reference, RelationGroup
from graph.reading.entities import EntityReader
from graph.reading.panels import PanelReader
from ontology.terms import ID, LANGUAGES
from tests.fjordvik import fjordvik
from tests.visualizations.reading_pages import Element, read_page
from visualizations.entity_page import MOST_FOLDED, MOST_VALUES, entity_page, shown
from visualizations.relations_page import RELATIONS_A_PAGE, relations_page
from visualizations.terms import path_of, read_path

READER = EntityReader(fjordvik())
REPORT = "fjordvik/source/report"
CAFE = "fjordvik/arena/onsdagskafeen"


def passages() -> RelationGroup:
    """Return all passages of the report."""
    entity = READER.get(REPORT)
    assert entity
    return max(entity.groups, key=lambda group: len(group.relations))


def values(element: Element) -> list[str]:
    """Return what the statements in a part of a page lead to."""
    return [
        link.attributes["href"].partition("/id/")[2]
        for link in element.all("a")
        if "/passage/" in link.attributes["href"]
    ]


def test_only_the_first_of_many_relations_are_read_and_the_others_counted() -> None:
    whole, entity = READER.get(REPORT), READER.get(REPORT, shown)
    assert whole
    assert entity
    assert entity.extent == whole.extent
    assert entity.types == whole.types
    for group, every in zip(entity.groups, whole.groups, strict=True):
        assert group.relations == every.relations[: len(group.relations)]
        if len(every.relations) > MOST_FOLDED:
            assert (len(group.relations), group.total) == (MOST_VALUES, len(every.relations))
        else:
            assert (group.relations, group.total) == (every.relations, None)
    assert any(group.total for group in entity.groups)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_thing_leads_to_all_of_a_long_heading(language: str) -> None:
    entity = READER.get(REPORT, shown)
    assert entity
    page = read_page(entity_page(entity, language))
    (link,) = [each for each in page.all("a") if "property=" in each.attributes["href"]]
    assert link.attributes["href"] == f"/{language}/id/{REPORT}?property=%5Eoa%3AhasSource"
    assert str(len(passages().relations)) in link.text


def test_all_its_pages_together_tell_everything_once_in_order() -> None:
    entity, every = READER.get(REPORT), passages()
    assert entity
    property_, is_incoming = every.property.iri, every.is_incoming
    assert read_path(path_of(property_, is_incoming=is_incoming)) == (property_, is_incoming)
    assert len(every.relations) > RELATIONS_A_PAGE
    told: list[str] = []
    for offset in range(0, len(every.relations), RELATIONS_A_PAGE):
        group = READER.group(
            REPORT, property_, is_incoming=is_incoming, offset=offset, limit=RELATIONS_A_PAGE
        )
        assert group
        assert group.total == len(every.relations)
        page = read_page(relations_page(entity, group, "nb", offset=offset))
        told += values(page.one("ul", class_="things"))
        assert bool(page.all("a", rel="prev")) == (offset > 0)
        assert bool(page.all("a", rel="next")) == (len(told) < len(every.relations))
    assert told == [each.value.id for each in every.relations if isinstance(each.value, Reference)]


def test_a_property_that_a_thing_does_not_have_has_no_relations() -> None:
    assert READER.group(REPORT, "https://example.org/", is_incoming=False, offset=0, limit=1) is None


def test_of_many_times_and_works_the_first_are_read_and_all_counted() -> None:
    panels = PanelReader(READER)
    every, first = panels.read(ID + CAFE), panels.read(ID + CAFE, most=1)
    assert len(every.times) > 1
    assert first.times == every.times[:1]
    for part in ("times", "works", "conflicts", "gaps"):
        assert first.total(part) == len(getattr(every, part))
    entity = READER.get(CAFE)
    assert entity
    page = read_page(entity_page(entity, "en", panels=first))
    assert f"The first 1 of {len(every.times)}" in page.one("section", aria_labelledby="times").text
    whole = read_page(entity_page(entity, "en", panels=every))
    assert "The first" not in whole.one("section", aria_labelledby="times").text
