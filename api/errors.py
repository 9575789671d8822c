"""Errors as they are told over HTTP: one shape, problem details (RFC 9457), for every door.

Inside, our own errors are raised; here they are translated, once, by a handler for each base class:

- NotFoundError         404, with the things that may have been meant
- NotAcceptableError    406, with the forms there are
- UnknownQuestionError  404, with the questions that may have been meant
- NamingError           404, with the things that may have been meant by a name
- UnusableError         422, with what would do
- HuskError             500, without a word of what is inside
- Exception             500, likewise; the server logs it
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Protocol

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.negotiation import best_match, reader_language
from graph.errors import HuskError, UnusableError
from graph.questions import UnknownQuestionError
from graph.reading.descriptions import Reference
from graph.reading.naming import NamingError

MEDIA_TYPE: Final = "application/problem+json"

Handler = Callable[[Request, Any], Response]

_LOG = logging.getLogger("husk.api")
_INSIDE = "Something went wrong inside the server. Ask again; if it goes on, tell whoever runs it."


class NotFoundError(HuskError):
    """Nothing has the address; `near` holds the things that may have been meant."""

    def __init__(self, message: str, near: Sequence[Reference] = ()) -> None:
        """Keep the near misses beside the sentence."""
        super().__init__(message)
        self.near = tuple(near)


class NotAcceptableError(HuskError):
    """None of the forms that a thing has is one that the reader accepts."""

    def __init__(self, offers: Sequence[str]) -> None:
        """Say which forms there are."""
        super().__init__(f"It can be had as {', '.join(offers)}: name one of them in Accept.")


class Suggestion(BaseModel):
    """A thing that may have been meant."""

    id: str
    label: str
    href: str


class Fault(BaseModel):
    """A part of the request that cannot be used."""

    location: str = Field(description="Where it stands, such as `query.limit`.")
    message: str


class Problem(BaseModel):
    """What went wrong, as problem details (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "Nothing is known of 'demo/arena/cafeen'.",
                    "did_you_mean": [
                        {"id": "demo/arena/cafe", "label": "Café", "href": "/api/v1/entities/demo/arena/cafe"}
                    ],
                }
            ]
        }
    )

    type: str = Field(default="about:blank", description="Always `about:blank`: the status tells the kind.")
    title: str = Field(description="What the status is called.")
    status: int
    detail: str = Field(description="What is wrong with this request, and what would do.")
    line: int | None = Field(default=None, description="Where a query cannot be read: its line, from 1.")
    column: int | None = Field(default=None, description="And its column, from 1.")
    errors: list[Fault] | None = Field(
        default=None, description="Each part of the request that cannot be used."
    )
    did_you_mean: list[Suggestion] | None = Field(
        default=None, description="Things that may have been meant."
    )


def problem_response(
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Iterable[Fault] = (),
    suggestions: Iterable[Suggestion] = (),
    place: tuple[int | None, int | None] = (None, None),
) -> Response:
    """Tell what went wrong.

    >>> problem_response(404, "Nothing is known of it.").body
    b'{"type":"about:blank","title":"Not Found","status":404,"detail":"Nothing is known of it."}'
    """
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        line=place[0],
        column=place[1],
        errors=list(errors) or None,
        did_you_mean=list(suggestions) or None,
    )
    content = problem.model_dump(exclude_none=True)
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)


class ErrorPage(Protocol):
    """Writes the page of an error for a reader of a language."""

    def __call__(self, status: int, language: str, *, near: Sequence[Reference]) -> str:
        """Return the page as HTML; `near` holds the things that the reader may have meant."""
        ...


def handle_errors(app: FastAPI, error_page: ErrorPage | None = None) -> None:
    """Give an application the one shape for whatever goes wrong in it, and a page to those who prefer one."""
    handlers: Mapping[type[Exception], Handler] = {
        NotFoundError: _not_found,
        NotAcceptableError: _not_acceptable,
        UnknownQuestionError: _no_question,
        NamingError: _not_found,
        UnusableError: _unusable,
        RequestValidationError: _invalid,
        HTTPException: _http,
        HuskError: _inside,
        Exception: _inside,
    }
    for error, handler in handlers.items():
        app.add_exception_handler(error, handler if error_page is None else _or_page(handler, error_page))


def _or_page(handler: Handler, error_page: ErrorPage) -> Handler:
    """Answer with a page whoever prefers HTML, except at the REST interface."""

    def answer(request: Request, error: Any) -> Response:
        response = handler(request, error)
        wanted = best_match(request.headers.get("accept"), (MEDIA_TYPE, "text/html"))
        if wanted != "text/html" or request.url.path.startswith("/api/"):
            return response
        near = error.near if isinstance(error, NotFoundError | NamingError) else ()
        page = error_page(response.status_code, reader_language(request), near=near)
        kept = {name: value for name, value in response.headers.items() if name in {"allow", "vary"}}
        return HTMLResponse(page, response.status_code, headers=kept)

    return answer


def _not_found(request: Request, error: Any) -> Response:
    """Say that nothing is there, and what may have been meant."""
    return problem_response(404, str(error), suggestions=_things(request, error.near))


def _things(request: Request, near: Iterable[Reference]) -> Iterator[Suggestion]:
    """Suggest things, in the language of the reader."""
    language = reader_language(request)
    for thing in near:
        yield Suggestion(
            id=str(thing.id), label=thing.label.get(language), href=f"/api/v1/entities/{thing.id}"
        )


def _no_question(request: Request, error: Any) -> Response:
    """Say that there is no such question, and which may have been meant."""
    language = reader_language(request)
    suggestions = (
        Suggestion(
            id=question.name, label=question.title[language], href=f"/api/v1/questions/{question.name}"
        )
        for question in error.near
    )
    return problem_response(404, str(error), suggestions=suggestions)


def _not_acceptable(_request: Request, error: Any) -> Response:
    """Say which forms there are."""
    return problem_response(406, str(error), headers={"Vary": "Accept"})


def _unusable(_request: Request, error: Any) -> Response:
    """Say which value cannot be used, and which would do."""
    return problem_response(422, str(error))


def _invalid(_request: Request, error: Any) -> Response:
    """Say which parts of the request cannot be used."""
    faults = [
        Fault(location=".".join(str(part) for part in found["loc"]), message=found["msg"])
        for found in error.errors()
    ]
    detail = "; ".join(f"{fault.location}: {fault.message}" for fault in faults) + "."
    return problem_response(422, detail, errors=faults)


def _http(request: Request, error: Any) -> Response:
    """Say what the router has to say: no such address, or no such method there."""
    detail = {
        404: f"Nothing is at {request.url.path}.",
        405: f"{request.method} is not done here; the data can only be read.",
    }.get(error.status_code, str(error.detail))
    return problem_response(error.status_code, detail, headers=error.headers)


def _inside(_request: Request, error: Exception) -> Response:
    """Tell that the fault is ours, and nothing about it; the log has it."""
    if isinstance(error, HuskError):
        _LOG.error("%s: %s", type(error).__name__, error)
    return problem_response(500, _INSIDE)
