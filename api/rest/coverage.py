"""Who took part where, and what is known of everybody else: `/api/v1/coverage`."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.rest.filters import of_programme
from api.rest.models import Assertion, Language, ListPart, Modality, Participation, Thing
from api.rest.paging import Part, link_parts
from api.rest.telling import problems, speak
from graph.reading import coverage
from graph.reading.coverage import State
from graph.reading.descriptions import Text
from graph.served import Served

COVERAGE: Final = "/api/v1/coverage"

_LABELS: Final = {
    State.TOOK_PART: Text("tok del", "took part"),
    State.LED: Text("ledet", "led"),
    State.STARTED: Text("tok initiativet", "started it"),
    State.INVOLVED: Text("var involvert på annen måte", "was involved in another way"),
    State.STATED_ABSENT: Text("var ikke med, sier kilden", "was not there, the source says"),
    State.NO: Text("nei, alle er nevnt", "no, everybody is named"),
    State.NOT_STATED: Text("ikke oppgitt", "not stated"),
}


class Known(BaseModel):
    """What is known of a party in a setting."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "not-stated", "label": "not stated"}]})

    name: State
    label: str

    @classmethod
    def of(cls, state: State, language: Language) -> Self:
        """Show what is known in a language."""
        return cls(name=state, label=_LABELS[state].get(language))


class TakenPart(BaseModel):
    """One part that an actor had in a setting."""

    agent: Thing
    participation: Participation
    assertions: list[Assertion] = Field(description="Who says that it took part so.")
    sector_assertions: list[Assertion] = Field(
        description="Who says that it is of the sector, where parties are sectors."
    )

    @classmethod
    def of(cls, part: coverage.TakenPart, language: Language) -> Self:
        """Show a part in a language."""
        return cls(
            agent=Thing.of(part.agent, language),
            participation=Participation.of(part.participation, language),
            assertions=[Assertion.of(assertion, language) for assertion in part.assertions],
            sector_assertions=[Assertion.of(assertion, language) for assertion in part.sector_assertions],
        )


class Absence(BaseModel):
    """That an actor is said not to have been there."""

    agent: Thing
    assertions: list[Assertion] = Field(description="Who says that it was not there.")
    sector_assertions: list[Assertion] = Field(
        description="Who says that it is of the sector, where parties are sectors."
    )

    @classmethod
    def of(cls, absence: coverage.Absence, language: Language) -> Self:
        """Show an absence in a language."""
        return cls(
            agent=Thing.of(absence.agent, language),
            assertions=[Assertion.of(assertion, language) for assertion in absence.assertions],
            sector_assertions=[Assertion.of(assertion, language) for assertion in absence.sector_assertions],
        )


class CoverageCell(BaseModel):
    """What is known of a party in a setting, with everything it rests on."""

    party: Thing
    states: list[Known] = Field(
        description="One or more of what is stated; else `no` or `not-stated`. Who `led` also `took-part`."
    )
    parts: list[TakenPart]
    absences: list[Absence]

    @classmethod
    def of(cls, cell: coverage.Cell, language: Language) -> Self:
        """Show a cell in a language."""
        return cls(
            party=Thing.of(cell.party, language),
            states=[Known.of(state, language) for state in cell.states],
            parts=[TakenPart.of(part, language) for part in cell.parts],
            absences=[Absence.of(absence, language) for absence in cell.absences],
        )


class Completeness(BaseModel):
    """How completely the source is said to name those who took part."""

    statement: Thing
    assertions: list[Assertion]


class CoveredSetting(BaseModel):
    """A setting, with a cell for each party."""

    setting: Thing
    completeness: list[Completeness] = Field(
        description="How completely participants are said to be named; empty where nobody says."
    )
    others: Known = Field(
        description="What holds of every actor that no cell is about: `no` where everybody is said to be "
        "named, else `not-stated`."
    )
    cells: list[CoverageCell]
    without_sector: list[TakenPart] | None = Field(
        default=None,
        description="Where parties are sectors: the parts of actors of no known sector, which stand in no "
        "cell. Any of them that took part may be of any sector, so that none is a `no`.",
    )

    @classmethod
    def of(cls, column: coverage.Column, language: Language) -> Self:
        """Show a setting in a language."""
        return cls(
            setting=Thing.of(column.setting, language),
            completeness=[
                Completeness(
                    statement=Thing.of(statement.value, language),
                    assertions=[Assertion.of(assertion, language) for assertion in statement.assertions],
                )
                for statement in column.completeness
            ],
            others=Known.of(column.others, language),
            cells=[CoverageCell.of(cell, language) for cell in column.cells],
            without_sector=[TakenPart.of(part, language) for part in column.without_sector] or None,
        )


class Coverage(ListPart):
    """Who took part in a part of the settings; follow `next` until there is none."""

    by: coverage.By
    items: list[CoveredSetting]


class WantedCoverage(Part):
    """By which parties, and in which settings."""

    by: coverage.By = Field(
        default="sector",
        description="Whether parties are the sectors, each of them in every setting, or the actors of whom "
        "something is said there.",
    )
    type: Literal["Setting", "Undertaking", "Subproject", "Arena", "Activity", "Group"] = Field(
        default="Setting", description="The class of the settings; `Setting` is all of them."
    )
    setting: str | None = Field(
        default=None, min_length=1, max_length=500, description="One setting only, by IRI, id or name."
    )
    programme: str | None = None
    modality: list[Modality] = Field(
        default=["actual"],
        min_length=1,
        description="In which modalities taking part counts; give it several times for several.",
    )
    limit: int = Field(default=20, ge=1, le=100, description="How many settings to return at most.")


def coverage_routes(served: Served) -> APIRouter:
    """Return the route that tells who took part where."""
    router = APIRouter(prefix="/api/v1", tags=["coverage"])
    wanted_there: Any = of_programme(WantedCoverage, served.reader, "Only settings of this programme.")

    @router.get(
        "/coverage",
        response_model_exclude_none=True,
        responses=problems(404, 422, 500),
        summary="Tell who took part where",
    )
    def get_coverage(
        wanted: Annotated[wanted_there, Query()], request: Request, response: Response
    ) -> Coverage:
        """Tell who took part in each setting, who led and started it, and what is known of everybody else.

        That nobody says that somebody took part is `not-stated`, never a `no`. A `no` stands only where the
        source is said to name everybody, and for a sector only if the sector of all who took part is known.
        """
        language = speak(response, request)
        found = served.coverage.read(
            wanted.by,
            wanted.modality,
            type_=wanted.type,
            setting=wanted.setting,
            programme=wanted.programme,
            language=language,
            offset=wanted.offset,
            limit=wanted.limit,
        )
        return Coverage(
            by=wanted.by,
            **link_parts(response, COVERAGE, wanted, found.total),
            items=[CoveredSetting.of(column, language) for column in found.columns],
        )

    return router
