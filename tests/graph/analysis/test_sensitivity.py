"""Leaving things out of a matrix gives what leaving them out of the network would give."""

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analysis.sensitivity import (
    Remainder,
    Sensitivity,
    by_row,
    leave_one_out,
    without_columns,
    without_nodes,
    without_rows,
    without_voices,
)
from graph.runs import StoppedError
from tests.graph.null_models.matrices import one_mode, two_mode

VOICES = ("author", "users", "steering group")
STAR = csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
"""One actor who is in every setting, with one other in each."""
SETTINGS = ("clinic", "course", "lunch")


def degree(matrix: Any) -> Any:
    """Return in how many settings each actor is."""
    return matrix.sum(axis=1)


def network(matrix: Any, second: str) -> "nx.Graph[str]":
    """Return the network of a matrix; the columns are the rows again where `second` is a, as they are."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"a{row}" for row in range(matrix.shape[0]))
    graph.add_nodes_from(f"{second}{column}" for column in range(matrix.shape[1]))
    graph.add_edges_from(
        (f"a{row}", f"{second}{column}") for row, column in zip(*matrix.nonzero(), strict=True)
    )
    return graph


def read(remainder: Remainder, second: str) -> "nx.Graph[str]":
    """Return the network that a remainder is, its nodes named as in the whole."""
    places = {f"a{new}": f"a{old}" for new, old in enumerate(remainder.rows)}
    places |= {f"{second}{new}": f"{second}{old}" for new, old in enumerate(remainder.columns)}
    return nx.relabel_nodes(
        network(remainder.matrix, second), {new: f"old {old}" for new, old in places.items()}
    )


def cut(graph: "nx.Graph[str]", nodes: list[str], ties: list[tuple[str, str]]) -> "nx.Graph[str]":
    """Take nodes and ties out of a network, and what then has no tie any more but had one."""
    smaller = graph.copy()
    smaller.remove_nodes_from(nodes)
    smaller.remove_edges_from(ties)
    lost = [node for node in smaller if graph.degree(node) and not smaller.degree(node)]
    smaller.remove_nodes_from(lost)
    return nx.relabel_nodes(smaller, {node: f"old {node}" for node in smaller})


def same(one: "nx.Graph[str]", other: "nx.Graph[str]") -> bool:
    """Tell whether two networks have the same nodes and ties."""
    return set(one) == set(other) and set(map(frozenset, one.edges)) == set(map(frozenset, other.edges))


@pytest.mark.parametrize(("leave_out", "prefix", "axis"), [(without_rows, "a", 0), (without_columns, "s", 1)])
@given(matrix=two_mode())
def test_what_remains_is_the_network_without_the_node(
    leave_out: Callable[..., Any], prefix: str, axis: int, matrix: Any
) -> None:
    names = [f"{prefix}{place}" for place in range(matrix.shape[axis])]
    remainders = list(leave_out(matrix, names))
    assert [each.without for each in remainders] == names
    for each in remainders:
        assert same(read(each, "s"), cut(network(matrix, "s"), [str(each.without)], []))


@given(one_mode())
def test_what_remains_of_a_one_mode_network_is_one(matrix: Any) -> None:
    for each in without_nodes(matrix, [f"a{place}" for place in range(matrix.shape[0])]):
        assert each.rows.tolist() == each.columns.tolist()
        assert same(read(each, "a"), cut(network(matrix, "a"), [str(each.without)], []))


@given(two_mode(), st.data())
def test_a_tie_goes_with_a_voice_only_when_nobody_else_tells_of_it(matrix: Any, data: st.DataObject) -> None:
    places = [(int(row), int(column)) for row, column in zip(*matrix.nonzero(), strict=True)]
    told = {place: data.draw(st.frozensets(st.sampled_from(VOICES), min_size=1)) for place in places}
    remainders = list(without_voices(matrix, told))
    assert {each.without for each in remainders} == {voice for voices in told.values() for voice in voices}
    for each in remainders:
        gone = [
            (f"a{row}", f"s{column}") for (row, column), voices in told.items() if voices == {each.without}
        ]
        assert same(read(each, "s"), cut(network(matrix, "s"), [], gone))


@given(one_mode())
def test_weights_and_their_type_are_kept(matrix: Any) -> None:
    weighted = matrix * 2.5
    for each in without_nodes(weighted, ["x"] * matrix.shape[0]):
        assert (each.matrix != weighted[each.rows][:, each.columns]).nnz == 0
        assert each.matrix.dtype == weighted.dtype


@given(two_mode(), st.data())
def test_ranges_are_those_of_trying_all_by_hand(matrix: Any, data: st.DataObject) -> None:
    size = matrix.shape[0]
    names = [f"s{place}" for place in range(matrix.shape[1])]
    scores = np.array(
        data.draw(st.lists(st.integers(-3, 3), min_size=matrix.shape[1], max_size=matrix.shape[1]))
    )

    def score(remainder: Remainder) -> Any:
        return by_row(lambda cut: cut @ scores[remainder.columns], size)(remainder)

    found = leave_one_out(matrix, without_columns(matrix, names), {"score": score})["score"]
    everything = matrix.toarray() @ scores
    for row, told in enumerate(found):
        values = {}
        for place, name in enumerate(names):
            left = np.delete(matrix.toarray(), place, axis=1)
            if left[row].any() or not matrix.toarray()[row].any():
                values[name] = float(left[row] @ np.delete(scores, place))
        assert told.observed == everything[row]
        assert set(told.undefined_without) == set(names) - set(values)
        assert set(told.sign_changes) == {name for name in values if values[name] * everything[row] < 0}
        assert told.low == min(values.values(), default=None)
        assert told.high == max(values.values(), default=None)
        assert told.rank == 1 + sum(everything > everything[row])
        lowest, highest = min(values.values(), default=0), max(values.values(), default=0)
        assert told.low_without is None or values[told.low_without] == lowest < everything[row]
        assert told.high_without is None or values[told.high_without] == highest > everything[row]
        assert (told.low_without is None) == (not values or lowest >= everything[row])
        assert (told.high_without is None) == (not values or highest <= everything[row])


def test_a_rank_is_told_with_what_it_hangs_on() -> None:
    matrix = csr_array([[1, 1, 0, 0], [1, 0, 1, 1], [0, 0, 1, 1]])
    remainders = without_columns(matrix, list("wxyz"))
    first, second, third = leave_one_out(matrix, remainders, {"degree": by_row(degree, 3)})["degree"]
    assert (first.rank, second.rank, third.rank) == (2, 1, 2)
    assert (first.best_rank, first.best_rank_without) == (1, "y")
    assert (first.worst_rank, first.worst_rank_without) == (3, "w")
    assert (second.best_rank, second.worst_rank) == (1, 1)
    assert (second.best_rank_without, second.worst_rank_without) == (None, None)


def test_no_rank_moves_because_somebody_above_is_gone() -> None:
    remainders = without_rows(STAR, ["hub", "a", "b", "c"])
    hub, one, *_ = leave_one_out(STAR, remainders, {"degree": by_row(degree, 4)})["degree"]
    assert (hub.rank, hub.worst_rank) == (1, 1)
    assert (one.rank, one.best_rank, one.worst_rank) == (2, 2, 2)


def test_a_change_of_sign_is_told() -> None:
    balance = {"balance": lambda each: each.matrix[0].sum() - 2.5}
    (found,) = leave_one_out(STAR, without_columns(STAR, SETTINGS), balance)["balance"]
    assert found.sign_changes == SETTINGS
    assert (found.observed, found.low, found.hangs_on) == (0.5, -0.5, "clinic")


def test_a_value_that_rests_on_nothing_in_particular_hangs_on_nothing() -> None:
    (found,) = leave_one_out(STAR, without_columns(STAR, SETTINGS), {"one": lambda each: 1})["one"]
    assert (found.low, found.high, found.hangs_on) == (1, 1, None)


def test_an_undefined_value_stays_undefined() -> None:
    nothing = {"nothing": lambda each: np.ma.masked_equal([0], 0)}
    (found,) = leave_one_out(STAR, without_columns(STAR, SETTINGS), nothing)["nothing"]
    assert found == Sensitivity(undefined_without=SETTINGS)
    assert found.hangs_on is None


def test_a_run_stops_when_asked() -> None:
    with pytest.raises(StoppedError, match="after 0 of 3"):
        leave_one_out(STAR, without_columns(STAR, SETTINGS), {}, stopped=lambda: True)
