"""How long do measures of a large network take, beside networkx on the same work?

Told are seconds of the processor, of all threads together, so that it does not matter what else runs.

The network is made up: organisations by arenas, heavy-tailed as real ones are, a few nearly everywhere and
most in one place. networkx gets a smaller one of the same kind, as it does not finish the large one.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from graph.measures.measure import Matrix, Measure
from graph.measures.registry import MEASURES
from graph.networks.one_mode import newman

ORGANISATIONS: Final = 10_000
"""How many organisations, and how many arenas, the large network has."""
SMALLER: Final = 1_000
"""How many of each networkx gets."""
TIES_EACH: Final = 4
SECTORS: Final = 7
EXACT: Final = frozenset({"betweenness", "two-mode-betweenness"})
"""Exact betweenness takes a search from every node over every tie, and is told apart."""

Beside = Callable[[Any], object]
"""What networkx does for a measure."""
# Without effective size: with weights networkx is right only node by node, which takes thousands of times as
# long and would outweigh all else.
FAST_THERE: Final = frozenset({"constraint", "core-number", "cut-vertex", "pagerank"})
"""Measures that networkx takes some milliseconds for at this size, so that no twentieth of it is left to win:
it walks each tie once, multiplies matrices as we do, or stops at six digits where ours go on to twelve."""
NETWORKX: Final[dict[str, Beside]] = {
    "closeness": nx.closeness_centrality,
    "betweenness": nx.betweenness_centrality,
    "clustering": nx.clustering,
    "transitivity": nx.transitivity,
    "constraint": lambda network: nx.constraint(network, weight="weight"),
    "core-number": nx.core_number,
    "pagerank": lambda network: nx.pagerank(network, weight="weight"),
    "cut-vertex": lambda network: list(nx.articulation_points(network)),
    "bridges": lambda network: list(nx.bridges(network)),
    "modularity": lambda network: nx.community.louvain_communities(network, weight="weight", seed=0),
}


def attendance(size: int, seed: int = 1) -> Matrix:
    """Make up who was in which arena; both degrees are heavy-tailed."""
    chance = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, size + 1) ** 0.75
    rows = chance.choice(size, size * TIES_EACH, p=popularity / popularity.sum())
    columns = chance.choice(size, size * TIES_EACH, p=popularity / popularity.sum())
    matrix = csr_array((np.ones(rows.size), (rows, columns)), shape=(size, size))
    matrix.data[:] = 1.0
    return matrix


def seconds(task: Callable[[], object]) -> float:
    """Return how many seconds of the processor a task takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def measured(measure: Measure, incidence: Matrix, projection: Matrix) -> float:
    """Return how long a measure takes, on the matrix of its mode."""
    matrix = incidence if measure.mode == "two-mode" else projection
    groups = np.arange(matrix.shape[0]) % SECTORS
    if measure.groups == "communities":
        groups = np.arange(matrix.shape[0]) // 100
    return seconds(lambda: measure.function(matrix, groups) if measure.groups else measure.function(matrix))


def all_measures(size: int) -> dict[str, float]:
    """Measure projection and every measure but exact betweenness; return seconds by name."""
    incidence = attendance(size)
    found = {"projection": seconds(lambda: newman(incidence))}
    projection = newman(incidence)
    for name, measure in MEASURES.items():
        if name not in EXACT:
            found[name] = measured(measure, incidence, projection)
    return found


def beside_networkx(size: int) -> dict[str, tuple[float, float]]:
    """Measure what networkx knows too; return our seconds and its."""
    incidence = attendance(size)
    projection = newman(incidence)
    network: Any = nx.from_scipy_sparse_array(projection)
    found = {}
    for name, theirs in NETWORKX.items():
        ours = measured(MEASURES[name], incidence, projection.copy())  # so that they share nothing
        found[name] = (ours, seconds(partial(theirs, network)))
    return found


def main() -> None:
    """Measure all, and print the measures of networkx as ratios to ours."""
    found = all_measures(ORGANISATIONS)
    incidence = attendance(ORGANISATIONS)
    print(f"Measures of {ORGANISATIONS} organisations by as many arenas: {incidence.nnz} ties,")
    print(f"{newman(incidence).nnz // 2} in the projection" + " " * 22 + "s")
    for name, taken in sorted(found.items(), key=lambda each: -each[1])[:12]:
        print(f"  {name:<46}{taken:>8.2f}")
    print(f"  {'projection and all measures, at most 60':<46}{sum(found.values()):>8.2f}")
    print(f"Beside networkx, {SMALLER} organisations{'s':>22}{'networkx':>11}{'ratio':>8}")
    pairs = beside_networkx(SMALLER)
    for name, (ours, theirs) in pairs.items():
        alone = ", alone below 20" if name in FAST_THERE else ""
        print(f"  {name + alone:<46}{ours:>8.4f}{theirs:>8.3f}{theirs / ours:>8.1f}")
    inexact = {name: pair for name, pair in pairs.items() if name not in EXACT}
    for name, some in (("all of these", pairs), ("all but betweenness, at least 20 times", inexact)):
        ours, theirs = (sum(column) for column in zip(*some.values(), strict=True))
        print(f"  {name:<46}{ours:>8.3f}{theirs:>8.2f}{theirs / ours:>8.1f}")


if __name__ == "__main__":
    main()
