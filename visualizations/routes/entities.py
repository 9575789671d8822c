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
    return [*in_each_language("/id/{entity_id:path}", _Pages(site).answer)]


class _Pages:
    """The pages of things, each by its kind."""

    def __init__(self, site: Site) -> None:
        """Take what the pages are written from."""
        self._site = site
        self._matters = MatterReader(site.reader)
        self._schema_org = SchemaOrg(site.terminology)
        self._classes = {class_.iri.removeprefix(HUSK) for class_ in site.reader.classes()}

    def answer(self, request: Request) -> Response:
        """Answer with the page of the thing that is asked for, or tell what may have been meant."""
        site, entity_id = self._site, request.path_params["entity_id"]
        entity = site.things.entity(entity_id)
        if entity is None:
            return self._nothing(request, entity_id)
        if place := site.reader.passage(entity_id):
            return self._passage(request, entity, place)
        if kind_of(entity.iri) == "voice":
            return self._voice(request, entity)
        if stated := site.voices.stated_by(entity_id):
            return page(request, assertion_page(stated, entity, language_of(request), edition=site.edition))
        if path := request.query_params.get("property"):
            return self._relations(request, entity, path)
        return self._thing(request, entity)

    def _nothing(self, request: Request, entity_id: str) -> Response:
        """Tell that there is no such thing, and what is called nearly so."""
        near = self._site.reader.near(entity_id)
        return HTMLResponse(error_page(404, language_of(request), f"id/{entity_id}", near), 404)

    def _passage(self, request: Request, entity: Entity, place: Passage) -> Response:
        """Show a passage, with its text for whoever may see it, which nobody may keep."""
        site = self._site
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

    def _voice(self, request: Request, entity: Entity) -> Response:
        """Show part of what a voice says, of all things or of those of a kind."""
        kind, offset = request.query_params.get("kind"), offset_of(request)
        kind = kind if kind in self._classes else None
        said = self._site.things.said_by(entity.iri, HUSK + kind if kind else None, offset)
        written = voice_page(
            entity, said, language_of(request), kind=kind, offset=offset, edition=self._site.edition
        )
        return page(request, written)

    def _relations(self, request: Request, entity: Entity, path: str) -> Response:
        """Show part of what stands under one heading of a thing."""
        (property_, is_incoming), offset = read_path(path), offset_of(request)
        found = self._site.reader.group(
            entity.id, property_, is_incoming=is_incoming, offset=offset, limit=RELATIONS_A_PAGE
        )
        if found is None:
            return not_found(request)
        written = relations_page(
            entity, found, language_of(request), offset=offset, edition=self._site.edition
        )
        return page(request, written)

    def _thing(self, request: Request, entity: Entity) -> Response:
        """Show any other thing; search engines are not to keep persons."""
        site = self._site
        is_conflict = kind_of(entity.iri) == "conflict"
        together, *_ = names_of(entity.iri, site.reader.same, None)
        written = entity_page(
            entity,
            language_of(request),
            marks=site.marks,
            panels=site.things.panels(entity.iri),
            measured=site.measured.get(together.removeprefix(ID), ()),
            sides=self._matters.read([entity.reference])[0].places if is_conflict else (),
            edition=site.edition,
            for_programs=self._schema_org.describe(entity),
            mapped_as=_mapped_as(entity.iri, site, programme_in(request)),
            twins=_twins(entity.iri, site, choice_of(request)),
        )
        answer = page(request, written)
        if kind_of(entity.iri) == "person":
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer


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
