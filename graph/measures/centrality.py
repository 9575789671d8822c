"""How central a node is in a one-mode network.

Every function takes a square matrix in which a tie stands twice, and gives a value for each node. A tie of a
node to itself never counts.
"""

from typing import Final

import numpy as np
import rustworkx
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from graph.measures.matrices import degrees, reach, rust_graph, ties, without_loops
from graph.measures.measure import (
    ALWAYS_DEFINED,
    NO_TIES,
    Floats,
    Integers,
    Masked,
    Matrix,
    Measure,
    defined_where,
    ratio,
)
from graph.measures.two_mode import SEQUENTIAL
from graph.reading.descriptions import Text

_DENSE: Final = 100
"""Up to so many nodes all eigenvectors at once are found faster than the first alone."""
_DAMPING: Final = 0.85
_PRECISE: Final = 1e-12


def degree(adjacency: Matrix) -> Masked:
    """Return how many others each node has a tie with.

    >>> from scipy.sparse import csr_array
    >>> degree(csr_array([[0, 3, 1], [3, 0, 0], [1, 0, 0]])).tolist()
    [2.0, 1.0, 1.0]

    Args:
        adjacency: who has ties with whom; weights do not count. In a directed network it gives the ties that
            go out, and for the transposed matrix those that come in.

    Returns:
        A value for each node, always defined.

    References:
        L. C. Freeman (1979). Centrality in social networks: conceptual clarification. Social Networks 1(3),
        215-239. https://doi.org/10.1016/0378-8733(78)90021-7
    """
    return defined_where(degrees(ties(adjacency)), defined=True)


def in_degree(adjacency: Matrix) -> Masked:
    """Return how many ties come in to each node of a directed network.

    >>> from scipy.sparse import csr_array
    >>> in_degree(csr_array([[0, 1], [0, 0]])).tolist()
    [0.0, 1.0]

    Args:
        adjacency: from whom to whom.

    Returns:
        A value for each node, always defined.
    """
    return degree(adjacency.T)


def strength(adjacency: Matrix) -> Masked:
    r"""Return the sum of the weights of each node's ties: $s_i = \sum_j w_{ij}$.

    >>> from scipy.sparse import csr_array
    >>> strength(csr_array([[0, 3, 1], [3, 0, 0], [1, 0, 0]])).tolist()
    [4.0, 3.0, 1.0]

    Args:
        adjacency: the weights.

    Returns:
        A value for each node, always defined.

    References:
        A. Barrat et al. (2004). The architecture of complex weighted networks. PNAS 101(11), 3747-3752.
        https://doi.org/10.1073/pnas.0400087101
    """
    return defined_where(without_loops(adjacency).sum(axis=1), defined=True)


def closeness(adjacency: Matrix) -> Masked:
    r"""Return how near each node is to the others, by the formula of Wasserman and Faust.

    Of $n$ nodes let a node reach $r_i$ others, with the sum $f_i$ of distances:
    $c_i = \frac{r_i}{n - 1} \cdot \frac{r_i}{f_i}$. Where all reach each other it is Freeman's
    $(n - 1) / f_i$; otherwise whoever is near to few in a small component does not get a high value.

    >>> from scipy.sparse import csr_array
    >>> closeness(csr_array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])).tolist()
    [0.5, 0.5, None]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node; undefined for a node without ties.

    References:
        S. Wasserman, K. Faust (1994). Social Network Analysis. Cambridge University Press, p. 201.
    """
    found = reach(ties(adjacency))
    others = max(adjacency.shape[0] - 1, 1)
    return ratio(found.reached.astype(np.float64) ** 2, found.distance * others)


def betweenness(adjacency: Matrix) -> Masked:
    r"""Return how large a share of the shortest paths between all others go through each node.

    $b_i = \frac{2}{(n - 1)(n - 2)} \sum_{s < t} \frac{\sigma_{st}(i)}{\sigma_{st}}$, where $\sigma_{st}$
    counts the shortest paths between two nodes, and $\sigma_{st}(i)$ those that pass through $i$. Pairs that
    do not reach each other have no path, and count nothing.

    >>> from scipy.sparse import csr_array
    >>> betweenness(csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])).tolist()
    [0.0, 1.0, 0.0]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node; undefined in a network of fewer than three.

    References:
        L. C. Freeman (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
        https://doi.org/10.2307/3033543
    """
    graph = rust_graph(ties(adjacency))
    found = rustworkx.betweenness_centrality(graph, normalized=True, parallel_threshold=SEQUENTIAL)
    count = adjacency.shape[0]
    return defined_where(np.array([found[place] for place in range(count)], np.float64), count > 2)


def eigenvector(adjacency: Matrix) -> Masked:
    r"""Return how strongly each node is tied to nodes that are themselves strongly tied.

    $x_i = \frac{1}{\lambda} \sum_j w_{ij} x_j$ with the largest $\lambda$; all $x_i$ are positive and their
    squares sum up to 1. It compares nodes only within a component, so it is computed in the largest one
    alone.

    >>> from scipy.sparse import csr_array
    >>> eigenvector(csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])).round(3).tolist()
    [0.5, 0.707, 0.5]

    Args:
        adjacency: the weights, or 1 for each tie.

    Returns:
        A value for each node; undefined outside of the largest component, and everywhere if two are equally
        large or nobody has ties.

    References:
        P. Bonacich (1972). Factoring and weighting approaches to status scores and clique identification.
        Journal of Mathematical Sociology 2(1), 113-120. https://doi.org/10.1080/0022250X.1972.9989806
    """
    weights = without_loops(adjacency)
    values = np.zeros(weights.shape[0])
    members = largest_component(weights)
    if members.size:
        values[members] = _principal(weights[members][:, members])
    return defined_where(values, values > 0)


def largest_component(matrix: Matrix) -> Integers:
    """Return the nodes of the one component that is larger than all others; none if there is none.

    >>> from scipy.sparse import csr_array
    >>> largest_component(csr_array([[0, 0, 0], [0, 0, 1], [0, 1, 0]])).tolist()
    [1, 2]
    """
    if not matrix.nnz:
        return np.array([], np.int64)
    _, labels = connected_components(matrix, directed=False)
    sizes = np.bincount(labels)
    largest = np.flatnonzero(sizes == sizes.max())
    return np.flatnonzero(labels == largest[0]) if largest.size == 1 else np.array([], np.int64)


def _principal(weights: Matrix) -> Floats:
    """Return the eigenvector of the largest eigenvalue of a connected network, with length 1."""
    count = weights.shape[0]
    if count <= _DENSE:
        vector = np.linalg.eigh(weights.toarray())[1][:, -1]
    else:
        vector = eigsh(weights, k=1, which="LA", v0=np.ones(count), tol=_PRECISE)[1][:, 0]
    found: Floats = np.abs(vector)
    return found / np.linalg.norm(found)


def pagerank(adjacency: Matrix) -> Masked:
    r"""Return how often a walker is at each node who follows ties by their weights, or jumps anywhere.

    $p_i = \frac{1 - \alpha}{n} + \alpha \sum_j p_j \frac{w_{ji}}{\sum_k w_{jk}}$ with $\alpha = 0.85$; from a
    node without ties out the walker jumps anywhere. The values sum up to 1.

    >>> from scipy.sparse import csr_array
    >>> pagerank(csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])).round(3).tolist()
    [0.486, 0.257, 0.257]

    Args:
        adjacency: the weights; in a directed network from rows to columns.

    Returns:
        A value for each node, always defined.

    References:
        S. Brin, L. Page (1998). The anatomy of a large-scale hypertextual web search engine. Computer
        Networks and ISDN Systems 30(1-7), 107-117. https://doi.org/10.1016/S0169-7552(98)00110-X
    """
    weights = without_loops(adjacency)
    count = weights.shape[0]
    if not count:
        return defined_where([], [])
    out = np.asarray(weights.sum(axis=1), np.float64)
    stuck = out == 0
    back, parts = weights.T, _DAMPING / np.where(stuck, 1.0, out)
    here = np.full(count, 1 / count)
    difference = 1.0
    while difference > _PRECISE:
        jumps = (_DAMPING * here[stuck].sum() + 1 - _DAMPING) / count
        there = back @ (parts * here) + jumps
        difference, here = float(np.abs(there - here).sum()), there
    return defined_where(here / here.sum(), defined=True)


MEASURES: Final = (
    Measure(
        name="degree",
        title=Text("grad", "degree"),
        definition=Text(
            "Hvor mange andre noden har bånd med; i nettverk med retning hvor mange bånd som går ut.",
            "How many others the node has ties with; where ties have a direction, how many go out.",
        ),
        level="node",
        mode="one-mode",
        function=degree,
        undefined=ALWAYS_DEFINED,
        reference="Freeman 1979, https://doi.org/10.1016/0378-8733(78)90021-7",
        directed=True,
    ),
    Measure(
        name="in-degree",
        title=Text("inngrad", "in-degree"),
        definition=Text("Hvor mange bånd som går inn til noden.", "How many ties come in to the node."),
        level="node",
        mode="one-mode",
        function=in_degree,
        undefined=ALWAYS_DEFINED,
        reference="Freeman 1979, https://doi.org/10.1016/0378-8733(78)90021-7",
        directed=True,
    ),
    Measure(
        name="strength",
        title=Text("styrke", "strength"),
        definition=Text("Summen av vektene til nodens bånd.", "The sum of the weights of the node's ties."),
        level="node",
        mode="one-mode",
        function=strength,
        undefined=ALWAYS_DEFINED,
        reference="Barrat et al. 2004, https://doi.org/10.1073/pnas.0400087101",
        weighted=True,
        directed=True,
    ),
    Measure(
        name="closeness",
        title=Text("nærhet", "closeness"),
        definition=Text(
            "Hvor kort det er til dem noden når, ganget med hvor stor del av de andre det er (Wasserman og "
            "Faust).",
            "How short the way is to those the node reaches, times the share of the others that they are "
            "(Wasserman and Faust).",
        ),
        level="node",
        mode="one-mode",
        function=closeness,
        undefined=NO_TIES,
        reference="Wasserman & Faust 1994, Social Network Analysis, p. 201",
    ),
    Measure(
        name="betweenness",
        title=Text("mellomposisjon", "betweenness"),
        definition=Text(
            "Hvor stor del av de korteste veiene mellom de andre som går gjennom noden.",
            "How large a share of the shortest paths between the others go through the node.",
        ),
        level="node",
        mode="one-mode",
        function=betweenness,
        undefined=Text("Det er færre enn tre noder.", "There are fewer than three nodes."),
        reference="Freeman 1977, https://doi.org/10.2307/3033543",
    ),
    Measure(
        name="eigenvector",
        title=Text("egenvektorsentralitet", "eigenvector centrality"),
        definition=Text(
            "Hvor sterke bånd noden har med noder som selv har sterke bånd, regnet i den største "
            "komponenten.",
            "How strong ties the node has with nodes that have strong ties themselves, in the largest "
            "component.",
        ),
        level="node",
        mode="one-mode",
        function=eigenvector,
        undefined=Text(
            "Noden er ikke i den største komponenten, eller det er ingen som er størst.",
            "The node is not in the largest component, or no component is the largest.",
        ),
        reference="Bonacich 1972, https://doi.org/10.1080/0022250X.1972.9989806",
        weighted=True,
    ),
    Measure(
        name="pagerank",
        title=Text("PageRank", "PageRank"),
        definition=Text(
            "Hvor ofte en som følger båndene er hos noden, når hvert sjuende skritt er et hopp til hvem som "
            "helst.",
            "How often one who follows the ties is at the node, when every seventh step is a jump to anyone.",
        ),
        level="node",
        mode="one-mode",
        function=pagerank,
        undefined=ALWAYS_DEFINED,
        reference="Brin & Page 1998, https://doi.org/10.1016/S0169-7552(98)00110-X",
        weighted=True,
        directed=True,
    ),
)
"""The measures that are computed here, as data."""
