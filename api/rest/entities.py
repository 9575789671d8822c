"""Each thing with all that is said of it: `/api/v1/entities/{id}`, the one place of a thing of any kind."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.errors import NotFoundError
from api.rest.models import Entity, Thing
from api.rest.sparse import chosen, documented, told_sparsely, written
from api.rest.telling import Told, problems, speak
from graph.reading.entities import EntityReader

EntityId = Annotated[
    str,
    Path(
        description="What follows `/id/` in the IRI: programme, kind and name.",
        examples=["demo/arena/cafe"],
    ),
]


def entity_routes(reader: EntityReader) -> APIRouter:
    """Return the route that reads a thing: a plain function, run in a thread, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["entities"])
    told = told_sparsely(Entity, Told)
    (example,) = Thing.model_json_schema()["examples"]
    whole = documented(
        Entity,
        "Entity",
        "Everything that is said of a thing, in every modality, with who says so and where.",
        example | {"description": "A weekly gathering.", "names": [], "types": [], "relations": []},
    )

    @router.get(
        "/entities/{entity_id:path}",
        response_model=whole,
        responses=problems(404, 422, 500),
        summary="Describe a thing",
    )
    def get_entity(
        entity_id: EntityId,
        wanted: Annotated[told, Query()],  # type: ignore[valid-type]  # made of the fields of an entity
        request: Request,
        response: Response,
    ) -> Response:
        """Tell everything that is said of a thing, in every modality, and who says so where."""
        asked: Any = wanted
        language = speak(response, request)
        entity = reader.get(entity_id)
        if entity is None:
            raise NotFoundError(f"Nothing is known of {entity_id!r}.", reader.near(entity_id))
        return written(Entity.describing(entity, language), response, chosen(asked.fields))

    return router
