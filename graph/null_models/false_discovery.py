"""Many tests at once: how many of those that stand out would stand out by chance?"""

import numpy as np
from numpy.typing import NDArray


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Adjust the p of several tests, so that of those below q at most a share q are false discoveries.

    With $m$ tests and $p_{(1)} \le \dots \le p_{(m)}$ the adjusted value is
    $\tilde p_{(i)} = \min_{j \ge i} \min(1, p_{(j)}\, m / j)$. It holds for tests that are independent or
    depend on each other positively, as the values of actors in one network mostly do.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, 0.5])).round(3).tolist()
    [0.04, 0.053, 0.053, 0.5]

    Args:
        p: the p of each test, all defined.

    References:
        Y. Benjamini, Y. Hochberg (1995). Controlling the false discovery rate: a practical and powerful
        approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289-300.
        https://doi.org/10.1111/j.2517-6161.1995.tb02031.x

        Y. Benjamini, D. Yekutieli (2001). The control of the false discovery rate in multiple testing under
        dependency. Annals of Statistics 29(4), 1165-1188. https://doi.org/10.1214/aos/1013699998
    """
    order = np.argsort(-p)
    ranks = np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(p[order] * p.size / ranks))
    return adjusted
