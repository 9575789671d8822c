"""Communities in a one-mode network: groups with many ties inside and few between them.

Communities are found by chance and search, so a partition alone says little. `stability` tells how alike the
partitions are that other seeds give; `modularity` is computed here again from the partition and the weights.

References:
    V. A. Traag, L. Waltman, N. J. van Eck (2019). From Louvain to Leiden: guaranteeing well-connected
    communities. Scientific Reports 9, 5233. https://doi.org/10.1038/s41598-019-41695-z
"""

from itertools import combinations
from typing import Final

import numpy as np
from graspologic_native import leiden as native_leiden
from scipy.sparse import triu

from graph.measures.matrices import without_loops
from graph.measures.measure import Integers, Masked, Matrix, Measure, single
from graph.reading.descriptions import Text

SEEDS: Final = tuple(range(10))
"""The seeds whose partitions are compared."""
_ITERATIONS: Final = 2
"""How often each run goes over the network again, as in leidenalg; more hardly ever finds better."""


def leiden(adjacency: Matrix, seed: int) -> Integers:
    """Find communities by the algorithm of Leiden, which looks for a large modularity (resolution 1).

    >>> from scipy.sparse import csr_array
    >>> two = np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6)
    >>> leiden(csr_array(two), seed=0).tolist()
    [0, 0, 0, 1, 1, 1]

    Args:
        adjacency: the weights.
        seed: equal seeds give equal communities.

    Returns:
        For each node the number of its community, in the order of their first nodes. A node without ties is a
        community of its own.
    """
    return _found(_edges(adjacency), adjacency.shape[0], seed)


def _edges(adjacency: Matrix) -> list[tuple[str, str, float]]:
    """Return the ties as the algorithm takes them, each once."""
    upper = triu(without_loops(adjacency), format="coo")
    return [
        (str(one), str(other), weight)
        for one, other, weight in zip(
            upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True
        )
    ]


def _found(edges: list[tuple[str, str, float]], count: int, seed: int) -> Integers:
    """Run the algorithm once, and number the communities in the order of their first nodes."""
    found = dict[str, int]()
    if edges:
        _, found = native_leiden(
            edges=edges,
            starting_communities=None,
            resolution=1.0,
            randomness=0.001,
            iterations=_ITERATIONS,
            use_modularity=True,
            seed=seed,
            trials=1,
        )
    labels = [found.get(str(node), -1 - node) for node in range(count)]
    numbers = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return np.array([numbers[label] for label in labels], np.int64)


def modularity(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return how much more weight lies inside the groups than is expected from the strengths alone.

    $Q = \sum_c \left[\frac{W_c}{W} - \left(\frac{S_c}{2 W}\right)^2\right]$ with the sum $W_c$ of the weights
    inside a group, the sum $S_c$ of its nodes' strengths, and $W$ of all weights.

    >>> from scipy.sparse import csr_array
    >>> two = np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6)
    >>> modularity(csr_array(two), np.array([0, 0, 0, 1, 1, 1])).tolist()
    [0.5]

    Args:
        adjacency: the weights.
        groups: the group of each node, from 0.

    Returns:
        One value; undefined where nobody has ties.

    References:
        M. E. J. Newman (2004). Analysis of weighted networks. Physical Review E 70, 056131.
        https://doi.org/10.1103/PhysRevE.70.056131
    """
    weights = without_loops(adjacency).tocoo()
    twice = float(weights.data.sum())
    if not twice:
        return single(None)
    inside = float(weights.data[groups[weights.row] == groups[weights.col]].sum())
    strengths = np.bincount(groups[weights.row], weights.data)
    return single(inside / twice - float(((strengths / twice) ** 2).sum()))


def stability(adjacency: Matrix) -> Masked:
    """Return how alike the communities are that ten seeds give: 1 if they are all the same.

    It is the mean normalised mutual information of all pairs of partitions, over the nodes that have ties.

    >>> from scipy.sparse import csr_array
    >>> stability(csr_array(np.kron(np.eye(2), np.ones((3, 3))) - np.eye(6))).tolist()
    [1.0]

    Args:
        adjacency: the weights.

    Returns:
        One value; undefined where nobody has ties.
    """
    weights = without_loops(adjacency)
    tied = np.flatnonzero(np.asarray(weights.sum(axis=1)) > 0)
    if not tied.size:
        return single(None)
    edges, count = _edges(weights), weights.shape[0]
    partitions = [_found(edges, count, seed)[tied] for seed in SEEDS]
    return single(float(np.mean([mutual_information(*pair) for pair in combinations(partitions, 2)])))


def mutual_information(one: Integers, other: Integers) -> float:
    r"""Return how much one partition tells of another, from 0, nothing, to 1, all.

    $\frac{2 I(X, Y)}{H(X) + H(Y)}$ with the mutual information $I$ and the entropies $H$; two partitions that
    both have one group only are the same.

    >>> round(mutual_information(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])), 6)
    1.0
    >>> round(mutual_information(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])), 6)
    0.0

    References:
        L. Danon et al. (2005). Comparing community structure identification. Journal of Statistical
        Mechanics, P09008. https://doi.org/10.1088/1742-5468/2005/09/P09008
    """
    both, counts = np.unique(one * (int(other.max()) + 1) + other, return_counts=True)
    in_one, in_other = np.divmod(both, int(other.max()) + 1)
    joint = counts / one.size
    first, second = np.bincount(one) / one.size, np.bincount(other) / one.size
    entropies = sum(-float((share[share > 0] * np.log(share[share > 0])).sum()) for share in (first, second))
    if entropies == 0:
        return 1.0
    information = float((joint * np.log(joint / (first[in_one] * second[in_other]))).sum())
    return 2 * information / entropies


_NOBODY_TIED: Final = Text("Ingen i nettverket har bånd.", "Nobody in the network has ties.")
_LEIDEN: Final = (
    "Newman 2004, https://doi.org/10.1103/PhysRevE.70.056131; communities by the algorithm of Leiden, Traag "
    "et al. 2019, https://doi.org/10.1038/s41598-019-41695-z"
)
MEASURES: Final = (
    Measure(
        name="modularity",
        title=Text("modularitet", "modularity"),
        definition=Text(
            "Hvor mye mer vekt som ligger innenfor fellesskapene enn styrkene alene tilsier.",
            "How much more weight lies inside the communities than strengths alone would give.",
        ),
        level="network",
        mode="one-mode",
        function=modularity,
        undefined=_NOBODY_TIED,
        reference=_LEIDEN,
        weighted=True,
        groups="communities",
    ),
    Measure(
        name="community-stability",
        title=Text("hvor stabile fellesskapene er", "stability of communities"),
        definition=Text(
            "Hvor like fellesskapene blir når letingen begynner med ti ulike frø; 1 er helt like.",
            "How alike the communities are when the search starts from ten different seeds; 1 is quite "
            "alike.",
        ),
        level="network",
        mode="one-mode",
        function=stability,
        undefined=_NOBODY_TIED,
        reference="Danon et al. 2005, https://doi.org/10.1088/1742-5468/2005/09/P09008",
        weighted=True,
    ),
)
"""The measures that are computed here, as data."""
