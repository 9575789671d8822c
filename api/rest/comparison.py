"""Subprojects side by side: `/api/v1/compare`."""

from typing import Annotated, Final, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.rest.models import Language, Relation, Term, Thing
from api.rest.telling import Told, problems, speak
from graph.reading import comparison
from graph.reading.comparison import MOST_SUBPROJECTS, PARTIES, ComparisonReader
from graph.reading.descriptions import Text

_STATES: Final = {
    "stated": Text("oppgitt", "stated"),
    "not-stated": Text("ikke oppgitt", "not stated"),
    "no": Text("nei", "no"),
}

AspectName = Literal[
    "goals", "target-groups", "parties", "methods", "outcomes", "publications", "endings", "gaps"
]


class State(BaseModel):
    """Whether something is stated; that nothing is stated is no "no"."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "not-stated", "label": "not stated"}]})

    name: Literal["stated", "not-stated", "no"]
    label: str

    @classmethod
    def of(cls, name: Literal["stated", "not-stated", "no"], language: Language) -> Self:
        """Show a state in a language."""
        return cls(name=name, label=_STATES[name].get(language))


class ComparedValue(Relation):
    """One value, with who says so and where."""

    property: Term
    said_of: Thing | None = Field(
        default=None,
        description="What it is said of, where that is not the subproject itself: one of its arenas or "
        "activities, or how somebody took part.",
    )

    @classmethod
    def telling(cls, found: comparison.Compared, subproject_iri: str, language: Language) -> Self:
        """Show a value in a language."""
        return cls(
            **Relation.of(found.relation, language).model_dump(),
            property=Term.of(found.property, language),
            said_of=None if found.of.iri == subproject_iri else Thing.of(found.of, language),
        )


class ComparedCell(BaseModel):
    """What is said of one subproject in one aspect."""

    subproject: str = Field(description="The id of the subproject.", examples=["demo/subproject/work"])
    state: State = Field(description="`stated` where there are values, else `not-stated`.")
    values: list[ComparedValue]
    absent: list[ComparedValue] | None = Field(
        default=None, description="Of parties: those that are said not to have taken part."
    )
    completeness: list[ComparedValue] | None = Field(
        default=None, description="Of parties: how completely the source says that it names them."
    )
    others: State | None = Field(
        default=None,
        description="Of parties: what holds of all that are not named. `no` only where the source says "
        "that it names everybody who took part in the subproject, else `not-stated`.",
    )

    @classmethod
    def of(cls, cell: comparison.Cell, subproject: Thing, aspect: str, language: Language) -> Self:
        """Show a cell in a language."""

        def shown(values: tuple[comparison.Compared, ...]) -> list[ComparedValue]:
            return [ComparedValue.telling(value, subproject.iri, language) for value in values]

        state = State.of("stated" if cell.values else "not-stated", language)
        told = cls(subproject=str(subproject.id), state=state, values=shown(cell.values))
        if aspect == PARTIES:
            told.absent = shown(cell.absent)
            told.completeness = shown(cell.completeness)
            told.others = State.of("no" if cell.is_complete else "not-stated", language)
        return told


class ComparedRow(BaseModel):
    """One aspect, with a cell for each subproject in their order."""

    aspect: AspectName
    label: str
    cells: list[ComparedCell]


class Comparison(BaseModel):
    """Subprojects side by side: a row for each aspect."""

    subprojects: list[Thing]
    rows: list[ComparedRow]

    @classmethod
    def of(cls, found: comparison.Comparison, language: Language) -> Self:
        """Show a comparison in a language."""
        subprojects = [Thing.of(subproject, language) for subproject in found.subprojects]
        return cls(
            subprojects=subprojects,
            rows=[
                ComparedRow.model_validate(
                    {
                        "aspect": aspect.name,
                        "label": aspect.label.get(language),
                        "cells": [
                            ComparedCell.of(cell, subproject, aspect.name, language)
                            for cell, subproject in zip(cells, subprojects, strict=True)
                        ],
                    }
                )
                for aspect, cells in found.rows
            ],
        )


class WantedComparison(Told):
    """Which subprojects to compare."""

    subprojects: list[str] = Field(
        min_length=1,
        max_length=MOST_SUBPROJECTS,
        description=f"One to {MOST_SUBPROJECTS} subprojects by IRI, id or name, separated by commas; or, "
        "as names may have commas, the parameter several times.",
        examples=[["work,housing"]],
    )


def comparison_routes(comparisons: ComparisonReader) -> APIRouter:
    """Return the route that compares subprojects."""
    router = APIRouter(prefix="/api/v1", tags=["compare"])

    @router.get(
        "/compare",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Compare subprojects",
    )
    def compare_subprojects(
        wanted: Annotated[WantedComparison, Query()], request: Request, response: Response
    ) -> Comparison:
        """Put subprojects side by side: goals, target groups, parties, methods, outcomes, works, endings.

        What is said of an arena or activity of a subproject counts as well, and tells of which it is said.
        Every value has its assertions, in every modality. Where nothing is said the state is `not-stated`.
        """
        language = speak(response, request)
        return Comparison.of(comparisons.compare(wanted.subprojects), language)

    return router
