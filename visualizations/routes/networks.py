"""The networks with a report on each, and the claims that are held against them."""

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.analysis import read_for_analysis
from graph.networks.registry import NETWORKS
from graph.reading.programmes import belongs
from visualizations.findings_page import findings_page
from visualizations.network_pages import network_page, networks_page
from visualizations.programmes import programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, page


def network_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the networks and of the report on each."""

    def every_network(request: Request) -> Response:
        return page(request, networks_page(language_of(request), site.edition))

    @cache
    def read(name: str) -> Any:
        return read_for_analysis(site.served.networks, NETWORKS[name])

    def report(request: Request) -> Response:
        name, given = request.path_params["name"], request.query_params
        if name not in NETWORKS:
            return not_found(request)
        written = network_page(
            NETWORKS[name],
            read(name),
            site.served.analyses.get(name),
            language_of(request),
            measure=given.get("measure"),
            sort=given.get("sort"),
            edition=site.edition,
        )
        return page(request, written)

    return [*in_each_language("/networks", every_network), *in_each_language("/networks/{name}", report)]


def finding_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of claims held against structure."""

    def findings(request: Request) -> Response:
        claims = [
            each for each in site.served.described_claims if belongs(each.claim.iri, programme_in(request))
        ]
        return page(request, findings_page(claims, language_of(request), site.edition), by_programme=True)

    return [*in_each_language("/findings", findings)]
