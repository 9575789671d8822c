"""Puts the expanded data into one dataset, as https://www.w3.org/TR/rdf11-concepts/#section-dataset has it.

The default graph is the deduplicated union of all that may be read as so: actual assertions, labels,
descriptions, ontology and vocabularies. Beside it stand each assertion, each of those graphs by itself, and
for every other modality the union of its assertions. The engine's own union of graphs is never used, for
it counts a triple as often as it stands.
"""

from collections import defaultdict
from typing import NamedTuple

import pyoxigraph

from graph.authoring.expand import Expansion
from graph.conversion import nquads
from graph.inference.infer import SPELLINGS, TIME_BOUNDS, UNREALISED, time_bounds
from graph.inference.spellings import spellings
from graph.inference.unrealised import modality_of, unrealised
from graph.model import Model
from graph.names import LABELS, ONTOLOGY, PROVENANCE, VOCABULARIES
from graph.values import Iri, Statement
from ontology.terms import modality_graph


class Stated(NamedTuple):
    """Everything that is stated, written down once for the engine and for the shapes."""

    quads: bytes
    """The dataset in N-Quads, with what our own three rules add."""
    triples: str
    """What is stated in all modalities together, in N-Triples."""


def write_down(expansion: Expansion, model: Model) -> Stated:
    """Put what is stated into the graphs of a dataset."""
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
    actual = nquads(default)
    parts = [nquads(statements, graph) for graph, statements in (*named.items(), *modalities.items())]
    for graph, found in (
        (UNREALISED, set(unrealised(expansion.assertions))),
        (SPELLINGS, set(spellings(expansion.assertions, expansion.labels))),
        (TIME_BOUNDS, set(time_bounds(default))),
    ):
        parts += [nquads(found), nquads(found, graph)]
    not_actual = map(nquads, modalities.values())
    return Stated(b"".join((actual, *parts)), b"".join((actual, *not_actual)).decode())


def load(stated: Stated) -> pyoxigraph.Store:
    """Return a store in memory with everything that is stated, and what our own three rules add."""
    engine = pyoxigraph.Store()
    engine.bulk_load(stated.quads, pyoxigraph.RdfFormat.N_QUADS, lenient=True)  # all was checked when read
    return engine
