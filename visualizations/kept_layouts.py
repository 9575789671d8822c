"""Layouts that an earlier snapshot has: each is a function of its network, and serves an equal one too."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import networkx as nx

import graph.measures
from graph.fingerprints import code_fingerprint

FILE: Final = "layout-keys.json"
"""The file of a snapshot that names the key of each of its layouts."""
_CODE: Final = (
    "boxes.py",
    "groups.py",
    "label_widths.json",
    "labels.py",
    "layout.py",
    "marks.py",
    "parting.py",
    "room.py",
    "stress.py",
)
"""What makes layouts, in this folder; the groups are found by a module of the measures."""
_PACKAGES: Final = ("graspologic-native", "networkx", "numpy", "scipy")


def key_of(name: str, network: "nx.Graph[str]") -> str:
    """Return the fingerprint of all that the layouts of a network are a function of.

    >>> one, same, other = nx.Graph([("a", "b")]), nx.Graph([("b", "a")]), nx.Graph([("a", "c")])
    >>> key_of("whole", one) == key_of("whole", same), key_of("whole", one) == key_of("whole", other)
    (True, False)
    """
    nodes = [
        (
            node,
            *(network.nodes[node].get(part) for part in ("mode", "kind", "label_nb", "label_en")),
            sorted(sector.iri for sector in network.nodes[node].get("sectors", ())),
        )
        for node in sorted(network)
    ]
    ties = sorted(sorted(tie) for tie in network.edges)
    packages = {package: version(package) for package in _PACKAGES}
    communities = Path(graph.measures.__file__).parent / "communities.py"
    code = code_fingerprint([*(Path(__file__).parent / each for each in _CODE), communities])
    whole = [name, nodes, ties, packages, code]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def kept_beside(directory: Path, file: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the layouts that snapshots beside a directory have, by their keys: the maps of one network each.

    Args:
        directory: that of a snapshot; the others stand beside it.
        file: the name of the file that layouts stand in.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for other in directory.parent.iterdir():
        try:
            keys = json.loads((other / FILE).read_text("utf-8"))
            layouts = json.loads((other / file).read_text("utf-8"))
            for name, key in keys.items():
                found[key] = {
                    each: layout for each, layout in layouts.items() if each.partition("/")[0] == name
                }
        except (OSError, ValueError, AttributeError, TypeError):
            continue
    return found
