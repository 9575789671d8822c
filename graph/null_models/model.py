"""What all null models have in common: the observed network, and numbered batches of samples."""

from collections.abc import Sequence
from typing import Any, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Sample_co = TypeVar("Sample_co", covariant=True)
"""What a measure is a function of: a matrix, or the labels of its rows."""
Integers = NDArray[np.int64]

LARGEST_BATCH: Final = 64
"""How many samples are made at once, to spend the time on the work and not on calling numpy."""
_ENTRIES_AT_ONCE: Final = 1 << 20
"""How many ties the samples of a batch have together, at the most: some hundred megabytes of work space."""


class NullModel(Protocol[Sample_co]):
    """A network of which chance makes others.

    The samples are exchangeable with the observed one if the model holds, which is what a test by simulation
    needs.
    """

    @property
    def observed(self) -> Sample_co:
        """The network as it is."""
        ...

    def batch(self, number: int) -> Sequence[Sample_co]:
        """Return the samples of a batch, numbered from 0: always the same, whichever others were made."""
        ...


def generator(seed: int, *key: int) -> np.random.Generator:
    """Return the source of randomness for one batch, independent of those of all other keys.

    >>> generator(1, 0).random() == generator(1, 0).random()
    True
    >>> generator(1, 0).random() == generator(1, 1).random()
    False
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))


def batch_size(ties: int) -> int:
    """Return how many samples of a network with so many ties are made at once; it hangs on nothing else.

    >>> batch_size(250), batch_size(100_000), batch_size(0)
    (64, 10, 64)
    """
    return max(1, min(LARGEST_BATCH, _ENTRIES_AT_ONCE // max(ties, 1)))


def entries(matrix: Any) -> tuple[Integers, Integers]:
    """Return rows and columns of the entries of a sparse matrix that are not zero, in order.

    >>> from scipy.sparse import csr_array
    >>> [part.tolist() for part in entries(csr_array([[0, 1], [2, 0]]))]
    [[0, 1], [1, 0]]
    """
    rows, columns = matrix.nonzero()
    order = np.lexsort((columns, rows))
    return rows[order].astype(np.int64), columns[order].astype(np.int64)
