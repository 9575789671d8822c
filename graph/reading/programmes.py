"""Several programmes in one graph: which there are, what belongs to which, and what is the same in several.

Each programme names its things itself; that two names are of one thing is said by `skos:exactMatch`, which
holds both ways and on (https://www.w3.org/TR/skos-reference/#mapping).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.errors import UnusableError
from graph.queries import query
from graph.reading.descriptions import Reference, Text
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.terms import HUSK, ID, parse_entity


@dataclass(frozen=True)
class Programme:
    """A programme that a graph tells of."""

    name: str
    """As it begins the ids of its things."""
    thing: Reference | None
    """What it is, where that is said."""

    @property
    def iri(self) -> str:
        """Return the IRI of the programme, or else what those of its things begin with."""
        return self.thing.iri if self.thing else ID + self.name

    @property
    def label(self) -> Text:
        """Return what it is called, or else its name."""
        return self.thing.label if self.thing else Text(self.name, self.name)


Counts = Mapping[str, int]
"""How many things there are of each of our classes, by its name."""
Same = Mapping[str, tuple[str, ...]]
"""The IRIs of a thing in all programmes, sorted, by each of them; things with one IRI are left out."""


def read_programmes(store: Store, things: Mapping[str, Reference]) -> tuple[Programme, ...]:
    """Return the programmes of a graph in the order of their names, from its things by IRI.

    The things of a programme may tell of other programmes as well, which it is a part of or learned from. It
    is itself the one that most of them are said to be a part of.
    """
    names = sorted({programme for iri in things if (programme := programme_of(iri))})
    found: dict[str, Reference] = {}
    for row in store.select(query("programmes")):
        iri = row["programme"].value
        if (name := programme_of(iri)) and iri in things:
            found.setdefault(name, things[iri])
    return tuple(Programme(name, found.get(name)) for name in names)


def same_things(store: Store) -> Same:
    """Read what is said to be the same."""
    pairs = nx.Graph((row["one"].value, row["other"].value) for row in store.select(query("same_things")))
    return {iri: tuple(sorted(names)) for names in nx.connected_components(pairs) for iri in names}


def counts_by_programme(store: Store) -> Mapping[str | None, Counts]:
    """Count the things of each class that a programme has; under None, those of all, the same thing once."""
    same = same_things(store)
    members: defaultdict[str | None, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.select(query("class_members")):
        class_name, iri = row["class"].value.removeprefix(HUSK), row["thing"].value
        members[programme_of(iri)][class_name].add(iri)
        members[None][class_name].add(names_of(iri, same, None)[0])
    return {
        programme: {class_name: len(things) for class_name, things in classes.items()}
        for programme, classes in members.items()
    }


def names_of(iri: str, same: Same, programmes: frozenset[str] | None) -> tuple[str, ...]:
    """Return the IRIs of a thing where these programmes are seen together; None is all of them.

    The first is the one that it goes by.

    >>> names = ("https://w3id.org/husk/id/a/organisation/x", "https://w3id.org/husk/id/b/organisation/y")
    >>> same = dict.fromkeys(names, names)
    >>> names_of(names[1], same, None) == names, names_of(names[1], same, frozenset({"b"})) == names[1:]
    (True, True)
    """
    names = same.get(iri, ())
    if programmes is not None:
        names = tuple(name for name in names if programme_of(name) in programmes)
    return names or (iri,)


def programme_of(iri: str) -> str | None:
    """Return the programme that a thing or an assertion belongs to; None where it belongs to none.

    >>> programme_of("https://w3id.org/husk/id/demo/assertion/1-p1-s1-a")
    'demo'
    """
    parts = parse_entity(iri)
    return parts.programme if parts else None


def belongs(iri: str, programme: str | None) -> bool:
    """Tell whether a thing or an assertion belongs to a programme; None stands for all of them.

    >>> arena = "https://w3id.org/husk/id/demo/arena/cafe"
    >>> belongs(arena, "demo"), belongs(arena, "other"), belongs(arena, None)
    (True, False, True)
    """
    return programme is None or programme_of(iri) == programme


def require_programmes(snapshot: Snapshot, names: Iterable[str]) -> frozenset[str] | None:
    """Return programmes of a snapshot by name, as filters take them; None, which is all, where none is named.

    Raises:
        UnusableError: there is no such programme.
    """
    wanted = frozenset(names)
    for name in sorted(wanted):
        require_known(name, snapshot.programmes)
    return wanted or None


def require_known(programme: str | None, known: Sequence[str]) -> str | None:
    """Return the one programme that is asked about; None, which is all of them, where none is.

    Raises:
        UnusableError: it is none of those that are known.
    """
    if programme is not None and programme not in known:
        raise UnusableError(f"There is no programme {programme}. There are: {', '.join(known)}.")
    return programme
