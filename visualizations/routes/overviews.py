"""The pages that show all of an edition from one side: what works, who was where, when, and what is open."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.reading.catalogue import place_in_alphabet
from graph.reading.comparison import MOST_SUBPROJECTS, Comparison
from graph.reading.coverage import Column
from graph.reading.descriptions import Reference
from graph.reading.entities import LONGEST_PAGE
from graph.reading.programmes import belongs
from visualizations.compare_page import compare_page, comparison_csv
from visualizations.matrix_page import TYPES, matrix_csv, matrix_page
from visualizations.matters_page import matters_page
from visualizations.programmes import choice_of, programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, offset_of, page
from visualizations.theory_page import PARTS, theory_page
from visualizations.time_page import GROUPS, time_page

T = TypeVar("T")

_KEPT: Final = 16
"""How many pages of the theory are kept as they were written."""


def theory_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of what works with what."""

    @lru_cache(_KEPT)  # to write it takes as long as to read it
    def written(language: str, programme: str | None, only: str | None, offset: int) -> str:
        lacking = {
            lack: [each for each in things if belongs(each.thing.iri, programme)]
            for lack, things in site.lacking.items()
        }
        return theory_page(
            site.reader,
            site.served.theory,
            lacking,
            language,
            site.edition,
            programme=programme,
            only=only,
            offset=offset,
        )

    def theory(request: Request) -> Response:
        part = request.query_params.get("part")
        only, offset = (part, offset_of(request)) if part in PARTS else (None, 0)
        html = written(language_of(request), programme_in(request), only, offset)
        return page(request, html, by_programme=True)

    return [*in_each_language("/theory", theory)]


def matrix_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of who was in what."""

    def chosen(request: Request) -> str | None:
        type_ = request.query_params.get("type", TYPES[0])
        return type_ if type_ in TYPES else None

    @cache
    def columns(type_: str, programme: str | None) -> list[Column]:
        def part_from(offset: int) -> Sequence[Column]:
            return site.served.coverage.read(
                "sector", type_=type_, programme=programme, offset=offset, limit=LONGEST_PAGE
            ).columns

        return _every(part_from)

    def as_page(request: Request) -> Response:
        type_ = chosen(request)
        if type_ is None:
            return not_found(request)
        written = matrix_page(
            columns(type_, programme_in(request)), type_, language_of(request), site.edition
        )
        return page(request, written, by_programme=True)

    def as_csv(request: Request) -> Response:
        type_ = chosen(request)
        if type_ is None:
            return not_found(request)
        name = f"{type_.lower()}-{language_of(request)}.csv"
        return Response(
            matrix_csv(columns(type_, programme_in(request)), language_of(request)),
            media_type="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return [*in_each_language("/matrix", as_page), *in_each_language("/matrix.csv", as_csv)]


def compare_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of subprojects side by side, as a page and as CSV."""
    subprojects = site.reader.all_of("Subproject")
    known = {thing.id for thing in subprojects}

    def offered(request: Request) -> Sequence[Reference]:
        return [thing for thing in subprojects if belongs(thing.iri, programme_in(request))]

    def compared(request: Request) -> Comparison | None:
        chosen = [name for name in request.query_params.getlist("s") if name in known][:MOST_SUBPROJECTS]
        return site.served.comparisons.compare(chosen) if chosen else None

    def as_page(request: Request) -> Response:
        found = compared(request)
        written = compare_page(
            offered(request), found, language_of(request), site.edition, several=choice_of(request)
        )
        return page(request, written, by_programme=True)

    def as_csv(request: Request) -> Response:
        found = compared(request)
        if found is None:
            return not_found(request)
        headers = {"Content-Disposition": 'attachment; filename="comparison.csv"'}
        return Response(comparison_csv(found, language_of(request)), headers=headers, media_type="text/csv")

    return [*in_each_language("/compare", as_page), *in_each_language("/compare.csv", as_csv)]


def time_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of time."""

    def time(request: Request) -> Response:
        (found, changed), programme = site.chronology, programme_in(request)
        part = request.query_params.get("part")
        written = time_page(
            [item for item in found if belongs(item.thing.iri, programme)],
            [change for change in changed if belongs(change.thing.iri, programme)],
            language_of(request),
            site.edition,
            only=part if part in GROUPS else None,
            offset=offset_of(request) if part in GROUPS else 0,
        )
        return page(request, written, by_programme=True)

    return [*in_each_language("/time", time)]


def matter_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of what is unsettled."""

    def unsettled(request: Request) -> Response:
        language, programme = language_of(request), programme_in(request)
        conflicts, gaps = (
            sorted(
                (matter for matter in found if belongs(matter.reference.iri, programme)),
                key=lambda matter: place_in_alphabet(matter.reference, language),
            )
            for found in site.matters
        )
        return page(request, matters_page(conflicts, gaps, language, site.edition), by_programme=True)

    return [*in_each_language("/open", unsettled)]


def _every(part_from: Callable[[int], Sequence[T]]) -> list[T]:
    """Return all of a list that is read part by part, each from the number of things before it."""
    found: list[T] = []
    while part := part_from(len(found)):
        found += part
    return found
