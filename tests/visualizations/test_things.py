"""What the pages of the busiest things are written from is kept: that makes them fast, and no different."""

import pytest

from graph.reading.entities import EntityReader
from graph.reading.panels import PanelReader
from graph.reading.voices import VoiceReader
from ontology.terms import HUSK, ID
from tests.fjordvik import fjordvik
from visualizations.things import Things

REPORT = "fjordvik/source/report"
CAFE = "fjordvik/arena/onsdagskafeen"
AUTHOR = ID + "fjordvik/voice/report-author"


@pytest.fixture
def things() -> Things:
    reader = EntityReader(fjordvik())
    return Things(reader, PanelReader(reader), VoiceReader(reader))


def test_the_busiest_are_those_that_most_is_said_of_and_all_voices(things: Things) -> None:
    first, *others = things.busiest()
    assert first == REPORT
    assert {other.split("/")[1] for other in others} == {"voice"}
    assert AUTHOR in {ID + other for other in others}


@pytest.mark.parametrize("entity_id", [REPORT, CAFE])
def test_what_is_kept_is_what_would_be_read(things: Things, entity_id: str) -> None:
    read = things.entity(entity_id), things.panels(ID + entity_id)
    things.keep(entity_id)
    kept = things.entity(entity_id), things.panels(ID + entity_id)
    assert kept == read
    assert kept[0] is things.entity(entity_id)
    assert kept[1] is things.panels(ID + entity_id)


def test_of_a_voice_the_first_page_is_kept_and_the_others_are_read(things: Things) -> None:
    pages = [(None, 0), (None, 6), (HUSK + "Organisation", 0)]
    read = [things.said_by(AUTHOR, kind, offset) for kind, offset in pages]
    things.keep(AUTHOR.removeprefix(ID))
    assert [things.said_by(AUTHOR, kind, offset) for kind, offset in pages] == read
    assert things.said_by(AUTHOR) is things.said_by(AUTHOR)
    assert len({len(page.items) for page in read} | {page.total for page in read}) > 1


def test_what_is_not_there_is_not_kept(things: Things) -> None:
    things.keep("fjordvik/arena/nowhere")
    assert things.entity("fjordvik/arena/nowhere") is None
