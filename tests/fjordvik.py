"""A made-up programme with some forty actors and arenas, built in memory, for tests of networks and maps."""

from functools import cache
from pathlib import Path
from typing import Final

import networkx as nx

from graph.build import assemble
from graph.networks.drawn import drawn
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.store import EmbeddedStore

FJORDVIK: Final = Path(__file__).parent / "graph" / "fixtures" / "networks"
"""The data folder of the programme."""
DANGEROUS: Final = "<script>window.stolen = 1</script>"
"""What stands in the name of one of its actors."""


@cache
def fjordvik() -> EmbeddedStore:
    """Return everything that follows from the programme; it never changes, so all tests share it."""
    return assemble(FJORDVIK)


@cache
def fjordvik_reader() -> Reader:
    """Return what reads its networks."""
    return Reader(fjordvik())


def fjordvik_network(name: str = "taking-part") -> "nx.Graph[str]":
    """Return one of its networks as a map draws it, as an object of one's own; the first is who took part."""
    return drawn(fjordvik_reader(), NETWORKS[name])
