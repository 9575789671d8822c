"""How much is in a graph, for the manifest of its snapshot."""

from collections.abc import Mapping

from graph.names import last_part
from graph.queries import query
from graph.store import Store
from graph.values import Iri, Literal


def counts(store: Store) -> Mapping[str, object]:
    """Count quads, triples of the default graph, labelled things, and things by class.

    Classes count what the default graph says, so what was only planned is under `Unrealised`.
    """
    classes = {
        last_part(row["class"]): int(row["count"].value)
        for row in store.select(query("class_counts"))
        if isinstance(row["class"], Iri)
    }
    return {
        "quads": _number(store, "quad_count"),
        "triples": _number(store, "triple_count"),
        "entities": _number(store, "labelled_count"),
        "assertions": classes.get("Assertion", 0),
        "passages": classes.get("Passage", 0),
        "voices": classes.get("Voice", 0),
        "classes": classes,
    }


def _number(store: Store, name: str) -> int:
    """Return what a query counts."""
    (row,) = store.select(query(name))
    return int(row["count"].value) if isinstance(row["count"], Literal) else 0
