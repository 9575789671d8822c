"""The marks of the map: one drawing for each sector and each kind of setting, for picture and legend alike.

Actors are filled and coloured by sector; settings are outlined, in the colour of the text. Shape and colour
say the same, so neither is needed to tell sectors apart. Each drawing is an SVG path on a square of 24 by 24,
of about equal area, and each colour is a token of the style sheet with the mark's name.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from graph.networks.registry import UNDERTAKEN
from graph.queries import query
from graph.store import Store
from ontology.terms import ID, kind_of


@dataclass(frozen=True)
class Mark:
    """A drawing in a colour."""

    name: str
    """Name of the mark's colour: the token `--mark-<name>`, the class `mark-<name>`."""
    path: str
    """What is drawn, as SVG path data."""
    filled: bool
    """Whether it is filled, as actors are, or outlined, as settings are."""


_CARD: Final = "M3 4.5h18a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-18a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z"
_STAR: Final = "M12 -.2L15.8 6.8 23.6 8.2 18.1 13.9 19.2 21.8 12 18.4 4.8 21.8 5.9 13.9 .4 8.2 8.2 6.8z"

SECTORS: Final = (
    Mark("users", "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z", filled=True),
    Mark("practice", "M4 4h16v16h-16z", filled=True),
    Mark("research", "M12 .5l11.5 19.5h-23z", filled=True),
    Mark("education", "M12 .7l11.3 11.3-11.3 11.3-11.3-11.3z", filled=True),
    Mark("authorities", "M12 23.5l11.5-19.5h-23z", filled=True),
    Mark("business", "M8 2h8v6h6v8h-6v6h-8v-6h-6v-8h6z", filled=True),
    Mark("civil-society", _STAR, filled=True),
)
"""The marks of actors, each named as a sector is in its IRI."""

NO_SECTOR: Final = Mark("no-sector", "M12 6a6 6 0 1 1 0 12a6 6 0 1 1 0-12z", filled=True)
"""The mark of an actor whose sector nobody states."""

SETTINGS: Final = (
    Mark("programme", "M8 2h8l6 6v8l-6 6h-8l-6-6v-8z", filled=False),
    Mark("subproject", _CARD, filled=False),
    Mark("arena", "M7.5 5h9a7 7 0 0 1 0 14h-9a7 7 0 0 1 0-14z", filled=False),
    Mark("activity", "M2 5h13l7 7-7 7h-13z", filled=False),
    Mark("group", "M7 3.3h10l5 8.7-5 8.7h-10l-5-8.7z", filled=False),
)
"""The marks of settings, each named as a kind is in its IRI."""

_RING: Final = "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z"
_BUBBLE: Final = "M3 4h18v12h-10l-5 5v-5h-3z"

PERSON: Final = Mark(
    "person", "M12 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM4 21c0-5 3-7.5 8-7.5s8 2.5 8 7.5z", filled=False
)
"""The mark of a person whose sector nobody states."""

IDEAS: Final = (
    Mark("goal", f"{_RING}M12 8.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z", filled=False),
    Mark("method", f"{_RING}M12 8v8M8 12h8", filled=False),
    Mark("criterion", f"{_RING}M8 12l3 3 5-6", filled=False),
    Mark("barrier", f"{_RING}M7.5 12h9", filled=False),
    Mark("outcome", f"{_RING}M12 16.5v-8M8.5 12l3.5-3.5 3.5 3.5", filled=False),
    Mark("recommendation", f"{_RING}M7.5 12h8M12 8.5l3.5 3.5-3.5 3.5", filled=False),
    Mark("lesson", f"{_RING}M8 9.5l4 5 4-5", filled=False),
    Mark("claim", _BUBBLE, filled=False),
    Mark("judgement", f"{_BUBBLE}M8 10h8", filled=False),
    Mark("topic", "M3 4h10l8 8-8 8h-10z", filled=False),
    Mark("gap", "M12 3a9 9 0 1 1-9 9", filled=False),
    Mark("measure", "M3 21v-7h4v7zM10 21v-18h4v18zM17 21v-11h4v11z", filled=False),
    Mark(
        "target-group",
        "M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM16 11.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
        filled=False,
    ),
    Mark("publication", "M5 2.5h9l5 5v14h-14zM9 12h6M9 16.5h6", filled=False),
    Mark(
        "cluster",
        "M12 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8z"
        "M6 13a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM18 13a4 4 0 1 1 0 8a4 4 0 1 1 0-8z",
        filled=False,
    ),
)
"""The marks of all else in networks, each named as a kind is in its IRI, and of a group of things."""

OTHER: Final = Mark("other", "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8z", filled=False)
"""The mark of what has no other."""

MARKS: Final[Mapping[str, Mark]] = {
    mark.name: mark for mark in (*SECTORS, NO_SECTOR, PERSON, *SETTINGS, *IDEAS, OTHER)
}
"""All marks by name, in the order of the legend."""


def mark_of(mode: str, kind: str, sectors: Collection[str]) -> Mark:
    """Return the mark of an actor by its sector, or the first of several; of anything else by its kind.

    >>> mark_of("actor", "person", {"research"}).name
    'research'
    >>> mark_of("setting", "arena", ()).name
    'arena'
    >>> mark_of("actor", "group", ()).name
    'no-sector'
    >>> mark_of("idea", "horse", ()).name
    'other'
    """
    if mode != "actor":
        return MARKS.get(kind, OTHER)
    unknown = PERSON if kind == "person" else NO_SECTOR
    return next((mark for mark in SECTORS if mark.name in sectors), unknown)


def marks_of(store: Store) -> Mapping[str, Mark]:
    """Return how the map of who took part where draws each of its things, by id.

    The map itself says the same, but reading it takes fifty times as long.
    """
    rows = list(store.select(query("mapped")))
    joined = {row["target"].value for row in rows}
    sectors: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(query("sectors")):
        sectors[row["entity"].value].add(row["sector"].value.rpartition("/")[2])
    found: dict[str, Mark] = {}
    for iri in joined.union(row["source"].value for row in rows):
        kind = kind_of(iri) or ""
        mode = "setting" if iri in joined or kind in UNDERTAKEN else "actor"
        found[iri.removeprefix(ID)] = mark_of(mode, kind, sectors[iri])
    return found
