"""How long do null samples of the real network take? Beside the curveball algorithm in plain Python."""

import random
from typing import Any

import networkx as nx
import numpy as np

from graph.build import assemble
from graph.networks.reading import read
from graph.networks.registry import NETWORKS
from graph.null_models.configuration import Configuration
from graph.null_models.curveball import Curveball
from graph.null_models.labels import Labels
from graph.null_models.model import NullModel, entries
from graph.null_models.significance import against_chance
from husk.settings import packaged_data
from tests.benchmarks.building import seconds

SAMPLES = 100
TRADES = 10
"""How many trades a row has, as in our walks."""


def settings_shared(matrix: Any) -> Any:
    """Return for each actor how many settings it shares with others, summed over these: a cheap measure."""
    return matrix @ matrix.sum(axis=0)


def trade_by_trade(matrix: Any) -> None:
    """Make the samples as Strona et al. print the algorithm, without a statistic."""
    rows, columns = entries(matrix.T)
    lists: list[set[int]] = [set() for _ in range(matrix.shape[1])]
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        lists[row].add(column)
    for _ in range(SAMPLES):
        for _ in range(TRADES * len(lists)):
            a, b = random.sample(range(len(lists)), 2)
            both = lists[a] & lists[b]
            heap = list(lists[a] ^ lists[b])
            random.shuffle(heap)
            kept = len(lists[a]) - len(both)
            lists[a], lists[b] = both.union(heap[:kept]), both.union(heap[kept:])


def main() -> None:
    """Measure samples of each null model with a cheap statistic; print them as ratios to the plain loop."""
    network = read(assemble(packaged_data()), NETWORKS["actors-by-arenas"])
    actors = [node for node in network if network.nodes[node]["mode"] == "actor"]
    matrix = nx.bipartite.biadjacency_matrix(network, actors, dtype=np.dtype(np.int64))
    meetings = (matrix @ matrix.T).minimum(1)
    meetings.setdiag(0)
    meetings.eliminate_zeros()
    labels = np.array([len(network.nodes[actor]["sectors"]) for actor in actors])

    def tested(null: NullModel[Any], statistic: Any) -> float:
        return seconds(lambda: against_chance(null, {"statistic": statistic}, SAMPLES))

    plain = seconds(lambda: trade_by_trade(matrix))
    print(
        f"{SAMPLES} null samples of {matrix.shape[0]} actors by {matrix.shape[1]} settings        ms   ratio"
    )
    for name, measured in (
        ("curveball, trade by trade, no statistic", plain),
        ("curveball", tested(Curveball(matrix, seed=1), settings_shared)),
        ("configuration model of who met whom", tested(Configuration(meetings, seed=1), settings_shared)),
        ("labels dealt out anew", tested(Labels(labels, labels > 0, seed=1), lambda dealt: meetings @ dealt)),
    ):
        print(f"  {name:<46}{measured * 1000:>8.1f}{measured / plain:>8.1f}")


if __name__ == "__main__":
    main()
