"""What queries can be written with: the prefixes, classes and properties that the dataset says it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.queries import query
from graph.reading.descriptions import Text
from graph.reading.lexicon import Lexicon
from graph.store import Store
from ontology.terms import curie


@dataclass(frozen=True)
class NamedTerm:
    """A class or property under its prefixed name."""

    name: str
    """Such as `husk:Arena`."""
    label: Text


@dataclass(frozen=True)
class TermsInUse:
    """Prefixes, and terms that can be written with them."""

    prefixes: Mapping[str, str]
    """Namespaces by prefix."""
    classes: Sequence[NamedTerm]
    """Most used first."""
    properties: Sequence[NamedTerm]
    """Likewise."""


def read_terms_in_use(store: Store, lexicon: Lexicon) -> TermsInUse:
    """Read them from the description of the dataset in its graph."""
    prefixes = {row["prefix"].value: row["namespace"].value for row in store.select(query("prefixes"))}
    found: dict[str, list[NamedTerm]] = {"class": [], "property": []}
    for row in store.select(query("terms_in_use")):
        for kind, term in row.items():
            name = curie(term.value, prefixes)
            if not name.startswith("<"):  # a name is what completes a query
                found[kind].append(NamedTerm(name, lexicon.label(term.value)))
    return TermsInUse(prefixes, found["class"], found["property"])
