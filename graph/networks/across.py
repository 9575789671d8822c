"""Programmes together: what is the same thing in several of them is one node.

Each programme names its things itself; that two names are of one thing is said by `skos:exactMatch`, which
holds both ways and on (https://www.w3.org/TR/skos-reference/#mapping).
"""

from collections.abc import Iterable, Mapping

import networkx as nx

from graph.errors import UnusableError
from graph.queries import query
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.terms import parse_entity

Same = Mapping[str, tuple[str, ...]]
"""The IRIs of a thing in all programmes, sorted, by each of them; things with one IRI are left out."""


def same_things(store: Store) -> Same:
    """Read what is said to be the same."""
    pairs = nx.Graph((row["one"].value, row["other"].value) for row in store.select(query("same_things")))
    return {iri: tuple(sorted(names)) for names in nx.connected_components(pairs) for iri in names}


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


def require_programmes(snapshot: Snapshot, names: Iterable[str]) -> frozenset[str] | None:
    """Return programmes of a snapshot by name, as filters take them; None, which is all, where none is named.

    Raises:
        UnusableError: there is no such programme.
    """
    wanted = frozenset(names)
    if unknown := sorted(wanted - set(snapshot.programmes)):
        raise UnusableError(
            f"There is no programme {', '.join(unknown)}. There are: {', '.join(snapshot.programmes)}."
        )
    return wanted or None
