"""Ties within groups and between them: is a network, a group or a node open to others?

Nodes without a group are left out with their ties.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.measures.matrices import sources, ties, without_loops
from graph.measures.measure import (
    NO_TIES,
    Floats,
    Integers,
    Masked,
    Matrix,
    Measure,
    defined_where,
    ratio,
    single,
)
from graph.reading.descriptions import Text


@dataclass(frozen=True)
class _Ends:
    """The ends of all ties between nodes with a group; each tie stands twice."""

    row: Integers
    group: Integers
    """The group of the row."""
    other: Integers
    """The group of the column."""
    weight: Floats


def _ends(matrix: Matrix, groups: Integers) -> _Ends:
    rows, columns = sources(matrix), matrix.indices
    known = (groups[rows] >= 0) & (groups[columns] >= 0)
    return _Ends(rows[known], groups[rows[known]], groups[columns[known]], matrix.data[known])


def e_i_of_nodes(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return for each node whether its ties lead out of its group, 1, or stay inside, -1.

    $\frac{E_i - I_i}{E_i + I_i}$ with $E_i$ ties to other groups and $I_i$ ties within the own one. It is
    Krackhardt's measure of how heterogeneous those around a node are.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> e_i_of_nodes(star, np.array([0, 0, 1, 1])).round(3).tolist()
    [0.333, -1.0, 1.0, 1.0]

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        A value for each node; undefined for a node without a group, or without ties to nodes that have one.

    References:
        D. Krackhardt, R. N. Stern (1988). Informal networks and organizational crises: an experimental
        simulation. Social Psychology Quarterly 51(2), 123-140. https://doi.org/10.2307/2786835

        M. G. Everett, S. P. Borgatti (2012). Categorical attribute based centrality: E-I and G-F centrality.
        Social Networks 34(4), 562-569. https://doi.org/10.1016/j.socnet.2012.06.002
    """
    ends = _ends(ties(adjacency), groups)
    return _e_i(ends.row, ends.group != ends.other, groups.size)


def e_i_of_groups(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return for each group whether the ties of its nodes lead out of it, 1, or stay inside, -1.

    $\frac{E_g - I_g}{E_g + I_g}$ with $E_g$ ties that leave the group and $I_g$ ties inside it. A tie
    inside counts once, as in the index of the network.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> e_i_of_groups(star, np.array([0, 0, 1, 1])).round(3).tolist()
    [0.333, 1.0]

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        A value for each group; undefined for a group without ties.

    References:
        D. Krackhardt, R. N. Stern (1988), as for nodes.
    """
    ends = _ends(ties(adjacency), groups)
    outside = ends.group != ends.other
    count = int(groups.max(initial=-1)) + 1
    leaving = np.bincount(ends.group[outside], minlength=count)
    inside = np.bincount(ends.group[~outside], minlength=count) / 2
    return ratio(leaving - inside, leaving + inside)


def _e_i(of: Integers, outside: Integers, count: int) -> Masked:
    """Return the index of each of some things, from whose each tie is, and whether it leads outside."""
    all_of_them = np.bincount(of, minlength=count)
    external = np.bincount(of[outside], minlength=count)
    return ratio(2 * external - all_of_them, all_of_them)


def e_i_index(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return whether the ties of a network are between groups, 1, or within them, -1.

    $\frac{E - I}{E + I}$ with $E$ ties between groups and $I$ within.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> e_i_index(star, np.array([0, 0, 1, 1])).round(3).tolist()
    [0.333]

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        One value; undefined where no two nodes with a group have ties. It depends on how large the groups
        are: with many small groups nearly all ties must lead outside. See `e_i_rescaled`.

    References:
        D. Krackhardt, R. N. Stern (1988), as for nodes.
    """
    ends = _ends(ties(adjacency), groups)
    return _e_i(np.zeros(ends.row.size, np.int64), ends.group != ends.other, 1)


def e_i_rescaled(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return the E-I index between the smallest, -1, and the largest, 1, that so many ties can have.

    With $T$ ties, and $P_I$ pairs of nodes within groups and $P_E$ between them, at most $\min(T, P_I)$ ties
    can be within and $\min(T, P_E)$ between groups; these give the smallest index $a$ and the largest $b$. An
    index $e$ becomes $2 \frac{e - a}{b - a} - 1$.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> e_i_rescaled(star, np.array([0, 0, 1, 1])).round(3).tolist()
    [0.0]

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        One value; undefined where the index is, or can have one value only.

    References:
        S. P. Borgatti, M. G. Everett, L. C. Freeman (2002). Ucinet for Windows, which rescales it so.
    """
    ends = _ends(ties(adjacency), groups)
    total = ends.row.size / 2
    sizes = np.bincount(groups[groups >= 0])
    within = float((sizes * (sizes - 1)).sum() / 2)
    between = float(sizes.sum() * (sizes.sum() - 1) / 2) - within
    external = float((ends.group != ends.other).sum()) / 2
    fewest, most = total - min(total, within), min(total, between)
    return single(2 * (external - fewest) / (most - fewest) - 1 if most > fewest else None)


def blau(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return how mixed the groups of each node's neighbours are.

    Blau's index, $1 - \sum_g p_{ig}^2$ with the share $p_{ig}$ of $i$'s neighbours that are in group $g$: how
    probable it is that two neighbours drawn with replacement are from different groups.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
    >>> blau(star, np.array([0, 0, 1])).tolist()
    [0.5, 0.0, 0.0]

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        A value for each node, whether it has a group itself or not; undefined for a node without neighbours
        that have one.

    References:
        P. M. Blau (1977). Inequality and Heterogeneity. Free Press, p. 78.
    """
    return _dispersion(ties(adjacency), groups)


def participation(adjacency: Matrix, groups: Integers) -> Masked:
    r"""Return how evenly the weight of each node's ties is spread over the groups.

    $P_i = 1 - \sum_g \left(\frac{s_{ig}}{s_i}\right)^2$ with the weight $s_{ig}$ of $i$'s ties with group $g$
    and $s_i$ with all of them: 0 if all is in one group, towards 1 if it is everywhere. Guimerà and Amaral
    take communities found in the network as groups, and so does the registry.

    >>> from scipy.sparse import csr_array
    >>> participation(csr_array([[0, 3, 1], [3, 0, 0], [1, 0, 0]]), np.array([0, 0, 1])).tolist()
    [0.375, 0.0, 0.0]

    Args:
        adjacency: the weights.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        A value for each node; undefined for a node without ties.

    References:
        R. Guimerà, L. A. N. Amaral (2005). Functional cartography of complex metabolic networks. Nature 433,
        895-900. https://doi.org/10.1038/nature03288
    """
    return _dispersion(without_loops(adjacency), groups)


def _dispersion(matrix: Matrix, groups: Integers) -> Masked:
    """Return for each row one minus the sum of the squared shares that the groups have in its weight."""
    known = groups[matrix.indices] >= 0
    rows, weights = sources(matrix)[known], matrix.data[known]
    count = int(groups.max(initial=-1)) + 1
    places, place = np.unique(rows * max(count, 1) + groups[matrix.indices[known]], return_inverse=True)
    by_group = np.bincount(place, weights, minlength=places.size)
    total = np.bincount(rows, weights, minlength=groups.size)
    squares = np.bincount(places // max(count, 1), by_group**2, minlength=groups.size)
    shares = ratio(squares, total**2)
    return defined_where(1 - shares.filled(0), total > 0)


_KRACKHARDT_STERN: Final = "Krackhardt & Stern 1988, https://doi.org/10.2307/2786835"
MEASURES: Final = (
    Measure(
        name="e-i-index",
        title=Text("E-I-indeks", "E-I index"),
        definition=Text(
            "Om båndene går mellom sektorer (1) eller innenfor dem (-1).",
            "Whether ties are between sectors (1) or within them (-1).",
        ),
        level="network",
        mode="one-mode",
        function=e_i_index,
        undefined=Text("Ingen to noder med sektor har bånd.", "No two nodes with a sector have ties."),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="e-i-rescaled",
        title=Text("E-I-indeks, omregnet", "E-I index, rescaled"),
        definition=Text(
            "E-I-indeksen mellom det minste (-1) og det største (1) så mange bånd og så store sektorer kan "
            "gi.",
            "The E-I index between the smallest (-1) and the largest (1) that so many ties and so large "
            "sectors can give.",
        ),
        level="network",
        mode="one-mode",
        function=e_i_rescaled,
        undefined=Text(
            "Ingen to noder med sektor har bånd, eller indeksen kan bare ha én verdi.",
            "No two nodes with a sector have ties, or the index can have one value only.",
        ),
        reference="Borgatti, Everett & Freeman 2002, Ucinet for Windows",
        groups="sectors",
    ),
    Measure(
        name="e-i-of-sectors",
        title=Text("E-I-indeks for sektorer", "E-I index of sectors"),
        definition=Text(
            "Om båndene til dem i en sektor går ut av den (1) eller blir i den (-1).",
            "Whether the ties of those in a sector lead out of it (1) or stay inside (-1).",
        ),
        level="group",
        mode="one-mode",
        function=e_i_of_groups,
        undefined=Text(
            "Ingen i sektoren har bånd med noen som har sektor.",
            "Nobody in the sector has ties with anyone who has a sector.",
        ),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="e-i-of-nodes",
        title=Text("E-I-indeks for noder", "E-I index of nodes"),
        definition=Text(
            "Om nodens bånd går ut av sektoren (1) eller blir i den (-1): Krackhardts mål for hvor ulike de "
            "rundt noden er.",
            "Whether the node's ties lead out of its sector (1) or stay inside (-1): Krackhardt's "
            "heterogeneity.",
        ),
        level="node",
        mode="one-mode",
        function=e_i_of_nodes,
        undefined=Text(
            "Noden har ingen sektor, eller ingen bånd med noen som har.",
            "The node has no sector, or no ties with anyone who has.",
        ),
        reference=_KRACKHARDT_STERN,
        groups="sectors",
    ),
    Measure(
        name="blau",
        title=Text("Blaus heterogenitet", "Blau's heterogeneity"),
        definition=Text(
            "Hvor blandet naboenes sektorer er: sannsynligheten for at to tilfeldige av dem er fra ulike "
            "sektorer.",
            "How mixed the sectors of the neighbours are: how probable it is that two of them at random are "
            "from different ones.",
        ),
        level="node",
        mode="one-mode",
        function=blau,
        undefined=Text("Noden har ingen naboer med sektor.", "The node has no neighbours with a sector."),
        reference="Blau 1977, Inequality and Heterogeneity, p. 78",
        groups="sectors",
    ),
    Measure(
        name="participation",
        title=Text("deltakelseskoeffisient", "participation coefficient"),
        definition=Text(
            "Hvor jevnt vekten av nodens bånd er fordelt over fellesskapene i nettverket.",
            "How evenly the weight of the node's ties is spread over the communities of the network.",
        ),
        level="node",
        mode="one-mode",
        function=participation,
        undefined=NO_TIES,
        reference="Guimerà & Amaral 2005, https://doi.org/10.1038/nature03288",
        weighted=True,
        groups="communities",
    ),
)
"""The measures that are computed here, as data."""
