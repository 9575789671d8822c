"""What all answers of the REST interface have in common: their language, and the errors they may give."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.errors import Problem
from api.negotiation import reader_language
from api.rest.models import Language

PROBLEMS: Final[Mapping[int | str, dict[str, Any]]] = MappingProxyType(
    {
        404: {"model": Problem, "description": "Nothing is there; what may have been meant is named."},
        406: {"model": Problem, "description": "There is no answer in a form that is accepted."},
        422: {"model": Problem, "description": "A parameter cannot be used."},
        500: {"model": Problem, "description": "The fault is the server's."},
        503: {"model": Problem, "description": "All processes are busy; Retry-After says when to ask again."},
        504: {"model": Problem, "description": "The answer takes longer than one may take."},
    }
)
"""The documented errors, by status, as FastAPI takes them."""


class Told(BaseModel):
    """The parameters that every answer in words takes; an unknown one is refused, for it is misspelled."""

    model_config = ConfigDict(extra="forbid")

    lang: Language | None = Field(
        default=None, description="Language of labels and texts; without it, Accept-Language decides."
    )


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the documented errors that a route can give."""
    return {status: PROBLEMS[status] for status in statuses}


def speak(response: Response, request: Request) -> Language:
    """Choose the language of an answer and say so in its headers."""
    language = cast(Language, reader_language(request))
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return language
