"""Which editions an engine holds, as its graph of editions tells."""

import json
from dataclasses import dataclass
from typing import Final

from graph.remote.editions import EDITIONS, HAS_CURRENT_VERSION, HAS_VERSION, StoredEdition
from graph.remote.endpoint import Endpoint
from graph.remote.errors import UnreadableAnswerError
from ontology.terms import DATASET

_QUERY: Final = f"SELECT ?p ?edition {{ GRAPH {EDITIONS} {{ <{DATASET}> ?p ?edition }} }}"


@dataclass(frozen=True)
class Catalogue:
    """The editions in an engine."""

    current: str
    """The one that is read; empty where none is."""
    whole: tuple[str, ...]
    """All that have been loaded to the end, sorted."""

    @classmethod
    def read(cls, endpoint: Endpoint) -> "Catalogue":
        """Ask an engine which editions it holds.

        Raises:
            RemoteError: it does not answer, or not to the point.
        """
        told = rows(endpoint, _QUERY, "p", "edition")
        current, whole = (
            sorted(StoredEdition.from_graph(iri).edition for kind, iri in told if kind == predicate.value)
            for predicate in (HAS_CURRENT_VERSION, HAS_VERSION)
        )
        return cls("".join(current[:1]), tuple(whole))


def rows(endpoint: Endpoint, query: str, *variables: str) -> list[tuple[str, ...]]:
    """Return what a query about an engine's own graphs finds, as texts.

    Raises:
        RemoteError: the engine does not answer, or not to the point.
    """
    with endpoint.query(query) as reply:
        try:
            bindings = json.loads(reply.read())["results"]["bindings"]
            return [tuple(row[variable]["value"] for variable in variables) for row in bindings]
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableAnswerError(
                f"{endpoint.address} does not answer as SPARQL endpoints do: {error!r}."
            ) from error
