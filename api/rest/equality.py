"""How equal the parties are: `/api/v1/equality`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.rest.filters import of_programme
from api.rest.models import Language, Term, Thing
from api.rest.telling import Told, problems, speak
from graph.equality.assessment import Observed
from graph.equality.keeping import Kept
from graph.equality.overview import Overview
from graph.equality.parts import Way, WayName
from graph.equality.presence import Presence, SettingOfParties
from graph.equality.succession import Succession, Turn
from graph.reading.references import References
from graph.served import Served
from graph.values import Iri
from ontology.terms import ID


class PartiesCounted(BaseModel):
    """How often each party had part, in the order of `parties`."""

    way: WayName
    counts: list[int]


class EqualityByChance(BaseModel):
    """What chance gives where it deals the sectors out anew, and what a value hangs on."""

    samples: int
    z: float | None = None
    p: float | None = None
    adjusted_p: float | None = Field(default=None, description="After Benjamini and Hochberg.")
    null_low: float | None = Field(default=None, description="The 2.5th percentile of what chance gives.")
    null_high: float | None = Field(default=None, description="The 97.5th percentile.")
    low_without_one: float | None = Field(
        default=None, description="The smallest value without any one setting, actor or voice."
    )
    high_without_one: float | None = None
    hangs_on: Thing | None = Field(default=None, description="Without what the value moves most.")


class EqualityValue(BaseModel):
    """One value of a measure; `party` is left out where it is of all parties together."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "way": "leads",
                    "measure": "reach",
                    "party": {"iri": "https://w3id.org/husk/vocabulary/sector/users", "label": "users"},
                    "value": 0.75,
                }
            ]
        }
    )

    way: WayName
    measure: str
    party: Term | None = None
    value: float | None = Field(default=None, description="Left out where it is undefined.")
    chance: EqualityByChance | None = Field(
        default=None, description="Left out where the edition keeps none: of a year, and of some types."
    )


class EqualityMeasure(BaseModel):
    """What a measure tells."""

    name: str
    label: str
    definition: str


class EqualSetting(BaseModel):
    """What the parties had to do with a setting."""

    setting: Thing
    presence: list[Presence] = Field(
        description="Of each party, in the order of `parties`. `absent` only where the source says so or "
        "names everybody."
    )
    actors: list[PartiesCounted] = Field(description="How many actors of each party had part in it.")
    evenness: float | None = Field(
        default=None, description="Pielou's evenness of those who took part; left out where none is known."
    )


class YearOfParties(BaseModel):
    """How often each party had part in what is said to have been in a year."""

    year: int
    parts: list[PartiesCounted]


class TurnOfParties(BaseModel):
    """Who had part in one period."""

    period: Thing
    actors: list[Thing]
    parties: list[Term]


class FollowedParties(BaseModel):
    """Who followed whom in a setting, the earliest first."""

    setting: Thing
    way: WayName
    turns: list[TurnOfParties]


class Equality(BaseModel):
    """How equal the parties are in the settings of a kind."""

    kind: str
    year: int | None = None
    parties: list[Term]
    measures: list[EqualityMeasure]
    values: list[EqualityValue]
    settings: list[EqualSetting]
    years: list[YearOfParties] = Field(description="Years in which any party is said to have had part.")
    undated: list[PartiesCounted] = Field(description="Parts of which no year is told.")
    without_sector: dict[WayName, int] = Field(
        description="Parts of actors of no stated sector, which count nowhere else."
    )
    successions: list[FollowedParties]


class WantedEquality(Told):
    """In which settings, and when."""

    type: Literal["Setting", "Undertaking", "Subproject", "Arena", "Activity", "Group"] = Field(
        default="Setting", description="The class of the settings; `Setting` is all of them."
    )
    year: int | None = Field(default=None, ge=1, le=9999, description="Only what is said to have been then.")
    programme: str | None = None


def equality_routes(served: Served) -> APIRouter:
    """Return the route that tells how equal the parties are."""
    router = APIRouter(prefix="/api/v1", tags=["equality"])
    wanted_there: Any = of_programme(
        WantedEquality, served.reader, "Only settings and works of this programme."
    )

    @router.get(
        "/equality",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="Tell how equal the parties are",
    )
    def get_equality(
        wanted: Annotated[wanted_there, Query()], request: Request, response: Response
    ) -> Equality:
        """Tell which parties took part, led, started and wrote, how evenly, where, when and after whom.

        Of all settings and of arenas, of all programmes together, each value comes with what chance gives. A
        small share of few parts says little, and `husk equality` asks chance of the rest.
        """
        language = speak(response, request)
        programme = wanted.programme if len(served.reader.programmes) > 1 else None
        found = served.equality.overview(wanted.type, wanted.year, programme)
        is_narrowed = wanted.year or programme
        kept = () if is_narrowed else served.equality_by_chance.get(wanted.type, ())
        names = _named(found) | {_iri(each.hangs_on) for each in kept if each.hangs_on}
        references = served.reader.references((), map(Iri, sorted(names)))
        unkept = (None,) * len(found.values)
        return _Shown(found, kept or unkept, references, language).equality()

    return router


def _named(found: Overview) -> set[str]:
    """Return the IRIs of everything that is named."""
    names = {ID + each.setting for each in found.settings}
    for succession in found.successions:
        names.add(ID + succession.setting)
        for turn in succession.turns:
            names |= {turn.period.iri, *(ID + actor for actor in turn.actors)}
    return names


@dataclass(frozen=True)
class _Shown:
    """An overview, to be shown in a language."""

    found: Overview
    kept: Sequence[Kept | None]
    """What chance gives, in the order of the values; None where it is not kept."""
    references: References
    language: Language

    def equality(self) -> Equality:
        """Show all of it."""
        found = self.found
        measures = dict.fromkeys(each.measure for each in found.values)
        return Equality(
            kind=found.kind,
            year=found.year,
            parties=[Term.of(party, self.language) for party in found.parts.parties],
            measures=[
                EqualityMeasure(
                    name=measure.name,
                    label=measure.label.get(self.language),
                    definition=measure.definition.get(self.language),
                )
                for measure in measures
            ],
            values=[self._value(each, kept) for each, kept in zip(found.values, self.kept, strict=True)],
            settings=[self._setting(each) for each in found.settings],
            years=[YearOfParties(year=each.year, parts=_counted(each.counts)) for each in found.years],
            undated=_counted(found.undated),
            without_sector={way.slug: count for way, count in found.unstated.items()},
            successions=[self._succession(each) for each in found.successions],
        )

    def _value(self, each: Observed, kept: Kept | None) -> EqualityValue:
        return EqualityValue(
            way=each.way.slug,
            measure=each.measure.name,
            party=Term.of_optional(each.party, self.language),
            value=each.value,
            chance=self._chance(kept) if kept else None,
        )

    def _chance(self, kept: Kept) -> EqualityByChance:
        return EqualityByChance(
            samples=kept.chance.samples,
            z=kept.chance.z,
            p=kept.chance.p,
            adjusted_p=kept.chance.adjusted_p,
            null_low=kept.chance.low,
            null_high=kept.chance.high,
            low_without_one=kept.low,
            high_without_one=kept.high,
            hangs_on=self._thing(_iri(kept.hangs_on)) if kept.hangs_on else None,
        )

    def _setting(self, each: SettingOfParties) -> EqualSetting:
        return EqualSetting(
            setting=self._thing(ID + each.setting),
            presence=list(each.presence),
            actors=_counted(each.actors),
            evenness=each.evenness,
        )

    def _succession(self, each: Succession) -> FollowedParties:
        return FollowedParties(
            setting=self._thing(ID + each.setting),
            way=each.way.slug,
            turns=[self._turn(turn) for turn in each.turns],
        )

    def _turn(self, turn: Turn) -> TurnOfParties:
        parties = zip(self.found.parts.parties, turn.parties, strict=True)
        return TurnOfParties(
            period=self._thing(turn.period.iri),
            actors=[self._thing(ID + actor) for actor in turn.actors],
            parties=[Term.of(party, self.language) for party, acts in parties if acts],
        )

    def _thing(self, iri: str) -> Thing:
        return Thing.of(self.references.reference(iri), self.language)


def _iri(name: str) -> str:
    """Return the IRI of what is named by an id or an IRI."""
    return name if name.startswith(ID) else ID + name


def _counted(counts: Mapping[Way, Sequence[int]]) -> list[PartiesCounted]:
    """Show counts, way by way."""
    return [PartiesCounted(way=way.slug, counts=list(each)) for way, each in counts.items()]
