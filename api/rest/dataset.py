"""What the dataset is: `/api/v1/dataset`."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Final, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.rest.exports import EXPORTS
from api.rest.models import Language, Term
from api.rest.telling import Told, problems, speak
from graph.exports import exports
from graph.metadata.reading import DatasetDescription, read_dataset
from graph.served import Served

_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "/dataset.ttl": "text/turtle",
    "/dataset.jsonld": "application/ld+json",
    "/ontology.ttl": "text/turtle",
}
"""What the dataset and its terms are described by."""


class ClassCount(Term):
    """A class, and how many things have it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"iri": "https://w3id.org/husk/ontology#Arena", "label": "arena", "count": 21}]
        }
    )

    count: int = Field(description="Things that were; what was only planned or wished for is left out.")


class Counts(BaseModel):
    """How much there is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"triples": 500, "entities": 40, "assertions": 60, "passages": 20, "classes": []}]
        }
    )

    triples: int = Field(description="In the default graph, this description left out.")
    entities: int = Field(description="Things that have a label.")
    assertions: int
    passages: int
    classes: list[ClassCount] = Field(description="The most frequent first.")


class Download(BaseModel):
    """Where all or a part can be had as a file."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "The whole dataset",
                    "href": "/api/v1/export/dataset?format=trig",
                    "media_type": "application/trig",
                }
            ]
        }
    )

    title: str | None = Field(default=None, description="What is exported; absent for descriptions.")
    href: str
    media_type: str


class Dataset(BaseModel):
    """What the dataset is, whose, how large, and where it can be had."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "iri": "https://w3id.org/husk/dataset",
                    "title": "Husk: actors, arenas and outcomes",
                    "description": "What collaboration programmes did, learned and wished to do next.",
                    "licence": "https://creativecommons.org/licenses/by/4.0/",
                    "creator": "The husk contributors",
                    "version": "0.1.0",
                    "edition": "0123456789abcdef0123456789abcdef",
                    "programmes": ["demo"],
                    "counts": {
                        "triples": 500,
                        "entities": 40,
                        "assertions": 60,
                        "passages": 20,
                        "classes": [
                            {"iri": "https://w3id.org/husk/ontology#Arena", "label": "arena", "count": 21}
                        ],
                    },
                    "vocabularies": [{"iri": "https://w3id.org/husk/vocabulary/role", "label": "Roles"}],
                    "namespaces": ["https://w3id.org/husk/ontology#"],
                    "downloads": [
                        {
                            "title": "The whole dataset",
                            "href": "/api/v1/export/dataset?format=trig",
                            "media_type": "application/trig",
                        }
                    ],
                    "sparql": "/sparql",
                    "openapi": "/api/v1/openapi.json",
                }
            ]
        }
    )

    iri: str
    title: str
    description: str
    licence: str
    creator: str
    version: str = Field(description="The version of the product that built it.")
    edition: str = Field(description="Names exactly this content: equal editions give equal answers.")
    programmes: list[str] = Field(description="The programmes in it, as they begin the ids of things.")
    counts: Counts
    vocabularies: list[Term] = Field(description="Our vocabularies, each with its concepts at its IRI.")
    namespaces: list[str] = Field(description="Where the classes and properties in use come from.")
    downloads: list[Download]
    sparql: str = Field(description="The query service.")
    openapi: str = Field(description="The description of this interface.")

    @classmethod
    def of(cls, found: DatasetDescription, manifest: Mapping[str, object], language: Language) -> Self:
        """Show a dataset in a language."""
        counted, programmes = manifest["counts"], manifest["programmes"]
        counts = counted if isinstance(counted, dict) else {}
        return cls(
            iri=found.iri,
            title=found.title.get(language),
            description=found.description.get(language),
            licence=found.licence,
            creator=found.creator,
            version=found.version,
            edition=found.edition,
            programmes=[str(name) for name in programmes] if isinstance(programmes, list) else [],
            counts=Counts(
                triples=found.triples,
                entities=counts["entities"],
                assertions=counts["assertions"],
                passages=counts["passages"],
                classes=[
                    ClassCount(iri=class_.iri, label=class_.label.get(language), count=count)
                    for class_, count in found.classes.items()
                ],
            ),
            vocabularies=[Term.of(scheme, language) for scheme in found.schemes],
            namespaces=list(found.namespaces),
            downloads=list(_downloads(language)),
            sparql="/sparql",
            openapi="/api/v1/openapi.json",
        )


def _downloads(language: Language) -> Iterator[Download]:
    """Yield each export in each of its formats, then the descriptions."""
    for export in exports().values():
        for offered in export.formats:
            yield Download(
                title=export.title.get(language),
                href=f"{EXPORTS}/{export.name}?format={offered.name}",
                media_type=offered.media_type,
            )
    for href, media_type in _DESCRIPTIONS.items():
        yield Download(href=href, media_type=media_type)


def dataset_routes(served: Served) -> APIRouter:
    """Return the route that tells what the dataset is."""
    router = APIRouter(prefix="/api/v1", tags=["dataset"])
    read = cache(lambda: read_dataset(served.reader))

    @router.get(
        "/dataset",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="Tell what the dataset is",
    )
    def get_dataset(_told: Annotated[Told, Query()], request: Request, response: Response) -> Dataset:
        """Tell title, licence, version, edition, counts, vocabularies, and where the dataset can be had."""
        return Dataset.of(read(), served.snapshot.manifest, speak(response, request))

    return router
