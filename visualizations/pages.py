"""The pages and where they stand, and the files they load."""

from starlette.routing import BaseRoute

from visualizations.programmes import chosen_on
from visualizations.routes.entities import entity_routes
from visualizations.routes.equality import equality_routes
from visualizations.routes.files import file_routes
from visualizations.routes.front import ChooseLanguage, front_routes
from visualizations.routes.maps import map_routes
from visualizations.routes.networks import finding_routes, network_routes
from visualizations.routes.overviews import (
    compare_routes,
    matrix_routes,
    matter_routes,
    theory_routes,
    time_routes,
)
from visualizations.routes.prose import prose_routes
from visualizations.routes.queries import query_routes
from visualizations.routes.questions import question_routes
from visualizations.routes.search import search_routes
from visualizations.routes.terms import term_routes
from visualizations.site import Site, in_each_language, not_found


def page_routes(site: Site, choose_language: ChooseLanguage) -> list[BaseRoute]:
    """Return the routes of all pages of a site.

    Raises:
        SnapshotError: the snapshot has no readable layout.
    """
    routes = [
        *front_routes(site, choose_language),
        *map_routes(site),
        *entity_routes(site),
        *query_routes(site),
        *question_routes(site),
        *search_routes(site),
        *theory_routes(site),
        *matrix_routes(site),
        *equality_routes(site),
        *compare_routes(site),
        *time_routes(site),
        *matter_routes(site),
        *network_routes(site),
        *finding_routes(site),
        *term_routes(site),
        *prose_routes(site),
        *in_each_language("/{path:path}", not_found),
    ]
    if len(site.reader.programmes) > 1:
        routes = [chosen_on(route, site.reader.programmes) for route in routes]
    return [*routes, *file_routes()]
