"""Brokerage: every pair counted one by one, and small cases by hand."""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest

from graph.measures.brokerage import ROLES, Role, brokerage, in_role, total
from tests.graph.measures.public import adjacency, random_network


def role_of(broker: int, one: int, other: int) -> Role:
    """Return the role by the definition of Gould and Fernandez, from the three groups."""
    if one == other:
        return "coordinator" if broker == one else "consultant"
    if broker == other:
        return "gatekeeper"
    return "representative" if broker == one else "liaison"


def counted(network: "nx.Graph[int]", groups: list[int]) -> dict[Role, list[int]]:
    """Count all open pairs one by one."""
    found: dict[Role, list[int]] = {role: [0] * len(network) for role in ROLES}
    for node in network:
        for one, other in permutations(network[node], 2):
            if not network.has_edge(one, other) and min(groups[one], groups[other], groups[node]) >= 0:
                found[role_of(groups[node], groups[one], groups[other])][node] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_counting_one_by_one_gives(seed: int) -> None:
    network = random_network(seed, nodes=90, share=0.1)
    groups = np.random.default_rng(seed).integers(-1, 4, len(network))
    expected = counted(network, groups.tolist())
    found = brokerage(adjacency(network), groups)
    assert {role: values.filled(0).tolist() for role, values in found.items()} == expected
    assert found["liaison"].mask.tolist() == (groups < 0).tolist()


def test_each_role_by_hand() -> None:
    # The broker, 0, is in group a with 1 and 2; 3 and 4 are in b and 5 in c. Only 1 and 3 have a tie.
    network = nx.Graph([(0, node) for node in range(1, 6)])
    network.add_edge(1, 3)
    groups = np.array([0, 0, 0, 1, 1, 2])
    found = {role: values[0] for role, values in brokerage(adjacency(network), groups).items()}
    assert found == {
        "coordinator": 2,  # 1 and 2, in both orders
        "consultant": 2,  # 3 and 4
        "gatekeeper": 5,  # 3 to 2, 4 to 1 and to 2, 5 to 1 and to 2
        "representative": 5,
        "liaison": 4,  # 5 with 3 and with 4
    }
    assert total(adjacency(network), groups)[0] == 18
    assert in_role("liaison")(adjacency(network), groups)[0] == 4


def test_without_direction_nothing_tells_gatekeeper_from_representative() -> None:
    network = random_network(9, nodes=50, share=0.2)
    groups = np.arange(len(network)) % 3
    found = brokerage(adjacency(network), groups)
    assert found["gatekeeper"].tolist() == found["representative"].tolist()


def test_where_nobody_has_a_group_nobody_has_a_role() -> None:
    found = brokerage(adjacency(nx.path_graph(3)), np.array([-1, -1, -1]))
    assert all(values.tolist() == [None] * 3 for values in found.values())
