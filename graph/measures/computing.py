"""Measures of networks of networkx: from node to number, or to `Undefined` with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from graph.measures.communities import leiden
from graph.measures.matrices import without_loops
from graph.measures.measure import Groups, Integers, Masked, Matrix, Measure, Undefined, Value
from graph.reading.descriptions import Text

WRONG_MODE: Final = Undefined(
    Text("Målet gjelder en annen slags nettverk.", "The measure is for another kind of network.")
)
DIRECTED: Final = Undefined(
    Text(
        "Målet er ikke definert når båndene har retning.",
        "The measure is not defined where ties have a direction.",
    )
)


@dataclass(frozen=True)
class Laid:
    """A network laid out as a matrix, for the core of the measures and for null models."""

    matrix: Matrix
    rows: tuple[str, ...]
    """The nodes that the rows stand for: in a two-mode network the actors, otherwise all."""
    columns: tuple[str, ...]
    """The nodes that the columns stand for: in a two-mode network the settings, otherwise the rows again."""
    sectors: Integers
    """The sector of each row as its place among `sector_names`; -1 for who has none. Those that have the same
    several sectors are a group of their own: to leave them out would leave out whoever is in the middle."""
    sector_names: tuple[str, ...]
    """Each sector; several of one node stand together, with a space between."""

    @property
    def is_two_mode(self) -> bool:
        """Tell whether rows and columns stand for different nodes."""
        return self.rows is not self.columns


def laid_out(network: "nx.Graph[str] | nx.DiGraph[str]") -> Laid:
    """Lay a network out as a matrix; nodes keep the order of the network.

    A network is two-mode if its graph attribute `two_mode` says so; the node attribute `mode` then tells
    `actor` from `setting`. The weight of a tie is its attribute `weight`, or 1.

    >>> network = nx.Graph(two_mode=True)
    >>> network.add_node("users", mode="actor", sectors=())
    >>> network.add_node("clinic", mode="setting")
    >>> network.add_edge("clinic", "users")
    >>> laid = laid_out(network)
    >>> laid.rows, laid.columns, laid.matrix.toarray().tolist()
    (('users',), ('clinic',), [[1.0]])
    """
    nodes = tuple(network)
    rows = columns = nodes
    if network.graph.get("two_mode"):
        rows = tuple(node for node in nodes if network.nodes[node]["mode"] == "actor")
        columns = tuple(node for node in nodes if network.nodes[node]["mode"] != "actor")
    matrix = _matrix(network, rows, columns)
    sectors = [_sector(network.nodes[node]) for node in rows]
    names = tuple(sorted({sector for sector in sectors if sector is not None}))
    places = {name: place for place, name in enumerate(names)}
    numbers = np.array([-1 if each is None else places[each] for each in sectors], np.int64)
    return Laid(matrix, rows, columns, numbers, names)


def _matrix(
    network: "nx.Graph[str] | nx.DiGraph[str]", rows: Sequence[str], columns: Sequence[str]
) -> Matrix:
    """Return the weights between rows and columns."""
    row_of = {node: place for place, node in enumerate(rows)}
    column_of = {node: place for place, node in enumerate(columns)}
    entries = [
        (row_of[one], column_of[other], float(data.get("weight", 1.0)))
        for first, second, data in network.edges(data=True)
        for one, other in _directions(network, first, second)
        if one in row_of and other in column_of
    ]
    places = np.array([entry[:2] for entry in entries], np.int64).reshape(-1, 2)
    weights = np.array([entry[2] for entry in entries], np.float64)
    return csr_array((weights, (places[:, 0], places[:, 1])), shape=(len(rows), len(columns)))


def _directions(network: Any, first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Return a tie as the matrix has it: both ways if it has no direction."""
    if network.is_directed() or first == second:
        return ((first, second),)
    return ((first, second), (second, first))


def _sector(attributes: Mapping[str, Any]) -> str | None:
    """Return the sectors of a node as one name; None for who has none."""
    found = {getattr(sector, "iri", sector) for sector in attributes.get("sectors", ())}
    return " ".join(sorted(found)) or None


def node_values(measure: Measure, network: "nx.Graph[str] | nx.DiGraph[str]") -> dict[str, Value]:
    """Compute a measure of nodes: for each node a number, or that there is none and why.

    Of a two-mode network both the actors and the settings get their values.

    >>> from graph.measures.registry import MEASURES
    >>> network = nx.Graph([("a", "b"), ("b", "c")])
    >>> node_values(MEASURES["betweenness"], network)
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    laid = laid_out(network)
    reason = _inapplicable(measure, network, laid)
    if reason:
        return dict.fromkeys(network, reason)
    found = _told(measure, laid.rows, computed_of(measure, laid))
    if laid.is_two_mode:
        found |= _told(measure, laid.columns, measure.function(laid.matrix.T.tocsr()))
    return {node: found[node] for node in network}


def group_values(measure: Measure, network: "nx.Graph[str] | nx.DiGraph[str]") -> dict[str, Value]:
    """Compute a measure of groups: for each sector, by its IRI, a number, or that there is none and why."""
    laid = laid_out(network)
    reason = _inapplicable(measure, network, laid)
    if reason:
        return dict.fromkeys(laid.sector_names, reason)
    return _told(measure, laid.sector_names, computed_of(measure, laid))


def network_value(measure: Measure, network: "nx.Graph[str] | nx.DiGraph[str]") -> Value:
    """Compute a measure of a whole network: a number, or that there is none and why."""
    laid = laid_out(network)
    reason = _inapplicable(measure, network, laid)
    return reason or _told(measure, ("",), computed_of(measure, laid))[""]


def computed_of(measure: Measure, laid: Laid) -> Masked:
    """Compute a measure of what is laid out, with the groups it needs; masked is undefined."""
    groups = _groups(measure.groups, laid)
    return measure.function(laid.matrix) if groups is None else measure.function(laid.matrix, groups)


def _groups(wanted: Groups | None, laid: Laid) -> Integers | None:
    """Return the groups of the rows that a measure needs, if any."""
    match wanted:
        case "sectors":
            return laid.sectors
        case "communities":
            return leiden(without_loops(laid.matrix), seed=0)
        case None:
            return None


def _inapplicable(measure: Measure, network: Any, laid: Laid) -> Undefined | None:
    """Return why a measure does not apply to a network at all; None if it does."""
    if (measure.mode == "two-mode") != laid.is_two_mode:
        return WRONG_MODE
    return DIRECTED if network.is_directed() and not measure.directed else None


def _told(measure: Measure, names: Sequence[str], values: Masked) -> dict[str, Value]:
    """Return values by name, with the reason where there is none."""
    missing = Undefined(measure.undefined)
    return {
        name: missing if value is None else value for name, value in zip(names, values.tolist(), strict=True)
    }
