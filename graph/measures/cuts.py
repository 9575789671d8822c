"""What holds a network together: cut vertices, bridges, and what remains when a node is removed.

In a two-mode network the actors count: settings hold them together, but are not themselves among those who
reach each other.

References:
    R. E. Tarjan (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2),
    146-160. https://doi.org/10.1137/0201010
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, depth_first_order

from graph.measures.matrices import as_one, shared, sources, ties
from graph.measures.measure import (
    ALWAYS_DEFINED,
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
class Removal:
    """What remains of a network when each node is removed; only nodes that count are counted."""

    components_before: int
    """How many components the whole network has."""
    components: Integers
    """How many it has without each node."""
    divided: Integers
    """Into how many pieces each node's own component falls without it."""
    reachable_pairs: Floats
    """How many pairs of others still reach each other without each node."""
    pairs: Floats
    """How many pairs of others there are."""
    bridges: tuple[tuple[int, int], ...]
    """The ties without which there would be one component more, sorted."""


def removal(matrix: Matrix, counted: Integers) -> Removal:
    """Find out what remains of an undirected network when each node is removed, all in one search.

    >>> path = csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> found = removal(path, np.array([1, 1, 1]))
    >>> found.components.tolist(), found.reachable_pairs.tolist(), found.bridges
    ([1, 2, 1], [1.0, 0.0, 1.0], ((0, 1), (1, 2)))

    Args:
        matrix: who has ties with whom, without ties of a node to itself.
        counted: 1 for each node that counts, 0 for the others.
    """
    search = _search(matrix, counted)
    own = search.weight[search.root]
    piece_of, weight = search.pieces()
    count = counted.size
    divided = np.bincount(piece_of[weight > 0], minlength=count)
    kept = np.bincount(piece_of, _pairs(weight), minlength=count)
    tops = np.flatnonzero(search.root == np.arange(count))
    before = int((search.weight[tops] > 0).sum())
    return Removal(
        components_before=before,
        components=before - (own > 0) + divided,
        divided=divided,
        reachable_pairs=_pairs(search.weight[tops]).sum() - _pairs(own) + kept,
        pairs=_pairs(counted.sum() - counted).astype(np.float64),
        bridges=search.bridges(),
    )


def _pairs(count: Integers) -> Integers:
    """Return how many pairs so many nodes make."""
    pairs: Integers = count * (count - 1) // 2
    return pairs


@dataclass(frozen=True)
class _Search:
    """A search in depth, which finds for each node the pieces that its component falls into without it.

    The subtree below a node is a piece if no tie leads from it past the node, that is, if the lowest number
    it reaches is not below the node's. Whatever is no such subtree hangs together above the node.
    """

    parent: Integers
    """From which node each was reached; itself where the search of a component began."""
    root: Integers
    """Where the search of each node's component began."""
    number: Integers
    """When each was reached."""
    lowest: Integers
    """The lowest number to which a tie leads from the subtree of each."""
    weight: Integers
    """How many nodes that count the subtree of each has."""
    counted: Integers

    def pieces(self) -> tuple[Integers, Integers]:
        """Return of which node each piece is, and how many nodes that count it has."""
        children = np.flatnonzero(self.parent != np.arange(self.parent.size))
        cut = children[self.lowest[children] >= self.number[self.parent[children]]]
        node, weight = self.parent[cut], self.weight[cut]
        above = self.weight[self.root] - self.counted
        above -= np.bincount(node, weight, minlength=above.size).astype(np.int64)
        return np.concatenate((node, children)), np.concatenate((weight, above[children]))

    def bridges(self) -> tuple[tuple[int, int], ...]:
        """Return the ties past which no other leads, sorted."""
        children = np.flatnonzero(self.parent != np.arange(self.parent.size))
        cut = children[self.lowest[children] > self.number[self.parent[children]]]
        ends = np.sort(np.column_stack((cut, self.parent[cut])), axis=1)
        return tuple(sorted((int(one), int(other)) for one, other in ends.tolist()))


def _search(matrix: Matrix, counted: Integers) -> _Search:
    """Search the whole network: one more node, tied to one of each component, reaches all of them."""
    count = counted.size
    _, labels = connected_components(matrix, directed=False)
    _, roots = np.unique(labels, return_index=True)
    reached = csr_array(
        (
            np.ones(matrix.nnz + roots.size),
            np.concatenate((matrix.indices, roots)),
            np.append(matrix.indptr, matrix.nnz + roots.size),
        ),
        shape=(count + 1, count + 1),
    )
    order, parent = depth_first_order(reached, count)
    order, parent = order[1:].astype(np.int64), parent[:count].astype(np.int64)
    parent[roots] = roots
    number = np.empty(count, np.int64)
    number[order] = np.arange(count)
    lowest, size = _gathered(order.tolist(), parent.tolist(), _own_lowest(matrix, parent, number).tolist())
    before = np.concatenate(([0], np.cumsum(counted[order])))
    weight = before[number + size] - before[number]
    return _Search(parent, roots[labels], number, lowest, weight, counted)


def _own_lowest(matrix: Matrix, parent: Integers, number: Integers) -> Integers:
    """Return the lowest number to which a tie leads from each node itself, but for the one it came by."""
    rows = sources(matrix)
    other = matrix.indices != parent[rows]
    lowest = number.copy()
    np.minimum.at(lowest, rows[other], number[matrix.indices[other]])
    return lowest


def _gathered(order: list[int], parent: list[int], lowest: list[int]) -> tuple[Integers, Integers]:
    """Gather from the leaves upwards the lowest number that each subtree reaches, and its size."""
    size = [1] * len(order)
    for node in reversed(order):
        above = parent[node]
        if above != node:
            size[above] += size[node]
            lowest[above] = min(lowest[above], lowest[node])
    return np.array(lowest, np.int64), np.array(size, np.int64)


@shared
def _of_one_mode(adjacency: Matrix) -> Removal:
    return removal(ties(adjacency), np.ones(adjacency.shape[0], np.int64))


@shared
def _of_two_mode(incidence: Matrix) -> Removal:
    rows, columns = incidence.shape
    return removal(as_one(incidence), np.repeat([1, 0], [rows, columns]))


def cut_vertex(adjacency: Matrix) -> Masked:
    """Return 1 for each node without which others no longer reach each other that did, and 0 for the rest.

    >>> cut_vertex(csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])).tolist()
    [0.0, 1.0, 0.0]

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node, always defined.
    """
    return defined_where(_of_one_mode(adjacency).divided > 1, defined=True)


def bridges(adjacency: Matrix) -> tuple[tuple[int, int], ...]:
    """Return the ties without which two nodes no longer reach each other, as pairs of places, sorted.

    >>> bridges(csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    ((0, 1), (1, 2))
    """
    return _of_one_mode(adjacency).bridges


def bridge_count(adjacency: Matrix) -> Masked:
    """Return how many bridges a network has.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        One value, always defined.
    """
    return single(len(bridges(adjacency)))


def component_count(adjacency: Matrix) -> Masked:
    """Return how many components a network has, nodes without ties among them.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        One value, always defined.
    """
    return single(_of_one_mode(adjacency).components_before)


def components_without(adjacency: Matrix) -> Masked:
    """Return how many components the network has without each node.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node, always defined.
    """
    return defined_where(_of_one_mode(adjacency).components, defined=True)


def reachable_without(adjacency: Matrix) -> Masked:
    """Return how large a share of the pairs of others reach each other when each node is removed.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node; undefined where there is no pair of others.
    """
    found = _of_one_mode(adjacency)
    return ratio(found.reachable_pairs, found.pairs)


def two_mode_cut_vertex(incidence: Matrix) -> Masked:
    """Return 1 for each actor without whom others no longer reach each other that did, and 0 for the rest.

    >>> two_mode_cut_vertex(csr_array([[1, 0], [1, 1], [0, 1]])).tolist()
    [0.0, 1.0, 0.0]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row, always defined.
    """
    found = _of_two_mode(incidence)
    return defined_where(found.divided[: incidence.shape[0]] > 1, defined=True)


def two_mode_components_without(incidence: Matrix) -> Masked:
    """Return how many components of actors the network has without each actor.

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row, always defined.
    """
    return defined_where(_of_two_mode(incidence).components[: incidence.shape[0]], defined=True)


def two_mode_reachable_without(incidence: Matrix) -> Masked:
    """Return how large a share of the pairs of other actors reach each other when each actor is removed.

    >>> two_mode_reachable_without(csr_array([[1, 0], [1, 1], [0, 1]])).tolist()
    [1.0, 0.0, 1.0]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row; undefined where there is no pair of other actors.
    """
    found, rows = _of_two_mode(incidence), incidence.shape[0]
    return ratio(found.reachable_pairs[:rows], found.pairs[:rows])


_TARJAN: Final = "Tarjan 1972, https://doi.org/10.1137/0201010"
_NO_OTHERS: Final = Text("Det er ikke to andre igjen.", "There are no two others left.")
MEASURES: Final = (
    Measure(
        name="components",
        title=Text("komponenter", "components"),
        definition=Text(
            "Hvor mange deler nettverket har som ikke når hverandre.",
            "How many parts the network has that do not reach each other.",
        ),
        level="network",
        mode="one-mode",
        function=component_count,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="bridges",
        title=Text("broer", "bridges"),
        definition=Text(
            "Hvor mange bånd som er det eneste som holder to deler sammen.",
            "How many ties are all that holds two parts together.",
        ),
        level="network",
        mode="one-mode",
        function=bridge_count,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="cut-vertex",
        title=Text("leddnode", "cut vertex"),
        definition=Text(
            "1 for en node som andre ikke når hverandre uten, ellers 0.",
            "1 for a node without which others do not reach each other, otherwise 0.",
        ),
        level="node",
        mode="one-mode",
        function=cut_vertex,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="components-without",
        title=Text("komponenter uten noden", "components without the node"),
        definition=Text(
            "Hvor mange komponenter nettverket har når noden er fjernet.",
            "How many components the network has when the node is removed.",
        ),
        level="node",
        mode="one-mode",
        function=components_without,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="reachable-without",
        title=Text("par som når hverandre uten noden", "reachable pairs without the node"),
        definition=Text(
            "Hvor stor del av parene av andre som når hverandre når noden er fjernet.",
            "How large a share of the pairs of others reach each other when the node is removed.",
        ),
        level="node",
        mode="one-mode",
        function=reachable_without,
        undefined=_NO_OTHERS,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-cut-vertex",
        title=Text("leddnode (to slag noder)", "cut vertex (two-mode)"),
        definition=Text(
            "1 for en node som andre av samme slag ikke når hverandre uten, ellers 0.",
            "1 for a node without which others of its kind do not reach each other, otherwise 0.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode_cut_vertex,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-components-without",
        title=Text("komponenter uten noden (to slag noder)", "components without the node (two-mode)"),
        definition=Text(
            "Hvor mange komponenter av noder av samme slag det er når noden er fjernet.",
            "How many components of nodes of its kind there are when the node is removed.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode_components_without,
        undefined=ALWAYS_DEFINED,
        reference=_TARJAN,
    ),
    Measure(
        name="two-mode-reachable-without",
        title=Text(
            "par som når hverandre uten noden (to slag noder)", "reachable pairs without the node (two-mode)"
        ),
        definition=Text(
            "Hvor stor del av parene av andre av samme slag som når hverandre når noden er fjernet.",
            "How large a share of the pairs of others of its kind reach each other when the node is removed.",
        ),
        level="node",
        mode="two-mode",
        function=two_mode_reachable_without,
        undefined=_NO_OTHERS,
        reference=_TARJAN,
    ),
)
"""The measures that are computed here, as data."""
