"""Brokerage between groups, in the five roles of Gould and Fernandez, in an undirected network.

Whoever has ties with two others that have none with each other stands between them: a broker. The role
depends on the groups of the three:

- coordinator: all three in one group
- consultant (itinerant broker): the two in one group, the broker in another
- gatekeeper: the broker brings somebody outside to somebody in its own group
- representative: the broker brings somebody in its own group to somebody outside
- liaison: all three in different groups

Gould and Fernandez define the roles for ties with a direction. Here every tie is read both ways, as the
package sna does when it is given a symmetric matrix. So each pair of others counts twice, once in each order,
and gatekeeper and representative are always equal: nothing in such a network tells them apart.

Nodes without a group are in nobody's pair, and have no roles themselves.

References:
    R. V. Gould, R. M. Fernandez (1989). Structures of mediation: a formal approach to brokerage in
    transaction networks. Sociological Methodology 19, 89-126. https://doi.org/10.2307/270949
"""

from collections.abc import Callable
from typing import Final, Literal

import numpy as np

from graph.measures.matrices import common_neighbours, shared, sources, ties
from graph.measures.measure import Floats, Integers, Masked, Matrix, Measure, defined_where
from graph.reading.descriptions import Text

Role = Literal["coordinator", "consultant", "gatekeeper", "representative", "liaison"]
ROLES: Final[tuple[Role, ...]] = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


@shared
def brokerage(adjacency: Matrix, groups: Integers) -> dict[Role, Masked]:
    r"""Count for each node the pairs that it stands between, by its role.

    For a node $j$ let $o_j(g, h)$ be the number of ordered pairs $(i, k)$ of different neighbours, $i$ in
    group $g$ and $k$ in group $h$, that have no tie. The coordinator's number is $o_j(a, a)$ with $j$'s own
    group $a$, the consultant's $\sum_{g \ne a} o_j(g, g)$, the gatekeeper's $\sum_{g \ne a} o_j(g, a)$, the
    representative's $\sum_{g \ne a} o_j(a, g)$, and the liaison's what is left.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> found = brokerage(star, np.array([0, 0, 1, 1]))
    >>> {role: values.tolist()[0] for role, values in found.items()}
    {'coordinator': 0.0, 'consultant': 2.0, 'gatekeeper': 2.0, 'representative': 2.0, 'liaison': 0.0}

    Args:
        adjacency: who has ties with whom; weights do not count.
        groups: the group of each node, from 0; -1 for those without.

    Returns:
        By role a value for each node; undefined for a node without a group.
    """
    pairs = open_pairs(ties(adjacency), groups)
    count, known = groups.size, groups >= 0
    own = np.where(known, groups, 0)
    nodes = np.arange(count)
    if not pairs.size:
        return {role: defined_where(np.zeros(count), known) for role in ROLES}
    within = np.einsum("jgg->jg", pairs)
    coordinator = within[nodes, own]
    consultant = within.sum(axis=1) - coordinator
    gatekeeper = pairs[nodes, :, own].sum(axis=1) - coordinator
    representative = pairs[nodes, own, :].sum(axis=1) - coordinator
    liaison = pairs.sum(axis=(1, 2)) - coordinator - consultant - gatekeeper - representative
    found = (coordinator, consultant, gatekeeper, representative, liaison)
    return {role: defined_where(values, known) for role, values in zip(ROLES, found, strict=True)}


def open_pairs(matrix: Matrix, groups: Integers) -> Floats:
    """Count for each node the ordered pairs of neighbours without a tie, by the groups of the two.

    Returns:
        An array of nodes by groups by groups.
    """
    count, group_count = groups.size, int(groups.max(initial=-1)) + 1
    rows, columns = sources(matrix), matrix.indices
    known = groups[columns] >= 0
    rows, neighbour = rows[known], groups[columns[known]]
    place = rows * group_count + neighbour
    neighbours = np.bincount(place, minlength=count * group_count).reshape(count, group_count)
    pairs: Floats = np.einsum("jg,jh->jgh", neighbours, neighbours).astype(np.float64)
    for group in range(group_count):
        pairs[:, group, group] -= neighbours[:, group]
    in_common = common_neighbours(matrix, groups)[known]
    for group in range(group_count):
        tied = np.bincount(place, in_common[:, group], minlength=count * group_count)
        pairs[:, :, group] -= tied.reshape(count, group_count)
    return pairs


def total(adjacency: Matrix, groups: Integers) -> Masked:
    """Count for each node the ordered pairs that it stands between, in whatever role."""
    found = brokerage(adjacency, groups)
    return defined_where(np.sum([found[role].filled(0) for role in ROLES], axis=0), groups >= 0)


def in_role(role: Role) -> Callable[[Matrix, Integers], Masked]:
    """Return the function that counts for each node the pairs it stands between in one role."""

    def counted(adjacency: Matrix, groups: Integers) -> Masked:
        return brokerage(adjacency, groups)[role]

    return counted


_GOULD_FERNANDEZ: Final = "Gould & Fernandez 1989, https://doi.org/10.2307/270949"
_NO_SECTOR: Final = Text("Noden har ingen sektor.", "The node has no sector.")
MEASURES: Final = (
    Measure(
        name="brokerage-coordinator",
        title=Text("megling som samordner", "brokerage as coordinator"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der alle tre er i "
            "samme sektor; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, where all three are in "
            "the same sector; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=in_role("coordinator"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-consultant",
        title=Text("megling som konsulent", "brokerage as consultant"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, som begge er i en "
            "annen sektor enn nodens, den samme; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, who are both in one "
            "sector that is not the node's; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=in_role("consultant"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-gatekeeper",
        title=Text("megling som portvakt", "brokerage as gatekeeper"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der den første er "
            "utenfor nodens sektor og den andre i den; båndene leses begge veier. Uten retning på båndene er "
            "portvakt og representant alltid like.",
            "How many ordered pairs of others without a tie the node stands between, where the first is "
            "outside the node's sector and the second in it; ties are read both ways. Without direction "
            "gatekeeper and representative are always equal.",
        ),
        level="node",
        mode="one-mode",
        function=in_role("gatekeeper"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-representative",
        title=Text("megling som representant", "brokerage as representative"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der den første er i "
            "nodens sektor og den andre utenfor; båndene leses begge veier. Uten retning på båndene er "
            "portvakt og representant alltid like.",
            "How many ordered pairs of others without a tie the node stands between, where the first is in "
            "the node's sector and the second outside; ties are read both ways. Without direction gatekeeper "
            "and representative are always equal.",
        ),
        level="node",
        mode="one-mode",
        function=in_role("representative"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage-liaison",
        title=Text("megling som mellomledd", "brokerage as liaison"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, der alle tre er i "
            "ulike sektorer; båndene leses begge veier.",
            "How many ordered pairs of others without a tie the node stands between, where all three are in "
            "different sectors; ties are read both ways.",
        ),
        level="node",
        mode="one-mode",
        function=in_role("liaison"),
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
    Measure(
        name="brokerage",
        title=Text("megling", "brokerage"),
        definition=Text(
            "Hvor mange ordnede par av andre uten bånd seg imellom noden står mellom, i alle fem roller.",
            "How many ordered pairs of others without a tie the node stands between, in all five roles.",
        ),
        level="node",
        mode="one-mode",
        function=total,
        undefined=_NO_SECTOR,
        reference=_GOULD_FERNANDEZ,
        groups="sectors",
    ),
)
"""The measures that are computed here, as data."""
