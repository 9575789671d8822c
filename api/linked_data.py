"""Linked data: whoever asks for an IRI gets what it stands for, in the form and language they prefer.

An IRI of ours is the address of the server that is to answer for it, so its path here is its path there:

    /id/<programme>/<kind>/<name>     a thing: its page (303), or its description in RDF
    /vocabulary/<scheme>[/<concept>]  a vocabulary or a concept, likewise
    /ontology[/<version>]             the ontology, likewise; /ontology/context.jsonld the JSON-LD context
    /shapes                           the shapes that data must have, in Turtle
    /dataset                          what is in all of it, as VoID and DCAT, or the page about it (303);
                                      /.well-known/void leads there
    /graph/<name>                     a graph: its content, by way of the query service or its page (303)
    /.well-known/genid/<label>        a node of the ontology without a name of its own

The form is chosen by Accept, or by a suffix: `.ttl`, `.jsonld`, `.nt`, `.rdf`, `.trig`, `.nq`.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.errors import NotAcceptableError, NotFoundError
from api.negotiation import best_match, reader_language
from graph.queries import query
from graph.reading.entities import EntityReader
from graph.reading.resources import (
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    WITH_ASSERTIONS,
    Description,
    context,
    describe,
    describe_with_assertions,
    write,
)
from graph.store import Store
from graph.values import Iri
from ontology.terms import HERE, LANGUAGES, ONTOLOGY

HTML: Final = "text/html"
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        TURTLE: ".ttl",
        JSON_LD: ".jsonld",
        N_TRIPLES: ".nt",
        RDF_XML: ".rdf",
        TRIG: ".trig",
        N_QUADS: ".nq",
    }
)
"""The suffix of each form of RDF."""

_BASE: Final = ONTOLOGY.removesuffix("/ontology")
"""What stands before the path in every IRI of ours."""
_PATH: Final = re.compile(r"[A-Za-z0-9/._-]+")
_NEAR: Final = 0.8
"""How like a path has to be to one that was asked for, to be suggested."""
_LONGEST_PATH: Final = 200
_WITH_PAGES: Final = ("/id/", "/vocabulary/", "/ontology", "/dataset")
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def linked_data_routes(reader: EntityReader) -> list[BaseRoute]:
    """Return the routes that answer for our IRIs; plain functions run in threads, since the store blocks."""
    store = reader.store
    names = store.select(query("vocabulary_names"))
    terms = tuple(row["term"].value.removeprefix(_BASE) for row in names)

    def thing(request: Request) -> Response:
        """Answer for a thing: with its page, or with its description."""
        path, media_type = _form(request, (HTML, *SUFFIXES))
        description = _describe(store, path, media_type)
        if description is None:
            entity_id = path.removeprefix("/id/")
            raise NotFoundError(f"Nothing is known of {entity_id!r}.", reader.near(entity_id))
        return _answer(request, description, path, media_type)

    def term(request: Request) -> Response:
        """Answer for a vocabulary, a concept, ontology or dataset: in RDF, unless a page is preferred."""
        return described(request, (*SUFFIXES, HTML))

    def node(request: Request) -> Response:
        """Answer for what has no page: a node of the ontology."""
        return described(request, tuple(SUFFIXES))

    def described(request: Request, offers: Sequence[str]) -> Response:
        path, media_type = _form(request, offers)
        description = _describe(store, path, media_type)
        if description is None:
            near = get_close_matches(path[:_LONGEST_PATH], terms, n=3, cutoff=_NEAR)
            meant = f" Did you mean {', '.join(near)}?" if near else ""
            raise NotFoundError(f"Nothing is known of {_BASE}{path}.{meant}")
        return _answer(request, description, path, media_type)

    def graph(request: Request) -> Response:
        """Send on to the query service, whose limits hold for an answer of any length."""
        iri = _iri(request.scope["path"])
        if iri is None or not store.ask("ASK { GRAPH ?graph { ?s ?p ?o } }", {"graph": iri}):
            raise NotFoundError(f"There is no graph {_BASE}{request.scope['path']}.")
        asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri} {{ ?s ?p ?o }} }}"
        is_read = best_match(request.headers.get("accept"), (*SUFFIXES, HTML)) == HTML
        page = f"/{reader_language(request)}" if is_read else ""
        headers = {"Vary": "Accept, Accept-Language"}
        return RedirectResponse(f"{page}/sparql?{urlencode({'query': asked})}", 303, headers=headers)

    def dataset(_request: Request) -> Response:
        """Lead to the description of the dataset (https://www.w3.org/TR/void/#well-known)."""
        return RedirectResponse("/dataset", 303)

    return [
        Route("/id/{path:path}", thing),
        Route("/vocabulary/{path:path}", term),
        Route("/ontology/context.jsonld", json_ld_context),
        Route("/ontology/{version}", term),
        Route("/ontology{suffix}", term),
        Route("/ontology", term),
        Route("/shapes.ttl", shapes),
        Route("/shapes", shapes),
        Route("/.well-known/genid/{path}", node),
        Route("/.well-known/void", dataset),
        Route("/dataset{suffix}", term),
        Route("/dataset", term),
        Route("/graph/{path:path}", graph),
    ]


def json_ld_context(_request: Request) -> Response:
    """Answer with the context that our JSON-LD is written under."""
    return JSONResponse({"@context": dict(context())}, media_type=JSON_LD)


def shapes(request: Request) -> Response:
    """Answer with the shapes as they are authored, whose nodes without a name have none elsewhere.

    Raises:
        NotAcceptableError: Turtle is not accepted.
    """
    path, media_type = _form(request, (TURTLE,))
    headers = {"Vary": "Accept", "Content-Location": f"{path}.ttl", "Link": f'<{_LICENCE}>; rel="license"'}
    return Response((HERE / "shapes.ttl").read_bytes(), media_type=media_type, headers=headers)


def _form(request: Request, offers: Sequence[str]) -> tuple[str, str]:
    """Return the path without its suffix, and the media type that is wanted.

    Raises:
        NotAcceptableError: none of the forms is accepted.
    """
    path: str = request.scope["path"]
    for media_type, suffix in SUFFIXES.items():
        if path.endswith(suffix):
            return path.removesuffix(suffix), media_type
    wanted = best_match(request.headers.get("accept"), offers)
    if wanted is None:
        raise NotAcceptableError(offers)
    return path, wanted


def _iri(path: str) -> Iri | None:
    """Return the IRI that a path answers for, or None where it has letters that none of ours has."""
    return Iri(_BASE + path) if _PATH.fullmatch(path) else None


def _describe(store: Store, path: str, media_type: str) -> Description | None:
    """Return what is said of what a path answers for, as far as a form can carry it."""
    iri = _iri(path)
    if iri is None:
        return None
    return describe_with_assertions(store, iri) if media_type in WITH_ASSERTIONS else describe(store, iri)


def _answer(request: Request, description: Description, path: str, media_type: str) -> Response:
    """Write a description, or lead to the page of the reader's language."""
    if media_type == HTML:
        headers = {"Vary": "Accept, Accept-Language", "Link": _links(path, HTML)}
        return RedirectResponse(f"/{reader_language(request)}{_page(path)}", 303, headers=headers)
    headers = {
        "Vary": "Accept",
        "Link": _links(path, media_type),
        "Content-Location": path + SUFFIXES[media_type],
    }
    return Response(write(description, media_type), headers=headers, media_type=media_type)


def _page(path: str) -> str:
    """Return where the page of a path stands, after its language: every version of the ontology has the one.

    >>> _page("/ontology/0.1.0"), _page("/vocabulary/role"), _page("/dataset")
    ('/ontology', '/vocabulary/role', '/about')
    """
    if path == "/dataset":
        return "/about"
    return "/ontology" if path.startswith("/ontology/") else path


def _links(path: str, media_type: str) -> str:
    """Write the Link header (RFC 8288): the other forms, what the document describes, and its licence."""
    relation = "describedby" if media_type == HTML else "alternate"
    links = [
        f'<{path}{suffix}>; rel="{relation}"; type="{form}"'
        for form, suffix in SUFFIXES.items()
        if form != media_type
    ]
    if path.startswith(_WITH_PAGES):
        page = _page(path)
        links += [f'</{lang}{page}>; rel="alternate"; type="{HTML}"; hreflang="{lang}"' for lang in LANGUAGES]
    if media_type != HTML:
        links.append(f'<{_BASE}{path}>; rel="describes"')
    links.append(f'<{_LICENCE}>; rel="license"')
    return ", ".join(links)
