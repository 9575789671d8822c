"""Who took part in, led, started or wrote what, read from the graph as matrices of actors by things."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.equality.scope import Scope
from graph.queries import query
from graph.reading.descriptions import Labelled, Text
from graph.store import Store
from ontology.terms import HUSK

Place = tuple[int, int]
"""An actor and a thing, by row and column."""

WayName = Literal["takes-part", "leads", "starts", "writes"]
"""The ways to have part in something; `writes` is to have written a work on it."""


class Way(Enum):
    """A way to have part in something; its value is the property that says so."""

    TAKES_PART = HUSK + "tookPartIn"
    LEADS = HUSK + "led"
    STARTS = HUSK + "initiated"
    WRITES = HUSK + "author"

    @property
    def slug(self) -> WayName:
        """Return what it is called in data and addresses."""
        return _SLUGS[self]

    @property
    def label(self) -> Text:
        """Return what a party did that had part so."""
        return _LABELS[self]


_SLUGS: Final[Mapping[Way, WayName]] = {
    Way.TAKES_PART: "takes-part",
    Way.LEADS: "leads",
    Way.STARTS: "starts",
    Way.WRITES: "writes",
}
_LABELS: Final = {
    Way.TAKES_PART: Text("var med", "took part"),
    Way.LEADS: Text("ledet", "led"),
    Way.STARTS: Text("tok initiativ", "started it"),
    Way.WRITES: Text("skrev", "wrote"),
}


@dataclass(frozen=True)
class Period:
    """When somebody had part in something."""

    iri: str
    start: int | None
    """The first day on which it may have begun, as YYYYMMDD."""
    order: int | None
    """Its place among the periods that the source only names, and puts in order."""


@dataclass(frozen=True)
class Parts:
    """Everybody's part in everything. Actors, settings and works are ids, what follows `/id/` in an IRI."""

    parties: tuple[Labelled, ...]
    actors: tuple[str, ...]
    things: tuple[str, ...]
    """What one took part in, led or started, and what one wrote."""
    acts_for: NDArray[np.bool_]
    """Which actors act for which parties: actors by parties."""
    stated: NDArray[np.bool_]
    """Of which actors a sector is stated, be it one of the parties or another."""
    matrices: Mapping[Way, Any]
    """Who had part in what: actors by things, of zeros and ones, as a `csr_array` for each way."""
    voices: Mapping[Way, Mapping[Place, frozenset[str]]]
    """Who says so, by row and column."""
    periods: Mapping[Way, Mapping[Place, tuple[Period, ...]]]
    """In which periods, by row and column; what is said without a period is not here."""
    sectors: Mapping[str, frozenset[str]]
    """The IRIs of the sectors of each actor, also of one who had part in nothing."""
    scope: Scope
    """Of which programmes it is told."""

    def unstated(self, way: Way) -> int:
        """Count the parts of actors of which no sector is stated: what every measure leaves out."""
        return int(self.matrices[way].sum(axis=1)[~self.stated].sum())

    def narrowed(self, is_kept: Callable[[Way, Place], bool]) -> "Parts":
        """Keep only some of the parts; actors and things stay where they stand, also those without any."""
        voices = {
            way: {place: told for place, told in places.items() if is_kept(way, place)}
            for way, places in self.voices.items()
        }
        periods = {
            way: {place: told for place, told in places.items() if place in voices[way]}
            for way, places in self.periods.items()
        }
        shape = len(self.actors), len(self.things)
        matrices = {way: _matrix(places, shape) for way, places in voices.items()}
        return replace(self, matrices=matrices, voices=voices, periods=periods)

    @classmethod
    def read(cls, store: Store, programme: str | None = None) -> "Parts":
        """Read what is asserted as having been; what was only planned, possible or wished for is no part.

        Args:
            store: the graph.
            programme: the only programme whose settings and works are told of; None for all of them together,
                where a thing that several have is one, and an actor acts for what any of them states.
        """
        scope = Scope.read(store, programme)
        parties = tuple(
            Labelled(row["party"].value, Text(row["nb"].value, row["en"].value))
            for row in store.select(query("parties"))
        )
        rows = [
            {name: term.value for name, term in row.items()}
            | {name: scope.id_of(row[name].value) for name in ("actor", "thing")}
            for row in store.select(query("parts_of_parties"))
            if scope.has(row["thing"].value)
        ]
        sectors = _sectors(store, scope)
        actors = {actor: place for place, actor in enumerate(sorted({row["actor"] for row in rows}))}
        things = {thing: place for place, thing in enumerate(sorted({row["thing"] for row in rows}))}
        columns = {party.iri: column for column, party in enumerate(parties)}
        acts_for = np.zeros((len(actors), len(parties)), dtype=bool)
        stated = np.array([actor in sectors for actor in actors], dtype=bool)
        for actor, row_of_actor in actors.items():
            for sector in sectors.get(actor, frozenset()) & columns.keys():
                acts_for[row_of_actor, columns[sector]] = True
        voices: dict[Way, defaultdict[Place, set[str]]] = {way: defaultdict(set) for way in Way}
        periods: dict[Way, defaultdict[Place, set[Period]]] = {way: defaultdict(set) for way in Way}
        for row in rows:
            way, place = Way(row["way"]), (actors[row["actor"]], things[row["thing"]])
            voices[way][place].add(row["voice"])
            if "period" in row:
                start, order = (int(row[name]) if name in row else None for name in ("start", "order"))
                periods[way][place].add(Period(row["period"], start, order))
        return cls(
            parties,
            tuple(actors),
            tuple(things),
            acts_for,
            stated,
            {way: _matrix(voices[way], (len(actors), len(things))) for way in Way},
            {way: {place: frozenset(found) for place, found in voices[way].items()} for way in Way},
            {
                way: {place: tuple(sorted(found, key=lambda each: each.iri)) for place, found in told.items()}
                for way, told in periods.items()
            },
            sectors,
            scope,
        )


def _sectors(store: Store, scope: Scope) -> Mapping[str, frozenset[str]]:
    """Read the sectors of every actor that has any."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(query("sectors_of_actors")):
        if scope.has(row["actor"].value):
            found[scope.id_of(row["actor"].value)].add(row["sector"].value)
    return {actor: frozenset(sectors) for actor, sectors in found.items()}


def _matrix(places: Mapping[Place, Any], shape: tuple[int, int]) -> Any:
    """Return a matrix with ones at some places."""
    rows = np.array([row for row, _ in places], dtype=np.intp)
    columns = np.array([column for _, column in places], dtype=np.intp)
    return csr_array((np.ones(rows.size, dtype=np.int64), (rows, columns)), shape=shape)
