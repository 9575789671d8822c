"""What happened when: everything that somebody gives a time, and what ended or changed its name.

A time may be known to the day or only by a name such as "the first period"; its bounds are those that the
build derives from EDTF text, whole numbers like 20100531, and None where the source leaves them open. A time
that is only planned has its bounds too: whose it is and in which modality, the assertions tell.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.edtf import bounds, parse
from graph.queries import query
from graph.reading.descriptions import Assertion, Labelled, Reference, Value
from graph.reading.entities import EntityReader
from graph.reading.references import References
from graph.reading.stated import findings, stated, with_evidence
from graph.store import Store
from graph.values import Iri, Literal, Term


@dataclass(frozen=True)
class Span:
    """The bounds of a time, each a date as a whole number."""

    earliest_start: int | None = None
    latest_start: int | None = None
    earliest_end: int | None = None
    latest_end: int | None = None

    @property
    def is_dated(self) -> bool:
        """Tell whether anything is known of when it was."""
        return self != Span()

    @property
    def first_year(self) -> int | None:
        """Return the first year that it may have touched, as far as that is known."""
        known = self.earliest_start or self.earliest_end
        return None if known is None else known // 10_000

    @property
    def last_year(self) -> int | None:
        """Return the last year that it may have touched, as far as that is known."""
        known = self.latest_end or self.latest_start or self.earliest_start
        return None if known is None else known // 10_000


@dataclass(frozen=True)
class Dated:
    """A thing and when it was, by everyone who says so."""

    thing: Reference
    period: Reference
    span: Span
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class Change:
    """An ending, a continuation in another thing, or an earlier name."""

    thing: Reference
    property: Labelled
    value: Reference | Value
    assertions: tuple[Assertion, ...]


def dated(reader: EntityReader) -> tuple[Dated, ...]:
    """Return everything that has a time, the earliest first, then what has only the name of one."""
    return read_dated(reader, query("chronology"))


def read_dated(reader: EntityReader, asked: str) -> tuple[Dated, ...]:
    """Return what a query finds, in that order; its rows are such as those of `chronology`."""
    return first_dated(reader, asked)[0]


def first_dated(reader: EntityReader, asked: str, most: int | None = None) -> tuple[tuple[Dated, ...], int]:
    """Return the first of what a query finds, and how many there are; who states the others is not read."""
    found = findings(reader.store, asked, "thing", "period")
    labels = reader.references((), (Iri(rows[0]["period"].value) for rows in found))
    in_order = sorted(found, key=lambda rows: _place(rows[0], labels))
    references, told = with_evidence(reader, in_order[:most], "thing", "period")
    first = tuple(
        Dated(
            references.reference(row["thing"].value),
            references.reference(row["period"].value),
            _span(row),
            assertions,
        )
        for row, assertions in told
    )
    return first, len(found)


def spans(store: Store) -> Mapping[str, tuple[Span, ...]]:
    """Return, by the IRI of each thing that has a time, all times that somebody gives it."""
    found: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for row in store.select(query("chronology")):
        found[row["thing"].value][row["period"].value] = _span(row)
    return {thing: tuple(times.values()) for thing, times in found.items()}


def changes(reader: EntityReader) -> tuple[Change, ...]:
    """Return what ended, was continued as another thing, or had another name before."""
    references, found = stated(reader, query("changes"), "thing", "property", "value")
    return tuple(
        Change(
            references.reference(row["thing"].value),
            references.labelled(row["property"].value),
            references.value(row["value"]),
            assertions,
        )
        for row, assertions in found
    )


def _span(row: Mapping[str, Term]) -> Span:
    """Read the bounds of a time."""
    names = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
    terms = (row.get(name) for name in names)
    known = Span(*(int(term.value) if isinstance(term, Literal) else None for term in terms))
    planned = row.get("plannedTime")
    return span_of(planned.value) if planned and not known.is_dated else known


def span_of(edtf: str) -> Span:
    """Return the bounds of a time that nobody says was so, as the build derives those of what was.

    >>> span_of("2010-05").last_year
    2010
    """
    return Span(*bounds(parse(edtf)))


def _place(row: Mapping[str, Term], labels: References) -> tuple[bool, int, int, str, str]:
    """Return the key that sorts what has a time by when it began, then by when it was over."""
    span = _span(row)
    begin = span.earliest_start or span.earliest_end or 0
    end = span.latest_end or span.latest_start or 99_999_999
    return (not span.is_dated, begin, end, labels.label(row["period"].value).nb, row["thing"].value)
