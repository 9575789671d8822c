"""The same quads behind /sparql and in rdflib, which shares no code with our engine.

Numbers are compared by value, since SPARQL leaves open how one that was reckoned is written (see `answers`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Quad

from graph.pool import Limits
from tests.api.sparql_server import sparql_server
from tests.suites.answers import Answer, read_answer

MARKS: Final = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning"),  # rdflib's use of itself
]
BASE: Final = "https://example.org/"
RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True)
class Both:
    """An endpoint, and rdflib with the same quads."""

    client: httpx2.Client
    dataset: rdflib.Dataset

    def ours(self, query: str) -> Answer:
        """Return what the endpoint answers."""
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{RESULTS}, {TRIPLES}"}
        response = self.client.post("", content=query, headers=headers)
        assert response.status_code == 200, response.text
        return read_answer(response.content, response.headers["content-type"].partition(";")[0], BASE)

    def theirs(self, query: str) -> Answer:
        """Return what rdflib answers."""
        return ask_rdflib(self.dataset, query)


@contextmanager
def beside_rdflib(store_path: Path, quads: Iterable[Quad]) -> Iterator[Both]:
    """Serve a store, and load its quads, which it may spell otherwise, into rdflib too."""
    dataset = in_rdflib(quads)
    server = sparql_server(store_path, Limits(workers=1))
    with server as running, httpx2.Client(base_url=running.url, timeout=60) as client:
        yield Both(client, dataset)


def in_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Return quads in rdflib, whose default graph is then not the union of all graphs."""
    dataset = rdflib.Dataset()
    dataset.parse(data=pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS), format="nquads")
    return dataset


def ask_rdflib(dataset: rdflib.Dataset, query: str) -> Answer:
    """Return what rdflib answers."""
    result = dataset.query(query)
    media_type, name = (TRIPLES, "nt") if result.type == "CONSTRUCT" else (RESULTS, "json")
    content = result.serialize(format=name)
    assert content is not None
    return read_answer(content, media_type, BASE)
