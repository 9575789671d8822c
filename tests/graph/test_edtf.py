"""Times as sources give them: what can be read, what it bounds, and what is refused with a cure."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.edtf import Bounds, Date, Edge, Edtf, EdtfError, Qualifier, bounds, from_slug, parse, slug
from graph.errors import HuskError

days = st.dates(min_value=date(1, 1, 1)).map(lambda day: Date(day.year, day.month, day.day))
parts = st.sampled_from([None, *range(1, 13), *range(21, 25), *range(33, 37), 40, 41])
parts_of_years = st.builds(Date, year=st.integers(1, 9999), part=parts)
dates = st.builds(
    lambda plain, qualifier: Date(plain.year, plain.part, plain.day, qualifier),
    st.one_of(days, parts_of_years),
    st.sampled_from(Qualifier),
)
edges = st.one_of(dates, st.sampled_from(Edge))


@st.composite
def times(draw: st.DrawFn) -> Edtf:
    """Draw any time that can be."""
    if draw(st.booleans()):
        return Edtf(draw(dates))
    start, end = draw(edges), draw(edges)
    assume(isinstance(start, Date) or isinstance(end, Date))
    if isinstance(start, Date) and isinstance(end, Date) and end.last() < start.first():
        start, end = end, start
    return Edtf(start, end, one_between=Edge.UNKNOWN not in {start, end} and draw(st.booleans()))


def parse_or_error(text: str) -> Edtf | EdtfError:
    """Return what reading the text gives, be it an error."""
    try:
        return parse(text)
    except EdtfError as error:
        return error


@given(times())
def test_a_time_is_read_back_as_it_was_written(time: Edtf) -> None:
    assert parse(str(time)) == time


@given(times())
def test_a_time_is_read_back_from_its_slug(time: Edtf) -> None:
    assert from_slug(slug(time)) == time


@given(times())
def test_a_slug_is_a_name_in_trig_and_needs_no_escape_in_an_iri(time: Edtf) -> None:
    assert re.fullmatch(r"[a-z0-9_-]+", slug(time))


@given(times(), times())
def test_two_times_have_two_slugs(one: Edtf, other: Edtf) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@given(times())
def test_earliest_is_not_after_latest_and_a_start_not_after_its_end(time: Edtf) -> None:
    earliest_start, latest_start, earliest_end, latest_end = bounds(time)
    for before, after in (
        (earliest_start, latest_start),
        (earliest_end, latest_end),
        (earliest_start, earliest_end),
        (latest_start, latest_end),
    ):
        assert before is None or after is None or before <= after


@given(times())
def test_an_edge_without_a_date_has_no_bounds(time: Edtf) -> None:
    assume(not time.one_between)
    found = bounds(time)
    assert (found.earliest_start is None) == (found.latest_start is None) == isinstance(time.start, Edge)
    assert (found.earliest_end is None) == (found.latest_end is None) == isinstance(time.end, Edge)


@given(times(), st.sampled_from(Qualifier))
def test_a_qualifier_moves_no_bound(time: Edtf, qualifier: Qualifier) -> None:
    assume(isinstance(time.start, Date))
    assert isinstance(time.start, Date)
    qualified = replace(time, start=replace(time.start, qualifier=qualifier))
    assert bounds(qualified) == bounds(time)


@given(st.text(alphabet="0123456789-/.?~%Xx []", max_size=14))
def test_whatever_is_read_was_written_so_and_the_rest_is_refused_in_place(text: str) -> None:
    result = parse_or_error(text)
    if isinstance(result, EdtfError):
        assert 0 <= result.position <= len(text)
    else:
        assert str(result) == text


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_bounded_by_itself(day: date) -> None:
    number = int(day.strftime("%Y%m%d"))
    assert bounds(parse(day.isoformat())) == Bounds(number, number, number, number)


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next(year: int, month: int) -> None:
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    assert bounds(parse(f"{year}-{month:02}")).latest_end == int(last.strftime("%Y%m%d"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2010", 20100101, 20101231),
        ("2010-02", 20100201, 20100228),
        ("2012-02", 20120201, 20120229),
        ("2010-21", 20100301, 20100531),
        ("2010-22", 20100601, 20100831),
        ("2010-23", 20100901, 20101130),
        ("2010-24", 20091201, 20110228),
        ("2011-24", 20101201, 20120229),
        ("2010-33", 20100101, 20100331),
        ("2010-34", 20100401, 20100630),
        ("2010-35", 20100701, 20100930),
        ("2010-36", 20101001, 20101231),
        ("2009-40", 20090101, 20090630),
        ("2009-41", 20090701, 20091231),
        ("2010-05~", 20100501, 20100531),
        ("2010?", 20100101, 20101231),
        ("0001-24", 1201, 20228),
    ],
)
def test_a_single_date_starts_and_ends_somewhere_in_it(text: str, first: int, last: int) -> None:
    assert bounds(parse(text)) == Bounds(first, last, first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2006/2010", Bounds(20060101, 20061231, 20100101, 20101231)),
        ("2006-05/2010-41", Bounds(20060501, 20060531, 20100701, 20101231)),
        ("2010/2010-05", Bounds(20100101, 20100531, 20100501, 20100531)),
        ("2010-05/2010", Bounds(20100501, 20100531, 20100501, 20101231)),
        ("2006/..", Bounds(20060101, 20061231, None, None)),
        ("2006/", Bounds(20060101, 20061231, None, None)),
        ("../2010", Bounds(None, None, 20100101, 20101231)),
        ("/2010-12", Bounds(None, None, 20101201, 20101231)),
        ("2006~/2010?", Bounds(20060101, 20061231, 20100101, 20101231)),
        ("[2011..]", Bounds(20110101, None, 20110101, None)),
        ("[..2010-05]", Bounds(None, 20100531, None, 20100531)),
        ("[2009..2011]", Bounds(20090101, 20111231, 20090101, 20111231)),
    ],
)
def test_two_dates_bound_an_interval_or_one_time_between_them(text: str, expected: Bounds) -> None:
    assert bounds(parse(text)) == expected


def test_an_end_that_is_open_differs_from_one_that_is_not_stated() -> None:
    assert parse("2006/..") != parse("2006/")


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "year of four digits"),
        ("spring 2010", 0, "year of four digits"),
        ("10-05-2010", 0, "year of four digits"),
        ("201", 0, "year of four digits"),
        ("2010-5", 4, "'-5' cannot be read"),
        ("2010-05-1", 7, "'-1' cannot be read"),
        ("2010-05 ", 7, "' ' cannot be read"),
        ("201O", 0, "year of four digits"),
        ("2010~?", 5, "'?' cannot be read"),
        ("2010~-05", 5, "'-05' cannot be read"),
        ("201X", 0, "year of four digits"),
        ("20100", 4, "'0' cannot be read"),
        ("0000", 0, "no year 0"),
        ("2010-00", 5, "no month or season 00"),
        ("2010-13", 5, "no month or season 13"),
        ("2010-42", 5, "no month or season 42"),
        ("2010-02-29", 8, "2010-02 has no day 29"),
        ("2010-04-31", 8, "2010-04 has no day 31"),
        ("2010-04-00", 8, "2010-04 has no day 00"),
        ("2010-21-01", 8, "only a month has days"),
        ("2006/2007/2008", 9, "'/2008' cannot be read"),
        ("2010/2006", 5, "end lies before the start"),
        ("2010-06/2010-05-31", 8, "end lies before the start"),
        ("2006/13", 5, "year of four digits"),
        ("2006/2010-13", 10, "no month or season 13"),
        ("/", 0, "neither end has a date"),
        ("../..", 0, "neither end has a date"),
        ("../", 0, "neither end has a date"),
        ("..", 0, "year of four digits"),
        ("[..]", 0, "neither end has a date"),
        ("[2011..2009]", 7, "end lies before the start"),
        ("[2011....]", 7, "year of four digits"),
        ("[2011]", 0, "year of four digits"),
        ("[2011..20]", 7, "year of four digits"),
        ("[2011..2012-13]", 12, "no month or season 13"),
        ("٢٠١٠", 0, "year of four digits"),
    ],
)
def test_what_cannot_be_read_is_refused_with_place_reason_and_cure(
    text: str, position: int, reason: str
) -> None:
    with pytest.raises(EdtfError, match=re.escape(reason)) as caught:
        parse(text)
    assert caught.value.position == position
    assert str(caught.value).startswith(f"{text!r} is no EDTF time: at character {position + 1}, ")
    assert str(caught.value).endswith(caught.value.cure)
    assert caught.value.cure.endswith(".")


@pytest.mark.parametrize(
    "spelled",
    ["2006/", "2006_..", "2010?", "2010-5", "_", "open_open", "2010~", "between-2010", "between-2006_"],
)
def test_a_slug_is_spelled_in_one_way_only(spelled: str) -> None:
    with pytest.raises(EdtfError):
        from_slug(spelled)


def test_an_edtf_error_is_both_ours_and_a_value_error() -> None:
    assert issubclass(EdtfError, HuskError)
    assert issubclass(EdtfError, ValueError)
