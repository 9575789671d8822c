"""Every network as a file: GraphML and GEXF for Gephi, R, Cytoscape and igraph, JSON for Kumu.

A network that is registered here can be exported; `graph.exports.flattening` makes its attributes plain.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, NamedTuple

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import write_graphml_xml

from graph.exports.edition import Edition
from graph.exports.export import Export, Format
from graph.exports.flattening import Plain, flatten
from graph.networks.reading import EVERYTHING, Filters, Reader
from graph.networks.registry import NETWORKS as DECLARED
from graph.networks.registry import Projection
from graph.reading.descriptions import Text
from ontology.terms import MODALITIES

AS_GRAPHML: Final = Format("graphml", "application/graphml+xml", ".graphml")
AS_GEXF: Final = Format("gexf", "application/gexf+xml", ".gexf")
AS_KUMU: Final = Format("kumu", "application/json", ".json")


class ReadNetwork(NamedTuple):
    """A network that can be exported."""

    name: str
    export: str
    """The name under which it is exported: `organisations` by itself is a table."""
    title: Text
    read: Callable[[Reader, str | None], "nx.Graph[str]"]
    """Reads it, of one programme or, where that is None, of all."""


def _projected(
    reader: Reader, programme: str | None, *, projection: Projection, filters: Filters = EVERYTHING
) -> "nx.Graph[str]":
    """Read a declared network."""
    return reader.read(projection, replace(filters, programmes=frozenset({programme}) if programme else None))


NETWORKS: Final = (
    *(
        ReadNetwork(
            name,
            projection.export,
            Text(f"Nettverk: {projection.title.nb}", f"Network: {projection.title.en}"),
            partial(_projected, projection=projection),
        )
        for name, projection in DECLARED.items()
    ),
    ReadNetwork(
        "map-in-all-modalities",
        "map-in-all-modalities",
        Text(
            "Kartet: hvem som deltok hvor, med det som var planlagt, mulig eller ønsket",
            "The map: who took part where, with what was planned, possible or called for",
        ),
        partial(
            _projected,
            projection=DECLARED["taking-part"],
            filters=Filters(modalities=frozenset(MODALITIES)),
        ),
    ),
)
"""All networks, in the order in which they are listed: those that are declared, then what the map shows."""

_OF_GEXF: Final = frozenset({"id", "pid", "start", "end", "viz", "parents", "spells", "slices", "type"})
"""What GEXF takes for more than an attribute."""
_OF_KUMU: Final = frozenset({"id", "type", "from", "to", "direction", "source", "tags"})
"""What Kumu takes for more than a field, and what we say in one."""


def network_exports(networks: Iterable[ReadNetwork] = NETWORKS) -> tuple[Export, ...]:
    """Return the exports of networks."""
    return tuple(
        Export(
            network.export,
            network.title,
            {
                AS_GRAPHML: partial(_write_graphml, network),
                AS_GEXF: partial(_write_gexf, network),
                AS_KUMU: partial(_write_kumu, network),
            },
            is_by_programme=True,
        )
        for network in networks
    )


def _read(network: ReadNetwork, edition: Edition, language: str) -> "nx.Graph[str]":
    """Read a network and make it plain; it tells its title and where it comes from."""
    flat = flatten(network.read(edition.networks, edition.programme), language)
    flat.graph |= {**edition.origin(language), "name": network.title.get(language)}
    return flat


def _write_graphml(network: ReadNetwork, edition: Edition, language: str, output: BinaryIO) -> None:
    """Write a network as GraphML (http://graphml.graphdrawing.org/)."""
    write_graphml_xml(_read(network, edition, language), output, named_key_ids=True)


def _write_gexf(network: ReadNetwork, edition: Edition, language: str, output: BinaryIO) -> None:
    """Write a network as GEXF (https://gexf.net/), without the day on which that is done."""
    flat = _read(network, edition, language)
    for data in (
        *(data for _, data in flat.nodes(data=True)),
        *(data for _, _, data in flat.edges(data=True)),
    ):
        found = _renamed(data, _OF_GEXF)
        data.clear()
        data.update(found)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(flat)
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = edition.origin(language)["title"]
    description = meta.makeelement("description", {})
    description.text = "; ".join(f"{name}: {value}" for name, value in flat.graph.items())
    meta.append(description)
    writer.write(output)


def _write_kumu(network: ReadNetwork, edition: Edition, language: str, output: BinaryIO) -> None:
    """Write a network as a blueprint of Kumu (https://docs.kumu.io/guides/import/blueprints).

    A blueprint holds nothing beside elements and connections, so each element tells where it comes from.
    """
    flat = _read(network, edition, language)
    origin = edition.origin(language)
    told = (
        f"{origin['source']}, {origin['licence']}, version {origin['version']}, edition {origin['edition']}"
    )
    direction = "directed" if flat.is_directed() else "undirected"
    elements = [
        {"id": name, "type": data.get("kind_label", ""), **_fields(data), "source": told}
        for name, data in flat.nodes(data=True)
    ]
    connections = [
        {"from": one, "to": other, "direction": direction, "type": data.get("relations", ""), **_fields(data)}
        for one, other, data in flat.edges(data=True)
    ]
    blueprint = {"elements": elements, "connections": connections}
    output.write(json.dumps(blueprint, ensure_ascii=False, indent=1).encode() + b"\n")


def _fields(data: dict[str, Plain]) -> dict[str, Plain]:
    """Return what a node or a tie has, as fields of Kumu; what is empty is left out."""
    return {name: value for name, value in _renamed(data, _OF_KUMU).items() if value != ""}


def _renamed(data: dict[str, Plain], reserved: frozenset[str]) -> dict[str, Plain]:
    """Give another name to attributes whose own name means something to a format."""
    return {f"{name}_value" if name in reserved else name: value for name, value in data.items()}
