"""What is told of the dataset as a whole, as data in it: so that machines find their way without us.

- `statistics` counts what is in the graphs (https://www.w3.org/TR/void/#statistics)
- `description` writes it down: VoID, DCAT, SPARQL service description, prefixes and saved questions

All of it is said of `https://w3id.org/husk/dataset` and of nodes within that document, in a graph of its own
and in the default graph. It tells of the data, not of itself, so counts leave it out.
"""

import pyoxigraph

from graph.conversion import nquads
from graph.metadata.description import About, describe_dataset
from graph.metadata.statistics import statistics
from graph.values import Iri
from ontology.terms import DATASET_GRAPH, GRAPH

__all__ = ["About", "describe"]


def describe(engine: pyoxigraph.Store, triples: str, about: About) -> bytes:
    """Describe what a store holds, in N-Quads that can be added to it.

    Args:
        engine: the store.
        triples: its default graph in canonical N-Triples.
        about: what cannot be counted.
    """
    named = (graph for graph in engine.named_graphs() if graph.value.startswith(GRAPH))
    sizes = {
        graph.value: sum(1 for _ in engine.quads_for_pattern(None, None, None, graph)) for graph in named
    }
    description = describe_dataset(statistics(triples), about, sizes)
    return nquads(description) + nquads(description, Iri(DATASET_GRAPH))
