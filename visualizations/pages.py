"""The pages and where they stand: the map, things, terms, the one for queries, and the files they load."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from graph.networks import MODALITIES, actors_by_arenas
from graph.questions import published
from graph.reading.entities import EntityReader
from graph.reading.schema_org import SchemaOrg
from graph.reading.terminology import Terminology
from graph.snapshot import Snapshot
from ontology.terms import LANGUAGES
from visualizations.entity_page import entity_page
from visualizations.error_page import error_page
from visualizations.layout import read_layout
from visualizations.network import map_network
from visualizations.query_page import query_page
from visualizations.static_files import MEDIA_TYPES, static_files
from visualizations.terms_page import TermPages

ChooseLanguage = Callable[[str | None, Sequence[str]], str | None]
"""Picks from an Accept-Language header and what we offer the language to answer in, or None."""

_FOR_EVER: Final = "public, max-age=31536000, immutable"


def page_routes(
    *, reader: EntityReader, snapshot: Snapshot, choose_language: ChooseLanguage
) -> list[BaseRoute]:
    """Return the routes of all pages of a snapshot.

    The maps are written here, once, since they are the same for everybody.

    Raises:
        SnapshotError: the snapshot has no readable layout.
    """
    network = actors_by_arenas(reader.store, MODALITIES)
    layout = read_layout(snapshot.layout_path)
    maps = {
        language: map_network(network, layout, language, snapshot.edition).generate_html()
        for language in LANGUAGES
    }
    mapped = frozenset(network)
    questions = published(reader.store)
    terminology = Terminology.read(reader.store)
    terms, schema_org = TermPages(terminology, snapshot.edition), SchemaOrg(terminology)

    def front(request: Request) -> Response:
        language = choose_language(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]
        return RedirectResponse(f"/{language}/map", 303, headers={"Vary": "Accept-Language"})

    def map_page(request: Request) -> Response:
        return HTMLResponse(maps[_language(request)])

    def query(request: Request) -> Response:
        chosen = request.query_params.get("question")
        return HTMLResponse(query_page(questions, _language(request), snapshot.edition, chosen))

    def entity(request: Request) -> Response:
        language, entity_id = _language(request), request.path_params["entity_id"]
        found = reader.get(entity_id)
        if found is None:
            near = reader.near(entity_id)
            return HTMLResponse(error_page(404, language, f"id/{entity_id}", near), 404)
        page = entity_page(
            found,
            language,
            is_mapped=entity_id in mapped,
            edition=snapshot.edition,
            for_programs=schema_org.describe(found),
        )
        return HTMLResponse(page)

    def ontology(request: Request) -> Response:
        return HTMLResponse(terms.ontology(_language(request)))

    def vocabulary(request: Request) -> Response:
        language, path = _language(request), request.path_params["path"]
        page = terms.vocabulary(path, language)
        return HTMLResponse(page or error_page(404, language, f"vocabulary/{path}"), 200 if page else 404)

    return [
        Route("/", front),
        *(Route(f"/{language}/map", map_page) for language in LANGUAGES),
        *(Route(f"/{language}/sparql", query) for language in LANGUAGES),
        *(Route(f"/{language}/id/{{entity_id:path}}", entity) for language in LANGUAGES),
        *(Route(f"/{language}/ontology", ontology) for language in LANGUAGES),
        *(Route(f"/{language}/vocabulary/{{path:path}}", vocabulary) for language in LANGUAGES),
        *(Route(f"/{language}/{{path:path}}", nothing) for language in LANGUAGES),
        Route("/static/{digest}/{path:path}", static_file),
    ]


def nothing(request: Request) -> Response:
    """Answer for an address among the pages at which there is none."""
    return HTMLResponse(error_page(404, _language(request), request.path_params["path"]), 404)


def static_file(request: Request) -> Response:
    """Answer with a file that pages load; under any other digest than today's it is not there."""
    digest, path = request.path_params["digest"], request.path_params["path"]
    served = static_files()
    if digest != served.digest or path not in served.contents:
        return Response(status_code=404)
    media_type = MEDIA_TYPES[PurePosixPath(path).suffix]
    return Response(served.contents[path], media_type=media_type, headers={"Cache-Control": _FOR_EVER})


def _language(request: Request) -> str:
    """Return the language that the address of a page begins with."""
    return request.url.path.split("/")[1]
