"""How editions lie in an engine: side by side, each in graphs of its own, and one graph that tells which.

    graph/editions                   which edition is read, and which others are whole
    graph/edition/E                  what is the default graph in a snapshot
    graph/edition/E#names            the alias graph: which of E's graphs stands for which name
    graph/edition/E/NAME             each other graph

Whoever reads an edition names it, so another can be loaded meanwhile and nobody sees half of it: the switch
is one statement. No engine's own default graph is used, for in some it is the union of all graphs, which
counts a statement as often as it stands.
"""

from dataclasses import dataclass
from typing import Final

from graph.values import Iri
from ontology.terms import GRAPH

EDITIONS: Final = Iri(GRAPH + "editions")
"""The graph that tells which editions there are."""
NAME: Final = Iri("http://www.w3.org/ns/sparql-service-description#name")
"""From a graph of an edition to the name under which it is asked for."""
HAS_CURRENT_VERSION: Final = Iri("http://www.w3.org/ns/dcat#hasCurrentVersion")
"""From the dataset to the edition that is read."""
HAS_VERSION: Final = Iri("http://www.w3.org/ns/dcat#hasVersion")
"""From the dataset to every edition that is whole."""

_EDITION: Final = GRAPH + "edition/"


@dataclass(frozen=True)
class StoredEdition:
    """The graphs of one edition in an engine.

    >>> stored = StoredEdition("7f3b")
    >>> print(stored.graph(Iri("https://w3id.org/husk/graph/planned")))
    <https://w3id.org/husk/graph/edition/7f3b/https://w3id.org/husk/graph/planned>
    """

    edition: str

    @classmethod
    def from_graph(cls, iri: str) -> "StoredEdition":
        """Return the edition that a default graph belongs to."""
        return cls(iri.removeprefix(_EDITION))

    @property
    def default(self) -> Iri:
        """The graph that holds what is the default graph in a snapshot."""
        return Iri(_EDITION + self.edition)

    @property
    def names(self) -> Iri:
        """The alias graph."""
        return Iri(f"{_EDITION}{self.edition}#names")

    @property
    def beginning(self) -> str:
        """How the graphs begin that stand for a name."""
        return f"{_EDITION}{self.edition}/"

    def graph(self, name: Iri) -> Iri:
        """Return the graph that stands for a name."""
        return Iri(self.beginning + name.value)
