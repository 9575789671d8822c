"""Small matrices that tests of null models share, and all that have the same margins."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any, TypeAlias

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_array

Entries: TypeAlias = tuple[tuple[int, ...], ...]


def dense(matrix: Any) -> Entries:
    """Return a sparse matrix row by row, as a value that can be counted."""
    return tuple(map(tuple, matrix.toarray().tolist()))


def with_margins(rows: tuple[int, ...], columns: tuple[int, ...]) -> Iterator[Entries]:
    """Yield every matrix of zeros and ones whose rows and columns have these sums, by trying all."""
    choices = [
        [
            tuple(int(place in chosen) for place in range(len(columns)))
            for chosen in combinations(range(len(columns)), total)
        ]
        for total in rows
    ]
    for matrix in product(*choices):
        if tuple(map(sum, zip(*matrix, strict=True))) == columns:
            yield matrix


def with_degrees(degrees: tuple[int, ...]) -> Iterator[Entries]:
    """Yield every simple graph whose nodes have these degrees, as a matrix, by trying all."""
    nodes = range(len(degrees))
    for ties in combinations(list(combinations(nodes, 2)), sum(degrees) // 2):
        if all(sum(node in tie for tie in ties) == degrees[node] for node in nodes):
            yield tuple(tuple(int((a, b) in ties or (b, a) in ties) for b in nodes) for a in nodes)


@st.composite
def two_mode(draw: st.DrawFn) -> Any:
    """Draw a small matrix of zeros and ones, which may be empty."""
    shape = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    places = draw(st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    return csr_array(np.array(places, dtype=np.int64).reshape(shape))


@st.composite
def one_mode(draw: st.DrawFn) -> Any:
    """Draw a small simple graph, which may have no ties."""
    size = draw(st.integers(1, 8))
    places = draw(st.lists(st.booleans(), min_size=size * size, max_size=size * size))
    upper = np.triu(np.array(places, dtype=np.int64).reshape(size, size), k=1)
    return csr_array(upper + upper.T)
