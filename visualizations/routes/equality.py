"""How equal the parties are, as a page and as CSV."""

from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.claims.structural_tests import Thresholds
from graph.equality.overview import KINDS
from graph.values import Iri
from visualizations.equality import Equality
from visualizations.equality_csv import TABLES, equality_csv
from visualizations.equality_page import equality_page, iris_of
from visualizations.programmes import programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, page


def equality_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of how equal the parties are."""
    served = site.served

    @cache
    def read(kind: str, programme: str | None) -> Equality:
        found = served.equality.overview(kind, programme=programme)
        kept = () if programme else served.equality_by_chance.get(kind, ())
        references = site.reader.references((), map(Iri, sorted(iris_of(found, kept))))
        return Equality(found, kept, references, Thresholds.read(site.reader.store).chance)

    @cache
    def written(kind: str, language: str, programme: str | None) -> str:
        return equality_page(read(kind, programme), language, site.edition, programme=programme)

    def chosen(request: Request) -> str | None:
        kind = request.query_params.get("type", KINDS[0])
        return kind if kind in KINDS else None

    def as_page(request: Request) -> Response:
        kind = chosen(request)
        if kind is None:
            return not_found(request)
        html = written(kind, language_of(request), programme_in(request))
        return page(request, html, by_programme=True)

    def as_csv(request: Request) -> Response:
        kind, table = chosen(request), request.query_params.get("table", "values")
        if kind is None or table not in TABLES:
            return not_found(request)
        language = language_of(request)
        headers = {"Content-Disposition": f'attachment; filename="equality-{kind.lower()}-{table}.csv"'}
        csv = equality_csv(read(kind, programme_in(request)), table, language)
        return Response(csv, headers=headers, media_type="text/csv")

    return [*in_each_language("/equality", as_page), *in_each_language("/equality.csv", as_csv)]
