"""In which years the parties had part in something, as far as the source tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.equality.measures import parts_by_party
from graph.equality.parts import Parts, Place, Way
from graph.equality.scope import Scope
from graph.queries import query
from graph.store import Store

YearsOfParts = Mapping[Way, Mapping[Place, frozenset[int]]]
"""The years of every part; none where the source tells none."""


@dataclass(frozen=True)
class YearOfParties:
    """What the parties did in one year, in the order of `Parts.parties`."""

    year: int
    counts: Mapping[Way, tuple[int, ...]]
    """How many parts the actors of each party had in it, by way."""


@dataclass(frozen=True)
class Times:
    """Years by what they are told of."""

    of_things: Mapping[str, frozenset[int]]
    """In which years things were, by id; of works, when they were issued."""
    of_periods: Mapping[str, frozenset[int]]
    """Which years lie in periods, by IRI."""

    @classmethod
    def read(cls, store: Store, scope: Scope) -> "Times":
        """Read what is dated, and was."""
        things: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
        periods: dict[str, frozenset[int]] = {}
        for row in store.select(query("years")):
            bounds = (
                int(row[name].value) if name in row else None
                for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
            )
            years = certain_years(*bounds)
            things[scope.id_of(row["thing"].value)] |= years
            periods[row["period"].value] = years
        return cls(things, periods)


def certain_years(
    earliest_start: int | None, latest_start: int | None, earliest_end: int | None, latest_end: int | None
) -> frozenset[int]:
    """Return the years in which something must have been that began and ended within bounds, as YYYYMMDD.

    What began in 2006, and of which no end is stated, is known to have been in 2006 and in no other year.

    >>> sorted(certain_years(20060101, 20061231, 20080101, 20081231))
    [2006, 2007, 2008]
    >>> sorted(certain_years(20060101, 20061231, None, None))
    [2006]
    >>> sorted(certain_years(20090101, 20111231, 20090101, 20111231))
    []
    """
    first_start, last_start, first_end, last_end = (
        None if day is None else day // 10_000
        for day in (earliest_start, latest_start, earliest_end, latest_end)
    )
    known = {one for one, other in ((first_start, last_start), (first_end, last_end)) if one and one == other}
    if last_start and first_end:
        known.update(range(last_start, first_end + 1))
    return frozenset(known)


def years_of_parts(parts: Parts, times: Times) -> YearsOfParts:
    """Return the years of every part: those of its own periods, or those of the thing if none is dated."""
    return {
        way: {
            place: _years(parts, times, way, place)
            or times.of_things.get(parts.things[place[1]], frozenset())
            for place in places
        }
        for way, places in parts.voices.items()
    }


def _years(parts: Parts, times: Times, way: Way, place: Place) -> frozenset[int]:
    """Return the years of the periods in which somebody had a part."""
    periods = parts.periods.get(way, {}).get(place, ())
    return frozenset[int]().union(*(times.of_periods.get(period.iri, frozenset()) for period in periods))


def by_year(parts: Parts, years: YearsOfParts) -> tuple[YearOfParties, ...]:
    """Count what the parties did in each year in which any of them had part, the earliest first."""
    counted = (YearOfParties(year, _counts(within_year(parts, years, year))) for year in sorted(_all(years)))
    return tuple(each for each in counted if any(map(any, each.counts.values())))


def within_year(parts: Parts, years: YearsOfParts, year: int) -> Parts:
    """Keep the parts of one year."""
    return parts.narrowed(lambda way, place: year in years[way][place])


def undated(parts: Parts, years: YearsOfParts) -> Mapping[Way, tuple[int, ...]]:
    """Count the parts of each party of which no year is told."""
    return _counts(parts.narrowed(lambda way, place: not years[way][place]))


def _counts(parts: Parts) -> Mapping[Way, tuple[int, ...]]:
    """Count the parts of each party, by way."""
    return {
        way: tuple(parts_by_party(matrix, parts.acts_for).tolist()) for way, matrix in parts.matrices.items()
    }


def _all(years: YearsOfParts) -> Iterable[int]:
    """Return each year that is told."""
    return {year for places in years.values() for told in places.values() for year in told}
