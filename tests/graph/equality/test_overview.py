"""Equality in the settings of a kind and over time, worked out by hand from the made-up programme."""

import pytest

from graph.equality.overview import KINDS, EqualityReader, Overview
from graph.equality.parts import Way
from graph.equality.scope import Scope
from graph.equality.years import Times, by_year, certain_years, undated, years_of_parts
from graph.errors import UnusableError
from tests.graph.equality.test_parts import parts, store

Counts = tuple[int, int, int, int]
NOBODY: Counts = (0, 0, 0, 0)
READER = EqualityReader(store())


def value(found: Overview, way: Way, measure: str) -> list[float | None]:
    """Return what a measure gives of each party, or of all of them."""
    return [each.value for each in found.values if (each.way, each.measure.name) == (way, measure)]


def test_without_a_kind_everything_counts() -> None:
    found = READER.overview()
    assert {way: found.parts.matrices[way].nnz for way in Way} == {
        way: parts().matrices[way].nnz for way in Way
    }
    assert len(found.settings) == 6
    assert value(found, Way.LEADS, "share-of-parts") == pytest.approx([2 / 3, 1 / 3, 0, 0])


def test_in_arenas_only_arenas_and_what_is_written_of_them_count() -> None:
    found = READER.overview("Arena")
    assert {each.setting.split("/")[1] for each in found.settings} == {"arena"}
    assert value(found, Way.LEADS, "share-of-parts") == [1, 0, 0, 0]
    assert value(found, Way.WRITES, "share-of-parts") == [0, 0, 0.5, 0.5]
    assert value(READER.overview("Group"), Way.WRITES, "share-of-parts") == [None] * 4
    assert found.successions == ()
    assert READER.overview("Group").successions == READER.overview().successions != ()


def test_the_parts_of_actors_without_a_stated_sector_are_counted_within_the_kind() -> None:
    assert READER.overview("Arena").unstated[Way.TAKES_PART] == 2
    assert READER.overview("Group").unstated[Way.TAKES_PART] == 0


@pytest.mark.parametrize(
    ("year", "took_part", "led", "wrote"),
    [(2008, (1, 1, 1, 1), (1, 0, 0, 0), NOBODY), (2009, (1, 1, 1, 1), (1, 0, 0, 0), NOBODY),
     (2010, NOBODY, NOBODY, (0, 0, 1, 1))],
)  # fmt: skip
def test_a_part_counts_in_the_years_of_what_it_is_in(
    year: int, took_part: Counts, led: Counts, wrote: Counts
) -> None:
    (found,) = (each for each in READER.overview().years if each.year == year)
    assert (found.counts[Way.TAKES_PART], found.counts[Way.LEADS]) == (took_part, led)
    assert found.counts[Way.WRITES] == wrote


def test_years_and_what_has_none_are_all_parts_of_the_parties() -> None:
    """The board, the seminar and the lunch have no year; the café has two, and counts in both."""
    years = years_of_parts(parts(), Times.read(store(), Scope()))
    assert [each.year for each in by_year(parts(), years)] == [2008, 2009, 2010]
    assert undated(parts(), years)[Way.TAKES_PART] == (1, 3, 0, 0)
    assert undated(parts(), years)[Way.LEADS] == (1, 1, 0, 0)
    assert undated(parts(), years)[Way.WRITES] == NOBODY


def test_one_year_is_told_alone_and_still_tells_what_has_none() -> None:
    found = READER.overview(year=2010)
    assert [each.year for each in found.years] == [2010]
    assert found.settings == ()
    assert value(found, Way.TAKES_PART, "share-of-parts") == [None] * 4
    assert value(found, Way.WRITES, "share-of-parts") == [0, 0, 0.5, 0.5]
    assert found.undated == READER.overview().undated
    assert [each.setting for each in READER.overview(year=2008).settings] == ["demo/arena/kafeen"]


def test_an_unknown_kind_or_year_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnusableError, match=", ".join(KINDS)):
        READER.overview("Meeting")
    with pytest.raises(UnusableError, match="1999"):
        READER.overview(year=1999)


@pytest.mark.parametrize(
    ("bounds", "years"),
    [
        ((20100301, 20100531, 20100301, 20100531), [2010]),
        ((20061201, 20070228, 20061201, 20070228), []),
        ((None, None, 20061201, 20061231), [2006]),
        ((20110901, None, None, None), []),
        ((20060101, 20061231, 20090101, 20101231), [2006, 2007, 2008, 2009]),
    ],
)
def test_only_years_that_are_certain_count(bounds: tuple[int | None, ...], years: list[int]) -> None:
    assert sorted(certain_years(*bounds)) == years
