"""Other people's clients work with /sparql as they are: curl, SPARQLWrapper, rdflib and pandas."""

import io
import json
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pandas as pd
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.pool import Limits
from tests.api.sparql_server import RunningServer, sparql_server
from tests.conftest import require_program
from tests.graph.pool.stores import PREFIX, write_store

NAMES = f"{PREFIX} SELECT ?name WHERE {{ ?s ex:name ?name }} ORDER BY ?name"
FOUND = ["Kafé Blåbær", "Koret"]
LONG = f"{NAMES} # {'æ' * 100_000}"
"""A query that no address can hold."""
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"
FIRST = "https://example.org/first"
EX = rdflib.Namespace("https://example.org/")
ILL_FORMED = "SELECT * WHERE { ?s foaf:name ?name }"
UPDATE = "INSERT DATA { <x:a> <x:b> <x:c> }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    store_path = write_store(tmp_path_factory.mktemp("clients") / "store")
    with sparql_server(store_path, Limits(workers=2)) as server:
        yield server


@pytest.fixture(scope="module")
def demo() -> rdflib.Graph:
    """The default graph of the demo data."""
    cafe, choir = (rdflib.Literal(name, lang="nb") for name in FOUND)
    triples = [(EX.cafe, EX.name, cafe), (EX.cafe, EX.hosts, EX.choir), (EX.choir, EX.name, choir)]
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def wrapper(server: RunningServer, query: str, return_format: str, **how: str) -> SPARQLWrapper:
    """Return a SPARQLWrapper with a query."""
    client = SPARQLWrapper(server.url, returnFormat=return_format, **how)
    client.setQuery(query)
    return client


class TestCurl:
    def curl(self, server: RunningServer, *arguments: str, stdin: str = "") -> str:
        """Return what curl prints; a status of 400 or more is told on the last line."""
        program = require_program("curl", cure="on Debian, apt install curl")
        command = [str(program), "--silent", "--show-error", *arguments, server.url]
        return subprocess.run(command, input=stdin.encode(), capture_output=True, check=True).stdout.decode()

    @pytest.mark.parametrize("method", [["--get"], []])
    def test_select(self, server: RunningServer, method: list[str]) -> None:
        found = self.curl(server, *method, "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv")
        assert found.split("\r\n") == ["name", *FOUND, ""]

    def test_select_without_accept_is_json(self, server: RunningServer) -> None:
        found = json.loads(self.curl(server, "--data-urlencode", f"query={NAMES}"))
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == FOUND

    @pytest.mark.parametrize("query", [NAMES, LONG])
    def test_a_query_out_of_a_file(self, server: RunningServer, query: str) -> None:
        headers = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv")
        found = self.curl(server, "--data-binary", "@-", *headers, stdin=query)
        assert found.split("\r\n") == ["name", *FOUND, ""]

    def test_compressed(self, server: RunningServer) -> None:
        query = f"query={PREFIX} SELECT * {{ GRAPH ex:numbers {{ ?s ?p ?o }} }}"
        arguments = ("--get", "--data-urlencode", query, "-H", "Accept: text/csv")
        assert self.curl(server, "--compressed", *arguments) == self.curl(server, *arguments)

    def test_head(self, server: RunningServer) -> None:
        found = self.curl(server, "--get", "--head", "--data-urlencode", f"query={NAMES}")
        assert found.startswith("HTTP/1.1 200 OK\r\n")
        assert "content-type: application/sparql-results+json" in found

    def test_errors(self, server: RunningServer) -> None:
        found = self.curl(server, "--data-urlencode", f"query={ILL_FORMED}", "-w", "%{http_code}")
        assert "the prefix foaf: is not declared" in found
        assert found.endswith("400")
        assert self.curl(server, "--data-urlencode", f"update={UPDATE}", "-w", "%{http_code}").endswith("403")


class TestSparqlWrapper:
    def wrapped(self, server: RunningServer, query: str, return_format: str, method: str = GET) -> Any:
        """Return what the client makes of an answer."""
        client = wrapper(server, query, return_format)
        if method == POSTDIRECTLY:
            client.setRequestMethod(POSTDIRECTLY)
        client.setMethod(GET if method == GET else POST)
        return client.queryAndConvert()

    def names(self, answer: Any) -> list[str]:
        """Return the names in an answer in JSON."""
        return [row["name"]["value"] for row in answer["results"]["bindings"]]

    def test_select(self, server: RunningServer) -> None:
        assert self.names(self.wrapped(server, NAMES, JSON)) == FOUND
        document = self.wrapped(server, NAMES, XML)
        assert [node.firstChild.data for node in document.getElementsByTagName("literal")] == FOUND
        assert self.wrapped(server, NAMES, CSV).decode().splitlines() == ["name", *FOUND]
        assert self.wrapped(server, NAMES, TSV).decode().splitlines()[0] == "?name"

    @pytest.mark.parametrize("method", [POST, POSTDIRECTLY])
    def test_long_query(self, server: RunningServer, method: str) -> None:
        assert self.names(self.wrapped(server, LONG, JSON, method)) == FOUND

    def test_ask(self, server: RunningServer) -> None:
        query = f"{PREFIX} ASK {{ ex:cafe ex:hosts ex:choir }}"
        assert self.wrapped(server, query, JSON)["boolean"] is True
        assert self.wrapped(server, query, XML).getElementsByTagName("boolean")[0].firstChild.data == "true"

    @pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # SPARQLWrapper's use of rdflib
    @pytest.mark.parametrize("query", [CONSTRUCT, f"{PREFIX} DESCRIBE ex:cafe ex:choir"])
    def test_graph(self, server: RunningServer, demo: rdflib.Graph, query: str) -> None:
        for return_format in (TURTLE, N3):
            text = self.wrapped(server, query, return_format)
            assert isomorphic(rdflib.Graph().parse(data=text, format="turtle"), demo)
        for return_format in (RDFXML, XML, JSONLD):
            assert isomorphic(self.wrapped(server, query, return_format), demo)

    def test_default_graph(self, server: RunningServer) -> None:
        client = wrapper(server, NAMES, JSON, defaultGraph=FIRST)
        assert self.names(client.queryAndConvert()) == FOUND[:1]

    def test_errors(self, server: RunningServer) -> None:
        with pytest.raises(QueryBadFormed, match="the prefix foaf: is not declared"):
            self.wrapped(server, ILL_FORMED, JSON)
        client = wrapper(server, UPDATE, JSON)
        client.setMethod(POST)
        with pytest.raises(HTTPError, match="403"):
            client.query()


class TestRdflib:
    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    @pytest.mark.parametrize("return_format", ["xml", "json", "csv", "tsv"])
    def test_select(self, server: RunningServer, return_format: str, method: str) -> None:
        graph = rdflib.Graph(SPARQLStore(server.url, returnFormat=return_format, method=method))
        rows: Any = graph.query(NAMES)
        assert [str(row.name) for row in rows] == FOUND

    def test_patterns(self, server: RunningServer, demo: rdflib.Graph) -> None:
        graph = rdflib.Graph(SPARQLStore(server.url))
        assert set(graph.objects(EX.cafe, EX.hosts)) == {EX.choir}
        assert (EX.cafe, EX.hosts, EX.choir) in graph
        assert set(graph) == set(demo)
        assert len(graph) == len(demo)

    @pytest.mark.parametrize("return_format", ["xml", "json"])
    def test_ask(self, server: RunningServer, return_format: str) -> None:
        graph = rdflib.Graph(SPARQLStore(server.url, returnFormat=return_format))
        assert graph.query(f"{PREFIX} ASK {{ ex:cafe ex:hosts ex:choir }}").askAnswer is True
        assert graph.query(f"{PREFIX} ASK {{ ex:choir ex:hosts ex:cafe }}").askAnswer is False

    def test_construct(self, server: RunningServer, demo: rdflib.Graph) -> None:
        built = rdflib.Graph(SPARQLStore(server.url)).query(CONSTRUCT).graph
        assert built is not None
        assert isomorphic(built, demo)

    def test_named_graph(self, server: RunningServer) -> None:
        store = SPARQLStore(server.url)
        graph = rdflib.Graph(store, identifier=FIRST)
        assert len(graph) == 2
        assert {str(name) for name in graph.objects(None, EX.name)} == set(FOUND[:1])

    def test_errors(self, server: RunningServer) -> None:
        with pytest.raises(ValueError, match="your SPARQL query"):
            rdflib.Graph(SPARQLStore(server.url)).query("SELECT * WHERE { ?s ?p }")


class TestPandas:
    def address(self, server: RunningServer, query: str) -> str:
        return f"{server.url}?{urlencode({'query': query})}"

    def test_csv_and_tsv(self, server: RunningServer) -> None:
        address = self.address(server, NAMES)
        table = pd.read_csv(address, storage_options={"Accept": "text/csv"})
        assert list(table["name"]) == FOUND
        tabs = pd.read_csv(address, sep="\t", storage_options={"Accept": "text/tab-separated-values"})
        assert list(tabs.columns) == ["?name"]

    def test_json(self, server: RunningServer) -> None:
        answer: Any = wrapper(server, NAMES, JSON).queryAndConvert()
        table = pd.json_normalize(answer["results"]["bindings"])
        assert list(table["name.value"]) == FOUND
        assert list(table["name.xml:lang"]) == ["nb", "nb"]

    def test_numbers_are_numbers(self, server: RunningServer) -> None:
        query = f"{PREFIX} SELECT ?n {{ GRAPH ex:numbers {{ ?s ex:value ?n }} }}"
        table = pd.read_csv(self.address(server, query), storage_options={"Accept": "text/csv"})
        assert table["n"].sum() == sum(range(300))

    def test_csv_of_sparqlwrapper(self, server: RunningServer) -> None:
        answer: Any = wrapper(server, NAMES, CSV).queryAndConvert()
        assert list(pd.read_csv(io.BytesIO(answer))["name"]) == FOUND

    def test_errors(self, server: RunningServer) -> None:
        with pytest.raises(HTTPError, match="400"):
            pd.read_csv(self.address(server, ILL_FORMED))
