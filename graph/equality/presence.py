"""Where each party was, where it was not, and where nobody says."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from graph.equality.measures import pielou_evenness
from graph.equality.parts import Parts, Way
from graph.queries import query
from graph.reading.descriptions import Text
from graph.store import Store
from ontology.terms import concept

_COMPLETE = concept("participants-stated", "complete")


class Presence(Enum):
    """Whether a party took part in a setting."""

    THERE = "there"
    ABSENT = "absent"
    """Nobody who acts for the party took part, and either the source says that some who do were not there, or
    it says who all participants were and of which sector."""
    NOT_STATED = "not stated"
    """Nobody of the party is named, but the source does not say as much."""

    @property
    def label(self) -> Text:
        """Return what is said of such a party."""
        return _LABELS[self]


_LABELS: Final = {
    Presence.THERE: Text("var med", "was there"),
    Presence.ABSENT: Text("var ikke med", "was not there"),
    Presence.NOT_STATED: Text("ikke oppgitt", "not stated"),
}


@dataclass(frozen=True)
class SettingOfParties:
    """What the parties had to do with one setting, in the order of `Parts.parties`."""

    setting: str
    """The id of the setting."""
    presence: tuple[Presence, ...]
    actors: Mapping[Way, tuple[int, ...]]
    """How many actors of each party had part in it, by way; who wrote a work that documents it, wrote."""
    others: Mapping[Way, int]
    """How many actors of no party had part in it: of another sector, or of one that is not stated."""
    evenness: float | None
    """Pielou's evenness of those who took part; None where no party is known to have."""


def settings_of_parties(store: Store, parts: Parts) -> tuple[SettingOfParties, ...]:
    """Tell of every setting there was what the parties had to do with it, also where nobody is named.

    Args:
        store: the graph.
        parts: what `Parts.read` read from it.
    """
    had_part, scope = _actors(store, parts), parts.scope
    complete: dict[str, bool] = {}
    for row in store.select(query("participants_stated")):
        if scope.has(row["setting"].value):
            setting = scope.id_of(row["setting"].value)
            is_complete = "stated" in row and row["stated"].value == _COMPLETE
            complete[setting] = complete.get(setting, False) or is_complete
    excluded: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(query("excluded_actors")):
        actor = scope.id_of(row["actor"].value)
        excluded[scope.id_of(row["setting"].value)] |= parts.sectors.get(actor, frozenset())
    return tuple(
        _setting(
            setting,
            parts,
            {way: had_part[way, setting] for way in Way},
            excluded[setting],
            complete=complete[setting],
        )
        for setting in complete
    )


def _actors(store: Store, parts: Parts) -> Mapping[tuple[Way, str], set[int]]:
    """Collect which actors had part in which setting; those who wrote, in what their works document."""
    documented: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(query("works_on_settings")):
        work, setting = (parts.scope.id_of(row[name].value) for name in ("work", "setting"))
        documented[work].add(setting)
    found: defaultdict[tuple[Way, str], set[int]] = defaultdict(set)
    for way, places in parts.voices.items():
        for actor, column in places:
            thing = parts.things[column]
            for setting in documented[thing] if way is Way.WRITES else {thing}:
                found[way, setting].add(actor)
    return found


def _setting(
    setting: str,
    parts: Parts,
    had_part: Mapping[Way, set[int]],
    excluded: Collection[str],
    *,
    complete: bool,
) -> SettingOfParties:
    """Describe one setting."""
    acting = {way: parts.acts_for[sorted(actors)] for way, actors in had_part.items()}
    counts = {way: acts_for.sum(axis=0) for way, acts_for in acting.items()}
    took_part = had_part[Way.TAKES_PART]
    everyone = complete and bool(parts.stated[sorted(took_part)].all())
    evenness = pielou_evenness(counts[Way.TAKES_PART])[()]
    return SettingOfParties(
        setting,
        tuple(
            _presence(int(count), is_known=everyone or party.iri in excluded)
            for party, count in zip(parts.parties, counts[Way.TAKES_PART], strict=True)
        ),
        {way: tuple(count.tolist()) for way, count in counts.items()},
        {way: int((~acts_for.any(axis=1)).sum()) for way, acts_for in acting.items()},
        None if evenness is np.ma.masked else float(evenness),
    )


def _presence(actors: int, *, is_known: bool) -> Presence:
    """Say whether a party with so many actors was there, where it is known of one without any or not."""
    if actors:
        return Presence.THERE
    return Presence.ABSENT if is_known else Presence.NOT_STATED
