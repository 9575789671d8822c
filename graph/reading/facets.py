"""What the things of a list can be chosen by, laid out by value: no choice looks at things one by one.

What a choice needs is read when it is first made, so that a large graph is open soon. Each thing has a
number, its place in the list. A condition turns into a mask, which says of every number whether the thing
meets it, and several conditions into the masks' conjunction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from graph.edtf import bounds, parse
from graph.queries import query
from graph.reading.programmes import programme_of
from graph.store import Store
from graph.values import Term

Mask = npt.NDArray[np.bool_]
"""What is chosen: a truth for each number."""
_Numbers = npt.NDArray[np.int32]

_NONE: Final = np.empty(0, dtype=np.int32)
_BEFORE_ALL: Final = 0
_AFTER_ALL: Final = 99_999_999
"""A day before, and one after, all that can be written as YYYYMMDD."""


@dataclass(frozen=True)
class Filters:
    """What a thing must be to be listed: every condition that is set, each by one of its values.

    Classes, sectors, roles, voices, modalities and wholes are IRIs, programmes the names in those of their
    things; days are written as YYYYMMDD.
    """

    kind: str | None = None
    """A class that it is of, whatever else is asked."""
    classes: Sequence[str] = ()
    programmes: Sequence[str] = ()
    """It belongs to one of them."""
    sectors: Sequence[str] = ()
    """Of an actor; of a setting, those of the actors who took part."""
    roles: Sequence[str] = ()
    """Those that it has had somewhere: in one of the wholes, where those are set."""
    voices: Sequence[str] = ()
    """One of them mentions it: in one of the modalities, where those are set."""
    modalities: Sequence[str] = ()
    wholes: Sequence[str] = ()
    """What it took part in, or is a part of."""
    first_day: int | None = None
    """One of its times may have lasted until then."""
    last_day: int | None = None
    """One of its times may have begun by then."""
    words: str = ""
    """What its label or a name of it contains, whatever the case of its letters."""


EVERYTHING: Final = Filters()
"""No condition at all."""


class _Telling(NamedTuple):
    """Who holds something, and in which modality."""

    voice: str
    modality: str


class _Parts(NamedTuple):
    """Who is told to have taken part in what: four columns of the same length."""

    agents: _Numbers
    settings: _Numbers
    roles: _Numbers
    tellings: _Numbers


class _Times(NamedTuple):
    """When things were: three columns of the same length."""

    things: _Numbers
    firsts: _Numbers
    lasts: _Numbers


class _Said(NamedTuple):
    """Who is told to have been what, by whom and in which modality."""

    tellings: Mapping[_Telling, int]
    """The ways of telling, each with its number."""
    roles: Mapping[str, int]
    """The roles that somebody has had, each with its number."""
    mentions: Mapping[int, _Numbers]
    """Which things are mentioned, by the number of the way of telling."""
    parts: _Parts

    @classmethod
    def read(cls, store: Store, numbers: Mapping[str, int]) -> "_Said":
        """Read what is said of numbered things."""
        tellings: defaultdict[_Telling, int] = defaultdict(lambda: len(tellings))
        roles: defaultdict[str, int] = defaultdict(lambda: len(roles))
        mentions: defaultdict[int, list[int]] = defaultdict(list)
        for row in store.select(query("mentions")):
            if (number := numbers.get(row["entity"].value)) is not None:
                mentions[tellings[_telling(row)]].append(number)
        rows = [
            (
                numbers[row["agent"].value],
                numbers[row["setting"].value],
                roles[row["role"].value],
                tellings[_telling(row)],
            )
            for row in store.select(query("parts_taken"))
            if row["agent"].value in numbers and row["setting"].value in numbers
        ]
        parts = _Parts(*np.array(rows, dtype=np.int32).reshape(-1, 4).T)
        told = {telling: np.array(things, dtype=np.int32) for telling, things in mentions.items()}
        return cls(dict(tellings), dict(roles), told, parts)


class Facets:
    """The things of a graph by what they can be chosen by."""

    def __init__(self, store: Store, numbers: Mapping[str, int], roles: Mapping[str, frozenset[str]]) -> None:
        """Prepare to read what the things are chosen by.

        Args:
            store: the graph.
            numbers: the number of each thing, by its IRI.
            roles: each role with the roles that hold it, itself left out.
        """
        self._store = store
        self._numbers = numbers
        self._wider = roles

    def chosen(self, filters: Filters) -> Mask:
        """Return which things meet all conditions but those on class and words."""
        mask = np.ones(len(self._numbers), dtype=np.bool_)
        if filters.programmes:
            mask &= self._any_of(self._programmes, filters.programmes)
        if filters.sectors:
            mask &= self._any_of(self._sectors, filters.sectors)
        if filters.first_day is not None or filters.last_day is not None:
            mask &= self._at(filters.first_day, filters.last_day)
        if filters.roles or filters.wholes:
            mask &= self._taking_part(filters)
        elif filters.voices or filters.modalities:
            mask &= self._mentioned(filters)
        return mask

    def _any_of(self, index: Mapping[str, _Numbers], values: Iterable[str]) -> Mask:
        """Return which things an index has under any of some values."""
        mask = np.zeros(len(self._numbers), dtype=np.bool_)
        for value in values:
            if (found := index.get(value)) is not None:
                mask[found] = True
        return mask

    def _at(self, first_day: int | None, last_day: int | None) -> Mask:
        """Return which things have a time that meets another; an end that is not known rules nothing out."""
        times = self._times
        begins_by_then = times.firsts <= (_AFTER_ALL if last_day is None else last_day)
        lasts_until_then = times.lasts >= (_BEFORE_ALL if first_day is None else first_day)
        return self._mask(times.things[begins_by_then & lasts_until_then])

    def _mentioned(self, filters: Filters) -> Mask:
        """Return which things are mentioned by one of the voices in one of the modalities."""
        mask = np.zeros(len(self._numbers), dtype=np.bool_)
        for telling in np.flatnonzero(self._told(filters)):
            mask[self._said.mentions.get(int(telling), _NONE)] = True
        return mask

    def _taking_part(self, filters: Filters) -> Mask:
        """Return which things took part in one of the roles in one of the wholes, as one of the voices tells.

        Where no role is asked for, what is a part of one of the wholes counts as well, if such a voice
        mentions it.
        """
        parts = self._said.parts
        rows = np.ones(len(parts.agents), dtype=np.bool_)
        if filters.roles:
            rows &= self._held(filters.roles)[parts.roles]
        if filters.wholes:
            wanted = [self._numbers[whole] for whole in filters.wholes if whole in self._numbers]
            rows &= self._mask(np.array(wanted, dtype=np.int32))[parts.settings]
        if filters.voices or filters.modalities:
            rows &= self._told(filters)[parts.tellings]
        mask = self._mask(parts.agents[rows])
        if not filters.roles:
            within = self._any_of(self._wholes, filters.wholes)
            if filters.voices or filters.modalities:
                within &= self._mentioned(filters)
            mask |= within
        return mask

    def _mask(self, numbers: _Numbers) -> Mask:
        """Return a mask of some numbers."""
        mask = np.zeros(len(self._numbers), dtype=np.bool_)
        mask[numbers] = True
        return mask

    def _held(self, roles: Sequence[str]) -> Mask:
        """Return which of the roles that somebody has had are one of some roles, or narrower."""
        wanted = set(roles)
        return np.fromiter(
            (
                role in wanted or bool(wanted & self._wider.get(role, frozenset()))
                for role in self._said.roles
            ),
            dtype=np.bool_,
            count=len(self._said.roles),
        )

    def _told(self, filters: Filters) -> Mask:
        """Return which ways of telling are by one of the voices and in one of the modalities."""
        return np.fromiter(
            (
                (not filters.voices or telling.voice in filters.voices)
                and (not filters.modalities or telling.modality in filters.modalities)
                for telling in self._said.tellings
            ),
            dtype=np.bool_,
            count=len(self._said.tellings),
        )

    @cached_property
    def _programmes(self) -> Mapping[str, _Numbers]:
        return _by_value(((iri, programme_of(iri) or "") for iri in self._numbers), self._numbers)

    @cached_property
    def _sectors(self) -> Mapping[str, _Numbers]:
        return _by_value(_pairs(self._store, "sectors", "sector"), self._numbers)

    @cached_property
    def _wholes(self) -> Mapping[str, _Numbers]:
        return _by_value(_closed(_pairs(self._store, "wholes", "whole")), self._numbers)

    @cached_property
    def _times(self) -> _Times:
        return _read_times(self._store, self._numbers)

    @cached_property
    def _said(self) -> _Said:
        return _Said.read(self._store, self._numbers)


def _telling(row: Mapping[str, Term]) -> _Telling:
    """Return who tells something, and in which modality."""
    return _Telling(row["voice"].value, row["modality"].value)


def _pairs(store: Store, name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield each thing with each value that a query finds for it."""
    for row in store.select(query(name)):
        yield row["entity"].value, row[value].value


def _closed(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each thing with all that it is a part of, however far up.

    >>> sorted(_closed([("room", "house"), ("house", "street")]))
    [('house', 'street'), ('room', 'house'), ('room', 'street')]
    """
    direct: defaultdict[str, set[str]] = defaultdict(set)
    for part, whole in pairs:
        direct[part].add(whole)
    for part in tuple(direct):
        found: set[str] = set()
        waiting = [part]
        while waiting:
            new = direct.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        yield from ((part, whole) for whole in found)


def _by_value(pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> Mapping[str, _Numbers]:
    """Lay out which things have each value."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for iri, value in pairs:
        if iri in numbers:
            found[value].append(numbers[iri])
    return {value: np.array(things, dtype=np.int32) for value, things in found.items()}


def _read_times(store: Store, numbers: Mapping[str, int]) -> _Times:
    """Read when things were."""
    rows: list[tuple[int, int, int]] = []
    for row in store.select(query("times")):
        if (number := numbers.get(row["entity"].value)) is not None:
            known = bounds(parse(row["time"].value))
            rows.append((number, known.earliest_start or _BEFORE_ALL, known.latest_end or _AFTER_ALL))
    return _Times(*np.array(rows, dtype=np.int32).reshape(-1, 3).T)
