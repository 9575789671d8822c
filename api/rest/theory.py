"""The theory of change, and what it lacks: `/api/v1/theory` and `/api/v1/theory/lacks`."""

from typing import Annotated, Final, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.rest.models import Assertion, Language, ListPart, Term, Thing
from api.rest.paging import Part, link_parts
from api.rest.telling import Told, problems, speak
from graph.reading import lacks, theory
from graph.reading.lacks import Lack
from graph.served import Served
from ontology.terms import HUSK

THEORY: Final = "/api/v1/theory"


class Link(BaseModel):
    """That one thing bears on another."""

    before: Thing = Field(description="What comes first: what supports, counters, or is rested on.")
    relation: Term
    after: Thing
    assertions: list[Assertion]

    @classmethod
    def of(cls, link: theory.Link, language: Language) -> Self:
        """Show a link in a language."""
        return cls(
            before=Thing.of(link.before, language),
            relation=Term.of(link.relation, language),
            after=Thing.of(link.after, language),
            assertions=[Assertion.of(assertion, language) for assertion in link.assertions],
        )


class Links(ListPart):
    """A part of the theory of change; follow `next` until there is none."""

    items: list[Link]


class LackingThing(BaseModel):
    """What lacks something, with who says that it is one of its kind, or whose goal it is."""

    thing: Thing
    assertions: list[Assertion]

    @classmethod
    def of(cls, found: lacks.Lacking, language: Language) -> Self:
        """Show a thing that lacks something in a language."""
        return cls(
            thing=Thing.of(found.thing, language),
            assertions=[Assertion.of(assertion, language) for assertion in found.assertions],
        )


class Lacked(BaseModel):
    """All things that lack the same."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "counterforce", "label": "Barriers that nothing is said to counter", "items": []}
            ]
        }
    )

    name: Lack
    label: str
    items: list[LackingThing]


class Lacks(BaseModel):
    """What the theory of change lacks."""

    lacks: list[Lacked]


class WantedLinks(Part):
    """Which links of the theory are wanted."""

    relation: (
        Literal[
            "about",
            "basedOn",
            "counters",
            "hasGoal",
            "hasOutcome",
            "protectsAgainst",
            "serves",
            "supports",
            "usesMethod",
            "wouldLeadTo",
        ]
        | None
    ) = Field(
        default=None,
        description="Only links of this property of the ontology; `about` is what a barrier stands in "
        "the way of. A `basedOn` is told with what is rested on before what rests on it.",
    )


def theory_routes(served: Served) -> APIRouter:
    """Return the routes that tell the theory of change."""
    router = APIRouter(prefix="/api/v1", tags=["theory"])

    @router.get(
        "/theory",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="Tell what is to lead to what",
    )
    def get_theory(wanted: Annotated[WantedLinks, Query()], request: Request, response: Response) -> Links:
        """Tell what is said to support, counter, threaten, serve, rest on or lead to what, and by whom."""
        language = speak(response, request)
        found = [
            link
            for link in served.theory.links
            if wanted.relation is None or link.relation.iri == HUSK + wanted.relation
        ]
        part = found[wanted.offset : wanted.offset + wanted.limit]
        return Links(
            **link_parts(response, THEORY, wanted, len(found)),
            items=[Link.of(link, language) for link in part],
        )

    @router.get(
        "/theory/lacks",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="Tell what the theory lacks",
    )
    def get_lacks(_told: Annotated[Told, Query()], request: Request, response: Response) -> Lacks:
        """Tell which criteria and advice rest on nothing stated, and what nothing counters or leads to."""
        language = speak(response, request)
        found = lacks.lacks(served.reader, served.theory)
        return Lacks(
            lacks=[
                Lacked(
                    name=lack,
                    label=lack.label.get(language),
                    items=[LackingThing.of(each, language) for each in things],
                )
                for lack, things in found.items()
            ]
        )

    return router
