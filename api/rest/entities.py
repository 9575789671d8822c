"""Things in lists, and each with all that is said of it: `/api/v1/entities`."""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field, JsonValue

from api.errors import NotFoundError
from api.rest.models import ENTITIES, Entity, EntityPage, Thing
from api.rest.telling import Told, problems, speak
from graph.reading.entities import LONGEST_PAGE, EntityReader
from ontology.terms import HUSK

EntityId = Annotated[
    str,
    Path(
        description="What follows `/id/` in the IRI: programme, kind and name.",
        examples=["demo/arena/cafe"],
    ),
]

_TYPE: Final = "Name of a class of the ontology; things of its subclasses count as well."


class Wanted(Told):
    """Which things, and which part of their list."""

    type: str | None = Field(default=None, description=_TYPE)
    q: str | None = Field(
        default=None,
        max_length=200,
        description="What a label or name contains, in small or capital letters.",
    )
    offset: int = Field(default=0, ge=0, le=1_000_000_000, description="How many things to pass over.")
    limit: int = Field(default=50, ge=1, le=LONGEST_PAGE, description="How many things to return at most.")


def entity_routes(reader: EntityReader) -> APIRouter:
    """Return the routes that read things: plain functions, which run in threads, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["entities"])
    names: list[JsonValue] = [class_.iri.removeprefix(HUSK) for class_ in reader.classes()]

    class WantedHere(Wanted):
        type: str | None = Field(default=None, description=_TYPE, json_schema_extra={"enum": names})

    @router.get(
        "/entities", response_model_exclude_none=True, responses=problems(422, 500), summary="List things"
    )
    def list_entities(
        wanted: Annotated[WantedHere, Query()], request: Request, response: Response
    ) -> EntityPage:
        """List labelled things by their labels, in the order of the alphabet."""
        language = speak(response, request)
        found = reader.list_entities(
            wanted.type, wanted.q, language=language, offset=wanted.offset, limit=wanted.limit
        )
        page = EntityPage(
            total=found.total,
            offset=wanted.offset,
            limit=wanted.limit,
            next=_part(wanted, wanted.offset + wanted.limit, found.total),
            previous=_part(wanted, max(wanted.offset - wanted.limit, 0), found.total)
            if wanted.offset
            else None,
            items=[Thing.of(item, language) for item in found.items],
        )
        for relation, href in (("next", page.next), ("prev", page.previous)):
            if href is not None:
                response.headers.append("Link", f'<{href}>; rel="{relation}"')
        return page

    @router.get(
        "/entities/{entity_id:path}",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Describe a thing",
    )
    def get_entity(
        entity_id: EntityId,
        _told: Annotated[Told, Query()],
        request: Request,
        response: Response,
    ) -> Entity:
        """Tell everything that is said of a thing, in every modality, and who says so where."""
        language = speak(response, request)
        entity = reader.get(entity_id)
        if entity is None:
            raise NotFoundError(f"Nothing is known of {entity_id!r}.", reader.near(entity_id))
        return Entity.describing(entity, language)

    return router


def _part(wanted: Wanted, offset: int, total: int) -> str | None:
    """Return where another part of a list is, or None when it would begin after the end."""
    if offset >= total:
        return None
    parameters = wanted.model_dump(exclude_none=True) | {"offset": offset}
    return f"{ENTITIES}?{urlencode(parameters)}"
