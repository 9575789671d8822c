"""Sparse answers: only the fields named in `fields`; in OpenAPI, models whose fields may be absent."""

from collections.abc import Collection, Mapping
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field, create_model

from api.rest.telling import Told


def told_sparsely(model: type[BaseModel], base: type[Told]) -> type[Any]:
    """Return a model of parameters with one more, `fields`, which names fields of an answer's model."""
    names = "|".join(model.model_fields)
    return create_model(
        f"Sparse{base.__name__}",
        __base__=base,
        fields=(
            str | None,
            Field(
                default=None,
                pattern=f"^({names})(,({names}))*$",
                max_length=500,
                description="Only these fields of each thing, with commas between their names: some of "
                f"{', '.join(model.model_fields)}. Without it, all that the thing has.",
                examples=["iri,label,kind"],
            ),
        ),
    )


def chosen(fields: str | None) -> set[str] | None:
    """Return the fields that are wanted; None stands for all.

    >>> sorted(chosen("iri,label") or ())
    ['iri', 'label']
    """
    return None if fields is None else set(fields.split(","))


def documented(model: type[BaseModel], name: str, doc: str, example: Mapping[str, Any]) -> type[BaseModel]:
    """Return a model for OpenAPI with the fields of another, any of which may be absent."""
    fields: dict[str, Any] = {
        field: (found.annotation | None, Field(default=None, description=found.description))  # type: ignore[operator]  # an annotation of a model is a type
        for field, found in model.model_fields.items()
    }
    documented: type[BaseModel] = create_model(name, __doc__=doc, **fields)
    documented.model_config["json_schema_extra"] = {"examples": [dict(example)]}
    return documented


def written(
    answer: BaseModel, response: Response, include: Collection[str] | Mapping[str, Any] | None
) -> Response:
    """Write an answer with some of its fields, under the headers that were set for it."""
    content = answer.model_dump_json(exclude_none=True, include=include)  # type: ignore[arg-type]  # sets and mappings of names, nested
    whole = Response(content, media_type="application/json")
    whole.raw_headers.extend(response.raw_headers)
    return whole
