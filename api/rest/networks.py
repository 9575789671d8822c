"""Networks, their ties and their measures: `/api/v1/networks`."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from api.errors import NotFoundError
from api.rest.filters import Name, concept_names, of_programme, programme_names, some_of
from api.rest.models import ENTITIES, Language, Modality, Term
from api.rest.telling import Told, problems, speak
from graph.analysis.analysing import Analysed, fitting_measures
from graph.analysis.keeping import TESTED, KeptAnalysis
from graph.errors import UnusableError
from graph.exports.analyses import analysis_csv
from graph.measures.measure import Level, Measure, Mode
from graph.networks.one_mode import Weight
from graph.networks.reading import Filters
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance
from graph.reading.entities import EntityReader
from graph.served import Served
from ontology.terms import concept

LISTED: Final = "/api/v1/networks"
_MEASURED: Final = tuple(name for name, each in NETWORKS.items() if not each.about_people)

NetworkName = Annotated[str, Path(description="Which network.", json_schema_extra={"enum": [*NETWORKS]})]


class NetworkMeasure(BaseModel):
    """A measure that a network has."""

    name: str = Field(examples=["two-mode-betweenness"])
    title: str
    definition: str = Field(description="What it is, in a sentence.")
    level: Level = Field(description="Whether each node, each sector or the whole network has a value.")
    mode: Mode = Field(description="Whether it is of the network as it is or of actors that share settings.")
    reference: str
    is_tested: bool = Field(description="Whether values are held against chance.")

    @classmethod
    def of(cls, measure: Measure, projection: Projection, language: Language) -> Self:
        """Show a measure of a network in a language."""
        return cls(
            name=measure.name,
            title=measure.title.get(language),
            definition=measure.definition.get(language),
            level=measure.level,
            mode=measure.mode,
            reference=measure.reference,
            is_tested=measure.name in TESTED and not projection.directed,
        )


class NetworkItem(BaseModel):
    """A network that is declared."""

    name: str = Field(examples=["actors-by-arenas"])
    title: str
    sentence: str = Field(description="What stands as a node, and what as a tie.")
    is_directed: bool
    is_two_mode: bool
    has_persons: bool = Field(description="Whether persons are in it. Such a network has no measures here.")
    measures: list[NetworkMeasure]
    href: str
    measures_href: str | None
    export_href: str

    @classmethod
    def of(cls, projection: Projection, language: Language) -> Self:
        """Show a network in a language."""
        measures = () if projection.about_people else fitting_measures(projection)
        return cls(
            name=projection.name,
            title=projection.title.get(language),
            sentence=projection.sentence.get(language),
            is_directed=projection.directed,
            is_two_mode=projection.two_mode,
            has_persons=projection.about_people,
            measures=[NetworkMeasure.of(measure, projection, language) for measure in measures],
            href=f"{LISTED}/{projection.name}",
            measures_href=None if projection.about_people else f"{LISTED}/{projection.name}/measures",
            export_href=f"/api/v1/export/{projection.export}",
        )


class NetworkList(BaseModel):
    """Every network."""

    items: list[NetworkItem]


class NetworkNode(BaseModel):
    """A node, which is a thing."""

    iri: str
    id: str
    label: str
    kind: str | None = Field(description="What it is, in a word.")
    mode: Literal["actor", "setting"] | None = Field(description="Which of two kinds of node it is.")
    sectors: list[Term]
    statuses: list[Term]
    href: str

    @classmethod
    def of(cls, node: str, told: Any, language: Language) -> Self:
        """Show a node in a language."""
        return cls(
            iri=told["iri"],
            id=node,
            label=told["label_en" if language == "en" else "label_nb"],
            kind=told["kind_label"].get(language) if told["kind_label"] else None,
            mode=told.get("mode"),
            sectors=[Term.of(sector, language) for sector in told["sectors"]],
            statuses=[Term.of(status, language) for status in told["statuses"]],
            href=f"{ENTITIES}/{node}",
        )


class NetworkTie(BaseModel):
    """A tie between two nodes, with everything it rests on."""

    source: str = Field(description="The id of a node: where the tie starts, if it has a direction.")
    target: str
    relations: list[Term] = Field(description="The roles or properties; none where actors share settings.")
    weight: float | None = Field(description="Where actors share settings: how much that counts.")
    settings: list[str] = Field(description="Where actors share settings: the ids of these.")
    modality: str | None = Field(description="The most certain modality in which it is asserted.")
    assertions: list[str] = Field(description="The IRIs of the assertions.")

    @classmethod
    def of(cls, source: str, target: str, told: Any, language: Language) -> Self:
        """Show a tie in a language."""
        relations = {tie.relation.iri: tie.relation for tie in told.get("ties", ())}
        return cls(
            source=source,
            target=target,
            relations=[Term.of(relation, language) for relation in relations.values()],
            weight=told.get("weight"),
            settings=list(told.get("settings", ())),
            modality=told.get("modality"),
            assertions=[assertion.iri for assertion in told["assertions"]],
        )


class Network(NetworkItem):
    """A network with its nodes and ties."""

    weighting: Weight | None = Field(description="Where actors share settings: how that is weighed.")
    nodes: list[NetworkNode]
    ties: list[NetworkTie]


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


class WantedTies(Told):
    """Which ties of a network count."""

    sector: list[str] = Field(default=[])
    role: list[str] = Field(default=[])
    voice: list[Name] = Field(default=[], description="Ties that one of these voices tells of.")
    modality: list[Modality] = Field(
        default=["actual"], min_length=1, description="Ties asserted in one of these modalities."
    )
    first_year: int | None = Field(
        default=None,
        alias="from",
        ge=0,
        le=9999,
        description="Ties that may have lasted in this year or later; those of no known time are left out.",
    )
    last_year: int | None = Field(
        default=None, alias="to", ge=0, le=9999, description="Ties that may have lasted then or earlier."
    )
    programme: list[str] = Field(default=[])
    weight: Weight | None = Field(
        default=None, description="Where actors share settings: how that is weighed, if not as declared."
    )

    def filters(self, served: Served) -> Filters:
        """Return the conditions on ties.

        Raises:
            NamingError: nothing has the name of a voice.
            UnusableError: the years are the wrong way round.
        """
        if self.first_year is not None and self.last_year is not None and self.first_year > self.last_year:
            raise UnusableError(
                f"from={self.first_year} lies after to={self.last_year}: put the earlier year in from."
            )
        return Filters(
            sectors=frozenset(concept("sector", name) for name in self.sector) or None,
            roles=frozenset(concept("role", name) for name in self.role) or None,
            voices=frozenset(served.reader.thing_named(name).iri for name in self.voice) or None,
            modalities=frozenset(self.modality),
            first_year=self.first_year,
            last_year=self.last_year,
            programmes=frozenset(self.programme) or None,
        )


def wanted_ties_of(reader: EntityReader) -> type[WantedTies]:
    """Return the parameters with the sectors, roles and programmes that there are."""
    return create_model(
        "WantedTiesThere",
        __base__=WantedTies,
        sector=some_of(concept_names(reader, "sector"), "Ties of actors of one of these sectors."),
        role=some_of(concept_names(reader, "role"), "Ties in one of these roles."),
        programme=some_of(
            programme_names(reader),
            "Ties that one of these programmes tells of. What is said to be the same thing in several of "
            "them is one node.",
        ),
    )


class WantedMeasures(Told):
    """Which measures of a network are wanted, and how."""

    measure: list[Name] = Field(default=[], description="Some measures by name; without any, all.")
    programme: str | None = None
    format: Literal["json", "csv"] = Field(default="json", description="JSON, or a table as CSV.")


def network_routes(served: Served) -> APIRouter:
    """Return the routes of networks: plain functions, which run in threads, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["networks"])
    wanted_ties = wanted_ties_of(served.reader)
    wanted_measures: Any = of_programme(
        WantedMeasures,
        served.reader,
        "The network of this one of several programmes, measured when asked, without chance.",
    )

    @router.get("/networks", responses=problems(422, 500), summary="List the networks")
    def list_networks(
        wanted: Annotated[Told, Query()],  # noqa: ARG001 - so that an unknown parameter is refused
        request: Request,
        response: Response,
    ) -> NetworkList:
        """List every network that is declared, with what it is and which measures it has."""
        language = speak(response, request)
        return NetworkList(items=[NetworkItem.of(each, language) for each in NETWORKS.values()])

    @router.get("/networks/{name}", responses=problems(404, 422, 500), summary="Read a network")
    def get_network(
        name: NetworkName,
        wanted: Annotated[wanted_ties, Query()],  # type: ignore[valid-type]  # made of what the graph has
        request: Request,
        response: Response,
    ) -> Network:
        """Read the nodes and ties of a network, each tie with its assertions; parameters combine."""
        asked: Any = wanted
        language = speak(response, request)
        projection = _require(name)
        network = served.networks.read(projection, asked.filters(served), asked.weight)
        return Network(
            **NetworkItem.of(projection, language).model_dump(),
            weighting=network.graph.get("weighting"),
            nodes=[NetworkNode.of(node, told, language) for node, told in network.nodes(data=True)],
            ties=[
                NetworkTie.of(source, target, told, language)
                for source, target, told in network.edges(data=True)
            ],
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
        projection = _require(name)
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


def _require(name: str) -> Projection:
    """Return a network by its name.

    Raises:
        NotFoundError: there is none.
    """
    if name not in NETWORKS:
        raise NotFoundError(f"There is no network {name!r}. There are: {', '.join(NETWORKS)}.")
    return NETWORKS[name]


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
