"""Places on the map: no label on another, the same for the same graph, stored for both kinds of screen."""

import json
import re
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import visualizations
from graph.errors import SnapshotError
from graph.networks.registry import NETWORKS
from tests.fjordvik import fjordvik, fjordvik_network
from tests.layouts import Places, faults, marks
from visualizations.boxes import GAP, LEAST_MARK, LEAST_TYPE, LINE_HEIGHT, Screen
from visualizations.layout import CLEARANCE, SCREENS, WIDE, laid_out, read_layout, write_layout
from visualizations.room import FEWEST

PACKAGE = Path(visualizations.__file__).parent


def named(network: "nx.Graph[int]") -> "nx.Graph[str]":
    """Give nodes ids and labels of different lengths."""
    labelled: nx.Graph[str] = nx.Graph()
    for number in network:
        labelled.add_node(
            f"n{number}",
            mode="actor" if number % 2 else "setting",
            label_nb=f"Aktør {'x' * (number % 17)}",
            label_en=f"The actor number {number}",
        )
    labelled.add_edges_from((f"n{one}", f"n{other}") for one, other in network.edges)
    return labelled


def place(network: "nx.Graph[str]", screen: Screen) -> Places:
    """Lay a network out for one screen."""
    return laid_out(network, [screen])[screen.name]


def ids_of(screen: Screen) -> str:
    return screen.name


@pytest.mark.parametrize("screen", SCREENS, ids=ids_of)
def test_nothing_covers_anything_on_any_map(screen: Screen) -> None:
    for name in NETWORKS:
        network = fjordvik_network(name)
        places = place(network, screen)
        assert set(places) == set(network)
        if network:
            found = faults(network, places, screen)
            assert found.pop("landmarks") >= min(FEWEST, len(network))
            assert set(found.values()) == {0}, (name, found)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.floats(0, 0.4), st.integers(0, 9))
def test_nothing_covers_anything_whatever_the_network(count: int, density: float, seed: int) -> None:
    network = named(nx.gnp_random_graph(count, density, seed=seed))
    layout = laid_out(network)
    for screen in SCREENS:
        found = faults(network, layout[screen.name], screen)
        assert found.pop("landmarks") >= 1
        assert set(found.values()) == {0}, found


def test_a_browser_draws_in_the_sizes_that_layouts_are_made_for() -> None:
    script = (PACKAGE / "static" / "js" / "sizes.js").read_text(encoding="utf-8")
    for screen in SCREENS:
        written = re.search(rf"{screen.name}: {{ type: (\d+), (.+) }}", script)
        assert written
        sizes = {name: float(size) for name, size in re.findall(r"(\w+): (\d+)", written[2])}
        assert (float(written[1]), sizes) == (screen.type_size, screen.marks)
    numbers = dict(re.findall(r"const (\w+) = ([\d.]+);", script))
    assert {name: float(number) for name, number in numbers.items() if name != "TALL"} == {
        "LEAST_TYPE": LEAST_TYPE,
        "LEAST_MARK": LEAST_MARK,
        "GAP": GAP,
        "LINE_HEIGHT": LINE_HEIGHT,
    }


@pytest.mark.parametrize("screen", SCREENS, ids=ids_of)
def test_the_same_network_is_laid_out_the_same(screen: Screen) -> None:
    assert place(fjordvik_network(), screen) == place(fjordvik_network(), screen)


def test_a_lone_node_stands_in_the_middle() -> None:
    network = named(nx.empty_graph(1))
    (spot,) = place(network, WIDE).values()
    assert spot.x == 0


def test_the_actors_of_a_setting_stand_around_it() -> None:
    places = place(named(nx.star_graph(12)), WIDE)
    hub, *leaves = marks(places)
    assert np.abs(np.mean(leaves, axis=0) - hub).max() < 100


def test_a_line_passes_no_mark_that_it_does_not_lead_to() -> None:
    network = named(nx.star_graph(9))
    laid = place(network, WIDE)
    places = dict(zip(laid, marks(laid), strict=True))
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
        directory = tmp_path / name / "snapshot"  # none has the other beside it
        directory.mkdir(parents=True)
        write_layout(fjordvik(), directory)
        stored.append((directory / "layout.json").read_bytes())
    assert stored[0] == stored[1]


def test_the_layout_of_an_equal_network_is_taken_over(tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    earlier.mkdir()
    write_layout(fjordvik(), earlier)
    layouts = json.loads((earlier / "layout.json").read_text(encoding="utf-8"))
    for spot in layouts["taking-part"]["wide"].values():
        spot[0] += 1000  # so that one sees where it is from
    layouts["organisations"]["wide"] = {}
    (earlier / "layout.json").write_text(json.dumps(layouts), encoding="utf-8")
    keys = json.loads((earlier / "layout-keys.json").read_text(encoding="utf-8"))
    keys["organisations"] = "that of another network"
    (earlier / "layout-keys.json").write_text(json.dumps(keys), encoding="utf-8")
    later.mkdir()
    write_layout(fjordvik(), later)
    found = json.loads((later / "layout.json").read_text(encoding="utf-8"))
    assert found["taking-part"] == layouts["taking-part"]
    assert found["organisations"]["wide"]


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
    assert all([type(value) for value in spot] == [int, int, bool] for spot in spots)
