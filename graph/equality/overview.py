"""How equal the parties are in the settings of a kind, or in a year: what is read, before chance is asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from graph.equality.assessment import Observed, observed
from graph.equality.parts import Parts, Way
from graph.equality.presence import SettingOfParties, settings_of_parties
from graph.equality.scope import Scope
from graph.equality.succession import Succession, successions
from graph.equality.years import Times, YearOfParties, by_year, undated, within_year, years_of_parts
from graph.errors import UnusableError
from graph.queries import query
from graph.store import Store
from graph.values import Iri
from ontology.terms import HUSK

KINDS: Final = ("Setting", "Undertaking", "Subproject", "Arena", "Activity", "Group")
"""The classes of settings that one may ask about; the first is all of them."""


@dataclass(frozen=True)
class Overview:
    """Who had part in the settings of a kind, and the works on them, of which the others are read."""

    kind: str
    year: int | None
    """The only year, where one was asked for."""
    parts: Parts
    values: tuple[Observed, ...]
    settings: tuple[SettingOfParties, ...]
    years: tuple[YearOfParties, ...]
    """Each year of which the source tells."""
    undated: Mapping[Way, tuple[int, ...]]
    """How many parts each party has of which no year is told."""
    successions: tuple[Succession, ...]

    @property
    def unstated(self) -> Mapping[Way, int]:
        """How many parts were those of actors of no stated sector, which all else leaves out."""
        return {way: self.parts.unstated(way) for way in Way}


class EqualityReader:
    """Reads how equal the parties are; who had part in what is read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        """Take the graph."""
        self._store = store
        self._read: dict[str | None, tuple[Parts, Times]] = {}

    def overview(
        self, kind: str = KINDS[0], year: int | None = None, programme: str | None = None
    ) -> Overview:
        """Read how equal the parties are.

        Args:
            kind: which settings; a work belongs to the kinds of what it documents.
            year: the only year; without it, whatever is told counts.
            programme: the only one of several programmes; without it, all are told of together.

        Raises:
            UnusableError: there is no such kind of setting, or nothing is told of the year.
        """
        if kind not in KINDS:
            raise UnusableError(f"There is no kind of setting {kind!r}. There are: {', '.join(KINDS)}.")
        parts, times = self._of(programme)
        settings = self._settings(kind, parts.scope)
        if kind != KINDS[0]:
            things = settings | _works_on(self._store, settings, parts.scope)
            everything = parts
            parts = parts.narrowed(lambda _, place: everything.things[place[1]] in things)
        years = years_of_parts(parts, times)
        told, dateless = by_year(parts, years), undated(parts, years)
        if year is not None:
            told = tuple(each for each in told if each.year == year)
            if not told:
                raise UnusableError(f"Nothing is told of what the parties did in {year}.")
            parts = within_year(parts, years, year)
            settings = {each for each in settings if year in times.of_things.get(each, ())}
            settings |= _with_parts(parts)
        return Overview(
            kind,
            year,
            parts,
            observed(parts),
            tuple(each for each in settings_of_parties(self._store, parts) if each.setting in settings),
            told,
            dateless,
            successions(parts),
        )

    def _of(self, programme: str | None) -> tuple[Parts, Times]:
        """Return who had part in what of a programme, or of all of them, and when that was."""
        if programme not in self._read:
            parts = Parts.read(self._store, programme)
            self._read[programme] = parts, Times.read(self._store, parts.scope)
        return self._read[programme]

    def _settings(self, kind: str, scope: Scope) -> set[str]:
        """Return the ids of the settings of a kind."""
        rows = self._store.select(query("settings_of_kind"), {"kind": Iri(HUSK + kind)})
        return {scope.id_of(row["setting"].value) for row in rows if scope.has(row["setting"].value)}


def _works_on(store: Store, settings: Collection[str], scope: Scope) -> set[str]:
    """Return the ids of the works that document some settings."""
    return {
        scope.id_of(row["work"].value)
        for row in store.select(query("works_on_settings"))
        if scope.id_of(row["setting"].value) in settings
    }


def _with_parts(parts: Parts) -> set[str]:
    """Return the ids of what somebody had part in."""
    return {
        parts.things[column]
        for way, places in parts.voices.items()
        if way is not Way.WRITES
        for _, column in places
    }
