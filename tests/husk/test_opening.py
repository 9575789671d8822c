"""`husk.open_graph`: one suite for a snapshot and for a served husk."""

import gc
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import networkx as nx
import pytest

from graph.build import build
from graph.errors import SnapshotError
from graph.exports.networks import NETWORKS, ReadNetwork
from graph.locks import try_alone
from graph.networks.reading import Reader
from graph.questions import QuestionError
from graph.snapshot import current
from graph.store import EmbeddedStore
from husk import __version__, open_graph
from husk.opening import (
    MissingPandasError,
    OpenGraph,
    OpeningError,
    UnknownLanguageError,
    UnknownNetworkError,
)
from ontology.terms import HUSK
from tests.api.sparql_server import RunningServer
from tests.ports import free_port
from tests.reading import READING

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

ARENAS = f"SELECT ?x (COUNT(?who) AS ?n) {{ ?x a <{HUSK}Arena> . OPTIONAL {{ ?who <{HUSK}tookPartIn> ?x }} }}"
ARENAS += " GROUP BY ?x ORDER BY ?x"


@pytest.fixture(scope="module", params=["snapshot", "var", "address"])
def opened(request: pytest.FixtureRequest, var: Path) -> OpenGraph:
    if request.param == "address":
        server: RunningServer = request.getfixturevalue("server")
        return open_graph(f"http://127.0.0.1:{server.port}/")
    return open_graph(var if request.param == "var" else current(var).path)


@pytest.fixture(scope="module")
def networks(var: Path) -> Reader:
    """The networks of the snapshot."""
    return Reader(current(var).open_store())


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


def test_a_column_with_a_gap_keeps_its_numbers_and_truth_values() -> None:
    frame = OpenGraph(EmbeddedStore.in_memory(b"")).select(
        "SELECT ?n ?yes { VALUES (?n ?yes) { (12 true) (UNDEF UNDEF) } }"
    )
    assert (str(frame["n"][0]), bool(frame["yes"][0])) == ("12", True)
    assert frame.isna().all(axis="columns").tolist() == [False, True]


def test_without_pandas_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPandasError, match=r"husk\[notebook\]"):
        OpenGraph(EmbeddedStore.in_memory(b"")).select("SELECT ?n { VALUES ?n { 1 } }")


def test_a_snapshot_is_held_until_its_graph_is_gone(tmp_path: Path) -> None:
    lock = build(READING, tmp_path, version=__version__).snapshot.path / "lock"
    graph = open_graph(tmp_path)
    assert try_alone(lock) is None
    del graph
    gc.collect()
    hold = try_alone(lock)
    assert hold
    hold.release()


@pytest.mark.parametrize(
    ("headers", "complaint"),
    [
        ("Content-Type: text/html\r\nContent-Length: 5", "no husk"),
        ("Content-Type: application/n-quads\r\nContent-Length: 9", "whole"),
    ],
)
def test_an_answer_of_another_kind_or_cut_short_is_told(headers: str, complaint: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\nhello".encode())

        with ThreadPoolExecutor() as pool:
            answered = pool.submit(answer)
            with pytest.raises(OpeningError, match=complaint):
                open_graph(f"http://127.0.0.1:{listener.getsockname()[1]}")
            answered.result()


def test_asks_a_saved_question_of_a_thing(opened: OpenGraph) -> None:
    assert len(opened.ask("roles-of-an-actor", lang="nb", who="KREM")) > 0


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_networks_are_those_of_the_snapshot(
    opened: OpenGraph, networks: Reader, network: ReadNetwork
) -> None:
    assert nx.utils.graphs_equal(opened.network(network.name), network.read(networks, None))


def test_unknown_names_are_told(opened: OpenGraph) -> None:
    with pytest.raises(UnknownNetworkError, match="actors-by-arenas"):
        opened.network("actors")
    with pytest.raises(QuestionError, match="roles-of-an-actor"):
        opened.ask("roles-of-actor")
    with pytest.raises(UnknownLanguageError, match="nb or en"):
        opened.ask("roles-of-an-actor", lang="sv")


def test_dataset_keeps_named_graphs(tmp_path: Path) -> None:
    build(READING, tmp_path, version=__version__)
    graph = open_graph(tmp_path)
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
