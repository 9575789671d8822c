"""The W3C cases for SPARQL 1.0 and 1.1, asked of /sparql over HTTP (https://github.com/w3c/rdf-tests).

One server holds every graph of the suite under the IRI of its file, and each case names the graphs that it
asks with `default-graph-uri` and `named-graph-uri`. A relative IRI in a query is relative to the query's
file, which over HTTP has no IRI; so each query is told its base.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import httpx2
import pyoxigraph
import pytest
import rdflib
from _pytest.mark import ParameterSet
from pyoxigraph import NamedNode, Quad

from graph.build import build
from graph.pool import Limits
from graph.query_text import dataset
from tests.api.sparql_server import RunningServer, sparql_server
from tests.conftest import require_folder
from tests.reading import READING
from tests.suites.answers import NO, YES, read_answer, read_expected, same
from tests.suites.manifests import PUBLISHED, Case, local, read_cases
from tests.suites.protocol import Exchange, exchanges, graphs

ROOT: Final = require_folder("HUSK_SUITES", "the W3C test suite") / "rdf-tests"
CASES: Final = read_cases(ROOT / "sparql")
HERE: Final = Path(__file__).parent

EMPTY: Final = PUBLISHED + "empty"
"""A graph that does not exist, which is the default graph of a case that has none."""

UNKNOWN_FUNCTION: Final = "The query cannot be evaluated: The custom function"
"""What is said of a query that is well formed but calls a function that only its author knows."""

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
ACCEPTED: Final = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srj": "application/sparql-results+json",
    ".srx": "application/sparql-results+xml",
}
"""In which format an answer is asked for: in that of the file that it is compared with."""
FORMS: Final = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {*ACCEPTED.values()},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}

SD: Final = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SD_DOMAINS: Final = {
    "availableGraphs": "Service",
    "defaultDataset": "Service",
    "defaultEntailmentRegime": "Service",
    "defaultSupportedEntailmentProfile": "Service",
    "endpoint": "Service",
    "extensionFunction": "Service",
    "feature": "Service",
    "inputFormat": "Service",
    "languageExtension": "Service",
    "propertyFeature": "Service",
    "resultFormat": "Service",
    "supportedLanguage": "Service",
    "defaultGraph": "Dataset",
    "namedGraph": "Dataset",
    "entailmentRegime": "NamedGraph",
    "graph": "NamedGraph",
    "name": "NamedGraph",
    "supportedEntailmentProfile": "NamedGraph",
}
"""What each property describes (https://www.w3.org/TR/sparql11-service-description/#vocab).

Of the collections of graphs that may have named ones only datasets are described here.
"""


def read_table(name: str) -> dict[str, dict[str, object]]:
    """Return a table of the fixtures."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


COUNTS: Final = read_table("counts.toml")
NOT_APPLICABLE: Final = read_table("not_applicable.toml")
EXPECTED_FAILURES: Final = read_table("expected_failures.toml")


def applies(case: Case) -> bool:
    """Say whether a case asks for what a read-only endpoint that asks no other server can do."""
    return case.folder not in NOT_APPLICABLE["folders"] and case.name not in NOT_APPLICABLE["cases"]


def is_update(case: Case) -> bool:
    """Say whether a case, whatever its class, is about an update."""
    return "Update" in case.kind or ("Syntax" in case.kind and case.request.endswith(".ru"))


def cases(*kinds: str, updates: bool = False) -> list[ParameterSet]:
    """Return the cases of some kinds; those that fail, and are known to, are marked."""
    return [
        pytest.param(case, id=case.name, marks=marks(case))
        for case in CASES
        if case.kind in kinds and applies(case) and is_update(case) == updates
    ]


def marks(case: Case) -> list[pytest.MarkDecorator]:
    """Return the mark of a case that fails."""
    reason = EXPECTED_FAILURES["cases"].get(case.name)
    return [pytest.mark.xfail(reason=str(reason), strict=True)] if reason else []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    store_path = tmp_path_factory.mktemp("suites") / "store"
    write_store(store_path)
    with sparql_server(store_path, Limits(workers=2, seconds=30)) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: RunningServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def edition_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server of an edition that was built, which alone holds its description."""
    snapshot = build(READING, tmp_path_factory.mktemp("var"), version="1.2.3").snapshot
    with sparql_server(snapshot.store_path, Limits(workers=1)) as server:
        yield server


def write_store(path: Path) -> None:
    """Write every graph that a case may ask, under the IRI of its file or the one that the case gives it."""
    store = pyoxigraph.Store(str(path))
    named = dict(found for case in CASES if case.kind == "ProtocolTest" for found in graphs(case).items())
    for case in CASES:
        if case.kind in {"QueryEvaluationTest", "CSVResultFormatTest"} and applies(case):
            in_query = dataset(query_of(case))
            graphs_of_case = (*case.default_graphs, *case.named_graphs, *in_query.default, *in_query.named)
            named |= {iri: iri for iri in graphs_of_case}
    for name, iri in named.items():
        graph = NamedNode(name)
        if (file := local(iri, ROOT)).exists():
            store.add_graph(graph)
            quads = pyoxigraph.parse(path=file, base_iri=iri, rename_blank_nodes=True)
            store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    for name, turtle in written_first().items():
        written = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True)
        graph_name = NamedNode(name) if name else pyoxigraph.DefaultGraph()
        store.extend(Quad(quad.subject, quad.predicate, quad.object, graph_name) for quad in written)
    store.flush()


def written_first() -> dict[str, bytes]:
    """Return what the cases of the graph store write before they read: Turtle by the name of its graph."""
    return {
        parse_qs(exchange.parameters).get("graph", [""])[0]: exchange.body
        for case in CASES
        if case.kind == "GraphStoreProtocolTest" and applies(case)
        for exchange in exchanges(case)
        if exchange.method == "PUT"
    }


def query_of(case: Case) -> str:
    """Return the query of a case, with its base in front and on its first line, so that no line moves."""
    return f"BASE <{case.request}> {local(case.request, ROOT).read_bytes().decode()}"


def graphs_of(case: Case) -> dict[str, list[str]]:
    """Return the parameters that name the graphs of a case; a query that names its own needs none."""
    if dataset(query_of(case)):
        return {}
    return {"default-graph-uri": case.default_graphs or [EMPTY], "named-graph-uri": case.named_graphs}


def ask(client: httpx2.Client, case: Case, accept: str = "*/*") -> httpx2.Response:
    """Post the query of a case."""
    headers = {"content-type": QUERY, "accept": accept}
    return client.post("", content=query_of(case).encode(), params=graphs_of(case), headers=headers)


def test_no_case_is_lost() -> None:
    assert dict(Counter(case.folder for case in CASES)) == COUNTS["cases"]
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_case_that_applies_is_run_once() -> None:
    run = [*EVALUATED, *POSITIVE, *NEGATIVE, *UPDATES, *PROTOCOL, *GRAPHS, *DESCRIBED]
    assert sorted(str(case.id) for case in run) == sorted(case.name for case in CASES if applies(case))
    assert len(run) == COUNTS["run"]["all"]


def test_at_most_one_case_in_twenty_fails() -> None:
    names = {case.name for case in CASES if applies(case) and not is_update(case)}
    assert set(EXPECTED_FAILURES["cases"]) <= names
    assert len(EXPECTED_FAILURES["cases"]) * 20 <= len(names)


def test_what_does_not_apply_is_there_and_has_a_reason() -> None:
    assert set(NOT_APPLICABLE["folders"]) <= {case.folder for case in CASES}
    assert set(NOT_APPLICABLE["cases"]) <= {case.name for case in CASES}
    assert all(reason for table in NOT_APPLICABLE.values() for reason in table.values())


EVALUATED: Final = cases("QueryEvaluationTest", "CSVResultFormatTest")
POSITIVE: Final = cases("PositiveSyntaxTest", "PositiveSyntaxTest11")
NEGATIVE: Final = cases("NegativeSyntaxTest", "NegativeSyntaxTest11")
UPDATES: Final = cases(
    "UpdateEvaluationTest",
    "PositiveUpdateSyntaxTest11",
    "NegativeUpdateSyntaxTest11",
    "NegativeSyntaxTest11",
    updates=True,
)
PROTOCOL: Final = cases("ProtocolTest")
GRAPHS: Final = cases("GraphStoreProtocolTest")
DESCRIBED: Final = cases("ServiceDescriptionTest")


@pytest.mark.parametrize("case", EVALUATED)
def test_evaluation(client: httpx2.Client, case: Case) -> None:
    expected_file = local(case.result, ROOT)
    response = ask(client, case, ACCEPTED.get(expected_file.suffix, "*/*"))
    assert response.status_code == 200, response.text
    media_type = response.headers["content-type"].partition(";")[0]
    assert media_type == ACCEPTED.get(expected_file.suffix, media_type)
    found = read_answer(response.content, media_type, case.request)
    expected = read_expected(expected_file, case.result)
    assert same(found, expected, each_row_once_will_do=case.each_row_once_will_do), (found, expected)


@pytest.mark.parametrize("case", POSITIVE)
def test_query_that_is_well_formed(client: httpx2.Client, case: Case) -> None:
    response = ask(client, case)
    assert response.status_code == 200 or UNKNOWN_FUNCTION in response.text, response.text


@pytest.mark.parametrize("case", NEGATIVE)
def test_query_that_is_ill_formed(client: httpx2.Client, case: Case) -> None:
    response = ask(client, case)
    assert response.status_code == 400, response.text


@pytest.mark.parametrize("case", UPDATES)
def test_update_is_refused_in_whatever_way_it_comes(client: httpx2.Client, case: Case) -> None:
    update = local(case.request, ROOT).read_bytes()
    for media_type, statuses in ((UPDATE, {403}), (QUERY, {400, 403})):
        response = client.post("", content=update, headers={"content-type": media_type})
        assert response.status_code in statuses, response.text
    assert client.post("", data={"update": update.decode()}).status_code == 403


@pytest.mark.parametrize("case", PROTOCOL)
def test_protocol(client: httpx2.Client, case: Case) -> None:
    for exchange in exchanges(case):
        response = perform(client, exchange)
        if case.name.rpartition("/")[2].startswith("update_"):
            assert response.status_code == 403  # the rest of the case looks for what the update has done
            return
        assert exchange.allows(response.status_code), response.text
        media_type = response.headers["content-type"].partition(";")[0]
        assert media_type in FORMS.get(exchange.form or "", {media_type})
        if exchange.truth is not None:
            found = read_answer(response.content, media_type, case.request)
            assert found == (YES if exchange.truth else NO)


def perform(client: httpx2.Client, exchange: Exchange) -> httpx2.Response:
    """Send a request to our own endpoint."""
    return client.request(
        exchange.method,
        f"?{exchange.parameters}" if exchange.parameters else "",
        headers=exchange.headers,
        content=exchange.body,
    )


@pytest.mark.parametrize("case", GRAPHS)
def test_graph_store(server: RunningServer, case: Case) -> None:
    read = [exchange for exchange in exchanges(case) if exchange.method != "PUT"]
    assert read
    for exchange in read:
        address = f"{server.graph_store}?{exchange.parameters}"
        response = httpx2.request(exchange.method, address, headers=exchange.headers, timeout=60)
        assert exchange.allows(response.status_code), response.text
        if exchange.content:
            assert response.headers["content-type"] == "text/turtle; charset=utf-8"
            found, expected = (
                read_answer(turtle, "text/turtle", address) for turtle in (response.content, exchange.content)
            )
            assert same(found, expected)


@pytest.mark.parametrize("case", DESCRIBED)
def test_service_description(edition_server: RunningServer, case: Case) -> None:
    response = httpx2.get(edition_server.url, headers={"accept": "text/turtle"}, timeout=60)
    assert response.headers["content-type"].partition(";")[0] in FORMS["RDF"]
    described = rdflib.Graph().parse(data=response.text, format="turtle")
    match case.name.rpartition("/")[2]:
        case "returns-rdf":
            assert described
        case "has-endpoint-triple":
            endpoint = rdflib.URIRef(edition_server.url)
            assert list(described.subjects(SD.endpoint, endpoint))
        case "conforms-to-schema":
            terms = [triple for triple in described if str(triple[1]).startswith(SD)]
            assert {predicate for _, predicate, _ in terms} <= {SD[name] for name in SD_DOMAINS}
            for subject, predicate, _ in terms:
                domain = SD[SD_DOMAINS[str(predicate).removeprefix(SD)]]
                assert (subject, rdflib.RDF.type, domain) in described
