"""The same network with labels, such as sectors, dealt out anew: is it the sectors that make the difference?

References:
    D. Krackhardt, R. N. Stern (1988). Informal networks and organizational crises: an experimental
    simulation. Social Psychology Quarterly 51(2), 123-140, which tests the E-I index so.
    https://doi.org/10.2307/2786835
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.null_models.model import LARGEST_BATCH, generator


@dataclass(frozen=True)
class Labels:
    """Labels of nodes, which chance deals out anew among the nodes that have one.

    Who has none keeps none: that a source does not tell a sector is no chance. A node that has several labels
    is a row of zeros and ones, and hands over the row as a whole.

    >>> import numpy as np
    >>> sectors = np.array([0, 1, 1, 1, -1])
    >>> dealt = Labels(sectors, labelled=sectors >= 0, seed=1).batch(0)[0]
    >>> sorted(dealt[:4].tolist()), int(dealt[4])
    ([0, 1, 1, 1], -1)
    """

    observed: NDArray[Any]
    """The label of each node, or a row for each."""
    labelled: NDArray[np.bool_]
    """Which nodes have a label."""
    seed: int

    def batch(self, number: int) -> tuple[NDArray[Any], ...]:
        """Return the samples of a batch, numbered from 0."""
        chance = generator(self.seed, number)
        return tuple(self._dealt(chance) for _ in range(LARGEST_BATCH))

    def _dealt(self, chance: np.random.Generator) -> NDArray[Any]:
        """Deal the labels out once."""
        dealt = self.observed.copy()
        dealt[self.labelled] = chance.permutation(self.observed[self.labelled], axis=0)
        return dealt
