"""Every IRI of ours in a snapshot is answered at its path, in every form, by an answer that mentions it."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.negotiation import best_language
from graph.build import build
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from husk.building import EXTRAS
from tests.api.sparql_server import with_pool
from tests.reading import READING
from visualizations.error_page import error_page
from visualizations.pages import page_routes
from visualizations.site import Site

BASE = "https://w3id.org/husk"
FORMS = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
}
SERVICES = ("/sparql", "/api/v1/export/")
PARTS = ("/id/", "/vocabulary/", "/ontology", "/dataset", "/graph/", "/.well-known/genid/", *SERVICES)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(READING, tmp_path_factory.mktemp("var"), version="1", extras=EXTRAS).snapshot


@pytest.fixture(scope="module")
def documents(snapshot: Snapshot) -> dict[str, set[str]]:
    """Each path that answers for IRIs of the snapshot, with these: one document answers for many terms."""
    found = defaultdict(set)
    for iri in mentioned(snapshot.open_store().dump(), "application/n-quads"):
        found[iri.partition("#")[0].removeprefix(BASE)].add(iri.removesuffix("#"))
    assert {part for part in PARTS if not any(path.startswith(part) for path in found)} == set()
    assert {path for path in found if not path.startswith(PARTS)} == set()
    return dict(found)


@pytest.fixture(scope="module")
def client(snapshot: Snapshot) -> Iterator[TestClient]:
    served = Served(
        snapshot,
        EntityReader(snapshot.open_store()),
        QueryPool(snapshot.quads_path, Limits(workers=1)),
    )
    pages = page_routes(Site(served), best_language)
    app = with_pool(served.pool, create_app(served, pages=pages, error_page=error_page))
    with TestClient(app, follow_redirects=False) as client:
        yield client


def mentioned(content: bytes, media_type: str) -> set[str]:
    """Return the IRIs of ours that stand in RDF, datatypes left out, since those are never ours."""
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert form is not None
    quads = pyoxigraph.parse(content, form)
    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))
    named = {term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)}
    return {iri for iri in named if iri.startswith(BASE)}


@pytest.mark.parametrize("suffix", FORMS)
def test_every_iri_is_mentioned_where_it_is_answered(
    client: TestClient, documents: dict[str, set[str]], suffix: str
) -> None:
    form = FORMS[suffix]
    for path, iris in documents.items():
        if path.startswith(("/graph/", *SERVICES)):
            continue
        answer = client.get(path, headers={"Accept": form})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, form), path
        assert answer.headers["content-location"] == path + suffix
        assert iris - mentioned(answer.content, form) == set(), path
        assert client.get(path + suffix, headers={"Accept": "image/png"}).content == answer.content
        links = answer.headers["link"]
        assert f'<{BASE}{path}>; rel="describes"' in links
        others = {f"<{path}{other}>" for other in FORMS if other != suffix}
        assert others <= set(re.findall(r"<[^>]*>", links))


def test_whatever_has_a_page_leads_a_browser_there(
    client: TestClient, documents: dict[str, set[str]]
) -> None:
    led = 0
    for path, iris in documents.items():
        for language in ("nb", "en"):
            answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": language})
            if not path.startswith(("/id/", "/vocabulary/", "/ontology")):
                assert "text/html" not in answer.headers.get("content-type", ""), path
                continue
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith(f"/{language}/"), path
            page = client.get(answer.headers["location"])
            assert page.status_code == 200, answer.headers["location"]
            anchors = set(re.findall(r'id="([^"]+)"', page.text))
            for iri in iris:
                assert iri.partition("#")[2] in {"", *anchors}, iri
            assert f"<code>{BASE}{path}</code>" in page.text or path.startswith("/ontology/")
            led += 1
    assert led > 200


def test_every_graph_is_answered_whole(
    client: TestClient, documents: dict[str, set[str]], snapshot: Snapshot
) -> None:
    dump = snapshot.open_store().dump().decode().splitlines()
    for path in documents:
        if path.startswith("/graph/"):
            to_service = client.get(path).headers["location"]
            answer = client.get(to_service, headers={"Accept": "application/n-triples"})
            suffix = f" <{BASE}{path}> ."
            in_graph = (line.removesuffix(suffix) for line in dump if line.endswith(suffix))
            expected = {f"{line} ." for line in in_graph if line.count(" ") > 1}
            assert set(answer.text.splitlines()) == expected
            assert expected


def test_every_file_of_the_whole_dataset_is_there(
    client: TestClient, documents: dict[str, set[str]], snapshot: Snapshot
) -> None:
    files = [path for path in documents if path.startswith("/api/v1/export/")]
    assert len(files) == 2
    in_store = mentioned(snapshot.open_store().dump(), "application/n-quads")
    for path in files:
        answer = client.get(path)
        assert mentioned(answer.content, answer.headers["content-type"].partition(";")[0]) == in_store


def test_the_query_service_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert f"{BASE}/sparql" in mentioned(answer.content, "text/turtle")


@pytest.mark.parametrize("part", ["/id/", "/vocabulary/", "/ontology", "/dataset", "/.well-known/genid/"])
def test_what_no_form_is_accepted_of_is_refused_with_the_forms(
    client: TestClient, documents: dict[str, set[str]], part: str
) -> None:
    path = min(path for path in documents if path.startswith(part))
    answer = client.get(path, headers={"Accept": "image/png, application/problem+json;q=0.1"})
    assert answer.status_code == 406
    assert all(form in answer.json()["detail"] for form in FORMS.values())
