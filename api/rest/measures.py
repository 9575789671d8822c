"""What is measured of networks: `/api/v1/networks/{name}/measures`."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.errors import NotFoundError
from api.rest.filters import Name, of_programme
from api.rest.models import Language
from api.rest.networks import NetworkMeasure, NetworkName, network_named
from api.rest.telling import Told, problems, speak
from graph.analysis.analysing import Analysed
from graph.analysis.keeping import KeptAnalysis
from graph.errors import UnusableError
from graph.exports.analyses import analysis_csv
from graph.measures.measure import Measure
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance
from graph.served import Served

_MEASURED: Final = tuple(name for name, each in NETWORKS.items() if not each.about_people)


class Bars(BaseModel):
    """How the samples are spread: the counts of bars of equal width."""

    low: float
    high: float
    counts: list[int]


class ChanceValue(BaseModel):
    """What chance gives for a value; what is undefined is null, and `reason` says why."""

    samples: int
    mean: float | None
    deviation: float | None
    low: float | None = Field(description="The 2.5th percentile of the samples.")
    high: float | None = Field(description="The 97.5th percentile.")
    z: float | None
    p: float | None = Field(description="Two-sided; see docs/chance.md.")
    adjusted_p: float | None = Field(description="After Benjamini and Hochberg, over the measure's values.")
    histogram: Bars | None
    reason: str | None

    @classmethod
    def of(cls, chance: Chance, language: Language) -> Self:
        """Show what chance gives in a language."""
        histogram = chance.histogram
        return cls(
            samples=chance.samples,
            mean=chance.mean,
            deviation=chance.deviation,
            low=chance.low,
            high=chance.high,
            z=chance.z,
            p=chance.p,
            adjusted_p=chance.adjusted_p,
            histogram=Bars(low=histogram.low, high=histogram.high, counts=list(histogram.counts))
            if histogram
            else None,
            reason=chance.reason.get(language) if chance.reason else None,
        )


class MeasuredValue(BaseModel):
    """One value of a measure."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "measure": "degree",
                    "of": "demo/organisation/users",
                    "label": "The users",
                    "value": 2.0,
                    "reason": None,
                    "chance": {},
                    "low_without_one": None,
                    "high_without_one": None,
                    "hangs_on": None,
                }
            ]
        }
    )

    measure: str
    of: str = Field(description="The id of a node, the IRIs of sectors, or empty for the whole network.")
    label: str
    value: float | None = Field(description="Null where the measure is undefined; `reason` says why.")
    reason: str | None
    chance: dict[Literal["ties", "sectors"], ChanceValue] = Field(
        description="What chance gives with other `ties`, or with `sectors` dealt out anew."
    )
    low_without_one: float | None = Field(
        description="The smallest value when any one setting, actor or voice is left out."
    )
    high_without_one: float | None
    hangs_on: str | None = Field(description="Without what the value moves most.")

    @classmethod
    def of_value(cls, value: Analysed, language: Language) -> Self:
        """Show a value in a language."""
        return cls(
            measure=value.measure.name,
            of=value.name,
            label=value.label.get(language),
            value=value.value,
            reason=value.reason.get(language) if value.reason else None,
            chance={kind.value: ChanceValue.of(each, language) for kind, each in value.chance.items()},
            low_without_one=value.low,
            high_without_one=value.high,
            hangs_on=value.hangs_on.get(language) if value.hangs_on else None,
        )


class NetworkMeasures(BaseModel):
    """The measures of a network, as they were computed when the edition was built, or of one programme."""

    network: str
    samples: int = Field(description="How many networks chance made; 0 where values stand alone.")
    seed: int
    measures: list[NetworkMeasure]
    values: list[MeasuredValue]


class WantedMeasures(Told):
    """Which measures of a network are wanted, and how."""

    measure: list[Name] = Field(default=[], description="Some measures by name; without any, all.")
    programme: str | None = None
    format: Literal["json", "csv"] = Field(default="json", description="JSON, or a table as CSV.")


def measure_routes(served: Served) -> APIRouter:
    """Return the route of measures: a plain function, which runs in a thread, since it may measure."""
    router = APIRouter(prefix="/api/v1", tags=["networks"])
    wanted_measures: Any = of_programme(
        WantedMeasures,
        served.reader,
        "The network of this one of several programmes, measured when asked, without chance.",
    )

    @router.get(
        "/networks/{name}/measures",
        response_model=NetworkMeasures,
        responses=problems(404, 422, 500)
        | {200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "model": NetworkMeasures}},
        summary="Tell the measures of a network",
    )
    def get_measures(
        name: NetworkName, wanted: Annotated[wanted_measures, Query()], request: Request, response: Response
    ) -> NetworkMeasures | Response:
        """Tell the measures of a network, each value with what chance gives for it and what it hangs on.

        They were computed when the edition was built, of what was actually so in all programmes together. Of
        one of several they are values without chance, which `husk analyse` asks. A network with persons in it
        has none here.
        """
        language = speak(response, request)
        projection = network_named(name)
        kept = _kept(served, projection, wanted.programme)
        measures = _chosen(kept, wanted.measure)
        values = [value for measure in measures for value in kept.of(measure.name)]
        if wanted.format == "csv":
            headers = {"Content-Language": language, "Vary": "Accept-Language"}
            return Response(analysis_csv(values, language), media_type="text/csv", headers=headers)
        return NetworkMeasures(
            network=name,
            samples=kept.samples,
            seed=kept.seed,
            measures=[NetworkMeasure.of(measure, projection, language) for measure in measures],
            values=[MeasuredValue.of_value(value, language) for value in values],
        )

    return router


def _kept(served: Served, projection: Projection, programme: str | None) -> KeptAnalysis:
    """Return the analysis of a network, of one of several programmes where it is named.

    Raises:
        NotFoundError: there is none.
    """
    if projection.about_people:
        raise NotFoundError(
            f"{projection.name} has persons in it, and nothing is measured of persons here. "
            f"These have measures: {', '.join(_MEASURED)}."
        )
    if programme and len(served.reader.programmes) > 1:
        analysed = served.analyses_of_programmes.get(projection.name, programme)
        if analysed is None:
            raise NotFoundError(
                f"{projection.name} of {programme} is too large to be measured while you wait. "
                f"Use `husk analyse {projection.name} --programme {programme}`."
            )
        return analysed
    if projection.name not in served.analyses:
        raise NotFoundError("This edition was built without analyses. Build it with `husk build`.")
    return served.analyses[projection.name]


def _chosen(kept: KeptAnalysis, names: list[str]) -> list[Measure]:
    """Return measures by name, or all of them.

    Raises:
        UnusableError: the network has no such measure.
    """
    there = {value.measure.name: value.measure for value in kept.values}
    for name in names:
        if name not in there:
            raise UnusableError(f"{kept.network} has no measure {name!r}. It has: {', '.join(there)}.")
    return [there[name] for name in dict.fromkeys(names or there)]
