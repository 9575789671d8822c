"""By what lists of things can be narrowed: the parameters, and the conditions that they stand for."""

from typing import Annotated, Any, Final, Literal, cast

from pydantic import AfterValidator, BaseModel, Field, create_model

from api.rest.paging import Part
from graph.edtf import Date, parse
from graph.errors import UnusableError
from graph.reading.entities import EntityReader
from graph.reading.facets import Filters
from ontology.terms import HUSK, concept

COMBINED: Final = (
    "Parameters combine: a thing must meet every one that is given. One that is given several times is met "
    "by any of its values."
)
"""How the parameters combine, for whoever reads the OpenAPI document."""

_THING: Final = "by IRI, id or name"


def _date(text: str) -> str:
    """Refuse what is no date that can be.

    Raises:
        EdtfError: it is none.
    """
    parse(text)
    return text


EdtfDate = Annotated[
    str, AfterValidator(_date), Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", max_length=10)
]
Name = Annotated[str, Field(min_length=1, max_length=500)]


class Wanted(Part):
    """Which things are wanted, and which part of their list."""

    type: list[str] = Field(default=[])
    programme: list[str] = Field(default=[])
    sector: list[str] = Field(default=[])
    role: list[str] = Field(default=[])
    voice: list[Name] = Field(
        default=[],
        description=f"A voice, {_THING}: some assertion that it holds mentions the thing, or rests on it "
        "where it is a passage, section or source. With `modality`, one assertion has both; with `role` or "
        "`in`, it is the assertion that tells of that part.",
    )
    modality: list[str] = Field(default=[])
    since: EdtfDate | None = Field(
        default=None,
        alias="from",
        description="The first date, as EDTF writes a year, month, day or season: a time of the thing may "
        "have lasted until then or longer. Its times, in whatever modality, are its periods, when it was "
        "issued, the periods in which it took part or others took part in it, and a period itself. A start "
        "or end that is not stated rules nothing out; a thing without any time is left out.",
        examples=["2008"],
    )
    until: EdtfDate | None = Field(
        default=None,
        alias="to",
        description="The last date: a time of the thing may have begun by then. With `from`, one time meets "
        "both.",
        examples=["2010-06"],
    )
    within: list[Name] = Field(
        default=[],
        alias="in",
        description=f"A programme, subproject, arena or another setting, {_THING}: the thing took part in it "
        "itself, in whatever modality, or is a part of it, or of a part of it. Passages are parts of their "
        "section and source.",
    )
    q: str | None = Field(
        default=None,
        max_length=200,
        description="What a label or name contains, in small or capital letters; of a passage, its summary.",
    )

    def filters(self, reader: EntityReader, kind: str | None) -> Filters:
        """Return the conditions on things of a class.

        Raises:
            NamingError: nothing has the name of a voice or of what is asked `in`.
            UnusableError: the first date lies after the last.
        """
        first = None if self.since is None else cast(Date, parse(self.since).start).first()
        last = None if self.until is None else cast(Date, parse(self.until).start).last()
        if first is not None and last is not None and first > last:
            raise UnusableError(
                f"from={self.since} lies after to={self.until}: put the earlier date in from."
            )
        return Filters(
            kind=kind,
            classes=tuple(HUSK + name for name in self.type),
            programmes=tuple(self.programme),
            sectors=tuple(concept("sector", name) for name in self.sector),
            roles=tuple(concept("role", name) for name in self.role),
            voices=tuple(reader.thing_named(name).iri for name in self.voice),
            modalities=tuple(concept("modality", name) for name in self.modality),
            wholes=tuple(reader.thing_named(name).iri for name in self.within),
            first_day=first,
            last_day=last,
            words=self.q or "",
        )


def wanted_of(reader: EntityReader) -> type[Wanted]:
    """Return the parameters with the classes, programmes, sectors, roles and modalities that there are."""
    names = [class_.iri.removeprefix(HUSK) for class_ in reader.classes()]
    return create_model(
        "WantedThings",
        __base__=Wanted,
        type=some_of(names, "Name of a class of the ontology; things of its subclasses count as well."),
        programme=some_of(
            programme_names(reader), "The programme that a thing belongs to, by the name that begins its id."
        ),
        sector=some_of(
            concept_names(reader, "sector"),
            "A sector that an actor acts for, in whatever modality; of a setting, that of one who took part.",
        ),
        role=some_of(
            concept_names(reader, "role"),
            "A role that the thing had somewhere, or a narrower one, in whatever modality; with `in`, the "
            "role it had there. Add `modality=actual` for what was not only planned or wished for.",
        ),
        modality=some_of(
            concept_names(reader, "modality"),
            "Some assertion in this modality mentions the thing, or rests on it where it is a passage, "
            "section or source.",
        ),
    )


def programme_names(reader: EntityReader) -> list[str]:
    """Return the names of the programmes."""
    return [programme.name for programme in reader.programmes]


def concept_names(reader: EntityReader, scheme: str) -> list[str]:
    """Return the names of the concepts of a vocabulary."""
    return [found.iri.rpartition("/")[2] for found in reader.concepts(scheme)]


def some_of(names: list[str], description: str) -> Any:
    """Return a parameter that takes some of these names, and refuses others with a list of them."""
    one = _one(names)
    return (list[one], Field(default=[], description=description))  # type: ignore[valid-type]  # made of names


def one_of(names: list[str], description: str) -> Any:
    """Return a parameter that takes one of these names, and refuses others with a list of them."""
    return (_one(names) | None, Field(default=None, description=description))


def of_programme(wanted: type[BaseModel], reader: EntityReader, description: str) -> Any:
    """Return parameters with the programmes that there are, of which one may be asked about."""
    programme = one_of(programme_names(reader), description)
    return create_model(f"{wanted.__name__}There", __base__=wanted, programme=programme)


def _one(names: list[str]) -> Any:
    """Return the type of each of these names."""
    return cast(Any, Literal)[tuple(names)]
