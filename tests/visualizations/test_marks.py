from collections.abc import Callable

import networkx as nx
import pytest

from graph.networks.drawn import drawn
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.store import EmbeddedStore
from tests.fjordvik import fjordvik
from tests.reading import reading
from visualizations.marks import Mark, mark_of, marks_of


def on_the_map(store: EmbeddedStore) -> dict[str, Mark]:
    network: nx.Graph[str] = drawn(Reader(store), NETWORKS["taking-part"])
    return {
        node: mark_of(
            told["mode"], told["kind"], {sector.iri.rpartition("/")[2] for sector in told["sectors"]}
        )
        for node, told in network.nodes.items()
    }


@pytest.mark.parametrize("programme", [fjordvik, reading])
def test_things_have_the_marks_that_they_have_on_the_map(programme: Callable[[], EmbeddedStore]) -> None:
    marks = marks_of(programme())
    assert len(set(marks.values())) > 3
    assert marks == on_the_map(programme())
