"""Assertions, each with what it states, who holds it, and where it stands: `/api/v1/assertions`."""

from typing import Annotated, Final, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ConfigDict, Field

from api.errors import NotFoundError
from api.rest.matters import Statement
from api.rest.models import Assertion, Language, ListPart, Modality
from api.rest.paging import Part, link_parts
from api.rest.telling import Told, problems, speak
from graph.reading import assertions
from graph.reading.assertions import AssertionReader, WantedAssertions
from graph.reading.entities import EntityReader
from ontology.terms import ID, concept

ASSERTIONS: Final = "/api/v1/assertions"


class StatedAssertion(Assertion):
    """An assertion, with what it states."""

    id: str = Field(description="What follows `/id/` in the IRI.")
    href: str = Field(description="Where it is told by itself.")
    statements: list[Statement]

    @classmethod
    def telling(cls, told: assertions.ToldAssertion, language: Language) -> Self:
        """Show an assertion in a language."""
        assertion_id = told.assertion.iri.removeprefix(ID)
        return cls(
            **Assertion.of(told.assertion, language).model_dump(),
            id=assertion_id,
            href=f"{ASSERTIONS}/{assertion_id}",
            statements=[Statement.of(said, language) for said in told.statements],
        )


class AssertionPage(ListPart):
    """A part of the list of assertions; follow `next` until there is none."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"total": 0, "offset": 0, "limit": 50, "items": []}]}
    )

    items: list[StatedAssertion] = Field(description="In the order of their sources.")


class Sought(Part):
    """Which assertions, and which part of their list; a thing is given by IRI, id or name."""

    subject: str | None = Field(
        default=None, min_length=1, max_length=500, description="A thing that something is stated of."
    )
    object: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="A thing that stands as the value of a statement.",
    )
    voice: str | None = Field(default=None, min_length=1, max_length=500, description="Who holds it.")
    modality: Modality | None = Field(default=None, description="How it is meant.")
    passage: str | None = Field(
        default=None, min_length=1, max_length=500, description="The passage it stands at."
    )
    source: str | None = Field(
        default=None, min_length=1, max_length=500, description="The source it stands in."
    )

    def wanted(self, reader: EntityReader) -> WantedAssertions:
        """Return the conditions.

        Raises:
            NamingError: nothing is called as a thing is, or several things are.
        """
        named = {
            name: reader.thing_named(text).iri
            for name in ("subject", "object", "voice", "passage", "source")
            if (text := getattr(self, name)) is not None
        }
        modality = None if self.modality is None else concept("modality", self.modality)
        return WantedAssertions(**named, modality=modality)


def assertion_routes(reader: EntityReader) -> APIRouter:
    """Return the routes that tell assertions: plain functions, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["assertions"])
    read = AssertionReader(reader)

    @router.get(
        "/assertions",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="List assertions",
    )
    def list_assertions(
        sought: Annotated[Sought, Query()], request: Request, response: Response
    ) -> AssertionPage:
        """List what is asserted, in the order of the sources; conditions hold together."""
        language = speak(response, request)
        found = read.find(sought.wanted(reader), offset=sought.offset, limit=sought.limit)
        return AssertionPage(
            **link_parts(response, ASSERTIONS, sought, found.total),
            items=[StatedAssertion.telling(told, language) for told in found.items],
        )

    @router.get(
        "/assertions/{assertion_id:path}",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Tell an assertion",
    )
    def get_assertion(
        assertion_id: Annotated[
            str,
            Path(
                description="What follows `/id/` in the IRI: programme, kind and name.",
                examples=["demo/assertion/1-p1-s1-a"],
            ),
        ],
        _told: Annotated[Told, Query()],
        request: Request,
        response: Response,
    ) -> StatedAssertion:
        """Tell what an assertion states, who holds it, in which modality, and where it stands."""
        language = speak(response, request)
        told = read.get(assertion_id)
        if told is None:
            raise NotFoundError(f"There is no assertion {assertion_id!r}.")
        return StatedAssertion.telling(told, language)

    return router
