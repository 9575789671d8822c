"""Places on the map: no label on another, the same for the same graph, stored for both kinds of screen."""

import json
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SnapshotError
from graph.networks.registry import NETWORKS
from tests.fjordvik import fjordvik, fjordvik_network
from visualizations.boxes import CLEARANCE, Boxes, Screen
from visualizations.layout import SCREENS, WIDE, laid_out, read_layout, write_layout

Places = dict[str, tuple[int, int]]


def named(network: "nx.Graph[int]") -> "nx.Graph[str]":
    """Give nodes ids and labels of different lengths."""
    labelled: nx.Graph[str] = nx.Graph()
    for number in network:
        labelled.add_node(
            f"n{number}", label_nb=f"Aktør {'x' * (number % 17)}", label_en=f"The actor number {number}"
        )
    labelled.add_edges_from((f"n{one}", f"n{other}") for one, other in network.edges)
    return labelled


def place(network: "nx.Graph[str]", screen: Screen) -> Places:
    """Lay a network out for one screen."""
    return dict(laid_out(network, [screen])[screen.name])


def overlaps(network: "nx.Graph[str]", places: Places, screen: Screen) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose boxes overlap by more than rounding explains."""
    boxes = Boxes.around((network.nodes[node] for node in places), screen)
    boxes = boxes.scaled(boxes.ratio(screen.size))
    centres = boxes.centres(np.array(list(places.values()), dtype=float))
    return [
        (one, other)
        for (i, one), (j, other) in combinations(enumerate(places), 2)
        if ((boxes.sizes[i] + boxes.sizes[j]) / 2 - np.abs(centres[i] - centres[j]) > 2).all()
    ]


def ids_of(screen: Screen) -> str:
    return screen.name


@pytest.mark.parametrize("screen", SCREENS, ids=ids_of)
def test_no_label_overlaps_another_on_the_made_up_map(screen: Screen) -> None:
    network = fjordvik_network()
    places = place(network, screen)
    assert set(places) == set(network)
    assert overlaps(network, places, screen) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.floats(0, 0.4), st.integers(0, 9))
def test_no_label_overlaps_another_whatever_the_network(count: int, density: float, seed: int) -> None:
    network = named(nx.gnp_random_graph(count, density, seed=seed))
    layout = laid_out(network)
    for screen in SCREENS:
        assert overlaps(network, dict(layout[screen.name]), screen) == []


@pytest.mark.parametrize("screen", SCREENS, ids=ids_of)
def test_the_same_network_is_laid_out_the_same(screen: Screen) -> None:
    assert place(fjordvik_network(), screen) == place(fjordvik_network(), screen)


def test_a_lone_node_stands_in_the_middle() -> None:
    network = named(nx.empty_graph(1))
    ((x, _),) = place(network, WIDE).values()
    assert x == 0


def test_the_actors_of_a_setting_stand_around_it() -> None:
    places = place(named(nx.star_graph(12)), WIDE)
    hub, *leaves = (np.array(spot) for spot in places.values())
    assert np.abs(np.mean(leaves, axis=0) - hub).max() < 100


def test_a_line_passes_no_mark_that_it_does_not_lead_to() -> None:
    network = named(nx.star_graph(9))
    places = {node: np.array(spot, dtype=float) for node, spot in place(network, WIDE).items()}
    for one, other in network.edges:
        along = places[other] - places[one]
        for node in set(network) - {one, other}:
            share = np.clip((places[node] - places[one]) @ along / (along @ along), 0, 1)
            assert np.hypot(*(places[node] - places[one] - share * along)) > CLEARANCE / 2


def test_a_large_network_is_laid_out_too() -> None:
    network = named(nx.barabasi_albert_graph(1100, 1, seed=1))
    places = place(network, WIDE)
    assert len(set(places.values())) == 1100


def test_the_build_stores_both_layouts(tmp_path: Path) -> None:
    write_layout(fjordvik(), tmp_path)
    layouts = read_layout(tmp_path / "layout.json")
    assert set(layouts) == set(NETWORKS)
    for name, layout in layouts.items():
        assert set(layout) == {screen.name for screen in SCREENS}
        assert set(layout["wide"]) == set(layout["tall"]) == set(fjordvik_network(name))


def test_two_builds_store_the_same_bytes(tmp_path: Path) -> None:
    stored = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_layout(fjordvik(), tmp_path / name)
        stored.append((tmp_path / name / "layout.json").read_bytes())
    assert stored[0] == stored[1]


@pytest.mark.parametrize(
    "text", [None, "", "{}", "[]", '{"whole": {"wide": {}}}', '{"whole": {"wide": {"a": [1]}, "tall": {}}}']
)
def test_an_unreadable_layout_is_told_with_its_cure(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "layout.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match="Run `husk build` again"):
        read_layout(path)


def test_a_layout_is_json_with_whole_numbers(tmp_path: Path) -> None:
    write_layout(fjordvik(), tmp_path)
    layouts = json.loads((tmp_path / "layout.json").read_text(encoding="utf-8"))
    spots = [spot for layout in layouts.values() for places in layout.values() for spot in places.values()]
    assert spots
    assert all(type(number) is int for spot in spots for number in spot)
