"""How closely the ties of a one-mode network hold together around a node."""

from typing import Final

import numpy as np

from graph.measures.matrices import common_neighbours, degrees, neighbours, sources, ties
from graph.measures.measure import (
    ALWAYS_DEFINED,
    Integers,
    Masked,
    Matrix,
    Measure,
    defined_where,
    ratio,
    single,
)
from graph.reading.descriptions import Text


def core_number(adjacency: Matrix) -> Masked:
    """Return the largest k for which each node belongs to a k-core.

    A k-core is the largest set of nodes of which each has ties with at least k others of the set.

    >>> from scipy.sparse import csr_array
    >>> core_number(csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])).tolist()
    [2.0, 2.0, 2.0, 1.0]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node, always defined.

    References:
        S. B. Seidman (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.
        https://doi.org/10.1016/0378-8733(83)90028-X
    """
    matrix = ties(adjacency)
    left, numbers = degrees(matrix), np.zeros(adjacency.shape[0], np.int64)
    there, level = np.arange(left.size), 0
    while there.size:
        level = max(level, int(left[there].min()))
        is_peeled = left[there] <= level
        peeled, there = there[is_peeled], there[~is_peeled]
        numbers[peeled] = level
        left = left - np.bincount(neighbours(matrix, peeled), minlength=left.size)
    return defined_where(numbers, defined=True)


def clustering(adjacency: Matrix) -> Masked:
    r"""Return how large a share of the pairs of each node's neighbours have a tie with each other.

    $c_i = \frac{2 t_i}{k_i (k_i - 1)}$ with $k_i$ neighbours, between which there are $t_i$ ties.

    >>> from scipy.sparse import csr_array
    >>> clustering(csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])).round(3).tolist()
    [1.0, 1.0, 0.333, None]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node; undefined for a node with fewer than two neighbours. (networkx says 0 there.)

    References:
        D. J. Watts, S. H. Strogatz (1998). Collective dynamics of 'small-world' networks. Nature 393,
        440-442. https://doi.org/10.1038/30918
    """
    matrix = ties(adjacency)
    neighbours = degrees(matrix)
    return ratio(_tied_pairs(matrix), neighbours * (neighbours - 1))


def transitivity(adjacency: Matrix) -> Masked:
    r"""Return how large a share of all paths of two ties are closed by a third.

    $T = \frac{\sum_i 2 t_i}{\sum_i k_i (k_i - 1)}$, as in `clustering`, but every path counts equally.

    >>> from scipy.sparse import csr_array
    >>> transitivity(csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])).tolist()
    [0.6]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        One value; undefined where no node has two neighbours.

    References:
        M. E. J. Newman (2003). The structure and function of complex networks. SIAM Review 45(2), 167-256,
        equation 3. https://doi.org/10.1137/S003614450342480
    """
    matrix = ties(adjacency)
    neighbours = degrees(matrix)
    return ratio([_tied_pairs(matrix).sum()], [(neighbours * (neighbours - 1)).sum()])


def density(adjacency: Matrix) -> Masked:
    r"""Return how large a share of all pairs have a tie: $\frac{2 m}{n (n - 1)}$ with $m$ ties of $n$ nodes.

    >>> from scipy.sparse import csr_array
    >>> density(csr_array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])).round(3).tolist()
    [0.333]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        One value; undefined in a network of fewer than two nodes.

    References:
        S. Wasserman, K. Faust (1994). Social Network Analysis. Cambridge University Press, p. 101.
    """
    count = adjacency.shape[0]
    return single(ties(adjacency).nnz / (count * (count - 1)) if count > 1 else None)


def _tied_pairs(matrix: Matrix) -> Integers:
    """Count for each node the pairs of neighbours that have a tie, each pair twice."""
    shared = common_neighbours(matrix, np.zeros(matrix.shape[0], np.int64)).sum(axis=1)
    return np.bincount(sources(matrix), shared, minlength=matrix.shape[0]).astype(np.int64)


MEASURES: Final = (
    Measure(
        name="core-number",
        title=Text("kjernetall", "core number"),
        definition=Text(
            "Det største tallet k slik at noden er med i en mengde der alle har bånd med minst k av de "
            "andre.",
            "The largest number k for which the node is in a set where all have ties with at least k of the "
            "others.",
        ),
        level="node",
        mode="one-mode",
        function=core_number,
        undefined=ALWAYS_DEFINED,
        reference="Seidman 1983, https://doi.org/10.1016/0378-8733(83)90028-X",
    ),
    Measure(
        name="clustering",
        title=Text("klynging", "clustering"),
        definition=Text(
            "Hvor stor del av parene av nodens naboer som har bånd med hverandre.",
            "How large a share of the pairs of the node's neighbours have a tie with each other.",
        ),
        level="node",
        mode="one-mode",
        function=clustering,
        undefined=Text("Noden har færre enn to naboer.", "The node has fewer than two neighbours."),
        reference="Watts & Strogatz 1998, https://doi.org/10.1038/30918",
    ),
    Measure(
        name="transitivity",
        title=Text("transitivitet", "transitivity"),
        definition=Text(
            "Hvor stor del av alle veier av to bånd som lukkes av et tredje.",
            "How large a share of all paths of two ties are closed by a third.",
        ),
        level="network",
        mode="one-mode",
        function=transitivity,
        undefined=Text("Ingen node har to naboer.", "No node has two neighbours."),
        reference="Newman 2003, https://doi.org/10.1137/S003614450342480",
    ),
    Measure(
        name="density",
        title=Text("tetthet", "density"),
        definition=Text(
            "Hvor stor del av alle par som har bånd.", "How large a share of all pairs have a tie."
        ),
        level="network",
        mode="one-mode",
        function=density,
        undefined=Text("Det er færre enn to noder.", "There are fewer than two nodes."),
        reference="Wasserman & Faust 1994, Social Network Analysis, p. 101",
    ),
)
"""The measures that are computed here, as data."""
