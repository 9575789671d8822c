"""The application: everything that is answered over HTTP, put together from its parts.

    /sparql           the query service, plain ASGI
    /rdf-graph-store  whole graphs, by way of it
    everything else   FastAPI: REST, linked data, health, and the pages it is handed

Every answer, of whatever part, passes through the security headers, then through the front, which tags,
compresses and keeps it. Nothing here changes between requests: an answer is a function of snapshot and
request.
"""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from api.cache import ResponseCache
from api.dispatch import Dispatch
from api.errors import MEDIA_TYPE, ErrorPage, handle_errors
from api.front import Front
from api.graph_store import GraphStore
from api.health import health_route
from api.linked_data import linked_data_routes
from api.rest import OPENAPI, rest_routes
from api.security import SecurityHeaders
from api.sparql import SparqlEndpoint
from graph.served import Served


def create_app(
    served: Served,
    *,
    pages: Sequence[BaseRoute] = (),
    error_page: ErrorPage | None = None,
    cache: ResponseCache | None = None,
) -> ASGIApp:
    """Make the application that serves a snapshot.

    Args:
        served: what is served.
        pages: routes of the pages for people, and of the files they load.
        error_page: writes the page of an error for those who prefer one to JSON.
        cache: keeps answers; without one each is made anew.
    """
    sparql = SparqlEndpoint(served.pool)
    graph_store = GraphStore(served.reader.store, sparql)
    return Front(SecurityHeaders(Dispatch(sparql, graph_store, _rest(served, pages, error_page))), cache)


def _rest(served: Served, pages: Sequence[BaseRoute], error_page: ErrorPage | None) -> FastAPI:
    """Put REST, linked data, health and pages into one FastAPI application."""
    app = FastAPI(
        title="husk",
        summary="What collaboration programmes did and learned, and who says so.",
        version=str(served.snapshot.manifest["version"]),
        license_info={"name": "Data: CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        openapi_url=OPENAPI,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for router in (*rest_routes(served), health_route(served.snapshot)):
        app.include_router(router)
    app.router.routes.extend([*linked_data_routes(served.reader), *pages])
    handle_errors(app, error_page)
    app.openapi = _with_problems(app.openapi)  # type: ignore[method-assign]  # FastAPI's own way to extend it
    return app


def _with_problems(openapi: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """Tell in the OpenAPI document that errors are problem details, which FastAPI takes for plain JSON."""

    def document() -> dict[str, Any]:
        written = openapi()
        for path in written["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in response["content"]:
                        response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
        return written

    return document
