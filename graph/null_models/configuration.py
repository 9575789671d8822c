"""One-mode networks with the same degrees, all equally probable: the configuration model for simple graphs.

The variant matters. Joining stubs at random and then erasing loops and double ties changes the degrees and
favours some graphs. Here two ties (a, b) and (c, d) become (a, d) and (c, b), and a swap that would make a
loop or a tie that is there already is refused, and counts as a step. So every graph without loops and double
ties that has these degrees is as probable as any other; for such graphs it is the same whether one counts
graphs or ways to join stubs.

Ties have no weight here. And the null of a network that is projected from two modes is not this one: that ten
actors of one arena have 45 ties with each other is no chance. Take `curveball` and project its samples.

References:
    B. K. Fosdick, D. B. Larremore, J. Nishimura, J. Ugander (2018). Configuring random graph models with
    fixed degree sequences. SIAM Review 60(2), 315-355. https://doi.org/10.1137/16M1087175
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array, triu

from graph.null_models.model import Integers, batch_size, entries, generator

TRIES: Final = 5
"""How many swaps a walk tries for each tie. In a network of 142 nodes and 666 ties a sample then shares a
third of its ties with where it started; so it does after ten times as many."""


@dataclass(frozen=True)
class Configuration:
    """A one-mode network of which chance makes others with as many ties at every node.

    Samples walk from a hub, as those of `Curveball` do, and for the same reason.

    >>> null = Configuration(csr_array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]), seed=1)
    >>> null.batch(0)[0].sum(axis=0).tolist()
    [1, 2, 2, 1]
    """

    observed: Any
    """A sparse matrix, symmetric, of zeros and ones, with nothing on the diagonal."""
    seed: int
    tries: int = TRIES

    def batch(self, number: int) -> tuple[Any, ...]:
        """Return the samples of a batch, numbered from 0, as `csr_array`s of the observed one's type."""
        chance = generator(self.seed, 1, number)
        count = batch_size(len(self._hub))
        return tuple(self._matrix(self._walk(self._hub, chance)) for _ in range(count))

    @cached_property
    def _hub(self) -> Integers:
        """Walk to where all samples start; return its ties, each as two ends."""
        ties = np.stack(entries(triu(self.observed, k=1)), axis=1)
        return self._walk(ties, generator(self.seed, 0))

    def _walk(self, ties: Integers, chance: np.random.Generator) -> Integers:
        """Try all swaps of a walk, one after the other."""
        count = len(ties)
        if count < 2:
            return ties
        tries = self.tries * count
        chosen = chance.integers(count, size=(tries, 2)).tolist()
        turned = chance.integers(2, size=tries).tolist()
        walked = [(end, other) for end, other in ties.tolist()]
        there = set(walked)
        for (first, second), turn in zip(chosen, turned, strict=True):
            (a, b), (c, d) = walked[first], walked[second][:: -1 if turn else 1]
            made = (a, d) if a < d else (d, a), (c, b) if c < b else (b, c)
            if a == d or b == c or not there.isdisjoint(made):
                continue
            there -= {walked[first], walked[second]}
            there.update(made)
            walked[first], walked[second] = made
        return np.array(walked, dtype=np.int64)

    def _matrix(self, ties: Integers) -> Any:
        """Return the matrix that has these ties."""
        ends, others = ties.T
        places = np.concatenate((ends, others)), np.concatenate((others, ends))
        return csr_array((np.ones(2 * ends.size, self.observed.dtype), places), shape=self.observed.shape)
