"""Puts the expanded data into one dataset, as https://www.w3.org/TR/rdf11-concepts/#section-dataset has it.

The default graph is the deduplicated union of all that may be read as so: actual assertions, labels,
descriptions, ontology and vocabularies. Beside it stand each assertion, each of those graphs by itself, and
for every other modality the union of its assertions. The engine's own union of graphs is never used, for
it counts a triple as often as it stands.
"""

from collections import defaultdict

import pyoxigraph

from graph.authoring.expand import Expansion
from graph.conversion import nquads
from graph.inference.infer import TIME_BOUNDS, UNREALISED, add_inferred, time_bounds
from graph.inference.unrealised import modality_of, unrealised
from graph.model import Model
from graph.names import LABELS, ONTOLOGY, PROVENANCE, VOCABULARIES
from graph.values import Iri, Statement
from ontology.terms import modality_graph


def load(expansion: Expansion, model: Model) -> pyoxigraph.Store:
    """Return a store in memory with everything that is stated, and what our own two rules add."""
    named = {
        LABELS: expansion.labels,
        PROVENANCE: expansion.provenance,
        ONTOLOGY: model.ontology,
        VOCABULARIES: model.vocabularies,
    }
    default: set[Statement] = {statement for statements in named.values() for statement in statements}
    modalities: defaultdict[Iri, set[Statement]] = defaultdict(set)
    for assertion in expansion.assertions:
        named[assertion.iri] = assertion.statements
        modality = modality_of(assertion)
        union = default if modality == "actual" else modalities[Iri(modality_graph(modality))]
        union.update(assertion.statements)
    engine = pyoxigraph.Store()
    parts = [nquads(default)]
    parts += [nquads(statements, graph) for graph, statements in (*named.items(), *modalities.items())]
    engine.bulk_load(b"".join(parts), pyoxigraph.RdfFormat.N_QUADS, lenient=True)  # all was checked when read
    add_inferred(engine, UNREALISED, unrealised(expansion.assertions))
    add_inferred(engine, TIME_BOUNDS, time_bounds(default))
    return engine
