"""A made-up programme with some forty actors and arenas, built in memory, for tests of networks and maps."""

from functools import cache
from pathlib import Path
from typing import Final

import networkx as nx

from graph.build import assemble
from graph.networks import MODALITIES, actors_by_arenas
from graph.store import EmbeddedStore

FJORDVIK: Final = Path(__file__).parent / "graph" / "fixtures" / "networks"
"""The data folder of the programme."""
DANGEROUS: Final = "<script>window.stolen = 1</script>"
"""What stands in the name of one of its actors."""


@cache
def fjordvik() -> EmbeddedStore:
    """Return everything that follows from the programme; it never changes, so all tests share it."""
    return assemble(FJORDVIK)


def fjordvik_network() -> "nx.Graph[str]":
    """Return who took part in what, in every modality, as a network of one's own."""
    return actors_by_arenas(fjordvik(), MODALITIES)
