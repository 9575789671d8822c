"""Networks and their ties: `/api/v1/networks`."""

from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from api.errors import NotFoundError
from api.rest.filters import Name, concept_names, programme_names, some_of
from api.rest.models import ENTITIES, Language, Modality, Term
from api.rest.telling import Told, problems, speak
from graph.analysis.analysing import fitting_measures
from graph.analysis.keeping import TESTED
from graph.errors import UnusableError
from graph.measures.measure import Level, Measure, Mode
from graph.networks.one_mode import Weight
from graph.networks.reading import Filters
from graph.networks.registry import NETWORKS, Projection
from graph.reading.entities import EntityReader
from graph.served import Served
from ontology.terms import concept

LISTED: Final = "/api/v1/networks"

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


def network_routes(served: Served) -> APIRouter:
    """Return the routes of networks: plain functions, which run in threads, since the store blocks."""
    router = APIRouter(prefix="/api/v1", tags=["networks"])
    wanted_ties = wanted_ties_of(served.reader)

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
        projection = network_named(name)
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

    return router


def network_named(name: str) -> Projection:
    """Return a network by its name.

    Raises:
        NotFoundError: there is none.
    """
    if name not in NETWORKS:
        raise NotFoundError(f"There is no network {name!r}. There are: {', '.join(NETWORKS)}.")
    return NETWORKS[name]
