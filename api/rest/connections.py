"""How two things are connected: `/api/v1/path`."""

from typing import Annotated, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.rest.models import Assertion, Language, Modality, Participation, Term, Thing
from api.rest.telling import Told, problems, speak
from graph.errors import UnusableError
from graph.reading import connections
from graph.reading.connections import MOST_STEPS, MOST_WAYS, ConnectionReader
from graph.reading.entities import EntityReader
from ontology.terms import concept


class Tie(BaseModel):
    """What is stated of the two things of a step, with who says so and where."""

    property: Term
    incoming: bool = Field(
        description="Whether the property points at the start of the step, having no inverse to read it by."
    )
    participation: Participation | None = None
    assertions: list[Assertion]

    @classmethod
    def of(cls, tie: connections.StepTie, language: Language) -> Self:
        """Show a tie in a language."""
        return cls(
            property=Term.of(tie.property, language),
            incoming=tie.is_incoming,
            participation=Participation.of_optional(tie.participation, language),
            assertions=[Assertion.of(assertion, language) for assertion in tie.assertions],
        )


class Step(BaseModel):
    """A step from one thing to the next."""

    start: Thing
    end: Thing
    ties: list[Tie] = Field(description="Everything that ties the two, in the modalities asked for.")

    @classmethod
    def of(cls, step: connections.Step, language: Language) -> Self:
        """Show a step in a language."""
        return cls(
            start=Thing.of(step.start, language),
            end=Thing.of(step.end, language),
            ties=[Tie.of(tie, language) for tie in step.ties],
        )


class Way(BaseModel):
    """A way from one thing to another."""

    steps: list[Step]


class Path(BaseModel):
    """The shortest ways from one thing to another."""

    start: Thing
    end: Thing
    modalities: list[Term] = Field(description="In which the steps are stated.")
    length: int | None = Field(default=None, description="Steps of each way; absent where there is none.")
    complete: bool = Field(
        description="Whether the search came to its end. False where it gave up after too much work: then "
        "there may be ways, though none is told."
    )
    ways: list[Way] = Field(description="Ways of that length, first those through things with few ties.")


class WantedPath(Told):
    """Between which things, and along what."""

    from_: str = Field(
        alias="from",
        min_length=1,
        max_length=500,
        description="A thing by IRI, id or name.",
        examples=["cafe"],
    )
    to: str = Field(min_length=1, max_length=500, description="Another thing.", examples=["school"])
    modality: list[Modality] = Field(
        default=["actual"],
        min_length=1,
        description="In which modalities steps may be stated; give it several times for several.",
    )
    longest: int = Field(default=4, ge=1, le=MOST_STEPS, description="Steps that a way may have at most.")
    limit: int = Field(default=5, ge=1, le=MOST_WAYS, description="Ways to return at most.")


def connection_routes(reader: EntityReader) -> APIRouter:
    """Return the route that finds connections."""
    router = APIRouter(prefix="/api/v1", tags=["path"])
    read = ConnectionReader(reader)

    @router.get(
        "/path",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Find how two things are connected",
    )
    def find_path(wanted: Annotated[WantedPath, Query()], request: Request, response: Response) -> Path:
        """Find the shortest ways from one thing to another, along participations and stated relations.

        No way leads through classes, vocabularies, sources or periods. That two things are part of one
        programme, or that a view is about both, counts only where programme or view is an end of the way.
        """
        language = speak(response, request)
        start, end = reader.thing_named(wanted.from_), reader.thing_named(wanted.to)
        if start == end:
            raise UnusableError(f"Both ends are the same thing, {start.label.en}: name two.")
        found = read.connect(start, end, wanted.modality, longest=wanted.longest, limit=wanted.limit)
        labelled = (
            reader.lexicon.labelled(concept("modality", name)) for name in dict.fromkeys(wanted.modality)
        )
        return Path(
            start=Thing.of(found.start, language),
            end=Thing.of(found.end, language),
            modalities=[Term.of(modality, language) for modality in labelled],
            length=len(found.ways[0]) if found.ways else None,
            complete=found.is_complete,
            ways=[Way(steps=[Step.of(step, language) for step in way]) for way in found.ways],
        )

    return router
