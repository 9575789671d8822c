"""The pages of the ontology and its vocabularies."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.reading.concepts import ConceptReader
from visualizations.site import Site, in_each_language, language_of, not_found, offset_of, page
from visualizations.terms_page import TermPages


def term_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages of the ontology and its vocabularies."""
    terms = TermPages(site.terminology, site.edition, ConceptReader(site.reader))

    def ontology(request: Request) -> Response:
        return page(request, terms.ontology(language_of(request)))

    def vocabulary(request: Request) -> Response:
        written = terms.vocabulary(request.path_params["path"], language_of(request), offset_of(request))
        return page(request, written) if written else not_found(request)

    return [
        *in_each_language("/ontology", ontology),
        *in_each_language("/vocabulary/{path:path}", vocabulary),
    ]
