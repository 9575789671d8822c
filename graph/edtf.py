"""Time as a source gives it: a part of the Extended Date/Time Format, and its bounds as whole numbers.

Read here are, of ISO 8601-2 (https://www.loc.gov/standards/datetime/):

    2010   2010-05   2010-05-17      year, month, day
    2010-21 ... 2010-24              spring, summer, autumn, winter
    2010-33 ... 2010-36              quarters
    2009-40   2009-41                first half, second half
    2006/2010                        from the one to the other
    2006/..   ../2006                it is said to have no end, or no start
    2006/     /2010-12               no end is stated, or no start
    [2011..]   [..2010]              one time, not before 2011; not after 2010
    [2009..2011]                     one time from 2009 to 2011
    2010?   2010~   2010%            uncertain, approximate, both; wherever a date stands

An open end and one that is not stated are two things, and neither has a bound. How far "about 2010" or
"perhaps 2010" reaches is never stated, so nothing is invented: the bounds are those of the date as written,
and whoever must know for certain leaves out the texts with one of the three marks.

Seasons follow the Norwegian calendar: spring is March to May, summer to August, autumn to November.
The standard leaves open to which year a winter belongs: winter 2010 lies in December 2009 to February 2011.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, NamedTuple

from graph.errors import HuskError


class EdtfError(HuskError, ValueError):
    """A text is no time that can be read here; says what is wrong, where (counted from 0), and the cure."""

    def __init__(self, text: str, position: int, reason: str, cure: str) -> None:
        """Build the sentence; it counts characters from 1, as an editor does."""
        super().__init__(f"{text!r} is no EDTF time: at character {position + 1}, {reason}. {cure}")
        self.text = text
        self.position = position
        self.reason = reason
        self.cure = cure


class Edge(Enum):
    """An end of an interval that has no date."""

    OPEN = ".."
    """It is said to go on, or to have always been."""
    UNKNOWN = ""
    """Nothing is said."""

    def __str__(self) -> str:
        """Write the edge as EDTF does."""
        return self.value


class Qualifier(Enum):
    """How sure a source is of a date."""

    SURE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


@dataclass(frozen=True)
class Date:
    """A day, a month, a year, or a season, quarter or half of a year; it must exist.

    >>> str(Date(2010, 21, qualifier=Qualifier.APPROXIMATE))
    '2010-21~'
    """

    year: int
    part: int | None = None
    """The month, 1 to 12, or the number that EDTF gives to a season, quarter or half."""
    day: int | None = None
    qualifier: Qualifier = Qualifier.SURE

    def __str__(self) -> str:
        """Write the date as EDTF does."""
        numbers = [
            f"{self.year:04}",
            *(f"{number:02}" for number in (self.part, self.day) if number is not None),
        ]
        return "-".join(numbers) + self.qualifier.value

    def first(self) -> int:
        """Return the first day of it, as YYYYMMDD."""
        year, month = self._month(0)
        return _day_number(year, month, self.day or 1)

    def last(self) -> int:
        """Return the last day of it, as YYYYMMDD."""
        year, month = self._month(1)
        return _day_number(year, month, self.day or monthrange(year, month)[1])

    def _month(self, end: int) -> tuple[int, int]:
        """Return year and month in which it starts (0) or ends (1)."""
        month = _MONTHS[self.part][end]
        return self.year + (month - 1) // 12, (month - 1) % 12 + 1


@dataclass(frozen=True)
class Edtf:
    """A time: one date (`end` is None), an interval from `start` to `end`, or one time between them.

    >>> str(parse("2006/"))
    '2006/'
    >>> parse("2006/..").end
    <Edge.OPEN: '..'>
    >>> parse("[2011..]").one_between
    True
    """

    start: Date | Edge
    end: Date | Edge | None = None
    one_between: bool = False

    def __str__(self) -> str:
        """Write the time as EDTF does; `parse` reads it back."""
        if self.one_between:
            start, end = ("" if edge is Edge.OPEN else str(edge) for edge in (self.start, self.end))
            return f"[{start}..{end}]"
        return str(self.start) if self.end is None else f"{self.start}/{self.end}"


class Bounds(NamedTuple):
    """The days, as YYYYMMDD, between which a time starts and between which it ends; None where not known."""

    earliest_start: int | None
    latest_start: int | None
    earliest_end: int | None
    latest_end: int | None


_MONTHS: Final[dict[int | None, tuple[int, int]]] = {
    None: (1, 12),
    **{month: (month, month) for month in range(1, 13)},
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (0, 14),  # from the December before January to the February after December
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
"""First and last month of a year and of each of its parts."""

_DATE: Final = re.compile(
    r"(?P<year>[0-9]{4})(-(?P<part>[0-9]{2})(-(?P<day>[0-9]{2}))?)?(?P<qualifier>[?~%])?"
)
_WRITE_A_DATE: Final = (
    "Write a date like 2010, 2010-05, 2010-05-17 or 2010-21, and an interval like 2006/2010."
)
_ONE_BETWEEN: Final = re.compile(r"\[(?P<start>.*?)\.\.(?P<end>.*)\]")
_INTERVAL: Final = re.compile(r"(?P<start>[^/]*)/(?P<end>.*)")
_BETWEEN: Final = "between-"
_SLUG_WORDS: Final = {
    "%": "-uncertain-approximate",
    "?": "-uncertain",
    "~": "-approximate",
    "..": "open",
    "/": "_",
}
"""What stands in an IRI for the signs that may not, or that no name in TriG ends with; in reading order."""


def parse(text: str) -> Edtf:
    """Read a time.

    >>> parse("2010-05").start
    Date(year=2010, part=5, day=None, qualifier=<Qualifier.SURE: ''>)
    >>> parse("2010-02-30")
    Traceback (most recent call last):
    graph.edtf.EdtfError: '2010-02-30' is no EDTF time: at character 9, 2010-02 has no day 30. Use 01 to 28.

    Raises:
        EdtfError: the text is no EDTF, or more of it than is read here, or such a time cannot be.
    """
    found = _ONE_BETWEEN.fullmatch(text) or _INTERVAL.fullmatch(text)
    if found is None:
        return Edtf(_parse_date(text, text, 0))
    one_between = found.re is _ONE_BETWEEN
    edges = {"": Edge.OPEN} if one_between else {edge.value: edge for edge in Edge}
    start, end = (
        edges[found[name]] if found[name] in edges else _parse_date(text, found[name], found.start(name))
        for name in ("start", "end")
    )
    if isinstance(start, Edge) and isinstance(end, Edge):
        raise EdtfError(text, 0, "neither end has a date", "Give one, or leave the time out.")
    if isinstance(start, Date) and isinstance(end, Date) and end.last() < start.first():
        raise EdtfError(
            text, found.start("end"), "the end lies before the start", "Put the earlier date first."
        )
    return Edtf(start, end, one_between)


def bounds(edtf: Edtf) -> Bounds:
    """Return between which days a time starts and ends, without inventing any.

    What has a single date, or is one time between two, lies somewhere in there. An interval starts within
    its first date, ends within its second and does not end before it starts.

    >>> bounds(parse("2010-05"))
    Bounds(earliest_start=20100501, latest_start=20100531, earliest_end=20100501, latest_end=20100531)
    >>> bounds(parse("2006/2010-05"))
    Bounds(earliest_start=20060101, latest_start=20061231, earliest_end=20100501, latest_end=20100531)
    >>> bounds(parse("2006/.."))
    Bounds(earliest_start=20060101, latest_start=20061231, earliest_end=None, latest_end=None)
    """
    earliest_start, latest_start = _days(edtf.start)
    earliest_end, latest_end = _days(edtf.start if edtf.end is None else edtf.end)
    if edtf.one_between:
        return Bounds(earliest_start, latest_end, earliest_start, latest_end)
    if latest_start is not None and latest_end is not None:
        latest_start = min(latest_start, latest_end)
    if earliest_start is not None and earliest_end is not None:
        earliest_end = max(earliest_start, earliest_end)
    return Bounds(earliest_start, latest_start, earliest_end, latest_end)


def slug(edtf: Edtf) -> str:
    """Spell a time as the last part of an IRI.

    >>> [slug(parse(text)) for text in ("2010-05", "/2010-12", "2006/..", "[2011..]", "2010~")]
    ['2010-05', '_2010-12', '2006_open', 'between-2011_open', '2010-approximate']
    """
    spelled = str(replace(edtf, one_between=False))
    for sign, word in _SLUG_WORDS.items():
        spelled = spelled.replace(sign, word)
    return _BETWEEN + spelled if edtf.one_between else spelled


def from_slug(spelled: str) -> Edtf:
    """Read a time from the last part of an IRI that `slug` spelled.

    >>> str(from_slug("2006_open"))
    '2006/..'

    Raises:
        EdtfError: the text is not how a time is spelled there.
    """
    text = spelled.removeprefix(_BETWEEN)
    for sign, word in _SLUG_WORDS.items():
        text = text.replace(word, sign)
    if spelled.startswith(_BETWEEN):
        text = f"[{text.replace('..', '').replace('/', '..')}]"
    edtf = parse(text)
    if slug(edtf) != spelled:
        raise EdtfError(spelled, 0, "this is not how an IRI spells a time", f"Spell it {slug(edtf)}.")
    return edtf


def _parse_date(text: str, written: str, position: int) -> Date:
    """Read a date, which stands at a position of the text."""
    found = _DATE.match(written)
    if found is None:
        raise EdtfError(text, position, "a year of four digits is missing", _WRITE_A_DATE)
    if found.end() < len(written):
        rest = written[found.end() :]
        raise EdtfError(text, position + found.end(), f"{rest!r} cannot be read", _WRITE_A_DATE)
    year = int(found["year"])
    part = None if found["part"] is None else int(found["part"])
    day = None if found["day"] is None else int(found["day"])
    if year == 0:
        raise EdtfError(text, position, "there is no year 0", "Years count from 0001.")
    if part not in _MONTHS:
        raise EdtfError(
            text,
            position + found.start("part"),
            f"there is no month or season {found['part']}",
            "Use 01 to 12 for a month, 21 to 24 for a season, 33 to 36 for a quarter, 40 or 41 for a half.",
        )
    if part is not None and day is not None:
        _check_day(text, position + found.start("day"), year, part, day)
    return Date(year, part, day, Qualifier(found["qualifier"] or ""))


def _check_day(text: str, position: int, year: int, month: int, day: int) -> None:
    """Refuse a day that its month does not have."""
    if month not in range(1, 13):
        raise EdtfError(text, position, "only a month has days", "Leave the day out, or give a month.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        reason = f"{year:04}-{month:02} has no day {day:02}"
        raise EdtfError(text, position, reason, f"Use 01 to {last}.")


def _days(edge: Date | Edge) -> tuple[int | None, int | None]:
    """Return the first and last day of a date, nothing for an edge without one."""
    return (None, None) if isinstance(edge, Edge) else (edge.first(), edge.last())


def _day_number(year: int, month: int, day: int) -> int:
    """Write a day as YYYYMMDD.

    >>> _day_number(2010, 5, 1)
    20100501
    """
    return (year * 100 + month) * 100 + day
