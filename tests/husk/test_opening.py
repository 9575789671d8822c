"""`husk.open_graph`: one suite for a snapshot and for a served husk."""

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import SnapshotError
from graph.exports.networks import NETWORKS, ReadNetwork
from graph.questions import QuestionError
from graph.snapshot import current
from husk import __version__, open_graph
from husk.opening import OpenGraph, OpeningError, UnknownNetworkError
from ontology.terms import HUSK
from tests.api.sparql_server import RunningServer
from tests.ports import free_port

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ARENAS = f"SELECT ?x (COUNT(?who) AS ?n) {{ ?x a <{HUSK}Arena> . OPTIONAL {{ ?who <{HUSK}tookPartIn> ?x }} }}"
ARENAS += " GROUP BY ?x ORDER BY ?x"


@pytest.fixture(scope="module", params=["snapshot", "var", "address"])
def opened(request: pytest.FixtureRequest, var: Path) -> OpenGraph:
    if request.param == "address":
        server: RunningServer = request.getfixturevalue("server")
        return open_graph(f"http://127.0.0.1:{server.port}/")
    return open_graph(var if request.param == "var" else current(var).path)


def test_tells_what_it_is(opened: OpenGraph, var: Path) -> None:
    assert (opened.version, opened.edition) == (__version__, current(var).edition)
    assert opened.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_holds_every_quad_of_the_snapshot(opened: OpenGraph, var: Path) -> None:
    assert opened._store.dump() == current(var).open_store().dump()


def test_numbers_are_numbers(opened: OpenGraph, var: Path) -> None:
    frame = opened.select(ARENAS)
    expected = current(var).open_store().select(ARENAS)
    assert [(row.x, row.n) for row in frame.itertuples()] == [
        (row["x"].value, int(row["n"].value)) for row in expected
    ]
    assert frame["n"].sum() > 0


def test_asks_a_saved_question_of_a_thing(opened: OpenGraph) -> None:
    assert len(opened.ask("roles-of-an-actor", language="nb", who="KREM")) > 0


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_networks_are_those_of_the_snapshot(opened: OpenGraph, var: Path, network: ReadNetwork) -> None:
    assert nx.utils.graphs_equal(opened.network(network.name), network.read(current(var).open_store()))


def test_unknown_names_are_told(opened: OpenGraph) -> None:
    with pytest.raises(UnknownNetworkError, match="actors-by-arenas"):
        opened.network("actors")
    with pytest.raises(QuestionError, match="roles-of-an-actor"):
        opened.ask("roles-of-actor")


def test_dataset_keeps_named_graphs(var: Path) -> None:
    graph = open_graph(var)
    dataset = graph.dataset()
    assert sum(1 for _ in dataset.quads()) == len(graph._store.dump().splitlines())


def test_no_server_and_no_snapshot_are_told(tmp_path: Path, server: RunningServer) -> None:
    with pytest.raises(OpeningError, match="husk serve"):
        open_graph(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(OpeningError, match="404"):
        open_graph(f"http://127.0.0.1:{server.port}/elsewhere")
    with pytest.raises(SnapshotError, match="husk build"):
        open_graph(tmp_path)


def test_importing_husk_imports_nothing_heavy() -> None:
    heavy = {"rdflib", "pandas", "networkx", "pyoxigraph"}
    code = f"import husk, sys; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
