"""Burt's measures of structural holes: how far a node's contacts are tied to each other already.

The ties are undirected, their weights count, and a tie of a node to itself does not.

References:
    R. S. Burt (1992). Structural Holes: The Social Structure of Competition. Harvard University Press,
    chapter 2.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array, diags_array

from graph.measures.matrices import degrees, shared, sources, without_loops
from graph.measures.measure import NO_TIES, Floats, Masked, Matrix, Measure, defined_where, ratio
from graph.reading.descriptions import Text

_ENTRIES_AT_ONCE: Final = 1 << 22
_PORTIONS: Final = 8
"""In how many portions a product is computed: the more, the less of it is computed both ways."""
_ROWS: Final = 128
"""How many rows a portion has at the least, as it takes its time to begin one."""


def constraint(adjacency: Matrix) -> Masked:
    r"""Return how far all that each node invests leads back to the same contact.

    $C_i = \sum_{j \in N(i)} c_{ij}$, $c_{ij} = (p_{ij} + \sum_{q} p_{iq} p_{qj})^2$, where
    $p_{ij} = w_{ij} / \sum_k w_{ik}$ is the share of $i$'s ties that go to $j$, and $q$ is neither of the
    two.

    >>> triangle = csr_array([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> constraint(triangle).tolist()
    [1.125, 1.125, 1.125]

    Args:
        adjacency: the weights.

    Returns:
        A value for each node; undefined for a node without ties.
    """
    weights = without_loops(adjacency)
    return ratio(_summed(weights, _constraints(adjacency)), degrees(weights) > 0)


def hierarchy(adjacency: Matrix) -> Masked:
    r"""Return how far each node's constraint comes from one contact alone, from 0 to 1.

    It is the disorder of Coleman and Theil: with $N$ contacts and $c_{ij}$, $C_i$ as in `constraint`,
    $H_i = \frac{1}{N \ln N} \sum_{j \in N(i)} \frac{c_{ij}}{C_i / N} \ln \frac{c_{ij}}{C_i / N}$.

    >>> triangle = csr_array([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> hierarchy(triangle).round(12).tolist()
    [0.0, 0.0, 0.0]

    Args:
        adjacency: the weights.

    Returns:
        A value for each node; undefined for a node with fewer than two contacts.
    """
    weights = without_loops(adjacency)
    contacts, single_ones = degrees(weights), _constraints(adjacency)
    rows = sources(weights)
    share = single_ones * contacts[rows] / np.maximum(_summed(weights, single_ones), _TINY)[rows]
    disorder = _summed(weights, share * np.log(np.maximum(share, _TINY)))
    several = np.maximum(contacts, 1)
    return ratio(disorder, np.where(contacts > 1, several * np.log(several), 0))


_TINY: Final = 1e-300


def effective_size(adjacency: Matrix) -> Masked:
    r"""Return how many contacts each node has that are not redundant.

    $E_i = \sum_{j \in N(i)} \left[1 - \sum_q p_{iq} m_{jq}\right]$ with $p_{iq}$ as in `constraint`,
    $m_{jq} = w_{jq} / \max_k w_{jk}$, and $q$ neither of the two. Without weights it is
    $k_i - 2 t_i / k_i$ with $k_i$ contacts, between which there are $t_i$ ties (Borgatti 1997).

    >>> triangle = csr_array([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> effective_size(triangle).tolist()
    [1.0, 1.0, 1.0]

    Args:
        adjacency: the weights.

    Returns:
        A value for each node; undefined for a node without ties.

    References:
        S. P. Borgatti (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1),
        35-38.
    """
    weights = without_loops(adjacency)
    if not weights.nnz:
        return defined_where(degrees(weights), degrees(weights) > 0)
    largest = np.asarray(weights.max(axis=1).toarray(), np.float64).ravel()
    overlap = _common(weights, np.ones(weights.shape[0])) / largest[weights.indices]
    redundancy = ratio(_summed(weights, overlap), np.asarray(weights.sum(axis=1), np.float64)).filled(0)
    return defined_where(degrees(weights) - redundancy, degrees(weights) > 0)


@shared
def _constraints(adjacency: Matrix) -> Floats:
    """Return the constraint that each tie means for its row, in the order of the ties without loops."""
    weights = without_loops(adjacency)
    strengths = np.asarray(weights.sum(axis=1), np.float64)
    parts = 1 / np.where(strengths == 0, 1.0, strengths)
    invested: Floats = weights.data + _common(weights, parts)
    return (invested * parts[sources(weights)]) ** 2


def _common(weights: Matrix, parts: Floats) -> Floats:
    """Return for each tie of $i$ and $j$ the sum of $w_{iq} f_q w_{qj}$ over all $q$, in the ties' order.

    Only a few rows of this product exist at once: it has far more entries than there are ties. It is the same
    both ways, so that rows need only the columns from the first of them on.
    """
    values, reached = np.zeros(weights.nnz), np.zeros(weights.nnz, dtype=bool)
    one = csr_array(weights @ diags_array(parts))
    for rows in _portions(weights):
        some = csr_array(one[rows] @ weights[:, rows.start :]).toarray()
        ties = np.arange(weights.indptr[rows.start], weights.indptr[rows.stop])
        ties = ties[weights.indices[ties] >= rows.start]
        places = np.searchsorted(weights.indptr, ties, side="right") - 1 - rows.start
        values[ties] = some[places, weights.indices[ties] - rows.start]
        reached[ties] = True
    back: Any = csr_array((values, weights.indices, weights.indptr), shape=weights.shape).T.tocsr()
    mirrored: Floats = np.where(reached, values, back.data)
    return mirrored


def _portions(weights: Matrix) -> Iterator[slice]:
    """Divide the rows so that few enough of the product exist at once."""
    count = weights.shape[0]
    size = max(1, min(_ENTRIES_AT_ONCE // max(count, 1), max(_ROWS, count // _PORTIONS)))
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def _summed(weights: Matrix, values: Floats) -> Floats:
    """Sum up the values of each row's ties."""
    total: Floats = np.bincount(sources(weights), values, minlength=weights.shape[0]).astype(np.float64)
    return total


_BURT: Final = "Burt 1992, Structural Holes, chapter 2"
MEASURES: Final = (
    Measure(
        name="constraint",
        title=Text("begrensning", "constraint"),
        definition=Text(
            "Hvor mye av det noden legger i båndene sine som fører tilbake til samme kontakt, direkte eller "
            "gjennom andre.",
            "How much of what the node puts into its ties leads back to the same contact, directly or "
            "through others.",
        ),
        level="node",
        mode="one-mode",
        function=constraint,
        undefined=NO_TIES,
        reference=_BURT,
        weighted=True,
    ),
    Measure(
        name="effective-size",
        title=Text("virkningsfull størrelse", "effective size"),
        definition=Text(
            "Hvor mange kontakter noden har når de som også har bånd med hverandre, ikke regnes dobbelt.",
            "How many contacts the node has when those who also have ties with each other are not counted "
            "double.",
        ),
        level="node",
        mode="one-mode",
        function=effective_size,
        undefined=NO_TIES,
        reference="Burt 1992; Borgatti 1997, Connections 20(1), 35-38",
        weighted=True,
    ),
    Measure(
        name="hierarchy",
        title=Text("hierarki", "hierarchy"),
        definition=Text(
            "Hvor mye av begrensningen som kommer fra én kontakt alene.",
            "How much of the constraint comes from one contact alone.",
        ),
        level="node",
        mode="one-mode",
        function=hierarchy,
        undefined=Text("Noden har færre enn to kontakter.", "The node has fewer than two contacts."),
        reference=_BURT,
        weighted=True,
    ),
)
"""The measures that are computed here, as data."""
