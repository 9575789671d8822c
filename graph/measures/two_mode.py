"""How central an actor is in a two-mode network, by the definitions that Borgatti and Everett gave for them.

Every function gives the values of the rows; those of the columns are what it gives for the transposed matrix.

References:
    S. P. Borgatti, M. G. Everett (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.
    https://doi.org/10.1016/S0378-8733(96)00301-2
"""

from typing import Final

import numpy as np
import rustworkx
from scipy.sparse.csgraph import connected_components

from graph.measures.matrices import as_one, degrees, incidences, reach, rust_graph
from graph.measures.measure import ALWAYS_DEFINED, NO_TIES, Masked, Matrix, Measure, defined_where, ratio
from graph.reading.descriptions import Text

SEQUENTIAL: Final = 1_000_000
"""Below so many nodes betweenness is summed up in one order, so that equal networks have equal values."""


def degree(incidence: Matrix) -> Masked:
    r"""Return in how large a share of the settings each actor took part.

    $d_i = \frac{1}{m} \sum_j b_{ij}$ with $m$ settings.

    >>> from scipy.sparse import csr_array
    >>> degree(csr_array([[1, 1], [0, 1]])).tolist()
    [1.0, 0.5]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row; undefined where there are no settings.
    """
    own = incidences(incidence)
    return ratio(degrees(own), np.full(own.shape[0], own.shape[1]))


def count(incidence: Matrix) -> Masked:
    """Return in how many settings each actor took part.

    >>> from scipy.sparse import csr_array
    >>> count(csr_array([[1, 1], [0, 1]])).tolist()
    [2.0, 1.0]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row, always defined.
    """
    return defined_where(degrees(incidences(incidence)), defined=True)


def closeness(incidence: Matrix) -> Masked:
    r"""Return how near each actor is to all others and to all settings.

    Of $n$ actors and $m$ settings let an actor reach $n_i$ other actors and $m_i$ settings, with the sum
    $f_i$ of distances: $c_i = \frac{m_i + 2 n_i}{f_i} \cdot \frac{m_i + n_i}{m + n - 1}$. The first factor is
    that of Borgatti and Everett, 1 for an actor that was in every setting it can reach. They leave open what
    holds where not all reach each other; the second factor is that of Wasserman and Faust, so that whoever is
    near to few in a small component does not get a high value. (networkx takes the first factor with all
    actors and settings, reached or not, which can give more than 1.)

    >>> from scipy.sparse import csr_array
    >>> closeness(csr_array([[1, 1], [0, 1], [0, 0]])).round(3).tolist()
    [0.75, 0.5, None]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row; undefined for an actor without ties.
    """
    rows, columns = incidence.shape
    matrix = as_one(incidence)
    found = reach(matrix)
    _, labels = connected_components(matrix, directed=False)
    settings = np.bincount(labels[rows:], minlength=rows + columns)[labels[:rows]]
    reached, distance = found.reached[:rows], found.distance[:rows]
    largest = settings + 2 * (reached - settings)
    return ratio(largest * reached, distance * max(rows + columns - 1, 1))


def betweenness(incidence: Matrix) -> Masked:
    r"""Return how many of the shortest paths between all others, settings too, go through each actor.

    $b_i = \frac{1}{b_{max}} \sum_{s < t} \frac{\sigma_{st}(i)}{\sigma_{st}}$, where $\sigma_{st}$ counts the
    shortest paths between two nodes, and $\sigma_{st}(i)$ those that pass through $i$. Two maxima are in use;
    this is the one of Borgatti and Everett, the largest that a node can have in a two-mode network of $n$
    actors and $m$ settings: with $s = \lfloor (n - 1) / m \rfloor$ and $t = (n - 1) \bmod m$
    $b_{max} = \frac{1}{2}[m^2 (s + 1)^2 + m (s + 1)(2t - s - 1) - t(2s - t + 3)]$.

    >>> from scipy.sparse import csr_array
    >>> betweenness(csr_array([[1, 1], [0, 1]])).round(3).tolist()
    [1.0, 0.0]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row; undefined where nobody can stand between others, as in a single setting.
    """
    rows, columns = incidence.shape
    graph = rust_graph(as_one(incidence))
    found = rustworkx.betweenness_centrality(graph, normalized=False, parallel_threshold=SEQUENTIAL)
    values = np.array([found[place] for place in range(rows)], np.float64)
    return ratio(values, np.full(rows, largest_betweenness(rows, columns)))


def largest_betweenness(own: int, other: int) -> float:
    """Return the largest betweenness that one of `own` nodes can have in a two-mode network.

    >>> largest_betweenness(18, 14)
    445.0
    """
    if own < 1 or other < 1:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


_BORGATTI_EVERETT: Final = "Borgatti & Everett 1997, https://doi.org/10.1016/S0378-8733(96)00301-2"
MEASURES: Final = (
    Measure(
        name="two-mode-count",
        title=Text("antall", "count"),
        definition=Text(
            "Hvor mange rammer en aktør deltok i, eller hvor mange aktører en ramme hadde.",
            "How many settings an actor took part in, or how many actors a setting had.",
        ),
        level="node",
        mode="two-mode",
        function=count,
        undefined=ALWAYS_DEFINED,
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-degree",
        title=Text("grad (to slag noder)", "degree (two-mode)"),
        definition=Text(
            "Hvor stor del av rammene en aktør deltok i, eller hvor stor del av aktørene en ramme hadde.",
            "In how large a share of the settings an actor took part, or how large a share of the actors a "
            "setting had.",
        ),
        level="node",
        mode="two-mode",
        function=degree,
        undefined=Text("Det er ingen å ha bånd med.", "There is nothing to have ties with."),
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-closeness",
        title=Text("nærhet (to slag noder)", "closeness (two-mode)"),
        definition=Text(
            "Hvor kort det er til alle aktører og rammer, i forhold til det korteste som er mulig, ganget "
            "med hvor stor del av dem noden når.",
            "How short the way is to all actors and settings, beside the shortest that is possible, times "
            "the share of them that the node reaches.",
        ),
        level="node",
        mode="two-mode",
        function=closeness,
        undefined=NO_TIES,
        reference=_BORGATTI_EVERETT,
    ),
    Measure(
        name="two-mode-betweenness",
        title=Text("mellomposisjon (to slag noder)", "betweenness (two-mode)"),
        definition=Text(
            "Hvor mange av de korteste veiene mellom andre aktører og rammer som går gjennom noden, som del "
            "av det meste som er mulig.",
            "How many of the shortest paths between other actors and settings go through the node, as a "
            "share of the largest number possible.",
        ),
        level="node",
        mode="two-mode",
        function=betweenness,
        undefined=Text("Ingen kan stå mellom andre her.", "Nobody can stand between others here."),
        reference=_BORGATTI_EVERETT,
    ),
)
"""The measures that are computed here, as data."""
