"""What happened when is told with the bounds that a source gives, and by everyone who says so."""

import pytest

from graph.reading.chronology import Span, changes, dated, spans
from graph.reading.entities import EntityReader
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik

PERIODS = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT DISTINCT ?thing ?period {
  GRAPH ?assertion { ?thing ?property ?period FILTER(?property IN (husk:period, husk:issued)) }
  ?assertion a husk:Assertion
}
"""
CHANGES = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT DISTINCT ?thing ?property ?value {
  GRAPH ?assertion { ?thing ?property ?value FILTER(?property IN (
    husk:endingReason, husk:continuedBy, husk:succeededBy, husk:takenOverBy, husk:formerName)) }
  ?assertion a husk:Assertion
}
"""


@pytest.fixture(scope="module")
def reader() -> EntityReader:
    return havnevik()


def test_everything_with_a_time_is_told_once_with_who_says_so(reader: EntityReader) -> None:
    found = [(item.thing.iri, item.period.iri) for item in dated(reader)]
    expected = {(row["thing"].value, row["period"].value) for row in reader.store.select(PERIODS)}
    assert expected
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert all(item.assertions for item in dated(reader))


def test_every_change_is_told_once_with_who_says_so(reader: EntityReader) -> None:
    found = changes(reader)
    assert len(found) == len(reader.store.select(CHANGES)) > 0
    assert all(change.assertions for change in found)


def test_the_earliest_comes_first_and_what_has_no_date_last() -> None:
    spans = [item.span for item in dated(EntityReader(fjordvik()))]
    known = [span for span in spans if span.is_dated]
    assert known
    assert spans == [*known, *(span for span in spans if not span.is_dated)]
    begins = [span.earliest_start or span.earliest_end or 0 for span in known]
    assert begins == sorted(begins)


def test_a_time_that_is_only_planned_has_its_bounds_and_says_that_it_is_planned() -> None:
    (plan,) = (
        item for item in dated(EntityReader(fjordvik())) if item.period.iri.endswith("/period/2011_2013")
    )
    assert plan.span == Span(20110101, 20111231, 20130101, 20131231)
    assert {assertion.modality.iri.rpartition("/")[2] for assertion in plan.assertions} == {"planned"}
    assert plan.span in spans(fjordvik())[plan.thing.iri]


@pytest.mark.parametrize(
    ("span", "years"),
    [
        (Span(20060101, 20061231, 20090101, 20091231), (2006, 2009)),
        (Span(earliest_start=20060101, latest_start=20061231), (2006, 2006)),
        (Span(earliest_end=20100301, latest_end=20100531), (2010, 2010)),
        (Span(), (None, None)),
    ],
)
def test_a_span_touches_its_years(span: Span, years: tuple[int | None, int | None]) -> None:
    assert (span.first_year, span.last_year) == years
