"""From a two-mode network to one of actors alone: who shares settings with whom, and how much that counts.

Three weights are in use, and they answer different questions:

- `count`: how many settings two actors share. A meeting of fifty makes 1,225 ties of it.
- `newman`: each setting of n actors counts 1 / (n - 1) for each pair, so that whoever was in it has
  altogether one more for it, however many were there. A setting of one actor gives no tie.
- `jaccard`: how many settings two actors share, of all settings that one of them was in.

References:
    M. E. J. Newman (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, and
    centrality. Physical Review E 64, 016132, equation 2. https://doi.org/10.1103/PhysRevE.64.016132
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

import networkx as nx
import numpy as np
from scipy.sparse import diags_array

from graph.measures.computing import laid_out
from graph.measures.matrices import degrees, incidences, sources, without_loops
from graph.measures.measure import Matrix

Weight = Literal["count", "newman", "jaccard"]


def count(incidence: Matrix) -> Matrix:
    """Weigh ties between rows by how many columns they share.

    >>> from scipy.sparse import csr_array
    >>> count(csr_array([[1, 1, 1], [1, 1, 0]])).toarray().tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    own = incidences(incidence)
    return without_loops(own @ own.T)


def newman(incidence: Matrix) -> Matrix:
    """Weigh ties between rows by the columns they share, each by 1 / (n - 1) where n rows are in it.

    >>> from scipy.sparse import csr_array
    >>> newman(csr_array([[1, 1, 0], [1, 1, 0], [1, 0, 1]])).toarray().tolist()
    [[0.0, 1.5, 0.5], [1.5, 0.0, 0.5], [0.5, 0.5, 0.0]]
    """
    own = incidences(incidence)
    others = np.asarray(own.sum(axis=0)) - 1
    share = np.where(others > 0, 1 / np.maximum(others, 1), 0.0)
    return without_loops(own @ diags_array(share) @ own.T)


def jaccard(incidence: Matrix) -> Matrix:
    """Weigh ties between rows by how many columns they share, of all that one of them has.

    >>> from scipy.sparse import csr_array
    >>> jaccard(csr_array([[1, 1, 1, 0], [1, 0, 0, 1]])).toarray().tolist()
    [[0.0, 0.25], [0.25, 0.0]]
    """
    shared = count(incidence)
    own = degrees(incidences(incidence))
    shared.data = shared.data / (own[sources(shared)] + own[shared.indices] - shared.data)
    return shared


WEIGHTS: Final[Mapping[Weight, Callable[[Matrix], Matrix]]] = MappingProxyType(
    {"count": count, "newman": newman, "jaccard": jaccard}
)
"""How a tie is weighted, by the name of the weight."""


def projected(network: "nx.Graph[str]", weight: Weight) -> "nx.Graph[str]":
    """Return the one-mode network of the actors of a two-mode network.

    A tie has its `weight`, `settings`, those that the two share, and `assertions`: all that say that one of
    the two was in one of them.

    >>> two_mode = nx.Graph(two_mode=True)
    >>> two_mode.add_nodes_from(["users", "college"], mode="actor")
    >>> two_mode.add_node("clinic", mode="setting")
    >>> two_mode.add_edges_from([("users", "clinic"), ("college", "clinic")], assertions=())
    >>> projected(two_mode, "newman").edges["users", "college"]
    {'weight': 1.0, 'settings': ('clinic',), 'assertions': ()}
    """
    laid = laid_out(network)
    ties = WEIGHTS[weight](laid.matrix).tocoo()
    found: nx.Graph[str] = nx.Graph(**{**network.graph, "two_mode": False, "weighting": weight})
    found.add_nodes_from((node, network.nodes[node]) for node in laid.rows)
    for row, column, value in zip(ties.row.tolist(), ties.col.tolist(), ties.data.tolist(), strict=True):
        if row < column:
            one, other = laid.rows[row], laid.rows[column]
            shared = tuple(sorted(set(network[one]) & set(network[other])))
            assertions = _together(network.edges[end, each] for each in shared for end in (one, other))
            found.add_edge(one, other, weight=value, settings=shared, assertions=assertions)
    return found


def _together(ties: Any) -> tuple[Any, ...]:
    """Return the assertions of several ties, each once, in their order."""
    by_iri = {each.iri: each for tie in ties for each in tie["assertions"]}
    return tuple(by_iri[iri] for iri in sorted(by_iri))
