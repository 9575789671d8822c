"""Every declared network can be exported, and is read back with the nodes and ties that were read."""

import io
import json
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest

from graph.build import build
from graph.exports import Edition, require
from graph.networks.reading import read
from graph.networks.registry import NETWORKS
from graph.reading.entities import EntityReader
from ontology.terms import LANGUAGES
from tests.fjordvik import FJORDVIK


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    snapshot = build(FJORDVIK, tmp_path_factory.mktemp("var"), version="1").snapshot
    return Edition.of(snapshot, EntityReader(snapshot.open_store()))


def written(edition: Edition, name: str, form: str, language: str) -> bytes:
    output = io.BytesIO()
    export = require(name)
    export.write(edition, export.require_format(form), language, output)
    return output.getvalue()


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_others_read_back_what_was_read(edition: Edition, name: str, language: str, tmp_path: Path) -> None:
    expected = read(edition.store, NETWORKS[name])
    graphml = written(edition, f"network-{name}", "graphml", language)
    found = nx.parse_graphml(graphml.decode())
    assert found.is_directed() == expected.is_directed()
    assert set(found) == set(expected)
    assert Counter(map(_pair, found.edges)) == Counter(map(_pair, expected.edges))
    labels = {node: data["label"] for node, data in found.nodes(data=True)}
    assert labels == {node: data[f"label_{language}"] for node, data in expected.nodes(data=True)}
    for one, other, data in found.edges(data=True):
        told = {assertion.iri for assertion in expected.edges[one, other]["assertions"]}
        assert set(data["assertions"].split(" | ")) == told
    path = tmp_path / "network.graphml"
    path.write_bytes(graphml)
    second = igraph.Graph.Read_GraphML(str(path))
    assert (second.vcount(), second.ecount()) == (len(expected), expected.number_of_edges())


@pytest.mark.parametrize("name", NETWORKS)
def test_gexf_and_kumu_hold_the_same(edition: Edition, name: str) -> None:
    expected = read(edition.store, NETWORKS[name])
    gexf = nx.read_gexf(io.BytesIO(written(edition, f"network-{name}", "gexf", "en")))
    kumu = json.loads(written(edition, f"network-{name}", "kumu", "en"))
    assert set(gexf) == set(expected) == {element["id"] for element in kumu["elements"]}
    assert gexf.number_of_edges() == expected.number_of_edges() == len(kumu["connections"])


def _pair(edge: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(edge)
    return one, other
