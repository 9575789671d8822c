"""The FAIR principles, line by line of docs/fair.md, held against the server with the product's own data."""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from typing import Final
from urllib.parse import quote, urlsplit

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from ontology.terms import DATASET, HUSK, ONTOLOGY
from tests.api.sparql_server import RunningServer
from tests.checkout import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BASE: Final = "https://w3id.org/husk"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OURS: Final = Namespace(HUSK)
FORMS: Final = {
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".nt": "nt",
    ".rdf": "xml",
    ".trig": "trig",
    ".nq": "nquads",
}


class Reader:
    """Somebody who knows the addresses of the namespace, and asks this server in its place."""

    def __init__(self, server: RunningServer) -> None:
        self._port = server.port
        self.graph = cache(self._graph)

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """Ask for an IRI of ours or a path, following nothing."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        try:
            connection.request(method, address.removeprefix(BASE), headers=named)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()

    def json(self, path: str) -> Mapping[str, object]:
        """Return what a path answers in JSON."""
        answer, text = self.ask(path)
        assert answer.status == 200, path
        found: dict[str, object] = json.loads(text)
        return found

    def things(self, type_: str = "") -> list[str]:
        """Return the IRIs of some listed things."""
        items = self.json(f"/api/v1/entities?limit=40{type_ and f'&type={type_}'}")["items"]
        assert isinstance(items, list)
        assert items
        return [item["iri"] for item in items]

    def _graph(self, iri: str) -> rdflib.Graph:
        """Read what an IRI answers with."""
        answer, text = self.ask(iri, Accept="application/n-triples")
        assert answer.status == 200, iri
        return rdflib.Graph().parse(data=text, format="nt")


def languages(graph: rdflib.Graph, subject: URIRef, property_: URIRef) -> set[str | None]:
    """Return the languages in which a thing has a text."""
    return {text.language for text in graph.objects(subject, property_) if isinstance(text, Literal)}


def names_answer(reader: Reader) -> None:
    for iri in reader.things():
        assert iri.startswith(f"{BASE}/id/")
        assert URIRef(iri) in reader.graph(iri).all_nodes()


def versions_have_names(reader: Reader) -> None:
    version = reader.graph(ONTOLOGY).value(URIRef(ONTOLOGY), OWL.versionIRI)
    assert set(reader.graph(str(version))) == set(reader.graph(ONTOLOGY))
    edition = reader.graph(DATASET).value(URIRef(DATASET), DCTERMS.identifier)
    assert str(edition) == reader.json("/health")["edition"]


def the_dataset_is_described(reader: Reader) -> None:
    dataset, graph = URIRef(DATASET), reader.graph(DATASET)
    assert languages(graph, dataset, DCTERMS.title) == {"nb", "en"}
    assert languages(graph, dataset, DCTERMS.description) == {"nb", "en"}
    for property_ in (DCTERMS.creator, DCTERMS.license, DCAT.version, VOID.triples, VOID.entities):
        assert graph.value(dataset, property_), property_
    assert len(list(graph.objects(dataset, VOID.classPartition))) > 20
    assert len(list(graph.objects(dataset, VOID.propertyPartition))) > 50


def descriptions_name_their_thing(reader: Reader) -> None:
    for iri in (*reader.things("Arena"), ONTOLOGY, DATASET):
        answer, text = reader.ask(iri, Accept="application/n-triples")
        assert f"<{iri}>" in text
        assert f'<{iri}>; rel="describes"' in str(answer.getheader("link"))


def it_can_be_found(reader: Reader) -> None:
    answer, _ = reader.ask("/.well-known/void")
    assert (answer.status, answer.getheader("location")) == (303, "/dataset")
    thing = reader.things("Subproject")[0]
    _, page = reader.ask(f"/nb{thing.removeprefix(BASE)}")
    assert '<script type="application/ld+json">' in page
    label = reader.graph(thing).value(URIRef(thing), SKOS.prefLabel)
    found = reader.json(f"/api/v1/entities?q={quote(str(label))}")["items"]
    assert isinstance(found, list)
    assert thing in [item["iri"] for item in found]


def things_are_had_by_http(reader: Reader) -> None:
    thing = reader.things("Arena")[0]
    answer, text = reader.ask(thing, Accept="text/turtle")
    assert (answer.status, bool(text)) == (200, True)
    head, nothing = reader.ask(thing, "HEAD", Accept="text/turtle")
    assert (head.status, nothing, head.getheader("etag")) == (200, "", answer.getheader("etag"))
    again, _ = reader.ask(thing, Accept="text/turtle", If_None_Match=str(answer.getheader("etag")))
    assert again.status == 304
    page, _ = reader.ask(thing, Accept="text/html", Accept_Language="en")
    assert (page.status, page.getheader("location")) == (303, f"/en{thing.removeprefix(BASE)}")


def services_describe_themselves(reader: Reader) -> None:
    _, text = reader.ask("/sparql", Accept="text/turtle")
    service = rdflib.Graph().parse(data=text, format="turtle")
    assert (None, SD.supportedLanguage, SD.SPARQL11Query) in service
    document = reader.json("/api/v1/openapi.json")
    assert str(document["openapi"]).startswith("3.")
    paths = document["paths"]
    assert isinstance(paths, dict)
    assert "/api/v1/entities/{entity_id}" in paths


def reading_is_open_and_writing_closed(reader: Reader) -> None:
    thing = reader.things("Arena")[0]
    for address in (thing, ONTOLOGY, DATASET, "/api/v1/entities", "/sparql"):
        answer, _ = reader.ask(address, Accept="*/*")
        assert answer.status in {200, 303}, address
        assert answer.getheader("www-authenticate") is None
        written, _ = reader.ask(address, "PUT")
        assert written.status == 405, address


def metadata_stand_alone(reader: Reader) -> None:
    graph, dataset = reader.graph(DATASET), URIRef(DATASET)
    needed = (DCTERMS.title, DCTERMS.creator, DCTERMS.license, DCTERMS.identifier, DCAT.version)
    assert all(isinstance(graph.value(dataset, name), (Literal, URIRef)) for name in needed)
    assert not any(str(subject).startswith(f"{BASE}/id/") for subject in graph.subjects())
    assert (ROOT / "CITATION.cff").is_file()


def six_forms_say_the_same(reader: Reader) -> None:
    thing = reader.things("Method")[0]
    path = thing.removeprefix(BASE)
    read = {}
    for suffix, name in FORMS.items():
        answer, text = reader.ask(path + suffix)
        assert answer.status == 200
        statements = rdflib.Dataset().parse(data=text, format=name).default_graph
        read[suffix] = {triple for triple in statements if triple[0] == URIRef(thing)}
    assert read[".ttl"]
    assert all(found == read[".ttl"] for found in read.values())
    assert (None, RDF.type, OWL.Class) in reader.graph(ONTOLOGY)


def vocabularies_are_fair(reader: Reader) -> None:
    vocabularies = reader.json("/api/v1/dataset")["vocabularies"]
    assert isinstance(vocabularies, list)
    assert len(vocabularies) > 10
    for vocabulary in vocabularies:
        graph = reader.graph(vocabulary["iri"])
        assert graph.value(URIRef(vocabulary["iri"]), DCTERMS.license) == URIRef(LICENCE)
        concepts = [found for found in graph.subjects(RDF.type, SKOS.Concept) if isinstance(found, URIRef)]
        assert concepts
        for concept in concepts:
            assert languages(graph, concept, SKOS.definition) == {"nb", "en"}, concept


def vocabularies_of_others_are_used(reader: Reader) -> None:
    used = {str(found) for found in reader.graph(DATASET).objects(URIRef(DATASET), VOID.vocabulary)}
    others = {
        str(PROV),
        str(SKOS),
        str(DCTERMS),
        "http://www.w3.org/ns/org#",
        "http://xmlns.com/foaf/0.1/",
        "http://www.w3.org/ns/oa#",
    }
    assert others <= used
    ontology = reader.graph(ONTOLOGY)
    matched = {
        found
        for property_ in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        for subject, found in ontology.subject_objects(property_)
        if str(subject).startswith(HUSK) and not str(found).startswith(BASE)
    }
    assert len({urlsplit(str(found)).netloc for found in matched}) > 5


def links_are_defined(reader: Reader) -> None:
    ontology = reader.graph(ONTOLOGY)
    checked = set()
    for thing in reader.things("Subproject"):
        for _, property_, value in reader.graph(thing):
            if isinstance(value, URIRef) and isinstance(property_, URIRef) and property_.startswith(HUSK):
                checked.add(property_)
    assert len(checked) > 10
    for property_ in checked:
        assert languages(ontology, property_, RDFS.label) == {"nb", "en"}, property_
        assert languages(ontology, property_, SKOS.definition) == {"nb", "en"}, property_


def things_say_what_they_are(reader: Reader) -> None:
    for iri in reader.things():
        graph, thing = reader.graph(iri), URIRef(iri)
        assert languages(graph, thing, SKOS.prefLabel) == {"nb", "en"}, iri
        assert any(str(found).startswith(HUSK) for found in graph.objects(thing, RDF.type)), iri
        described = languages(graph, thing, DCTERMS.description) | languages(graph, thing, SKOS.definition)
        assert described == {"nb", "en"} or graph.value(thing, OURS.edtf) is not None, iri


def the_licence_is_everywhere(reader: Reader) -> None:
    for iri in (DATASET, ONTOLOGY):
        assert reader.graph(iri).value(URIRef(iri), DCTERMS.license) == URIRef(LICENCE)
    thing = reader.things("Arena")[0]
    for address in (thing, f"{thing}.jsonld", ONTOLOGY, DATASET):
        answer, _ = reader.ask(address, Accept="text/turtle")
        assert f'<{LICENCE}>; rel="license"' in str(answer.getheader("link")), address
    info = reader.json("/api/v1/openapi.json")["info"]
    assert isinstance(info, dict)
    assert info["license"]["url"] == LICENCE


def statements_have_provenance(reader: Reader) -> None:
    for iri in reader.things("Arena"):
        _, text = reader.ask(f"{iri}.trig")
        dataset = rdflib.Dataset().parse(data=text, format="trig")
        assertions = [graph.identifier for graph in dataset.graphs() if "/assertion/" in graph.identifier]
        assert assertions, iri
        for assertion in assertions:
            for property_ in (PROV.wasAttributedTo, OURS.modality, PROV.wasDerivedFrom):
                assert dataset.value(assertion, property_) is not None, (assertion, property_)


def standards_are_followed(reader: Reader) -> None:
    graph, dataset = reader.graph(DATASET), URIRef(DATASET)
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(dataset, RDF.type))
    dumps = list(graph.objects(dataset, VOID.dataDump))
    assert len(dumps) == 2
    for dump in dumps:
        answer, _ = reader.ask(str(dump), "HEAD")
        distribution = graph.value(predicate=DCAT.downloadURL, object=dump)
        assert answer.status == 200
        told = str(graph.value(distribution, DCAT.mediaType))
        assert told.endswith(str(answer.getheader("content-type")).partition(";")[0])


LIST: Final = (ROOT / "docs" / "fair.md").read_text("utf-8")
LINES: Final = re.findall(r"^\| ([FAIR][\d.]+) \|.*\| `(\w+)` \|$", LIST, re.MULTILINE)
CHECKS: Final[Mapping[str, Callable[[Reader], None]]] = {
    name: check
    for name, check in list(globals().items())
    if inspect.isfunction(check) and list(inspect.signature(check).parameters) == ["reader"]
}


@pytest.fixture(scope="module")
def reader(server: RunningServer) -> Reader:
    return Reader(server)


def test_every_principle_is_listed_and_every_check_has_its_line() -> None:
    assert {principle for principle, _ in LINES} == {
        *("F1", "F2", "F3", "F4", "A1", "A1.1", "A1.2", "A2", "I1", "I2", "I3", "R1", "R1.1", "R1.2", "R1.3")
    }
    assert [name for _, name in LINES] == list(CHECKS)


@pytest.mark.parametrize(("principle", "name"), LINES)
def test_a_principle_holds(reader: Reader, principle: str, name: str) -> None:
    assert principle
    CHECKS[name](reader)
