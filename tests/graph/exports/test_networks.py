"""Networks, read back by networkx, igraph and as JSON, say what SPARQL says, with every attribute."""

import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from graph.exports import Edition, Export, require
from graph.exports.flattening import FlatteningError, flatten, plain
from graph.exports.networks import NETWORKS, ReadNetwork, network_exports
from graph.networks.reading import Reader
from graph.reading.descriptions import Text
from ontology.terms import ID, MODALITIES
from tests.fjordvik import fjordvik
from tests.graph.exports.vikdal import edition_of

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
TIES = (
    PREFIXES
    + """
SELECT ?agent ?setting ?relations ?periods ?voices ?modalities ?assertions ?modality {
  GRAPH ?assertions { ?part husk:agent ?agent ; husk:in ?setting ; husk:role ?role }
  ?assertions husk:modality ?modality ; prov:wasAttributedTo ?voice .
  ?role skos:prefLabel ?relations . ?voice skos:prefLabel ?voices . ?modality skos:prefLabel ?modalities .
  OPTIONAL {
    GRAPH ?assertions { ?part husk:period ?period }
    ?period rdfs:label ?periods
    FILTER(LANG(?periods) = "LANGUAGE")
  }
  FILTER(LANG(?relations) = "LANGUAGE" && LANG(?voices) = "LANGUAGE" && LANG(?modalities) = "LANGUAGE")
}
"""
)
NODES = (
    PREFIXES
    + """
SELECT DISTINCT ?node ?label ?description ?sector {
  GRAPH ?assertion { ?part husk:agent|husk:in ?node }
  ?node skos:prefLabel ?label ; dcterms:description ?description .
  OPTIONAL {
    GRAPH ?other { ?node husk:sector ?concept }
    ?concept skos:prefLabel ?sector FILTER(LANG(?sector) = "LANGUAGE")
  }
  FILTER(LANG(?label) = "LANGUAGE" && LANG(?description) = "LANGUAGE")
}
"""
)
MANY = ("relations", "periods", "voices", "modalities", "assertions")
NAME = "map-in-all-modalities"

Nodes = Mapping[str, tuple[str, str, frozenset[str]]]
Ties = Mapping[frozenset[str], Mapping[str, frozenset[str]]]


@cache
def edition() -> Edition:
    return edition_of(fjordvik(), "fjordvik")


def written(export: Export, form: str, language: str) -> bytes:
    """Return a network as a file."""
    output = io.BytesIO()
    export.write(edition(), export.require_format(form), language, output)
    return output.getvalue()


def split(text: str) -> frozenset[str]:
    """Take several values apart, which must differ."""
    values = text.split(" | ") if text else []
    assert len(values) == len(set(values))
    return frozenset(values)


def read(
    nodes: Mapping[str, Mapping[str, Any]], ties: list[tuple[str, str, Mapping[str, Any]]]
) -> tuple[Nodes, Ties]:
    """Return what a tool read of nodes and ties, in the shape of what is expected."""
    found_nodes = {
        name: (data["label"], data.get("description", ""), split(data.get("sectors", "")))
        for name, data in nodes.items()
    }
    found_ties = {
        frozenset({one, other}): {name: split(data.get(name, "")) for name in MANY}
        for one, other, data in ties
    }
    assert len(found_ties) == len(ties)
    return found_nodes, found_ties


@cache
def expected(language: str, modalities: tuple[str, ...] = MODALITIES) -> tuple[Nodes, Ties]:
    """Return nodes and ties as SPARQL finds them."""
    ties: defaultdict[frozenset[str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in fjordvik().select(TIES.replace("LANGUAGE", language)):
        if row["modality"].value.rpartition("/")[2] in modalities:
            tie = ties[frozenset(row[name].value.removeprefix(ID) for name in ("agent", "setting"))]
            for name in MANY:
                tie[name] |= {row[name].value} if name in row else set()
    labels: dict[str, tuple[str, str]] = {}
    sectors: defaultdict[str, set[str]] = defaultdict(set)
    for row in fjordvik().select(NODES.replace("LANGUAGE", language)):
        name = row["node"].value.removeprefix(ID)
        labels[name] = row["label"].value, row["description"].value
        sectors[name] |= {row["sector"].value} if "sector" in row else set()
    ends = {name for tie in ties for name in tie}
    return (
        {name: (*labels[name], frozenset(sectors[name])) for name in ends},
        {pair: {name: frozenset(tie[name]) for name in MANY} for pair, tie in ties.items()},
    )


def by_networkx(reader: Callable[[io.BytesIO], "nx.Graph[str]"], content: bytes) -> tuple[Nodes, Ties]:
    """Read a file with networkx."""
    network = reader(io.BytesIO(content))
    return read({name: network.nodes[name] for name in network}, list(network.edges(data=True)))


def by_igraph(content: bytes, folder: Path) -> tuple[Nodes, Ties]:
    """Read GraphML with igraph, which reads from files."""
    path = folder / "network.graphml"
    path.write_bytes(content)
    network = igraph.Graph.Read_GraphML(str(path))
    nodes = {vertex["id"]: vertex.attributes() for vertex in network.vs}
    ties = [
        (network.vs[tie.source]["id"], network.vs[tie.target]["id"], tie.attributes()) for tie in network.es
    ]
    return read(nodes, ties)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    ("form", "reader"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)], ids=["graphml", "gexf"]
)
def test_networkx_reads_what_sparql_says(form: str, reader: Any, language: str) -> None:
    nodes, ties = by_networkx(reader, written(require(NAME), form, language))
    assert (nodes, ties) == expected(language)
    assert len(ties) > 30
    assert any(len(tie["relations"]) > 1 for tie in ties.values())


@pytest.mark.parametrize("language", ["nb", "en"])
def test_igraph_reads_what_sparql_says(tmp_path: Path, language: str) -> None:
    assert by_igraph(written(require(NAME), "graphml", language), tmp_path) == expected(language)


def test_kumu_gets_what_sparql_says() -> None:
    blueprint = json.loads(written(require(NAME), "kumu", "en"))
    assert set(blueprint) == {"elements", "connections"}
    nodes = {element["id"]: element for element in blueprint["elements"]}
    ties = [(tie["from"], tie["to"], tie) for tie in blueprint["connections"]]
    assert len(nodes) == len(blueprint["elements"])
    assert read(nodes, ties) == expected("en")
    assert {tie["direction"] for tie in blueprint["connections"]} == {"directed"}
    assert nodes["fjordvik/group/brukerradet"]["type"] == "group"


def test_only_what_was_is_in_the_first(tmp_path: Path) -> None:
    content = written(require("network-taking-part"), "graphml", "nb")
    assert by_igraph(content, tmp_path)[1] == expected("nb", ("actual",))[1]


@pytest.mark.parametrize("network", NETWORKS, ids=[network.name for network in NETWORKS])
def test_no_attribute_is_lost(network: Any) -> None:
    export = require(network.export)
    flat = flatten(network.read(Reader(fjordvik()), None), "en")
    graphml = nx.read_graphml(io.BytesIO(written(export, "graphml", "en")))
    gexf = nx.read_gexf(io.BytesIO(written(export, "gexf", "en")))
    assert [graphml.nodes[name] for name in flat] == [flat.nodes[name] for name in flat]
    assert [data for _, _, data in graphml.edges(data=True)] == [data for _, _, data in flat.edges(data=True)]
    for name, data in flat.nodes(data=True):
        assert data.items() <= gexf.nodes[name].items()
    for one, other, data in flat.edges(data=True):
        assert data.items() <= gexf.edges[one, other].items()


@pytest.mark.parametrize("form", ["graphml", "gexf", "kumu"])
def test_it_tells_where_it_comes_from(form: str) -> None:
    content = written(require(NAME), form, "en").decode()
    for word in ("https://w3id.org/husk/dataset", "CC BY 4.0", "1.2.3", "0123456789abcdef" * 2):
        assert word in content


def test_igraph_finds_title_licence_and_language(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(written(require(NAME), "graphml", "nb"))
    network = igraph.Graph.Read_GraphML(str(path))
    assert network["licence"].startswith("CC BY 4.0")
    assert network["language"] == "nb"
    assert network["name"].startswith("Kartet: hvem")


@pytest.mark.parametrize("form", ["graphml", "gexf", "kumu"])
def test_equal_editions_give_equal_bytes(form: str) -> None:
    content = written(require(NAME), form, "nb")
    assert content == written(require(NAME), form, "nb")
    assert b"NetworkX" not in content
    assert b"lastmodifieddate" not in content


def test_what_means_something_to_a_format_keeps_its_value_under_another_name() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_edge("a", "b", type="tie", start="2010", weight=2)
    read_back = nx.read_gexf(io.BytesIO(_gexf(network)))
    assert (
        read_back.edges["a", "b"].items()
        >= {"type_value": "tie", "start_value": "2010", "weight": 2.0}.items()
    )


def _gexf(network: "nx.Graph[str]") -> bytes:
    """Return a network of one's own as GEXF."""
    (export,) = network_exports([ReadNetwork("own", "own", Text("Eget", "Own"), lambda *_: network)])
    return written(export, "gexf", "en")


def test_what_is_missing_is_empty_text_or_no_number() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("a", text=None, size=None, mean=float("nan"))
    network.add_node("b", text="x", size=1, mean=0.5)
    flat = flatten(network, "nb")
    assert flat.nodes["a"] == {"text": ""}
    assert flat.nodes["b"] == {"text": "x", "size": 1, "mean": 0.5}


def test_letters_that_xml_cannot_hold_are_marked() -> None:
    assert plain({"label": "a\x00b\x0bc"}, "nb") == {"label": "a\ufffdb\ufffdc"}


def test_what_cannot_be_made_plain_is_refused() -> None:
    with pytest.raises(FlatteningError, match="'thing' of a network is a object"):
        plain({"thing": object()}, "nb")
