"""What several measures need of a matrix: its ties, who reaches whom, and what neighbours share.

Rows of ties are packed into bits, 64 nodes a word. Then one operation of the processor follows 64 nodes at
once, and a network of ten thousand organisations takes seconds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from itertools import pairwise
from typing import Any, Final, TypeVar

import numpy as np
import rustworkx
from numpy.typing import NDArray
from scipy.sparse import block_array, coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graph.measures.measure import Integers, Matrix

Words = NDArray[np.uint64]

_WORDS_AT_ONCE: Final = 1 << 22
"""How much is worked on at once: 32 MB."""


Result = TypeVar("Result")


def shared(function: Callable[..., Result]) -> Callable[..., Result]:
    """Let measures that are computed one after the other of the same matrix share what they need of it.

    The last result is given again as long as the matrix is the same object and the groups are equal. Whoever
    uses it must change neither.

    >>> @shared
    ... def counted(matrix, groups=None):
    ...     print("counted")
    ...     return matrix.nnz
    >>> one = csr_array([[0, 1], [1, 0]])
    >>> counted(one), counted(one)
    counted
    (2, 2)
    """
    last: list[tuple[Matrix, Any, Result]] = []

    @wraps(function)
    def found(matrix: Matrix, groups: Any = None) -> Result:
        kept = last[0] if last else None
        if kept is None or kept[0] is not matrix or not np.array_equal(kept[1], groups):
            arguments = (matrix,) if groups is None else (matrix, groups)
            kept = (matrix, groups, function(*arguments))
            last[:] = [kept]
        return kept[2]

    return found


def without_loops(adjacency: Matrix) -> Matrix:
    """Return a matrix with weights as decimal numbers, without ties of a node to itself and stored zeros.

    >>> without_loops(csr_array([[5, 2], [2, 0]])).toarray().tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    if adjacency.format == "csr" and adjacency.has_canonical_format and _is_tidy(adjacency):
        own = adjacency.data.astype(np.float64), adjacency.indices, adjacency.indptr
        return csr_array(own, shape=adjacency.shape)
    entries = coo_array(adjacency)
    apart = (entries.row != entries.col) & (entries.data != 0)
    return csr_array(
        (entries.data[apart].astype(np.float64), (entries.row[apart], entries.col[apart])),
        shape=entries.shape,
    )


def _is_tidy(matrix: Matrix) -> bool:
    """Tell whether a matrix has neither ties of a node to itself nor stored zeros."""
    return bool(((sources(matrix) != matrix.indices) & (matrix.data != 0)).all())


def ties(adjacency: Matrix) -> Matrix:
    """Return a matrix with 1 for each tie whatever its weight, without ties of a node to itself.

    >>> ties(csr_array([[5, 2], [2, 0]])).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    tidy = without_loops(adjacency)
    tidy.data[:] = 1.0
    return tidy


def incidences(incidence: Matrix) -> Matrix:
    """Return a two-mode matrix with 1 for each tie, and no stored zeros."""
    entries = coo_array(incidence)
    there = entries.data != 0
    return csr_array((np.ones(there.sum()), (entries.row[there], entries.col[there])), shape=entries.shape)


def as_one(incidence: Matrix) -> Matrix:
    """Return the adjacency matrix of a two-mode network: first its rows, then its columns, as nodes.

    >>> as_one(csr_array([[1, 1]])).toarray().tolist()
    [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    own = incidences(incidence)
    rows, columns = own.shape
    return csr_array(
        block_array([[csr_array((rows, rows)), own], [own.T, csr_array((columns, columns))]], format="csr")
    )


def degrees(matrix: Matrix) -> Integers:
    """Return how many ties each row has, if no zeros are stored."""
    counts: Integers = np.diff(matrix.indptr).astype(np.int64)
    return counts


def sources(matrix: Matrix) -> Integers:
    """Return the row of each entry; `matrix.indices` are the columns."""
    return np.repeat(np.arange(matrix.shape[0], dtype=np.int64), degrees(matrix))


def neighbours(matrix: Matrix, rows: Integers) -> Integers:
    """Return the columns of the entries of some rows, row by row; a sparse matrix takes its time to be cut.

    >>> neighbours(csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]]), np.array([0, 2])).tolist()
    [1, 2, 0]
    """
    counts = degrees(matrix)[rows]
    starts = matrix.indptr[rows] - np.concatenate(([0], np.cumsum(counts)[:-1]))
    found: Integers = matrix.indices[np.repeat(starts, counts) + np.arange(counts.sum())]
    return found


def rust_graph(matrix: Matrix) -> Any:
    """Return an undirected graph of rustworkx with the ties of a symmetric matrix."""
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(matrix.shape[0]))
    upper = sources(matrix) < matrix.indices
    graph.add_edges_from_no_data(
        list(zip(sources(matrix)[upper].tolist(), matrix.indices[upper].tolist(), strict=True))
    )
    return graph


@dataclass(frozen=True)
class Reach:
    """Whom each node reaches along ties, itself left out."""

    reached: Integers
    """How many others."""
    distance: Integers
    """The sum of the distances to them."""


def reach(matrix: Matrix) -> Reach:
    """Find how many others each node of an undirected network reaches, and how far they are away altogether.

    Every round takes those that have not reached all of their component one step further: who reaches a node
    in k steps, reaches its neighbours in k + 1.

    >>> path = csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> found = reach(path)
    >>> found.reached.tolist(), found.distance.tolist()
    ([2, 2, 2], [3, 2, 3])
    """
    count, steps = matrix.shape[0], 1
    _, labels = connected_components(matrix, directed=False)
    others = np.bincount(labels)[labels] - 1 if count else np.zeros(0, np.int64)
    seen = packed(csr_array(matrix + _identity(count)))
    reached = degrees(matrix)
    distance = reached.copy()
    while (waiting := np.flatnonzero(reached < others)).size:
        steps += 1
        further = seen.copy()
        for rows in _portions(matrix, waiting, seen.shape[1]):
            entries = matrix[rows].indices
            starts = np.concatenate(([0], np.cumsum(degrees(matrix)[rows])[:-1]))
            further[rows] |= np.bitwise_or.reduceat(seen[entries], starts, axis=0)
            now = np.bitwise_count(further[rows]).sum(axis=1, dtype=np.int64) - 1
            distance[rows] += steps * (now - reached[rows])
            reached[rows] = now
        seen = further
    return Reach(reached, distance)


def _identity(count: int) -> Matrix:
    """Return the matrix in which each node is tied to itself only."""
    places = np.arange(count)
    return csr_array((np.ones(count), (places, places)), shape=(count, count))


def packed(matrix: Matrix, places: Integers | None = None, width: int | None = None) -> Words:
    """Return the rows of a matrix as bits.

    >>> packed(csr_array([[1, 0, 1], [0, 0, 0]])).tolist()
    [[5], [0]]

    Args:
        matrix: what to pack; what is stored is a tie.
        places: at which bit each column stands; in their order if not given.
        width: how many bits there are; as many as columns if not given.
    """
    at = matrix.indices.astype(np.int64) if places is None else places[matrix.indices]
    words = -(-(matrix.shape[1] if width is None else width) // 64)
    bits = np.zeros((matrix.shape[0], words), np.uint64)
    np.bitwise_or.at(bits, (sources(matrix), at // 64), np.uint64(1) << (at % 64).astype(np.uint64))
    return bits


def common_neighbours(matrix: Matrix, groups: Integers) -> Integers:
    """Count for each tie of a matrix how many neighbours its two ends share, by their group.

    >>> triangle = csr_array([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> common_neighbours(triangle, np.array([0, 0, 1])).tolist()
    [[0, 1], [1, 0], [0, 1], [1, 0], [1, 0], [1, 0]]

    Args:
        matrix: a symmetric matrix without ties of a node to itself, its columns sorted, as `ties` gives it.
        groups: the group of each node, from 0; a node in -1 is not counted.

    Returns:
        A row for each entry of the matrix, in its order, and a column for each group.
    """
    group_count = int(groups.max(initial=-1)) + 1
    counts = np.zeros((matrix.nnz, group_count), np.int64)
    if not counts.size:
        return counts
    places, starts = _grouped_places(groups, group_count)
    grouped = matrix[:, groups >= 0]
    bits = packed(grouped, places[groups >= 0], width=int(starts[-1]) * 64)
    rows, columns = sources(matrix), matrix.indices
    upper = np.flatnonzero(rows < columns)
    size = max(1, _WORDS_AT_ONCE // bits.shape[1])
    for start in range(0, upper.size, size):
        part = upper[start : start + size]
        shared = np.bitwise_count(bits[rows[part]] & bits[columns[part]])
        counts[part] = np.column_stack(
            [shared[:, first:last].sum(axis=1, dtype=np.int64) for first, last in pairwise(starts.tolist())]
        )
    lower = np.flatnonzero(rows > columns)
    counts[lower] = counts[_twins(matrix)[lower]]
    return counts


def _twins(matrix: Matrix) -> Integers:
    """Return for each entry of a symmetric matrix where the same tie stands the other way."""
    numbered = csr_array((np.arange(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)
    twins: Integers = numbered.T.tocsr().data
    return twins


def _grouped_places(groups: Integers, group_count: int) -> tuple[Integers, Integers]:
    """Give each node a bit, so that each group begins a word; return the places and where groups begin."""
    sizes = np.bincount(groups[groups >= 0], minlength=group_count)
    starts = np.concatenate(([0], np.cumsum(-(-sizes // 64)))).astype(np.int64)
    places = np.zeros(groups.size, np.int64)
    for group in range(group_count):
        members = np.flatnonzero(groups == group)
        places[members] = starts[group] * 64 + np.arange(members.size)
    return places, starts


def _portions(matrix: Matrix, rows: Integers, words: int) -> Iterator[Integers]:
    """Divide rows so that the bits of their neighbours are not too many at once."""
    sizes = np.cumsum(degrees(matrix)[rows] * words) // _WORDS_AT_ONCE
    yield from np.split(rows, np.flatnonzero(np.diff(sizes)) + 1)
