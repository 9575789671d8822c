"""What is unsettled: `/api/v1/conflicts` and `/api/v1/gaps`."""

from typing import Annotated, Any, Final, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.rest.filters import of_programme
from api.rest.models import Assertion, Language, ListPart, Term, Thing, Value
from api.rest.paging import Part, link_parts
from api.rest.telling import problems, speak
from graph.reading import matters
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.reading.matters import MatterList, MatterReader, Unsettled

CONFLICTS: Final = "/api/v1/conflicts"
GAPS: Final = "/api/v1/gaps"


_PROBLEMS: Final = problems(404, 422, 500)


def _matter(kind: str, label: str) -> dict[str, JsonValue]:
    """Return an example of a conflict or gap."""
    name = label.replace(" ", "-")
    cafe: dict[str, JsonValue] = {
        "iri": "https://w3id.org/husk/id/demo/arena/cafe",
        "label": "Café",
        "statuses": [],
    }
    return {
        "iri": f"https://w3id.org/husk/id/demo/{kind}/{name}",
        "id": f"demo/{kind}/{name}",
        "label": label,
        "href": f"/api/v1/entities/demo/{kind}/{name}",
        "about": [cafe],
        "assertions": [],
    }


class Statement(BaseModel):
    """What an assertion states of a thing: another thing, or a literal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "subject": {
                        "iri": "https://w3id.org/husk/id/demo/arena/cafe",
                        "label": "Café",
                        "statuses": [],
                    },
                    "property": {"iri": "https://w3id.org/husk/ontology#period", "label": "period"},
                    "thing": {
                        "iri": "https://w3id.org/husk/id/demo/period/2010",
                        "label": "2010",
                        "statuses": [],
                    },
                }
            ]
        }
    )

    subject: Thing
    property: Term
    thing: Thing | None = None
    literal: Value | None = None

    @classmethod
    def of(cls, said: matters.Said, language: Language) -> Self:
        """Show a statement in a language."""
        value = said.value
        return cls(
            subject=Thing.of(said.thing, language),
            property=Term.of(said.property, language),
            thing=Thing.of(value, language) if isinstance(value, Reference) else None,
            literal=None
            if isinstance(value, Reference)
            else Value(text=value.text, datatype=value.datatype, language=value.language),
        )


class Place(BaseModel):
    """One of the assertions that cannot all hold: who says what, and where."""

    assertion: Assertion
    statements: list[Statement] = Field(description="What it states of the matter.")


class Gap(Thing):
    """Something that a source says is missing, or leaves open."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{**_matter("gap", "who came"), "statuses": []}]}
    )

    description: str | None = None
    about: list[Thing] = Field(description="What it concerns.")
    assertions: list[Assertion] = Field(description="Who says so, and where.")

    @classmethod
    def telling(cls, matter: matters.Matter, language: Language) -> Self:
        """Show a gap in a language."""
        return cls(
            **cls._naming(matter.reference, language),
            description=None if matter.description is None else matter.description.get(language),
            about=[Thing.of(thing, language) for thing in matter.about],
            assertions=[Assertion.of(assertion, language) for assertion in matter.assertions],
        )


class Conflict(Gap):
    """Values that cannot all hold, each with its place; all of them stay in the graph."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_matter("conflict", "the year"),
                    "statuses": [],
                    "properties": [{"iri": "https://w3id.org/husk/ontology#period", "label": "in period"}],
                    "places": [],
                }
            ]
        }
    )

    properties: list[Term] = Field(description="The properties that it is on.")
    places: list[Place] = Field(description="What stands against each other.")

    @classmethod
    def telling(cls, matter: matters.Matter, language: Language) -> Self:
        """Show a conflict in a language."""
        return cls(
            **Gap.telling(matter, language).model_dump(),
            properties=[Term.of(found, language) for found in matter.properties],
            places=[
                Place(
                    assertion=Assertion.of(place.assertion, language),
                    statements=[Statement.of(said, language) for said in place.statements],
                )
                for place in matter.places
            ],
        )


class ConflictPage(ListPart):
    """A part of the list of conflicts; follow `next` until there is none."""

    items: list[Conflict]


class GapPage(ListPart):
    """A part of the list of gaps; follow `next` until there is none."""

    items: list[Gap]


class WantedMatters(Part):
    """Which conflicts or gaps, and which part of their list."""

    about: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="A thing that they concern, by IRI, id or name.",
    )
    programme: str | None = None


def matter_routes(reader: EntityReader) -> APIRouter:
    """Return the routes that list what is unsettled."""
    router = APIRouter(prefix="/api/v1", tags=["conflicts and gaps"])
    read = MatterReader(reader)
    wanted_there: Any = of_programme(WantedMatters, reader, "Only what this programme tells of.")

    @router.get("/conflicts", response_model_exclude_none=True, responses=_PROBLEMS, summary="List conflicts")
    def list_conflicts(
        wanted: Annotated[wanted_there, Query()], request: Request, response: Response
    ) -> ConflictPage:
        """List values that cannot all hold: what each voice says, where, and why both cannot be."""
        language = speak(response, request)
        found = _part(read, "Conflict", wanted, language)
        return ConflictPage(
            **link_parts(response, CONFLICTS, wanted, found.total),
            items=[Conflict.telling(matter, language) for matter in found.items],
        )

    @router.get("/gaps", response_model_exclude_none=True, responses=_PROBLEMS, summary="List gaps")
    def list_gaps(wanted: Annotated[wanted_there, Query()], request: Request, response: Response) -> GapPage:
        """List what a source says is missing or leaves open: what it concerns, and who says so where."""
        language = speak(response, request)
        found = _part(read, "Gap", wanted, language)
        return GapPage(
            **link_parts(response, GAPS, wanted, found.total),
            items=[Gap.telling(matter, language) for matter in found.items],
        )

    return router


def _part(read: MatterReader, kind: Unsettled, wanted: WantedMatters, language: Language) -> MatterList:
    """Return the wanted part of the conflicts or gaps.

    Raises:
        NamingError: nothing is called as what they shall be about, or several things are.
    """
    return read.list_of(
        kind,
        wanted.about,
        programme=wanted.programme,
        language=language,
        offset=wanted.offset,
        limit=wanted.limit,
    )
