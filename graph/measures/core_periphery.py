"""Is there a core whose nodes have ties with all, and a periphery whose nodes have ties only with the core?

References:
    S. P. Borgatti, M. G. Everett (2000). Models of core/periphery structures. Social Networks 21(4), 375-395.
    https://doi.org/10.1016/S0378-8733(99)00019-2
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.measures.matrices import degrees, shared, ties
from graph.measures.measure import Floats, Integers, Masked, Matrix, Measure, defined_where, single
from graph.reading.descriptions import Text

_PAIRS_AT_ONCE: Final = 1 << 20
"""In networks with more pairs of core and periphery only the most promising swap is tried."""
_STARTS: Final = 8
"""From how many cores of each kind the search starts."""
_BETTER: Final = 1e-12
Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True)
class CorePeriphery:
    """The best core that was found."""

    core: NDArray[np.bool_]
    """Which nodes are in the core."""
    fit: float | None
    """The correlation with the ideal pattern; None where it is undefined."""


@shared
def core_periphery(adjacency: Matrix) -> CorePeriphery:
    r"""Find the core that makes a network most like the ideal pattern of core and periphery.

    The model is discrete: a node is in the core or it is not. Several ideal patterns are in use; here, as in
    Borgatti and Everett's equations 1 and 2, two nodes ought to have a tie if at least one is in the core,
    and none if both are in the periphery. The fit is Pearson's correlation of ties and pattern over all
    pairs.

    The search is a heuristic, so a better core may exist. A core grows by the node with most ties to the
    periphery, and a periphery by the node with fewest ties to itself; from the best of the cores of all sizes
    that these give single nodes move or swap as long as the fit gets better.

    >>> from scipy.sparse import csr_array
    >>> star = csr_array([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> found = core_periphery(star)
    >>> found.core.tolist(), round(found.fit, 6)
    ([True, False, False, False], 1.0)

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        The core and its fit. Where nobody has ties, or everybody with everybody, no core is better than
        another: the fit is None, and the core is empty.
    """
    matrix = ties(adjacency)
    count, total = matrix.shape[0], matrix.nnz // 2
    if total in {0, count * (count - 1) // 2}:
        return CorePeriphery(np.zeros(count, np.bool_), None)
    fits, pairs = _Fits(count, total), _Pairs(matrix)
    starts = [start for grow in (_from_within, _from_outside) for start in _starts(*grow(matrix), fits)]
    different = {start.tobytes(): start for start in starts}.values()
    climbs = (_Climb(matrix, pairs, start, fits).best() for start in different)
    return max(climbs, key=lambda found: found.fit or -1.0)


@dataclass(frozen=True)
class _Fits:
    """How well cores fit, from their sizes and how many ties touch them."""

    count: int
    total: int

    def of(self, covered: Integers | Floats, size: Integers) -> Floats:
        """Return the correlations with the ideal patterns; that of no core, or one of all but one, is -1."""
        above, spread = self._parts(covered.astype(np.float64), size.astype(np.float64))
        return np.where(spread > 0, above / np.sqrt(np.maximum(spread, 1.0)), -1.0)

    def of_one(self, covered: float, size: int) -> float:
        """Return the same of one core, without what arrays cost."""
        above, spread = self._parts(covered, float(size))
        return above / math.sqrt(max(spread, 1.0)) if spread > 0 else -1.0

    def _parts(self, covered: Number, size: Number) -> tuple[Number, Number]:
        """Return what the correlation is a ratio of: covariance, and the product of the variances."""
        pairs = self.count * (self.count - 1) / 2
        ideal = size * (size - 1) / 2 + size * (self.count - size)
        spread = self.total * (pairs - self.total) * ideal * (pairs - ideal)
        return pairs * covered - self.total * ideal, spread


class _Pairs:
    """Which pairs have ties; of a small network as an array, since a sparse matrix takes its time to cut."""

    def __init__(self, matrix: Matrix) -> None:
        self._ties = matrix if matrix.shape[0] ** 2 > _PAIRS_AT_ONCE else matrix.toarray()

    def between(self, inside: Integers, outside: Integers) -> Floats:
        """Return 1 where a node of the one side has a tie with one of the other."""
        if isinstance(self._ties, np.ndarray):
            return self._ties[np.ix_(inside, outside)]
        return np.asarray(self._ties[inside][:, outside].toarray(), np.float64)


def _starts(order: Integers, covered: Integers, fits: _Fits) -> Iterator[NDArray[np.bool_]]:
    """Yield the cores of the sizes that fit best."""
    sizes = np.arange(1, fits.count - 1)
    best = np.argsort(-fits.of(covered[: fits.count - 2], sizes), kind="stable")[:_STARTS]
    for size in sizes[best].tolist():
        core = np.zeros(fits.count, np.bool_)
        core[order[:size]] = True
        yield core


def _from_outside(matrix: Matrix) -> tuple[Integers, Integers]:
    """Order nodes against the order in which they join a periphery with as few ties as can be; as below."""
    inner = np.zeros(matrix.shape[0], np.int64)
    joined = np.zeros(inner.size, np.bool_)
    order, uncovered = np.zeros(inner.size, np.int64), np.zeros(inner.size, np.int64)
    degree = degrees(matrix)
    rank = degree / (degree.max(initial=0) + 1.0)
    for place in range(inner.size - 1, -1, -1):
        node = int(np.argmin(np.where(joined, np.inf, inner + rank)))
        order[place], uncovered[place] = node, inner[node]
        joined[node] = True
        inner[matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]] += 1
    within = np.cumsum(uncovered[::-1])[::-1]
    return order, matrix.nnz // 2 - np.concatenate((within[1:], [0]))


def _from_within(matrix: Matrix) -> tuple[Integers, Integers]:
    """Order nodes by how many ties each covers that those before it do not; count what is covered so far."""
    left = degrees(matrix).copy()
    order, covered = np.zeros(left.size, np.int64), np.zeros(left.size, np.int64)
    taken = np.zeros(left.size, np.bool_)
    for place in range(left.size):
        node = int(np.argmax(np.where(taken, -1, left)))
        order[place], covered[place] = node, left[node]
        taken[node] = True
        left[matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]] -= 1
    return order, np.cumsum(covered)


_Change = tuple[float, tuple[int, ...]]
"""How well the core fits after a change, and which nodes change sides."""


class _Climb:
    """Moves and swaps of single nodes that make the fit better, until there are none."""

    def __init__(self, matrix: Matrix, pairs: _Pairs, core: NDArray[np.bool_], fits: _Fits) -> None:
        """Start from a core."""
        self._matrix = matrix
        self._pairs = pairs
        self._fits = fits
        self._core = core.copy()
        self._outer: Floats = np.asarray(matrix @ (~core).astype(np.float64))
        """How many ties each node has to the periphery."""
        self._size = int(core.sum())
        self._covered = fits.total - float(self._outer[~core].sum()) / 2
        """How many ties the core touches."""

    def best(self) -> CorePeriphery:
        """Climb to a core that no move or swap makes better."""
        fit = self._fit(0, 0)
        while True:
            better, changed = max(self._changes(), key=lambda change: change[0], default=(fit, ()))
            if better <= fit + _BETTER:
                return CorePeriphery(self._core, fit)
            for node in changed:
                self._change(node)
            fit = better

    def _fit(self, more_covered: float, larger: int) -> float:
        """Return the fit when the core covers more ties, and is larger, by so much."""
        return self._fits.of_one(self._covered + more_covered, self._size + larger)

    def _change(self, node: int) -> None:
        """Move a node to the other side."""
        more = -1 if self._core[node] else 1
        self._covered += more * float(self._outer[node])
        self._size += more
        first, last = self._matrix.indptr[node : node + 2]
        self._outer[self._matrix.indices[first:last]] -= more
        self._core[node] = not self._core[node]

    def _changes(self) -> Iterator[_Change]:
        """Yield the best addition to the core, the best removal from it and the best swap."""
        inside, outside = np.flatnonzero(self._core), np.flatnonzero(~self._core)
        leaving, entering = self._outer[inside], self._outer[outside]
        least, most = int(leaving.argmin()), int(entering.argmax())
        if outside.size > 2:
            yield self._fit(float(entering[most]), 1), (int(outside[most]),)
        if inside.size > 1:
            yield self._fit(-float(leaving[least]), -1), (int(inside[least]),)
        if inside.size * outside.size > _PAIRS_AT_ONCE:
            inside, outside = inside[[least]], outside[[most]]
            leaving, entering = leaving[[least]], entering[[most]]
        yield self._swap(inside, outside, entering - leaving[:, np.newaxis])

    def _swap(self, inside: Integers, outside: Integers, gains: Floats) -> _Change:
        """Return the best swap of a node of the core for another; a tie between the two stays covered."""
        gains = gains + self._pairs.between(inside, outside)
        place = divmod(int(gains.argmax()), outside.size)
        return self._fit(float(gains[place]), 0), (int(inside[place[0]]), int(outside[place[1]]))


def membership(adjacency: Matrix) -> Masked:
    """Return 1 for the nodes of the core and 0 for those of the periphery.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        A value for each node; undefined where nobody has ties, or everybody with everybody.
    """
    found = core_periphery(adjacency)
    return defined_where(found.core, found.fit is not None)


def fit(adjacency: Matrix) -> Masked:
    """Return how like the ideal pattern a network is with its best core, as a correlation from -1 to 1.

    Args:
        adjacency: who has ties with whom; weights do not count.

    Returns:
        One value; undefined where nobody has ties, or everybody with everybody.
    """
    return single(core_periphery(adjacency).fit)


_BORGATTI_EVERETT_2000: Final = "Borgatti & Everett 2000, https://doi.org/10.1016/S0378-8733(99)00019-2"
_NO_CORE: Final = Text(
    "Ingen har bånd, eller alle har bånd med alle.", "Nobody has ties, or everybody with everybody."
)
MEASURES: Final = (
    Measure(
        name="core",
        title=Text("kjerne", "core"),
        definition=Text(
            "1 for dem i kjernen, 0 for dem i randen, etter den kjernen som gir best tilpasning.",
            "1 for those in the core, 0 for those in the periphery, by the core that fits best.",
        ),
        level="node",
        mode="one-mode",
        function=membership,
        undefined=_NO_CORE,
        reference=_BORGATTI_EVERETT_2000,
    ),
    Measure(
        name="core-fit",
        title=Text("tilpasning til kjerne og rand", "core-periphery fit"),
        definition=Text(
            "Hvor likt nettverket er et mønster der alle har bånd med kjernen og ingen i randen med "
            "hverandre (korrelasjon).",
            "How like the network is to a pattern where all have ties with the core and none in the "
            "periphery with each other (correlation).",
        ),
        level="network",
        mode="one-mode",
        function=fit,
        undefined=_NO_CORE,
        reference=_BORGATTI_EVERETT_2000,
    ),
)
"""The measures that are computed here, as data."""
