"""Whole graphs by the SPARQL 1.1 Graph Store HTTP Protocol, and the description of the service."""

import pyoxigraph
import pytest
import rdflib
from httpx2 import Response
from starlette.testclient import TestClient

from graph.snapshot import Snapshot

STORE = "/rdf-graph-store"
LABELS = "https://w3id.org/husk/graph/labels"
FORMS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


def in_store(snapshot: Snapshot, graph: str) -> set[str]:
    """Return the triples of a graph, sorted out of the whole dump."""
    quads = pyoxigraph.parse(snapshot.open_store().dump(), pyoxigraph.RdfFormat.N_QUADS)
    return {str(quad.triple) for quad in quads if getattr(quad.graph_name, "value", "default") == graph}


def quads(response: Response) -> list[pyoxigraph.Quad]:
    """Read an answer in the form that it says it has."""
    form = pyoxigraph.RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0])
    assert form is not None
    return list(pyoxigraph.parse(response.content, form))


def as_graph(response: Response) -> rdflib.Graph:
    """Read an answer into a graph that others than us query."""
    triples = pyoxigraph.serialize(
        [quad.triple for quad in quads(response)], format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    return rdflib.Graph().parse(data=triples or b"", format="nt")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("graph", [LABELS, "default"])
def test_a_graph_is_read_in_each_form(client: TestClient, snapshot: Snapshot, graph: str, form: str) -> None:
    params = {"default": ""} if graph == "default" else {"graph": graph}
    response = client.get(STORE, params=params, headers={"Accept": form})
    assert response.status_code == 200
    read = {str(quad.triple) for quad in quads(response)}
    assert read == in_store(snapshot, graph)


def test_head_has_the_headers_and_no_body(client: TestClient) -> None:
    get, head = (client.request(method, STORE, params={"graph": LABELS}) for method in ("GET", "HEAD"))
    assert (head.status_code, head.headers, head.content) == (200, get.headers, b"")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?default&graph=x:y", 400),
        ("?graph=x:a&graph=x:b", 400),
        ("?graph=no%20iri%3E%20%7B%7D", 400),
        ("?graph=https://example.org/nothing", 404),
    ],
)
def test_a_graph_that_cannot_be_read_is_said(client: TestClient, query: str, status: int) -> None:
    response = client.get(STORE + query)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client: TestClient, snapshot: Snapshot, method: str) -> None:
    before = in_store(snapshot, LABELS)
    response = client.request(method, STORE, params={"graph": LABELS}, content="<x:a> <x:b> <x:c> .")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert in_store(snapshot, LABELS) == before


def test_options_are_those_that_there_are(client: TestClient) -> None:
    response = client.options(STORE)
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_a_form_that_nobody_has_is_refused(client: TestClient) -> None:
    assert client.get(STORE, params={"graph": LABELS}, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("accept", ["*/*", *FORMS])
def test_a_bare_get_describes_the_service(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    described = as_graph(response)
    [service] = described.subjects(rdflib.RDF.type, SD.Service)
    assert (service, SD.endpoint, rdflib.URIRef("https://w3id.org/husk/sparql")) in described
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in described


def test_the_well_known_place_leads_to_the_description(client: TestClient) -> None:
    response = client.get("/.well-known/void")
    assert (response.status_code, response.headers["location"]) == (303, "/dataset")
    described = client.get("/dataset", headers={"Accept": "text/turtle"})
    assert described.status_code == 200
    dataset = rdflib.URIRef("https://w3id.org/husk/dataset")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert (dataset, rdflib.RDF.type, void.Dataset) in rdflib.Graph().parse(
        data=described.text, format="turtle"
    )
