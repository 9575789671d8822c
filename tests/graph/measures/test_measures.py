"""What holds for all measures: each is well described, and gives for changed networks what it must."""

import re
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import block_diag, csr_array

from graph.measures.computing import (
    DIRECTED,
    WRONG_MODE,
    group_values,
    laid_out,
    network_value,
    node_values,
)
from graph.measures.measure import Measure, Undefined
from graph.measures.registry import MEASURES
from graph.reading.descriptions import Text

BY_SECTOR_OR_NONE = [measure for measure in MEASURES.values() if measure.groups != "communities"]
SEARCHED = {"core", "core-fit", "community-stability"}
"""A search finds the core and the communities, in the order of the nodes, and another one may find others."""
LOCAL = {
    "two-mode-count",
    "degree",
    "in-degree",
    "strength",
    "core-number",
    "clustering",
    "constraint",
    "effective-size",
    "hierarchy",
    "brokerage",
    "brokerage-coordinator",
    "brokerage-consultant",
    "brokerage-gatekeeper",
    "brokerage-representative",
    "brokerage-liaison",
    "e-i-of-nodes",
    "blau",
    "cut-vertex",
    "two-mode-cut-vertex",
}
"""Measures that another component beside a node's own does not change."""


def given_groups(measure: Measure, matrix: Any, groups: Any) -> Any:
    """Compute a measure, with groups if it needs them."""
    return measure.function(matrix, groups) if measure.groups else measure.function(matrix)


@st.composite
def cases(draw: st.DrawFn, measure: Measure) -> tuple[Any, Any]:
    """Draw a small matrix of the measure's mode, weighted, and groups of its rows."""
    rows = draw(st.integers(1, 9))
    columns = draw(st.integers(1, 7)) if measure.mode == "two-mode" else rows
    weights = draw(
        st.lists(st.sampled_from([0, 0, 0, 1, 2, 3]), min_size=rows * columns, max_size=rows * columns)
    )
    matrix = np.array(weights, float).reshape(rows, columns)
    if measure.mode == "one-mode":
        matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
    groups = draw(st.lists(st.integers(-1, 2), min_size=rows, max_size=rows))
    return csr_array(matrix), np.array(groups)


def same(found: Any, expected: Any) -> None:
    """Check that values are equal and undefined at the same places."""
    assert np.ma.getmaskarray(found).tolist() == np.ma.getmaskarray(expected).tolist()
    np.testing.assert_allclose(found.filled(0), expected.filled(0), atol=1e-7)


@pytest.mark.parametrize(
    "measure", [m for m in BY_SECTOR_OR_NONE if m.name not in SEARCHED], ids=lambda m: m.name
)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_other_names_give_the_same_values(measure: Measure, data: st.DataObject) -> None:
    matrix, groups = data.draw(cases(measure))
    order = np.array(data.draw(st.permutations(range(matrix.shape[0]))))
    across = order if measure.mode == "one-mode" else np.arange(matrix.shape[1])
    expected = given_groups(measure, matrix, groups)
    found = given_groups(measure, csr_array(matrix[order][:, across]), groups[order])
    same(found, expected[order] if measure.level == "node" else expected)


@pytest.mark.parametrize("name", sorted(LOCAL))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_another_component_changes_nothing_around_a_node(name: str, data: st.DataObject) -> None:
    measure = MEASURES[name]
    (one, groups), (other, more) = data.draw(cases(measure)), data.draw(cases(measure))
    both = csr_array(block_diag([one, other]))
    found = given_groups(measure, both, np.concatenate([groups, more]))
    same(found[: one.shape[0]], given_groups(measure, one, groups))
    same(found[one.shape[0] :], given_groups(measure, other, more))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_values_are_numbers_or_undefined_and_never_anything_else(
    measure: Measure, data: st.DataObject
) -> None:
    matrix, groups = data.draw(cases(measure))
    found = given_groups(measure, matrix, np.abs(groups) if measure.groups == "communities" else groups)
    assert np.isfinite(found.data).all()
    sizes = {"node": matrix.shape[0], "group": int(groups.max(initial=-1)) + 1, "network": 1}
    assert found.shape == (sizes[measure.level],)


@pytest.mark.parametrize("measure", BY_SECTOR_OR_NONE, ids=lambda m: m.name)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_weights_count_only_where_it_is_said(measure: Measure, data: st.DataObject) -> None:
    matrix, groups = data.draw(cases(measure))
    plain = matrix.copy()
    plain.data[:] = 1
    if not measure.weighted:
        same(given_groups(measure, matrix, groups), given_groups(measure, plain, groups))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
@pytest.mark.parametrize("size", [0, 1, 3])
def test_empty_networks_and_nodes_alone_are_no_fault(measure: Measure, size: int) -> None:
    groups = np.zeros(size, np.int64)
    found = given_groups(measure, csr_array((size, size)), groups)
    assert np.isfinite(found.data).all()
    if measure.level == "node":
        assert found.size == size


UNDEFINED_ALONE = {
    "two-mode-closeness",
    "closeness",
    "eigenvector",
    "clustering",
    "constraint",
    "effective-size",
    "hierarchy",
    "e-i-of-nodes",
    "blau",
    "participation",
    "core",
}


@pytest.mark.parametrize("name", sorted(UNDEFINED_ALONE))
def test_who_has_no_ties_has_no_value_instead_of_nought(name: str) -> None:
    found = given_groups(MEASURES[name], csr_array((4, 4)), np.zeros(4, np.int64))
    assert found.tolist() == [None] * 4


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
def test_a_measure_is_described_in_both_languages(measure: Measure) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", measure.name)
    assert MEASURES[measure.name] is measure
    for text in (measure.title, measure.definition, measure.undefined):
        assert text.nb
        assert text.en
    for sentence in (*measure.definition, *measure.undefined):
        assert sentence.endswith(".")
        assert sentence[0] == sentence[0].upper()
    assert measure.reference
    assert measure.function.__doc__ or measure.name.startswith("brokerage-")


def test_every_node_gets_a_number_or_the_reason() -> None:
    network = nx.Graph([("a", "b")])
    network.add_node("alone")
    found = node_values(MEASURES["closeness"], network)
    assert found == {
        "a": 0.5,
        "b": 0.5,
        "alone": Undefined(Text("Noden har ingen bånd.", "The node has no ties.")),
    }
    assert all(type(value) is float or isinstance(value, Undefined) for value in found.values())


def test_both_modes_of_a_two_mode_network_get_values() -> None:
    network: nx.Graph[str] = nx.Graph(two_mode=True)
    network.add_node("clinic", mode="setting")
    network.add_nodes_from(["college", "users"], mode="actor")
    network.add_edges_from([("users", "clinic"), ("clinic", "college")])
    assert node_values(MEASURES["two-mode-count"], network) == {"clinic": 2, "college": 1, "users": 1}


def test_a_measure_of_another_kind_of_network_does_not_apply() -> None:
    network = nx.Graph([("a", "b")])
    assert node_values(MEASURES["two-mode-count"], network) == {"a": WRONG_MODE, "b": WRONG_MODE}
    assert network_value(MEASURES["density"], nx.DiGraph([("a", "b")])) == DIRECTED
    assert node_values(MEASURES["in-degree"], nx.DiGraph([("a", "b")])) == {"a": 0, "b": 1}


def test_sectors_are_the_groups_and_who_has_several_is_in_a_group_of_those() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("a", sectors=("users",))
    network.add_node("b", sectors=("research",))
    network.add_node("c", sectors=("research", "education"))
    network.add_node("d")
    network.add_edges_from([("a", "b"), ("a", "c")])
    laid = laid_out(network)
    assert laid.sector_names == ("education research", "research", "users")
    assert laid.sectors.tolist() == [2, 1, 0, -1]
    assert group_values(MEASURES["e-i-of-sectors"], network) == dict.fromkeys(laid.sector_names, 1)
    assert isinstance(node_values(MEASURES["e-i-of-nodes"], network)["d"], Undefined)
    assert network_value(MEASURES["e-i-index"], network) == 1


def test_communities_are_found_where_a_measure_needs_them() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from((str(one), str(other)) for one, other in nx.caveman_graph(2, 4).edges)
    assert network_value(MEASURES["modularity"], network) == pytest.approx(0.5)
    assert set(node_values(MEASURES["participation"], network).values()) == {0.0}
