"""The networks with a report on each, and the claims that are held against them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.analysis.keeping import KeptAnalysis
from graph.networks.registry import NETWORKS
from graph.reading.programmes import belongs
from visualizations.findings_page import findings_page
from visualizations.network_pages import network_page, networks_page
from visualizations.programmes import programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, page


def network_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the networks and of the report on each."""

    def every_network(request: Request) -> Response:
        written = networks_page(language_of(request), site.edition, programme=programme_in(request) or "")
        return page(request, written, by_programme=True)

    of_programmes = site.served.analyses_of_programmes

    def analysed(name: str, programme: str | None) -> KeptAnalysis | None:
        return of_programmes.get(name, programme) if programme else site.served.analyses.get(name)

    def report(request: Request) -> Response:
        name, given = request.path_params["name"], request.query_params
        programme = programme_in(request)
        if name not in NETWORKS:
            return not_found(request)
        written = network_page(
            NETWORKS[name],
            of_programmes.outline(name, programme),
            analysed(name, programme),
            language_of(request),
            measure=given.get("measure"),
            sort=given.get("sort"),
            edition=site.edition,
            programme=programme or "",
        )
        return page(request, written, by_programme=True)

    return [*in_each_language("/networks", every_network), *in_each_language("/networks/{name}", report)]


def finding_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of claims held against structure."""

    def findings(request: Request) -> Response:
        claims = [
            each for each in site.served.described_claims if belongs(each.claim.iri, programme_in(request))
        ]
        return page(request, findings_page(claims, language_of(request), site.edition), by_programme=True)

    return [*in_each_language("/findings", findings)]
