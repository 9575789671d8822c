"""The networks with a report on each, and the claims that are held against them."""

from functools import cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.analysis.analysing import analyse_network, fitting_measures, read_for_analysis
from graph.analysis.keeping import KeptAnalysis
from graph.networks.reading import Filters
from graph.networks.registry import NETWORKS
from graph.reading.programmes import belongs
from visualizations.findings_page import findings_page
from visualizations.network_pages import network_page, networks_page
from visualizations.programmes import programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, page

_LARGEST: Final = 2_000
"""How many nodes the network of one of several programmes may have to be measured while a reader waits."""


def network_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the networks and of the report on each."""

    def every_network(request: Request) -> Response:
        written = networks_page(language_of(request), site.edition, programme=programme_in(request) or "")
        return page(request, written, by_programme=True)

    @cache
    def read(name: str, programme: str | None) -> Any:
        filters = Filters(programmes=frozenset({programme}) if programme else None)
        return read_for_analysis(site.served.networks, NETWORKS[name], filters)

    @cache
    def analysed(name: str, programme: str | None) -> KeptAnalysis | None:
        if programme is None:
            return site.served.analyses.get(name)
        projection, network = NETWORKS[name], read(name, programme)
        if projection.about_people or len(network) > _LARGEST:
            return None
        measures = fitting_measures(projection)
        values = analyse_network(network, projection, measures, samples=0, seed=0)
        return KeptAnalysis(name, "", samples=0, seed=0, values=values)

    def report(request: Request) -> Response:
        name, given = request.path_params["name"], request.query_params
        programme = programme_in(request)
        if name not in NETWORKS:
            return not_found(request)
        written = network_page(
            NETWORKS[name],
            read(name, programme),
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
