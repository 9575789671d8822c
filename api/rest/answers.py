"""What saved questions answer: `/api/v1/questions/{name}/answer`."""

import asyncio
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal, Self

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from api.errors import NotAcceptableError
from api.negotiation import best_match
from api.rest.filters import one_of, programme_names
from api.rest.models import Language, Thing, described_at
from api.rest.questions import name_of
from api.rest.telling import Told, problems, speak
from graph.pool import QueryPool, QueryRequest
from graph.pool.errors import PoolError, QueryTimeoutError, QueryTooLargeError
from graph.query_statuses import status_of
from graph.questions import Question, require
from graph.reading import answers
from graph.reading.answers import RESULTS_JSON, Asker
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.values import Iri

_JSON: Final = "application/json"
_TABLES: Final[Mapping[str, str]] = {
    "json": _JSON,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "sparql-json": RESULTS_JSON,
    "sparql-xml": "application/sparql-results+xml",
}
"""The forms of a table, by the name that `format` takes; JSON is ours, with labels."""
_GRAPHS: Final[Mapping[str, str]] = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
"""The forms of a graph, likewise."""
_FORMATS: Final = {**_TABLES, **_GRAPHS}
_Format = Literal["json", "csv", "tsv", "sparql-json", "sparql-xml", "turtle", "jsonld", "ntriples", "rdfxml"]
_MOST_BYTES: Final = 20_000_000
"""Longest answer; it has to be there before it can be tagged and kept."""
_TOO_LONG: Final = (
    "The answer is too long to be given here: ask of one thing, if the question has a parameter, or put its "
    "query to /sparql, which gives long answers piece by piece."
)


class Cell(BaseModel):
    """One value of an answer: a literal, or a thing under its label."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Café",
                    "iri": "https://w3id.org/husk/id/demo/arena/cafe",
                    "href": "/api/v1/entities/demo/arena/cafe",
                }
            ]
        }
    )

    text: str = Field(description="The label of a thing, or a literal as it stands.")
    iri: str | None = Field(default=None, description="The IRI of a thing.")
    href: str | None = Field(
        default=None,
        description="Where the thing is described; of a label, the only thing or concept that is called so.",
    )
    datatype: str | None = Field(default=None, description="The datatype of a literal that is no plain text.")
    language: str | None = Field(default=None, description="The language of a literal.")

    @classmethod
    def of(cls, cell: answers.Cell, reader: EntityReader) -> Self:
        """Show a value."""
        iri = cell.iri
        called = reader.thing_labelled(cell.text, cell.language) if cell.language else None
        return cls(
            text=cell.text,
            iri=iri,
            href=described_at(iri or (called.iri if called else "")),
            datatype=cell.datatype,
            language=cell.language,
        )


class Table(BaseModel):
    """The answer to a question: rows with a cell for each column, left out where it has no value."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": "roles-of-an-actor",
                    "title": "Which roles did an actor have, and in what?",
                    "given": {
                        "who": {
                            "iri": "https://w3id.org/husk/id/demo/organisation/school",
                            "id": "demo/organisation/school",
                            "label": "School",
                            "statuses": [],
                            "href": "/api/v1/entities/demo/organisation/school",
                        }
                    },
                    "columns": ["actor", "role", "setting", "period"],
                    "rows": [
                        {
                            "actor": {
                                "text": "School",
                                "href": "/api/v1/entities/demo/organisation/school",
                                "language": "en",
                            },
                            "role": {
                                "text": "host",
                                "href": "/vocabulary/role/host",
                                "language": "en",
                            },
                            "setting": {
                                "text": "Café",
                                "href": "/api/v1/entities/demo/arena/cafe",
                                "language": "en",
                            },
                        }
                    ],
                }
            ]
        }
    )

    question: str
    title: str
    given: dict[str, Thing] = Field(description="What the question was asked of, by parameter.")
    columns: list[str] = Field(description="The columns in their order.")
    rows: list[dict[str, Cell]]
    boolean: bool | None = Field(default=None, description="The answer to a question of yes or no.")

    @classmethod
    def of(
        cls,
        table: answers.Table,
        question: Question,
        language: Language,
        given: dict[str, Thing],
        reader: EntityReader,
    ) -> Self:
        """Show the answer to a question."""
        rows = (zip(table.columns, row, strict=True) for row in table.rows)
        return cls(
            question=question.name,
            title=question.title[language],
            given=given,
            columns=list(table.columns),
            rows=[{name: Cell.of(cell, reader) for name, cell in row if cell is not None} for row in rows],
            boolean=table.boolean,
        )


class _Asked(Told):
    """How an answer is wanted; each parameter of a question is one more field."""

    format: _Format | None = Field(
        default=None,
        description="The form of the answer; without it, Accept decides. The last four are for questions "
        "that answer with a graph, the others for those that answer with a table.",
    )


def answer_routes(served: Served) -> APIRouter:
    """Return the route that asks the questions that an edition was built with."""
    router = APIRouter(prefix="/api/v1", tags=["questions"])
    questions = served.questions
    name_of_one: Any = name_of(questions)
    asking = _Asking(served.reader, served.pool)
    asked: Any = _asked_of(questions, programme_names(served.reader))

    @router.get(
        "/questions/{name}/answer",
        response_model=Table,
        responses={
            **problems(404, 406, 422, 500, 503, 504),
            200: {"content": {media_type: {} for media_type in _FORMATS.values()}},
        },
        summary="Answer a saved question",
    )
    async def answer_question(
        name: name_of_one, wanted: Annotated[asked, Query()], request: Request
    ) -> Response:
        """Answer a question, of all things or of those given, in words of one language.

        A parameter takes an IRI, an id, or a name as pages and lists show it. The limits of `/sparql` hold.
        Of several programmes one can be asked about where the question says `by_programme`.
        """
        question = require(questions, name)
        headers = Response()
        language = speak(headers, request)
        _refuse_repetition(request)
        given = wanted.model_dump(exclude={"lang", "format", "programme"}, exclude_none=True)
        media_type, content = await asking.answer(
            question.asked_of(wanted.programme),
            language,
            given=given,
            form=wanted.format,
            accept=request.headers.get("accept"),
        )
        told = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
        return Response(content, headers=told, media_type=media_type)

    return router


class _Asking:
    """Has questions answered by the pool."""

    def __init__(self, reader: EntityReader, pool: QueryPool) -> None:
        self._reader = reader
        self._asker = Asker(reader, pool)
        self._seconds_to_wait = math.ceil(pool.limits.seconds)

    async def answer(
        self,
        question: Question,
        language: Language,
        *,
        given: Mapping[str, str],
        form: str | None,
        accept: str | None,
    ) -> tuple[str, bytes]:
        """Return the media type and the bytes of an answer.

        Raises:
            UnknownParameterError: the question has no such parameter.
            NamingError: a parameter names nothing, or several things.
            NotAcceptableError: no form that is welcome is one that the answer has.
            HTTPException: the pool gives no answer; its status says why.
        """
        things = await self._asker.name(question, given)
        text = question.asked_in(language, {name: Iri(thing.iri) for name, thing in things.items()})
        media_type = _wanted(question, form, accept)
        written = RESULTS_JSON if media_type == _JSON else media_type
        content = await self._run(QueryRequest(text, table_format=written, graph_format=written))
        if media_type == _JSON:
            shown = {name: Thing.of(thing, language) for name, thing in things.items()}
            table = await asyncio.to_thread(self._asker.tabulate, content, language)
            told = Table.of(table, question, language, shown, self._reader)
            content = told.model_dump_json(exclude_none=True).encode()
        return media_type, content

    async def _run(self, request: QueryRequest) -> bytes:
        """Take a whole answer from the pool.

        Raises:
            HTTPException: the pool gives none.
        """
        try:
            return (await self._asker.gather(request, _MOST_BYTES))[1]
        except QueryTooLargeError as error:
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, _TOO_LONG) from error
        except (PoolError, QueryTimeoutError) as error:
            after = {"Retry-After": str(self._seconds_to_wait)} if isinstance(error, PoolError) else None
            raise HTTPException(status_of(error), str(error), after) from error


def _asked_of(questions: Sequence[Question], programmes: list[str]) -> type[_Asked]:
    """Return the model of what may be given with a question: a programme, and all their parameters."""
    told: dict[str, list[str]] = {}
    for question in questions:
        for name, words in question.parameters.items():
            told.setdefault(name, []).append(f"{words['en']} (`{question.name}`)")
    fields: dict[str, Any] = {
        name: (
            str | None,
            Field(default=None, min_length=1, max_length=500, description="; ".join(words)),
        )
        for name, words in told.items()
    }
    fields["programme"] = one_of(programmes, "Answer of this programme alone, where the question can.")
    return create_model("Asked", __base__=_Asked, **fields)


def _refuse_repetition(request: Request) -> None:
    """Refuse a parameter that is given twice: only the last would count.

    Raises:
        HTTPException: one is.
    """
    names = Counter(name for name, _ in request.query_params.multi_items())
    for name, count in names.items():
        if count > 1:
            message = f"{name} is given twice: ask of one thing at a time."
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, message)


def _wanted(question: Question, form: str | None, accept: str | None) -> str:
    """Return the media type that an answer is wanted in.

    Raises:
        NotAcceptableError: it cannot be had in a form that is welcome.
    """
    forms = _TABLES if question.form in {"SELECT", "ASK"} else _GRAPHS
    wanted = best_match(accept, tuple(forms.values())) if form is None else forms.get(form)
    if wanted is None:
        raise NotAcceptableError(tuple(forms.values()))
    return wanted
