"""The pages of things, passages, voices and assertions."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from graph.reading.descriptions import Entity, Passage, Reference
from graph.reading.matters import MatterReader
from graph.reading.programmes import belongs, names_of
from graph.reading.schema_org import SchemaOrg
from ontology.terms import HUSK, ID, kind_of
from visualizations.assertion_page import assertion_page
from visualizations.entity_page import entity_page
from visualizations.error_page import error_page
from visualizations.passage_page import passage_page
from visualizations.programmes import Choice, choice_of, programme_in
from visualizations.relations_page import RELATIONS_A_PAGE, relations_page
from visualizations.site import Site, in_each_language, language_of, not_found, offset_of, page
from visualizations.terms import read_path
from visualizations.twins import Twins
from visualizations.voice_page import voice_page


def entity_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the pages of things."""
    matters = MatterReader(site.reader)
    classes = {class_.iri.removeprefix(HUSK) for class_ in site.reader.classes()}
    schema_org = SchemaOrg(site.terminology)

    def passage(request: Request, entity: Entity, place: Passage) -> Response:
        quoted = site.quote(entity.iri, request)
        written = passage_page(
            place,
            entity,
            site.panels.asserted(entity.iri),
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
        kind, offset = request.query_params.get("kind"), offset_of(request)
        kind = kind if kind in classes else None
        said = site.things.said_by(entity.iri, HUSK + kind if kind else None, offset)
        language = language_of(request)
        return page(
            request, voice_page(entity, said, language, kind=kind, offset=offset, edition=site.edition)
        )

    def relations(request: Request, entity: Entity, path: str) -> Response:
        (property_, is_incoming), offset = read_path(path), offset_of(request)
        found = site.reader.group(
            entity.id, property_, is_incoming=is_incoming, offset=offset, limit=RELATIONS_A_PAGE
        )
        if found is None:
            return not_found(request)
        return page(
            request,
            relations_page(entity, found, language_of(request), offset=offset, edition=site.edition),
        )

    def entity(request: Request) -> Response:
        language, entity_id = language_of(request), request.path_params["entity_id"]
        found = site.things.entity(entity_id)
        place = site.reader.passage(entity_id)
        if found and place:
            return passage(request, found, place)
        if found and kind_of(found.iri) == "voice":
            return voice(request, found)
        stated = site.voices.stated_by(entity_id)
        if found and stated:
            return page(request, assertion_page(stated, found, language, edition=site.edition))
        if found is None:
            near = site.reader.near(entity_id)
            return HTMLResponse(error_page(404, language, f"id/{entity_id}", near), 404)
        if path := request.query_params.get("property"):
            return relations(request, found, path)
        together, *_ = names_of(found.iri, site.reader.same, None)
        written = entity_page(
            found,
            language,
            marks=site.marks,
            panels=site.things.panels(found.iri),
            measured=site.measured.get(together.removeprefix(ID), ()),
            sides=matters.read([found.reference])[0].places if kind_of(found.iri) == "conflict" else (),
            edition=site.edition,
            for_programs=schema_org.describe(found),
            mapped_as=_mapped_as(found.iri, site, programme_in(request)),
            twins=_twins(found.iri, site, choice_of(request)),
        )
        answer = page(request, written)
        if kind_of(found.iri) == "person":
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return [*in_each_language("/id/{entity_id:path}", entity)]


def _twins(iri: str, site: Site, choice: Choice | None) -> Twins | None:
    """Return the same thing in other programmes; None where there is only one programme."""
    if choice is None:
        return None
    found = (site.reader.get(twin.id) for twin in site.reader.twins(iri) if twin.id)
    return Twins([entity for entity in found if entity], choice, site.reader.same)


def _mapped_as(iri: str, site: Site, programme: str | None) -> str:
    """Return the id under which a thing is on the map of a programme or of all; empty where it is not."""
    names = site.reader.same.get(iri, (iri,))
    if names[0].removeprefix(ID) not in site.marks:
        return ""
    return next((name.removeprefix(ID) for name in names if belongs(name, programme)), "")


def _beside(iri: str, passages: Sequence[Reference]) -> tuple[Reference | None, Reference | None]:
    """Return the passages before and after one."""
    place = next((number for number, found in enumerate(passages) if found.iri == iri), None)
    if place is None:
        return None, None
    return passages[place - 1] if place else None, passages[place + 1] if place + 1 < len(passages) else None
