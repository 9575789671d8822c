"""How parties follow each other: who led, or took part, in one period of a setting and who in the next.

A source that gives few dates still puts periods in order, such as the first and the last. They are compared
within a setting, since a first period of one thing says nothing of when another thing was.
"""

from collections import defaultdict
from dataclasses import dataclass

from graph.equality.parts import Parts, Period, Way


@dataclass(frozen=True)
class Turn:
    """Who had part in a setting in one period."""

    period: Period
    actors: tuple[str, ...]
    parties: tuple[bool, ...]
    """Which parties they act for, in the order of `Parts.parties`."""


@dataclass(frozen=True)
class Succession:
    """The turns in one setting, of one way to have part in it, the earliest first."""

    setting: str
    way: Way
    turns: tuple[Turn, ...]


def successions(parts: Parts) -> tuple[Succession, ...]:
    """Find the settings in which somebody had part in more periods than one that can be put in order.

    All of them need a date, or all a place in an order; others cannot be compared and are left out.
    """
    found: defaultdict[tuple[str, Way], defaultdict[Period, set[int]]] = defaultdict(lambda: defaultdict(set))
    for way, places in parts.periods.items():
        for (actor, thing), periods in places.items():
            for period in periods:
                found[parts.things[thing], way][period].add(actor)
    return tuple(
        Succession(setting, way, tuple(_turn(parts, period, turns[period]) for period in ordered))
        for (setting, way), turns in sorted(found.items(), key=lambda item: (item[0][0], item[0][1].value))
        if len(ordered := _in_order(list(turns))) > 1
    )


def _turn(parts: Parts, period: Period, actors: set[int]) -> Turn:
    """Describe one turn."""
    places = sorted(actors)
    parties = tuple(any(column) for column in parts.acts_for[places].T.tolist())
    return Turn(period, tuple(parts.actors[actor] for actor in places), parties)


def _in_order(periods: list[Period]) -> list[Period]:
    """Put periods in order; none where there is no order of them all."""
    for places in [period.start for period in periods], [period.order for period in periods]:
        known = [place for place in places if place is not None]
        if len(known) == len(periods):
            return [
                period for _, period in sorted(zip(known, periods, strict=True), key=lambda pair: pair[0])
            ]
    return []
