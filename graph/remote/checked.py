"""A checked query on its way from the process that checked it to the one that asks an engine."""

from typing import Final, TypeAlias

import pyoxigraph

from graph.query_text import terminals
from graph.remote.editions import StoredEdition
from graph.remote.placing import place
from graph.remote.store import described
from ontology.terms import ENDPOINT

Results: TypeAlias = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

TABLE: Final = "table"
GRAPH: Final = "graph"
YES_OR_NO: Final = "yes or no"


def for_engine(query: str, results: Results, stored: StoredEdition) -> str:
    """Write the kind of its answer, a line feed, and a query as the engine is asked it.

    Args:
        query: follows the grammar, and asks for nothing that is refused.
        results: what it finds where there is nothing.
        stored: the edition that it asks.

    Raises:
        StoreError: a keyword touches what stands before or after it.
    """
    kind, variables = YES_OR_NO, tuple[str, ...]()
    if isinstance(results, pyoxigraph.QuerySolutions):
        kind, variables = TABLE, tuple(variable.value for variable in results.variables)
    elif isinstance(results, pyoxigraph.QueryTriples):
        kind, variables = GRAPH, described(query)
    has_base = any(kind == "word" and text.upper() == "BASE" for kind, text in terminals(query))
    base = "" if has_base else f"BASE <{ENDPOINT}>\n"
    return f"{kind}\n{base}{place(query, stored, variables, ENDPOINT)}"
