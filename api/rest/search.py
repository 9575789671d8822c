"""Things found by words: `/api/v1/search`."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import quote_plus, urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from api.rest.models import Language, ListPart, Term, Thing, described_at
from api.rest.telling import Told, problems, speak
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.search import documents
from graph.search.documents import FACETS
from graph.search.facet_values import facet_value, named_hits
from graph.search.searching import LONGEST_PAGE, Hit, Results
from graph.search.words import LONGEST_TEXT
from graph.served import Served

SEARCH: Final = "/api/v1/search"
"""Where things are found by words."""

_TOLD: Final[Mapping[str, str]] = {
    "programme": "Only what belongs to a programme.",
    "kind": "Only things of a kind, as it stands in ids.",
    "sector": "Only actors of a sector, and what actors of it took part in.",
    "voice": "Only what a voice tells of, by the voice's id.",
    "modality": "Only what is told of in a modality.",
}


class Segment(BaseModel):
    """A piece of a text. It is plain text: escape it before you put it into HTML."""

    text: str
    match: bool = Field(description="Whether it is what was looked for.")


class Match(BaseModel):
    """A text in which something was found; its segments together are the text."""

    field: documents.Field
    language: str | None = None
    segments: list[Segment]


class Found(Thing):
    """A thing that was found, with the texts in which the words are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "iri": "https://w3id.org/husk/id/demo/arena/cafe",
                    "id": "demo/arena/cafe",
                    "label": "Café",
                    "kind": {"iri": "https://w3id.org/husk/ontology#Arena", "label": "arena"},
                    "statuses": [],
                    "href": "/api/v1/entities/demo/arena/cafe",
                    "matches": [
                        {"field": "label", "language": "en", "segments": [{"text": "Café", "match": True}]}
                    ],
                }
            ]
        }
    )

    matches: list[Match]

    @classmethod
    def at(cls, hit: Hit, thing: Reference, language: Language) -> "Found":
        """Show what was found in a language."""
        matches = [
            Match(
                field=match.field,
                language=match.language,
                segments=[Segment(text=text, match=is_match) for text, is_match in match.segments],
            )
            for match in hit.matches
        ]
        naming = cls._naming(thing, language) | {"href": described_at(thing.iri)}
        return cls(**naming, matches=matches)


class FacetValue(Term):
    """A value of a facet, and how many of all that was found have it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "iri": "https://w3id.org/husk/ontology#Arena",
                    "label": "arena",
                    "value": "arena",
                    "count": 3,
                    "href": "/api/v1/search?q=caf%C3%A9&kind=arena",
                }
            ]
        }
    )

    value: str = Field(description="What to give the parameter of this name.")
    count: int
    href: str = Field(description="Where only these are.")


class Facets(BaseModel):
    """By what the results can be narrowed; the most frequent value first."""

    programme: list[FacetValue]
    kind: list[FacetValue]
    sector: list[FacetValue]
    voice: list[FacetValue]
    modality: list[FacetValue]


class SearchPage(ListPart):
    """A part of what was found; follow `next` until there is none."""

    items: list[Found]
    facets: Facets


class Sought(Told):
    """What to look for, and which part of what is found."""

    q: str = Field(
        default="",
        max_length=LONGEST_TEXT,
        description="Words, the beginning of a word, or an id. Without them, everything is found.",
    )
    offset: int = Field(default=0, ge=0, le=1_000_000_000, description="How many things to pass over.")
    limit: int = Field(default=20, ge=1, le=LONGEST_PAGE, description="How many things to return at most.")

    def given(self, **changed: object) -> str:
        """Return where the same is looked for, but for some parameters."""
        return f"{SEARCH}?{urlencode({**self.model_dump(exclude_unset=True, exclude_none=True), **changed})}"

    def values(self) -> Mapping[str, str]:
        """Return the values that things must have."""
        given = self.model_dump(include=set(FACETS), exclude_none=True)
        return {facet: given[facet] for facet in FACETS if facet in given}


def search_routes(served: Served) -> APIRouter:
    """Return the route that finds things: a plain function, which runs in a thread, for the index blocks."""
    router = APIRouter(prefix="/api/v1", tags=["search"])
    known = served.search.search("").facets
    parameters: dict[str, Any] = {
        facet: (_one_of(known[facet]), _parameter(facet, known)) for facet in FACETS
    }
    sought_here = create_model("SoughtHere", __base__=Sought, **parameters)

    @router.get(
        "/search",
        response_model_exclude_none=True,
        responses=problems(422, 500),
        summary="Find things by words",
    )
    def search(
        sought: Annotated[sought_here, Query()],  # type: ignore[valid-type]  # made from what the graph has
        request: Request,
        response: Response,
    ) -> SearchPage:
        """Find things and passages by labels, names and descriptions in either language.

        What a person probably means comes first. Endings, case, and the marks of letters do not count, the
        last words may be begun only, and a word that is nowhere is taken for one with typing errors.
        """
        language = speak(response, request)
        return _page(sought, served, language, response)

    return router


def _page(sought: Sought, served: Served, language: Language, response: Response) -> SearchPage:
    """Find what is sought and show a part of it."""
    found = served.search.search(
        sought.q, sought.values(), language=language, offset=sought.offset, limit=sought.limit
    )
    following, before = sought.offset + sought.limit, max(sought.offset - sought.limit, 0)
    page = SearchPage(
        total=found.total,
        offset=sought.offset,
        limit=sought.limit,
        next=sought.given(offset=following) if following < found.total else None,
        previous=sought.given(offset=before) if sought.offset and before < found.total else None,
        items=[Found.at(hit, thing, language) for hit, thing in named_hits(served.reader, found.hits)],
        facets=_facets(found, sought, served.reader, language),
    )
    for relation, href in (("next", page.next), ("prev", page.previous)):
        if href is not None:
            response.headers.append("Link", f'<{href}>; rel="{relation}"')
    return page


def _facets(found: Results, sought: Sought, reader: EntityReader, language: Language) -> Facets:
    """Show what was found by the values of each facet."""

    def values(facet: str) -> list[FacetValue]:
        given = sought.model_dump(exclude_unset=True, exclude_none=True, exclude={facet, "offset"})
        before = urlencode({**given, facet: ""})
        return [
            FacetValue(
                iri=meant.iri,
                label=meant.label.get(language),
                value=value,
                count=count,
                href=f"{SEARCH}?{before}{quote_plus(value)}",
            )
            for value, count in found.facets[facet].items()
            for meant in (facet_value(reader, facet, value),)
        ]

    return Facets(**{facet: values(facet) for facet in FACETS})


def _one_of(values: Mapping[str, int]) -> Any:
    """Return the type of a parameter that takes some values only."""

    def check(given: str | None) -> str | None:
        if given is not None and given not in values:
            raise PydanticCustomError(
                "unknown", "It is none of {known}", {"known": ", ".join(sorted(values))}
            )
        return given

    return Annotated[str | None, AfterValidator(check)]


def _parameter(facet: str, known: Mapping[str, Mapping[str, int]]) -> Any:
    """Describe a parameter, with the values that it takes."""
    values = sorted(known[facet])
    return Field(default=None, description=_TOLD[facet], json_schema_extra={"enum": [*values]})
