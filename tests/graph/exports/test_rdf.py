"""The whole dataset, read back by rdflib, is what the store holds."""

import io

import pytest
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.exports import require
from tests.graph.exports.vikdal import edition_of, exported, vikdal

pytestmark = [  # rdflib warns of itself
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
]

FORMATS = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
"""What rdflib calls the formats that carry all graphs."""


def quads(content: bytes, form: str) -> set[tuple[str, ...]]:
    """Return what a file says, each statement with its graph, as rdflib reads it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=form)
    return {
        (*(term.n3() for term in triple), str(graph or DATASET_DEFAULT_GRAPH_ID))
        for *triple, graph in dataset.quads()
    }


@pytest.fixture(scope="module")
def expected() -> set[tuple[str, ...]]:
    return quads(vikdal().dump(), "nquads")


@pytest.mark.parametrize("form", FORMATS)
def test_all_graphs_are_in_it(form: str, expected: set[tuple[str, ...]]) -> None:
    assert len(expected) > 5_000
    assert quads(exported("dataset", form), FORMATS[form]) == expected


def test_turtle_is_the_default_graph_and_says_so() -> None:
    content = exported("dataset", "turtle")
    read = rdflib.Graph().parse(data=content, format="turtle")
    expected = rdflib.Graph()
    for statement in vikdal().construct("CONSTRUCT WHERE { ?s ?p ?o }"):
        expected.parse(data=str(statement), format="nt")
    assert b"# Turtle carries the default graph only" in content
    assert set(read) == set(expected)
    assert len(expected) > 1000


@pytest.mark.parametrize("form", ["trig", "nquads", "turtle"])
def test_where_it_comes_from_stands_first(form: str) -> None:
    first = exported("dataset", form).decode().splitlines()[:6]
    assert all(line.startswith("# ") for line in first)
    told = " ".join(first)
    for word in (
        "https://w3id.org/husk/dataset",
        "Report on Vikdal",
        "CC BY 4.0",
        "1.2.3",
        "0123456789abcdef",
    ):
        assert word in told


def test_things_stand_in_the_order_of_their_names() -> None:
    lines = exported("dataset", "nquads").decode().splitlines()
    subjects = [
        line.split(" ")[0] for line in lines if line.endswith("<https://w3id.org/husk/graph/labels> .")
    ]
    assert subjects == sorted(subjects)
    assert len(set(subjects)) > 10


@pytest.mark.parametrize("form", ["trig", "nquads", "turtle", "jsonld"])
def test_equal_graphs_give_equal_bytes(form: str) -> None:
    lines = vikdal().dump().splitlines(keepends=True)
    other = edition_of(type(vikdal()).in_memory(b"".join(reversed(lines))), "vikdal")
    output = io.BytesIO()
    export = require("dataset")
    export.write(other, export.require_format(form), "en", output)
    assert output.getvalue() == exported("dataset", form)
