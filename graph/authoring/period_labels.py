"""What a dated period is called, in Norwegian and in English."""

from typing import Final, NamedTuple

from graph.edtf import Date, Edge, Edtf, Qualifier


class _Words(NamedTuple):
    """What one language needs to name a time; `{}` stands for the year, or for a whole date."""

    parts: dict[int, str]
    """Months, seasons, quarters and halves of a year, under the numbers that EDTF gives them."""
    day: str
    qualified: dict[Qualifier, str]
    since: dict[Edge, str]
    until: dict[Edge, str]
    not_before: str
    not_after: str
    between: str


_NORWEGIAN: Final = _Words(
    parts={
        1: "januar {}",
        2: "februar {}",
        3: "mars {}",
        4: "april {}",
        5: "mai {}",
        6: "juni {}",
        7: "juli {}",
        8: "august {}",
        9: "september {}",
        10: "oktober {}",
        11: "november {}",
        12: "desember {}",
        21: "våren {}",
        22: "sommeren {}",
        23: "høsten {}",
        24: "vinteren {}",
        33: "første kvartal {}",
        34: "andre kvartal {}",
        35: "tredje kvartal {}",
        36: "fjerde kvartal {}",
        40: "første halvår {}",
        41: "andre halvår {}",
    },
    day="{}. {}",
    qualified={
        Qualifier.SURE: "{}",
        Qualifier.UNCERTAIN: "trolig {}",
        Qualifier.APPROXIMATE: "omkring {}",
        Qualifier.BOTH: "trolig omkring {}",
    },
    since={Edge.OPEN: "fra {} og videre", Edge.UNKNOWN: "fra {}, slutt ikke oppgitt"},
    until={Edge.OPEN: "til {}", Edge.UNKNOWN: "til {}, start ikke oppgitt"},
    not_before="tidligst {}",
    not_after="senest {}",
    between="en gang i {}",
)
_ENGLISH: Final = _Words(
    parts={
        1: "January {}",
        2: "February {}",
        3: "March {}",
        4: "April {}",
        5: "May {}",
        6: "June {}",
        7: "July {}",
        8: "August {}",
        9: "September {}",
        10: "October {}",
        11: "November {}",
        12: "December {}",
        21: "spring {}",
        22: "summer {}",
        23: "autumn {}",
        24: "winter {}",
        33: "first quarter of {}",
        34: "second quarter of {}",
        35: "third quarter of {}",
        36: "fourth quarter of {}",
        40: "first half of {}",
        41: "second half of {}",
    },
    day="{} {}",
    qualified={
        Qualifier.SURE: "{}",
        Qualifier.UNCERTAIN: "probably {}",
        Qualifier.APPROXIMATE: "about {}",
        Qualifier.BOTH: "probably about {}",
    },
    since={Edge.OPEN: "from {} onwards", Edge.UNKNOWN: "from {}, end not stated"},
    until={Edge.OPEN: "until {}", Edge.UNKNOWN: "until {}, start not stated"},
    not_before="{} at the earliest",
    not_after="{} at the latest",
    between="some time in {}",
)


def in_norwegian(edtf: Edtf) -> str:
    """Name a time in Norwegian.

    >>> from graph.edtf import parse
    >>> [in_norwegian(parse(text)) for text in ("2010-05-17", "2010-21~", "2006/", "2006/2010")]
    ['17. mai 2010', 'omkring våren 2010', 'fra 2006, slutt ikke oppgitt', '2006–2010']
    """
    return _name(edtf, _NORWEGIAN)


def in_english(edtf: Edtf) -> str:
    """Name a time in English.

    >>> from graph.edtf import parse
    >>> [in_english(parse(text)) for text in ("2009-41?", "2006/..", "2006-01/2010", "[2009..2011]")]
    ['probably second half of 2009', 'from 2006 onwards', 'January 2006 – 2010', 'some time in 2009–2011']
    """
    return _name(edtf, _ENGLISH)


def _name(edtf: Edtf, words: _Words) -> str:
    """Name a time: a date, one that is open at one end, or two dates with a dash between."""
    start, end = edtf.start, edtf.end
    if isinstance(start, Date) and isinstance(end, Date):
        first, last = _name_date(start, words), _name_date(end, words)
        both = f"{first}–{last}" if first.isdigit() and last.isdigit() else f"{first} – {last}"
        return words.between.format(both) if edtf.one_between else both
    if isinstance(start, Date) and isinstance(end, Edge):
        pattern = words.not_before if edtf.one_between else words.since[end]
        return pattern.format(_name_date(start, words))
    if isinstance(start, Edge) and isinstance(end, Date):
        pattern = words.not_after if edtf.one_between else words.until[start]
        return pattern.format(_name_date(end, words))
    return _name_date(start, words) if isinstance(start, Date) else str(edtf)


def _name_date(date: Date, words: _Words) -> str:
    """Name a date with its qualifier."""
    name = words.parts.get(date.part or 0, "{}").format(date.year)
    if date.day is not None:
        name = words.day.format(date.day, name)
    return words.qualified[date.qualifier].format(name)
