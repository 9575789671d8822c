"""The pages and where they stand, and the files they load."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from graph.analysis import read_for_analysis
from graph.errors import HuskError
from graph.metadata.terms_in_use import read_terms_in_use
from graph.networks.registry import NETWORKS
from graph.pool import QueryRequest
from graph.query_statuses import status_of
from graph.reading.chronology import Change, Dated, changes, dated
from graph.reading.comparison import MOST_SUBPROJECTS, Comparison, compare
from graph.reading.concepts import ConceptReader
from graph.reading.coverage import Column
from graph.reading.descriptions import Entity, Passage, Reference
from graph.reading.entities import LONGEST_PAGE, UnknownClassError
from graph.reading.lacks import lacks
from graph.reading.matters import Matter, MatterList, MatterReader
from graph.reading.naming import NamingError
from graph.reading.panels import PanelReader
from graph.reading.programmes import belongs
from graph.reading.schema_org import SchemaOrg
from graph.reading.voices import VoiceReader
from graph.search.documents import FACETS
from graph.search.words import LONGEST_TEXT
from ontology.terms import HUSK, LANGUAGES, kind_of
from visualizations.api_page import api_page
from visualizations.assertion_page import assertion_page
from visualizations.compare_page import compare_page, comparison_csv
from visualizations.entity_page import entity_page
from visualizations.error_page import error_page
from visualizations.findings_page import findings_page
from visualizations.front_page import front_page
from visualizations.kind_page import kind_page
from visualizations.maps import FIRST
from visualizations.matrix_page import TYPES, matrix_csv, matrix_page
from visualizations.matters_page import matters_page
from visualizations.network_pages import network_page, networks_page
from visualizations.passage_page import passage_page
from visualizations.programmes import choice_of, chosen_on, programme_in
from visualizations.query_page import GRAPH_FORMS, MOST_ROWS, TABLE_FORMS, completions, query_page
from visualizations.question_pages import is_graph, question_page, questions_page
from visualizations.rendering import render
from visualizations.search_page import HITS_A_PAGE, Sought, search_page
from visualizations.site import Site, in_each_language, language_of, not_found, page
from visualizations.static_files import MEDIA_TYPES, static_files
from visualizations.structure import ACTORS_BY_ARENAS, structure
from visualizations.terms_page import TermPages
from visualizations.theory_page import theory_page
from visualizations.time_page import time_page
from visualizations.voice_page import THINGS_A_PAGE, voice_page
from visualizations.wanted import while_wanted

ChooseLanguage = Callable[[str | None, Sequence[str]], str | None]
"""Picks from an Accept-Language header and what we offer the language to answer in, or None."""

T = TypeVar("T")

_FOR_EVER: Final = "public, max-age=31536000, immutable"
_WITH_STRUCTURE: Final = (FIRST, ACTORS_BY_ARENAS)
"""The maps below which communities and brokers are told."""
_SVG: Final = "image/svg+xml"
_MAPS: Final = 64
"""How many maps are kept as they were written."""
_LONGEST_NUMBER: Final = 9
"""Digits of a place in a list; what has more is none."""
_LARGEST_FILE: Final = 20_000_000
"""Bytes of an answer that is had as a file; it has to be there before it can be tagged and kept."""

_TROUBLES: Final[Mapping[int, str]] = {503: "question.busy", 504: "question.slow"}
"""Why a saved question, which is no fault of its reader, has no answer: the words for each status."""


def page_routes(site: Site, choose_language: ChooseLanguage) -> list[BaseRoute]:
    """Return the routes of all pages of a site.

    Raises:
        SnapshotError: the snapshot has no readable layout.
    """

    def front(request: Request) -> Response:
        language = choose_language(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]
        return RedirectResponse(f"/{language}/", 303, headers={"Vary": "Accept-Language"})

    def documentation(request: Request) -> Response:
        language = choose_language(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]
        return RedirectResponse(f"/{language}/api", 303, headers={"Vary": "Accept-Language"})

    def api(request: Request) -> Response:
        return page(request, api_page(language_of(request), site.edition))

    routes = [
        Route("/", front),
        Route("/api/docs", documentation),
        *in_each_language("/api", api),
        *_front_routes(site),
        *_map_routes(site),
        *_entity_routes(site),
        *_query_routes(site),
        *_question_routes(site),
        *_search_routes(site),
        *_theory_routes(site),
        *_matrix_routes(site),
        *_compare_routes(site),
        *_time_routes(site),
        *_matter_routes(site),
        *_network_routes(site),
        *_finding_routes(site),
        *_term_routes(site),
        *_prose_routes(site),
        *in_each_language("/{path:path}", not_found),
    ]
    if len(site.reader.programmes) > 1:
        routes = [chosen_on(route, site.reader.programmes) for route in routes]
    return [*routes, Route("/static/{digest}/{path:path}", static_file)]


def _front_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the front page and of the pages that list the things of a kind."""
    terminology = site.terminology

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
            ),
            by_programme=True,
        )

    return [*in_each_language("/", front), *in_each_language("/kinds/{name}", kind)]


def _map_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the map; each form of it is written once, since it is the same for everybody."""
    maps = site.maps

    @lru_cache(_MAPS)
    def written(language: str, name: str, group: str, form: str) -> str | None:
        drawn = maps.get(language, name, group)
        if drawn is None:
            return None
        if form != "html":
            return drawn.generate_svg(with_words=form == "large")
        if name in _WITH_STRUCTURE and not group:
            kept = site.served.analyses.get(ACTORS_BY_ARENAS)
            drawn.structure = structure(site.served.networks.read(NETWORKS[ACTORS_BY_ARENAS]), kept, language)
        return drawn.generate_html()

    def map_page(request: Request) -> Response:
        asked = request.path_params
        html = written(language_of(request), asked.get("name", FIRST), asked.get("group", ""), "html")
        return page(request, html) if html else not_found(request)

    def picture(request: Request) -> Response:
        asked = request.path_params
        if asked["size"] not in {"small", "large"}:
            return not_found(request)
        svg = written(language_of(request), asked.get("name", FIRST), "", asked["size"])
        return Response(svg, media_type=_SVG) if svg else not_found(request)

    return [
        *in_each_language("/map", map_page),
        *in_each_language("/map/{size}.svg", picture),
        *in_each_language("/map/{name}", map_page),
        *in_each_language("/map/{name}/{size}.svg", picture),
        *in_each_language("/map/{name}/{group:path}", map_page),
    ]


def _entity_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages of things."""
    panels, voices = PanelReader(site.reader), VoiceReader(site.reader)
    classes = {class_.iri.removeprefix(HUSK) for class_ in site.reader.classes()}
    schema_org = SchemaOrg(site.terminology)

    def passage(request: Request, entity: Entity, place: Passage) -> Response:
        quoted = site.quote(entity.iri, request)
        written = passage_page(
            place,
            entity,
            panels.asserted(entity.iri),
            language_of(request),
            edition=site.edition,
            beside=_beside(entity.iri, site.reader.passages),
            quoted=quoted,
        )
        answer = page(request, written)
        if site.sources:
            answer.headers["Cache-Control"] = "no-store"
        if quoted:
            answer.headers["X-Robots-Tag"] = "noindex, noarchive"
        return answer

    def voice(request: Request, entity: Entity) -> Response:
        kind, offset = request.query_params.get("kind"), _offset(request)
        kind = kind if kind in classes else None
        said = voices.said_by(entity.iri, HUSK + kind if kind else None, offset=offset, limit=THINGS_A_PAGE)
        language = language_of(request)
        return page(
            request, voice_page(entity, said, language, kind=kind, offset=offset, edition=site.edition)
        )

    def entity(request: Request) -> Response:
        language, entity_id = language_of(request), request.path_params["entity_id"]
        found = site.reader.get(entity_id)
        place = site.reader.passage(entity_id)
        if found and place:
            return passage(request, found, place)
        if found and kind_of(found.iri) == "voice":
            return voice(request, found)
        stated = voices.stated_by(entity_id)
        if found and stated:
            return page(request, assertion_page(stated, found, language, edition=site.edition))
        if found is None:
            near = site.reader.near(entity_id)
            return HTMLResponse(error_page(404, language, f"id/{entity_id}", near), 404)
        written = entity_page(
            found,
            language,
            marks=site.marks,
            panels=panels.read(found.iri),
            measured=site.measured.get(entity_id, ()),
            edition=site.edition,
            for_programs=schema_org.describe(found),
        )
        answer = page(request, written)
        if kind_of(found.iri) == "person":
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return [*in_each_language("/id/{entity_id:path}", entity)]


def _beside(iri: str, passages: Sequence[Reference]) -> tuple[Reference | None, Reference | None]:
    """Return the passages before and after one."""
    place = next((number for number, found in enumerate(passages) if found.iri == iri), None)
    if place is None:
        return None, None
    return passages[place - 1] if place else None, passages[place + 1] if place + 1 < len(passages) else None


def _query_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page on which queries are written and answered."""
    asker, thing_labelled = site.asker, site.reader.thing_labelled

    def written(request: Request, **told: Any) -> str:
        given = request.query_params
        return query_page(
            site.served.questions,
            site.topics,
            language_of(request),
            site.edition,
            chosen=given.get("question"),
            query=given.get("query") or None,
            thing_labelled=thing_labelled,
            **told,
        )

    async def query(request: Request) -> Response:
        text = request.query_params.get("query")
        if not text:
            return page(request, written(request))
        try:
            answer = await asker.answer(text, language_of(request), MOST_ROWS)
            return page(request, await asyncio.to_thread(written, request, answer=answer))
        except HuskError as error:
            return page(request, written(request, trouble=error), status_of(error))

    async def as_file(request: Request) -> Response:
        form, text = request.path_params["form"], request.query_params.get("query")
        if not text or (form not in TABLE_FORMS and form not in GRAPH_FORMS):
            return not_found(request)
        _, table_format = TABLE_FORMS.get(form, ("", None))
        _, graph_format = GRAPH_FORMS.get(form, ("", None))
        wanted = QueryRequest(text, table_format, graph_format)
        try:
            media_type, content = await asker.gather(wanted, _LARGEST_FILE)
        except HuskError as error:
            return page(request, written(request, trouble=error), status_of(error))
        headers = {"Content-Disposition": f'attachment; filename="answer.{form}"'}
        return Response(content, headers=headers, media_type=media_type)

    @cache
    def terms(language: str) -> dict[str, Any]:
        return completions(read_terms_in_use(site.reader.store, site.reader.lexicon), language)

    def completion(request: Request) -> Response:
        return JSONResponse(terms(language_of(request)))

    return [
        *in_each_language("/sparql", while_wanted(query)),
        *in_each_language("/sparql/answer.{form}", while_wanted(as_file)),
        *in_each_language("/sparql/terms.json", completion),
    ]


def _question_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the saved questions, each asked when its page is opened."""
    questions, asker = site.served.questions, site.asker
    named = {question.name: question for question in questions}

    def every_question(request: Request) -> Response:
        return page(request, questions_page(questions, site.topics, language_of(request), site.edition))

    async def one_question(request: Request) -> Response:
        question = named.get(request.path_params["name"])
        if question is None:
            return not_found(request)
        language = language_of(request)
        given = {
            name: text for name, text in request.query_params.items() if name in question.parameters and text
        }
        write = partial(
            question_page,
            question,
            language,
            given=given,
            thing_labelled=site.reader.thing_labelled,
            edition=site.edition,
        )
        try:
            things = await asker.name(question, given)
            table = None if is_graph(question) else await asker.ask(question, language, things)
        except NamingError as error:
            return page(request, write(trouble="question.unnamed", near=error.near), 404)
        except HuskError as error:
            status = status_of(error)
            trouble = _TROUBLES.get(status)
            return page(request, write(trouble=trouble or "question.failed"), status if trouble else 500)
        return page(request, await asyncio.to_thread(write, table=table, things=things))

    return [
        *in_each_language("/questions", every_question),
        *in_each_language("/questions/{name}", while_wanted(one_question)),
    ]


def _term_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages of the ontology and its vocabularies."""
    terms = TermPages(site.terminology, site.edition, ConceptReader(site.reader))

    def ontology(request: Request) -> Response:
        return page(request, terms.ontology(language_of(request)))

    def vocabulary(request: Request) -> Response:
        written = terms.vocabulary(request.path_params["path"], language_of(request), _offset(request))
        return page(request, written) if written else not_found(request)

    return [
        *in_each_language("/ontology", ontology),
        *in_each_language("/vocabulary/{path:path}", vocabulary),
    ]


def _matter_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of what is unsettled."""
    matters = MatterReader(site.reader)

    @cache
    def read(language: str) -> tuple[list[Matter], list[Matter]]:
        def every(read: Callable[..., MatterList]) -> list[Matter]:
            return _every(
                lambda offset: read(None, language=language, offset=offset, limit=LONGEST_PAGE).items
            )

        return every(matters.conflicts), every(matters.gaps)

    @cache  # it shows two hundred things, and is the same for everybody
    def written(language: str, programme: str | None) -> str:
        conflicts, gaps = (
            [matter for matter in found if belongs(matter.reference.iri, programme)]
            for found in read(language)
        )
        return matters_page(conflicts, gaps, language, site.edition)

    def unsettled(request: Request) -> Response:
        return page(request, written(language_of(request), programme_in(request)), by_programme=True)

    return [*in_each_language("/open", unsettled)]


def _network_routes(site: Site) -> list[BaseRoute]:
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


def _finding_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of claims held against structure."""

    def findings(request: Request) -> Response:
        claims = [
            each for each in site.served.described_claims if belongs(each.claim.iri, programme_in(request))
        ]
        return page(request, findings_page(claims, language_of(request), site.edition), by_programme=True)

    return [*in_each_language("/findings", findings)]


def _search_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page on which things are found by words."""
    known = site.served.search.search("").facets

    def found(request: Request) -> Response:
        given = request.query_params
        text = given.get("q", "")[:LONGEST_TEXT]
        values = {facet: given[facet] for facet in FACETS if given.get(facet) in known[facet]}
        sought = Sought(text, values, _offset(request))
        language = language_of(request)
        results = site.served.search.search(
            text, values, language=language, offset=sought.offset, limit=HITS_A_PAGE
        )
        written = search_page(sought, results, site.reader, language, site.edition)
        return page(request, written, by_programme=True)

    return [*in_each_language("/search", found)]


def _time_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of time."""

    @cache
    def told() -> tuple[tuple[Dated, ...], tuple[Change, ...]]:
        return dated(site.reader), changes(site.reader)

    @cache
    def written(language: str, programme: str | None) -> str:
        found, changed = told()
        return time_page(
            [item for item in found if belongs(item.thing.iri, programme)],
            [change for change in changed if belongs(change.thing.iri, programme)],
            language,
            site.edition,
        )

    def time(request: Request) -> Response:
        return page(request, written(language_of(request), programme_in(request)), by_programme=True)

    return [*in_each_language("/time", time)]


def _matrix_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of who was in what."""

    def chosen(request: Request) -> str | None:
        type_ = request.query_params.get("type", TYPES[0])
        return type_ if type_ in TYPES else None

    def columns(type_: str, programme: str | None) -> list[Column]:
        def part_from(offset: int) -> Sequence[Column]:
            return site.served.coverage.read(
                "sector", type_=type_, programme=programme, offset=offset, limit=LONGEST_PAGE
            ).columns

        return _every(part_from)

    @cache
    def written(type_: str, language: str, programme: str | None) -> str:
        return matrix_page(columns(type_, programme), type_, language, site.edition)

    def as_page(request: Request) -> Response:
        type_ = chosen(request)
        if type_ is None:
            return not_found(request)
        html = written(type_, language_of(request), programme_in(request))
        return page(request, html, by_programme=True)

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


def _compare_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of subprojects side by side, as a page and as CSV."""
    subprojects = site.reader.all_of("Subproject")
    known = {thing.id for thing in subprojects}

    def offered(request: Request) -> Sequence[Reference]:
        return [thing for thing in subprojects if belongs(thing.iri, programme_in(request))]

    def compared(request: Request) -> Comparison | None:
        chosen = [name for name in request.query_params.getlist("s") if name in known][:MOST_SUBPROJECTS]
        return compare(site.reader, chosen) if chosen else None

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


def _theory_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page of what works with what."""
    read = cache(partial(lacks, site.reader))

    @cache
    def written(language: str, programme: str | None) -> str:
        found = site.served.theory
        lacking = {
            lack: [each for each in things if belongs(each.thing.iri, programme)]
            for lack, things in read(found).items()
        }
        return theory_page(site.reader, found, lacking, language, site.edition, programme=programme)

    def theory(request: Request) -> Response:
        return page(request, written(language_of(request), programme_in(request)), by_programme=True)

    return [*in_each_language("/theory", theory)]


def _offset(request: Request) -> int:
    """Return how many things a reader has passed over; whatever is no number is none."""
    given = request.query_params.get("offset", "0")
    return int(given) if given.isdecimal() and len(given) < _LONGEST_NUMBER else 0


def _every(part_from: Callable[[int], Sequence[T]]) -> list[T]:
    """Return all of a list that is read part by part, each from the number of things before it."""
    found: list[T] = []
    while part := part_from(len(found)):
        found += part
    return found


def _prose_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages that tell of the site itself."""

    def prose(key: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            language = language_of(request)
            sources = [
                {"name": thing.label.get(language), "href": f"/{language}/id/{thing.id}"}
                for thing in site.reader.all_of("Source")
            ]
            written = render(
                "prose.html",
                language,
                here=key,
                path=key,
                key=key,
                sources=sources,
                edition=site.edition,
                version=site.snapshot.manifest["version"],
                counts=site.snapshot.manifest["counts"],
                contact=site.contact,
            )
            return page(request, written)

        return answer

    return [
        *in_each_language("/about", prose("about")),
        *in_each_language("/accessibility", prose("accessibility")),
    ]


def static_file(request: Request) -> Response:
    """Answer with a file that pages load; under any other digest than today's it is not there."""
    digest, path = request.path_params["digest"], request.path_params["path"]
    served = static_files()
    if digest != served.digest or path not in served.contents:
        return Response(status_code=404)
    media_type = MEDIA_TYPES[PurePosixPath(path).suffix]
    return Response(served.contents[path], media_type=media_type, headers={"Cache-Control": _FOR_EVER})
