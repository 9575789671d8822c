"""What holds a network together: cut vertices, bridges, and what remains when a node is removed.

In a two-mode network the actors count: settings hold them together, but are not themselves among those who
reach each other.

References:
    R. E. Tarjan (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2),
    146-160. https://doi.org/10.1137/0201010
"""

from dataclasses import dataclass

import numpy as np

from graph.measures.matrices import as_one, ties
from graph.measures.measure import Floats, Integers, Masked, Matrix, defined_where, ratio, single


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

    >>> from scipy.sparse import csr_array
    >>> path = csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> found = removal(path, np.array([1, 1, 1]))
    >>> found.components.tolist(), found.reachable_pairs.tolist(), found.bridges
    ([1, 2, 1], [1.0, 0.0, 1.0], ((0, 1), (1, 2)))

    Args:
        matrix: who has ties with whom, without ties of a node to itself.
        counted: 1 for each node that counts, 0 for the others.
    """
    search = _Search(matrix, counted.tolist())
    weights = np.array(search.component_weights, np.int64)
    roots = np.array(search.roots, np.int64)
    own = weights[roots] if roots.size else weights
    divided = np.array([sum(piece > 0 for piece in pieces) for pieces in search.pieces], np.int64)
    kept = np.array([sum(map(_pairs, pieces)) for pieces in search.pieces], np.float64)
    tops = np.unique(roots)
    before = int((weights[tops] > 0).sum())
    return Removal(
        components_before=before,
        components=before - (own > 0) + divided,
        divided=divided,
        reachable_pairs=sum(map(_pairs, weights[tops].tolist())) - own * (own - 1) / 2 + kept,
        pairs=np.array([_pairs(int(counted.sum()) - each) for each in counted.tolist()], np.float64),
        bridges=tuple(sorted(search.bridges)),
    )


def _pairs(count: int) -> int:
    """Return how many pairs so many nodes make."""
    return count * (count - 1) // 2


class _Search:
    """A search in depth, which finds for each node the pieces that its component falls into without it.

    The subtree below a node is a piece if no tie leads from it past the node, that is, if the lowest number
    it reaches is not below the node's. Whatever is no such subtree hangs together above the node.
    """

    def __init__(self, matrix: Matrix, counted: list[int]) -> None:
        """Search the whole network."""
        self._starts: list[int] = matrix.indptr.tolist()
        self._others: list[int] = matrix.indices.tolist()
        count = len(counted)
        self._number = [-1] * count
        self._lowest = [0] * count
        self._weight = list(counted)
        self._visited = 0
        self.roots = [-1] * count
        """Where the search of each node's component began."""
        self.pieces: list[list[int]] = [[] for _ in range(count)]
        """How many nodes that count each piece has."""
        self.bridges: list[tuple[int, int]] = []
        for root in range(count):
            if self._number[root] < 0:
                self._search_from(root)
        self.component_weights = self._weight
        """At the root of each component: how many nodes that count it has."""
        for node, root in enumerate(self.roots):
            if node != root:
                self.pieces[node].append(self._weight[root] - counted[node] - sum(self.pieces[node]))

    def _search_from(self, root: int) -> None:
        """Search a component, without recursion as paths may be long."""
        following = {root: self._starts[root]}
        path, parent = [root], {root: -1}
        self._enter(root, root)
        while path:
            node = path[-1]
            if following[node] == self._starts[node + 1]:
                path.pop()
                if path:
                    self._return(path[-1], node)
                continue
            other = self._others[following[node]]
            following[node] += 1
            if self._number[other] < 0:
                parent[other], following[other] = node, self._starts[other]
                self._enter(other, root)
                path.append(other)
            elif other != parent[node]:
                self._lowest[node] = min(self._lowest[node], self._number[other])

    def _enter(self, node: int, root: int) -> None:
        """Number a node that is reached for the first time."""
        self._number[node] = self._lowest[node] = self._visited
        self._visited += 1
        self.roots[node] = root

    def _return(self, node: int, child: int) -> None:
        """Note what was found below a node."""
        self._lowest[node] = min(self._lowest[node], self._lowest[child])
        self._weight[node] += self._weight[child]
        if self._lowest[child] >= self._number[node]:
            self.pieces[node].append(self._weight[child])
        if self._lowest[child] > self._number[node]:
            self.bridges.append((min(node, child), max(node, child)))


def _of_one_mode(adjacency: Matrix) -> Removal:
    return removal(ties(adjacency), np.ones(adjacency.shape[0], np.int64))


def _of_two_mode(incidence: Matrix) -> Removal:
    rows, columns = incidence.shape
    return removal(as_one(incidence), np.repeat([1, 0], [rows, columns]))


def cut_vertex(adjacency: Matrix) -> Masked:
    """Return 1 for each node without which others no longer reach each other that did, and 0 for the rest.

    >>> from scipy.sparse import csr_array
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

    >>> from scipy.sparse import csr_array
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

    >>> from scipy.sparse import csr_array
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

    >>> from scipy.sparse import csr_array
    >>> two_mode_reachable_without(csr_array([[1, 0], [1, 1], [0, 1]])).tolist()
    [1.0, 0.0, 1.0]

    Args:
        incidence: actors by settings.

    Returns:
        A value for each row; undefined where there is no pair of other actors.
    """
    found, rows = _of_two_mode(incidence), incidence.shape[0]
    return ratio(found.reachable_pairs[:rows], found.pairs[:rows])
