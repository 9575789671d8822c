"""The parts of a thing's page: each shows what the query behind it answers, and is away where nothing is."""

from urllib.parse import parse_qs, urlsplit

import pytest

from graph.reading.entities import EntityReader
from graph.reading.panels import PanelReader
from ontology.terms import ID
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.visualizations.reading_pages import Element, read_page
from visualizations.entity_page import entity_page

CAFE = "fjordvik/arena/onsdagskafeen"
THINGS = {"neighbours": "other", "times": "thing", "works": "work", "matters": "matter"}
"""The parts that list things, and the column of their queries that has them."""


def page_of(reader: EntityReader, entity_id: str, language: str = "en") -> Element:
    entity = reader.get(entity_id)
    assert entity is not None
    panels = PanelReader(reader).read(entity.iri)
    return read_page(entity_page(entity, language, panels=panels))


def part(page: Element, name: str) -> Element:
    return page.one("section", aria_labelledby=name)


def asked_by(element: Element) -> str:
    """Return the query that a part leads to."""
    (address,) = (
        link.attributes["href"] for link in element.all("a") if "/sparql?" in link.attributes["href"]
    )
    (query,) = parse_qs(urlsplit(address).query)["query"]
    return query


@pytest.mark.parametrize(
    ("programme", "entity_id", "name"),
    [
        ("fjordvik", CAFE, "neighbours"),
        ("fjordvik", CAFE, "times"),
        ("fjordvik", "fjordvik/subproject/ut-i-arbeid", "neighbours"),
        ("fjordvik", "fjordvik/person/ase-ostby", "times"),
        ("havnevik", "havnevik/person/liv-strand", "works"),
        ("havnevik", "havnevik/subproject/lesesirkelen", "works"),
        ("havnevik", "havnevik/arena/fagdagen", "matters"),
        ("havnevik", "havnevik/arena/apent-hus", "matters"),
    ],
)
def test_a_part_shows_the_things_that_its_query_finds(programme: str, entity_id: str, name: str) -> None:
    reader = {"fjordvik": EntityReader(fjordvik()), "havnevik": havnevik()}[programme]
    shown = part(page_of(reader, entity_id), name)
    rows = reader.store.select(asked_by(shown))
    found = {f"/en/id/{row[THINGS[name]].value.removeprefix(ID)}" for row in rows}
    assert found
    assert things_of(shown) == found


def things_of(element: Element) -> set[str]:
    """Return the addresses of the things that a part lists, those of its evidence left out."""
    addresses = {link.attributes["href"] for link in element.all("a")}
    return {address for address in addresses if "/id/" in address and "/passage/" not in address}


def test_the_query_behind_what_is_said_counts_the_same_statements() -> None:
    reader = havnevik()
    shown = part(page_of(reader, "havnevik/subproject/lesesirkelen"), "stated")
    assertions = {row["assertion"] for row in reader.store.select(asked_by(shown))}
    assert shown.one("p", class_="soft").text.startswith(f"{len(assertions)} statements by 2 voices")


def test_the_neighbourhood_is_a_picture_and_a_list_of_the_same() -> None:
    shown = part(page_of(EntityReader(fjordvik()), CAFE, "nb"), "neighbours")
    picture = shown.one("svg", role="img")
    assert picture.attributes["aria-label"].startswith("Onsdagskafeen i midten")
    names = {text.text.replace(" ", "") for text in picture.all("text")}
    assert names == {
        item.one("a").text.replace(" ", "") for item in shown.one("ul", class_="beside").all("li")
    }
    ties = [path for path in picture.all("path") if path.attributes["class"].startswith("tie")]
    assert len(ties) == len(names)


def test_what_a_thing_was_only_to_have_to_do_with_is_dashed() -> None:
    shown = part(page_of(EntityReader(fjordvik()), "fjordvik/activity/ny-ungdomsklinikk"), "neighbours")
    assert shown.all("path", class_="tie unrealised")


def test_a_page_names_its_parts_with_how_many_there_are() -> None:
    page = page_of(havnevik(), "havnevik/arena/fagdagen")
    listed = page.one("nav", aria_label="On this page")
    parts = [link.attributes["href"].removeprefix("#") for link in listed.all("a")]
    assert parts == ["stated", "neighbours", "times", "matters"]
    assert all(page.all("section", aria_labelledby=name) for name in parts)
    assert page.all("section", aria_labelledby="works") == []
