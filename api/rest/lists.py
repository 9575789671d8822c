"""Things in lists: `/api/v1/entities`, and a list for each kind, all made by one factory."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from api.rest.filters import COMBINED, wanted_of
from api.rest.models import ENTITIES, EntityPage, ListPart, Thing
from api.rest.paging import link_parts
from api.rest.sparse import chosen, documented, told_sparsely, written
from api.rest.telling import problems, speak
from graph.reading.entities import EntityReader
from ontology.terms import HUSK, ID, KINDS, LISTS


class Listed(NamedTuple):
    """A list that is to be had: where, of what, and what its answers are called in OpenAPI."""

    address: str
    title: str
    kind: str | None
    """The class of its things."""
    page: type[BaseModel]
    description: str


def list_routes(reader: EntityReader) -> APIRouter:
    """Return the routes of all lists: plain functions, which run in threads, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["entities"])
    wanted = told_sparsely(Thing, wanted_of(reader))
    for listed in _lists(reader):
        router.add_api_route(
            listed.address.removeprefix("/api/v1"),
            _lister(reader, listed, wanted),
            response_model=listed.page,
            responses=problems(404, 422, 500),
            summary=f"List {listed.title}",
            description=listed.description,
            operation_id=f"list_{listed.title.replace(' ', '_')}",
        )
    return router


def _lists(reader: EntityReader) -> Iterator[Listed]:
    """Yield the list of all things, then those of kinds."""
    example = _example("arena", "Café", "arena")
    yield Listed(
        ENTITIES,
        "things",
        None,
        _page("EntityList", documented(Thing, "ListedThing", "A thing in a list.", example), "things"),
        "List what has a label by its label, in the order of the alphabet, and after it the passages as "
        f"their sources have them. {COMBINED}",
    )
    labels = {class_.iri: class_.label.en for class_ in reader.classes()}
    for address, kind in LISTS.items():
        class_iri, title = KINDS[kind], address.replace("-", " ")
        name = class_iri.removeprefix(HUSK)
        definition = reader.definition(class_iri)
        example = _example(kind, f"Some {labels[class_iri]}", labels[class_iri])
        item = documented(
            Thing, f"Listed{name}", definition.en if definition else f"One of the {title}.", example
        )
        yield Listed(
            f"/api/v1/{address}",
            title,
            class_iri,
            _page(f"{name}List", item, title),
            f"List the {title} in the order of their labels, as `/api/v1/entities` does with `type={name}`; "
            f"each is described at its `href`. {COMBINED}",
        )


def _lister(reader: EntityReader, listed: Listed, wanted_model: type[Any]) -> Callable[..., Response]:
    """Return what answers for a list."""

    def list_things(
        wanted: Annotated[wanted_model, Query()],  # type: ignore[valid-type]  # made of what the ontology has
        request: Request,
        response: Response,
    ) -> Response:
        asked: Any = wanted
        language = speak(response, request)
        found = reader.find(
            asked.filters(reader, listed.kind), language=language, offset=asked.offset, limit=asked.limit
        )
        page = EntityPage(
            **link_parts(response, listed.address, asked, found.total),
            items=[Thing.of(item, language) for item in found.items],
        )
        fields = chosen(asked.fields)
        around = dict.fromkeys(ListPart.model_fields, True)
        include = None if fields is None else around | {"items": {"__all__": fields}}
        return written(page, response, include)

    return list_things


def _page(name: str, item: type[BaseModel], title: str) -> type[BaseModel]:
    """Return the model of a part of a list."""
    return create_model(
        name,
        __base__=ListPart,
        __doc__=f"A part of the list of {title}; follow `next` until there is none.",
        items=(list[item], Field(description="In their order.")),  # type: ignore[valid-type]  # a model made above
    )


def _example(kind: str, label: str, class_label: str) -> dict[str, Any]:
    """Return a made-up thing of a kind."""
    entity_id = f"demo/{kind}/{'cafe' if kind == 'arena' else 'example'}"
    return {
        "iri": ID + entity_id,
        "id": entity_id,
        "label": label,
        "kind": {"iri": KINDS[kind], "label": class_label},
        "statuses": [],
        "href": f"{ENTITIES}/{entity_id}",
    }
