"""Claims held against the structure of the networks: `/api/v1/claims`."""

from dataclasses import asdict
from typing import Annotated, Final, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.rest.measures import ChanceValue
from api.rest.models import Assertion, Language, Term, Thing
from api.rest.telling import Told, problems, speak
from graph.analysis.analysing import Without
from graph.claims.describing import DescribedClaim, Holding
from graph.claims.structural_tests import Direction, Thresholds
from graph.claims.verdict import Answer, Why
from graph.served import Served

CLAIMS: Final = "/api/v1/claims"


class ClaimHolding(BaseModel):
    """That a voice takes a stand to a claim, or says that an outcome has come."""

    stance: Term | None = Field(default=None, description="Left out of an outcome.")
    certainty: Term | None = None
    assertion: Assertion

    @classmethod
    def of(cls, holding: Holding, language: Language) -> Self:
        """Show it in a language."""
        view = holding.view
        return cls(
            stance=Term.of(view.stance, language) if view else None,
            certainty=Term.of(view.certainty, language) if view and view.certainty else None,
            assertion=Assertion.of(holding.assertion, language),
        )


class LeftOutThing(BaseModel):
    """What was left out."""

    kind: Literal["setting", "actor", "voice"]
    label: str

    @classmethod
    def of(cls, thing: Without | None, language: Language) -> Self | None:
        """Show it in a language."""
        return cls(kind=thing.kind.value, label=thing.label.get(language)) if thing else None


class ClaimAnswer(BaseModel):
    """A claim that was held against one measure of one network, and what came of it."""

    claim: Thing
    description: str | None = None
    holdings: list[ClaimHolding] = Field(description="Everybody who takes a stand to it, with places.")
    test: Thing
    reasons: list[str] = Field(description="Why the measure bears on the claim.")
    network: str = Field(description="A network, or a way to have part.", examples=["actors-by-arenas"])
    network_title: str
    measure: str = Field(examples=["two-mode-betweenness"])
    measure_title: str
    definition: str
    about: list[Thing] = Field(description="The node or the sectors; none where it is of the whole network.")
    supported_when: Direction = Field(description="Which values support the claim.")
    value: float | None = Field(default=None, description="Left out where it is undefined.")
    ties: int = Field(description="How many ties the network has.")
    stated: int | None = Field(
        default=None, description="How many of them are of actors with a stated sector, if sectors count."
    )
    chance: ChanceValue | None = None
    adjusted_p: float | None = Field(
        default=None, description="After Benjamini and Hochberg, over all claims that are tested."
    )
    low_without_one: float | None = Field(
        default=None, description="The smallest value when any one setting, actor or voice is left out."
    )
    low_without: LeftOutThing | None = Field(default=None, description="What is left out there.")
    high_without_one: float | None = None
    high_without: LeftOutThing | None = None
    undefined_without: LeftOutThing | None = Field(
        default=None, description="Without what there is no value."
    )
    verdict: Answer
    why: Why | None = Field(default=None, description="Why it cannot be told.")
    sentence: str = Field(description="The verdict in a sentence.")
    command: str = Field(description="The command that computes the value.")

    @classmethod
    def of(cls, claim: DescribedClaim, language: Language) -> Self:
        """Show a claim in a language."""
        answered = claim.answered
        test, finding, verdict = answered.test, answered.finding, answered.verdict
        return cls(
            claim=Thing.of(claim.claim, language),
            description=claim.description.get(language) if claim.description else None,
            holdings=[ClaimHolding.of(holding, language) for holding in claim.holdings],
            test=Thing.of(claim.test, language),
            reasons=[reason.get(language) for reason in claim.reasons],
            network=test.network_name,
            network_title=claim.network.get(language),
            measure=test.measure.name,
            measure_title=test.measure_title.get(language),
            definition=test.measure.definition.get(language),
            about=[Thing.of(thing, language) for thing in claim.about],
            supported_when=test.direction,
            value=finding.value,
            ties=finding.ties,
            stated=finding.stated,
            chance=ChanceValue.of(finding.chance, language) if finding.chance else None,
            adjusted_p=answered.adjusted_p,
            low_without_one=finding.low,
            low_without=LeftOutThing.of(finding.low_without, language),
            high_without_one=finding.high,
            high_without=LeftOutThing.of(finding.high_without, language),
            undefined_without=LeftOutThing.of(finding.undefined_without, language),
            verdict=verdict.answer,
            why=verdict.why,
            sentence=verdict.sentence.get(language),
            command=test.command,
        )


class ClaimList(BaseModel):
    """Every claim that was tested."""

    thresholds: dict[str, float] = Field(description="What a test must meet before it gives an answer.")
    items: list[ClaimAnswer]


def claim_routes(served: Served) -> APIRouter:
    """Return the route of tested claims."""
    router = APIRouter(prefix="/api/v1", tags=["claims"])

    @router.get(
        "/claims",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="List tested claims",
    )
    def list_claims(
        wanted: Annotated[Told, Query()],  # noqa: ARG001 - so that an unknown parameter is refused
        request: Request,
        response: Response,
    ) -> ClaimList:
        """List claims that structure can speak to: who says them where, what networks show, a verdict."""
        language = speak(response, request)
        return ClaimList(
            thresholds=asdict(Thresholds.read(served.reader.store)),
            items=[ClaimAnswer.of(each, language) for each in served.described_claims],
        )

    return router
