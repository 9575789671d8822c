"""The page on which things are found by words."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.search.documents import FACETS
from graph.search.words import LONGEST_TEXT
from visualizations.search_page import HITS_A_PAGE, Sought, search_page
from visualizations.site import Site, in_each_language, language_of, offset_of, page


def search_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page on which things are found by words."""
    known = site.served.search.search("").facets

    def found(request: Request) -> Response:
        given = request.query_params
        text = given.get("q", "")[:LONGEST_TEXT]
        values = {facet: given[facet] for facet in FACETS if given.get(facet) in known[facet]}
        sought = Sought(text, values, offset_of(request))
        language = language_of(request)
        results = site.served.search.search(
            text, values, language=language, offset=sought.offset, limit=HITS_A_PAGE
        )
        written = search_page(sought, results, site.reader, language, site.edition)
        return page(request, written, by_programme=True)

    return [*in_each_language("/search", found)]
