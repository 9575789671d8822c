"""The maps, each as a page and as drawings."""

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.networks.registry import NETWORKS
from visualizations.maps import FIRST
from visualizations.programmes import programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, page
from visualizations.structure import ACTORS_BY_ARENAS, structure

_WITH_STRUCTURE: Final = (FIRST, ACTORS_BY_ARENAS)
"""The maps below which communities and brokers are told."""
_SVG: Final = "image/svg+xml"
_MAPS: Final = 64
"""How many maps are kept as they were written."""


def map_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the map; each form of it is written once, since it is the same for everybody."""
    maps = site.maps

    @lru_cache(_MAPS)
    def written(language: str, name: str, group: str, form: str, programme: str | None) -> str | None:
        drawn = maps.get(language, name, group, programme)
        if drawn is None:
            return None
        if form != "html":
            return drawn.generate_svg(with_words=form == "large")
        if name in _WITH_STRUCTURE and not group and not programme:
            kept = site.served.analyses.get(ACTORS_BY_ARENAS)
            drawn.structure = structure(site.served.networks.read(NETWORKS[ACTORS_BY_ARENAS]), kept, language)
        return drawn.generate_html()

    def map_page(request: Request) -> Response:
        asked = request.path_params
        name, group = asked.get("name", FIRST), asked.get("group", "")
        html = written(language_of(request), name, group, "html", programme_in(request))
        return page(request, html, by_programme=True) if html else not_found(request)

    def picture(request: Request) -> Response:
        asked = request.path_params
        if asked["size"] not in {"small", "large"}:
            return not_found(request)
        name = asked.get("name", FIRST)
        svg = written(language_of(request), name, "", asked["size"], programme_in(request))
        return Response(svg, media_type=_SVG) if svg else not_found(request)

    return [
        *in_each_language("/map", map_page),
        *in_each_language("/map/{size}.svg", picture),
        *in_each_language("/map/{name}", map_page),
        *in_each_language("/map/{name}/{size}.svg", picture),
        *in_each_language("/map/{name}/{group:path}", map_page),
    ]
