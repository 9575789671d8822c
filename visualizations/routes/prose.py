"""The pages that tell of the site itself, and of its interface for programs."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from visualizations.api_page import api_page
from visualizations.rendering import render
from visualizations.site import Site, in_each_language, language_of, page


def prose_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages that tell of the site itself."""

    def api(request: Request) -> Response:
        return page(request, api_page(language_of(request), site.edition))

    def prose(key: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            language = language_of(request)
            sources = [
                {"name": thing.label.get(language), "href": f"/{language}/id/{thing.id}"}
                for thing in site.reader.all_of("Source")
            ]
            written = render(
                "prose.html",
                language,
                here=key,
                path=key,
                key=key,
                sources=sources,
                edition=site.edition,
                version=site.snapshot.manifest["version"],
                counts=site.snapshot.manifest["counts"],
                contact=site.contact,
            )
            return page(request, written)

        return answer

    return [
        *in_each_language("/api", api),
        *in_each_language("/about", prose("about")),
        *in_each_language("/accessibility", prose("accessibility")),
    ]
