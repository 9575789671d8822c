"""The front page, and the pages that list the things of a kind."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from graph.reading.entities import UnknownClassError
from ontology.terms import HUSK, LANGUAGES
from visualizations.front_page import front_page
from visualizations.kind_page import kind_page
from visualizations.programmes import choice_of, programme_in
from visualizations.site import Site, in_each_language, language_of, not_found, offset_of, page

ChooseLanguage = Callable[[str | None, Sequence[str]], str | None]
"""Picks from an Accept-Language header and what we offer the language to answer in, or None."""


def front_routes(site: Site, choose_language: ChooseLanguage) -> list[BaseRoute]:
    """Return the routes of the front page, of the pages that list things, and of what leads to a language."""
    terminology = site.terminology

    def leads_to(path: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            language = choose_language(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]
            return RedirectResponse(f"/{language}{path}", 303, headers={"Vary": "Accept-Language"})

        return answer

    def front(request: Request) -> Response:
        told = site.reader.all_of("Programme", programme_in(request))
        descriptions = site.reader.descriptions
        written = front_page(
            [(thing, descriptions.get(thing.iri)) for thing in told],
            site.counts,
            language_of(request),
            site.edition,
            several=choice_of(request),
        )
        return page(request, written, by_programme=True)

    def kind(request: Request) -> Response:
        name = request.path_params["name"]
        try:
            things = site.reader.all_of(name, programme_in(request))
        except UnknownClassError:
            return not_found(request)
        term = terminology.get(HUSK + name)
        described = [(thing, site.reader.descriptions.get(thing.iri)) for thing in things]
        return page(
            request,
            kind_page(
                terminology.labelled(HUSK + name),
                term.definition if term else None,
                described,
                language_of(request),
                site.edition,
                several=choice_of(request),
                same=site.reader.same,
                offset=offset_of(request),
            ),
            by_programme=True,
        )

    return [
        Route("/", leads_to("/")),
        *(
            Route(f"/{language}", lambda _, to=f"/{language}/": RedirectResponse(to, 308))
            for language in LANGUAGES
        ),
        Route("/api/docs", leads_to("/api")),
        *in_each_language("/", front),
        *in_each_language("/kinds/{name}", kind),
    ]
