"""What can be exported, and each export as a file: `/api/v1/export`."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, Final, Self, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.errors import NotAcceptableError, NotFoundError
from api.negotiation import best_match
from api.rest.filters import of_programme
from api.rest.models import Language
from api.rest.telling import Told, problems, speak
from graph.exports import (
    LICENCE,
    Edition,
    Export,
    Format,
    UnknownExportError,
    UnknownFormatError,
    exports,
    require,
)
from graph.served import Served

EXPORTS: Final = "/api/v1/export"
"""Where the exports are."""

_KEPT_BYTES: Final = 8 * 1024 * 1024
"""The size above which an export is sent as it is read from a file on disk."""
_PIECE_BYTES: Final = 256 * 1024
_MOST_KEPT: Final = 8
_FORMATS: Final = sorted({form.name for each in exports().values() for form in each.formats})

ExportName = Annotated[
    str,
    Path(
        description="Which of the exports.",
        json_schema_extra={"enum": cast(list[JsonValue], list(exports()))},
    ),
]


class ExportFormat(BaseModel):
    """A format that an export can be had in."""

    name: str = Field(description="What `format` is set to.")
    media_type: str
    href: str = Field(description="Where the export is in this format.")


class ExportItem(BaseModel):
    """Something that can be exported."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "dataset",
                    "title": "The whole dataset",
                    "languages": ["nb", "en"],
                    "formats": [
                        {
                            "name": "trig",
                            "media_type": "application/trig",
                            "href": "/api/v1/export/dataset?format=trig",
                        }
                    ],
                }
            ]
        }
    )

    name: str
    title: str
    languages: list[Language] = Field(description="The languages of what one file of it holds.")
    formats: list[ExportFormat] = Field(description="The usual one first.")

    @classmethod
    def of(cls, export: Export, language: Language) -> Self:
        """Show an export in a language."""
        return cls(
            name=export.name,
            title=export.title.get(language),
            languages=[cast(Language, each) for each in export.languages(language)],
            formats=[
                ExportFormat(
                    name=offered.name,
                    media_type=offered.media_type,
                    href=_address(export, offered, language),
                )
                for offered in export.formats
            ],
        )


class ExportList(BaseModel):
    """Everything that can be exported."""

    items: list[ExportItem]


class WantedExport(Told):
    """In which format and language."""

    format: str | None = Field(
        default=None,
        description="One of those that the export is listed with; without it, Accept decides.",
        json_schema_extra={"enum": cast(list[JsonValue], _FORMATS)},
    )
    programme: str | None = None


def export_routes(served: Served) -> APIRouter:
    """Return the routes that export: plain functions, which run in threads, for a file takes seconds."""
    router = APIRouter(prefix="/api/v1", tags=["export"])
    of_all = Edition.of(served.snapshot, served.reader)
    wanted_there: Any = of_programme(WantedExport, served.reader, "Of this programme alone; networks only.")

    @cache
    def edition_of(programme: str | None) -> Edition:
        """Return the edition as far as one programme tells, or all do."""
        return replace(of_all, programme=programme)

    @lru_cache(maxsize=_MOST_KEPT)
    def whole(what: str, form: Format, language: Language, programme: str | None) -> bytes | None:
        """Return an export, made once however often the headers of requests differ; None for a large one."""
        with _written(what, form, language, edition_of(programme)) as file:
            return file.read() if _size(file) <= _KEPT_BYTES else None

    def _written(what: str, form: Format, language: Language, edition: Edition) -> BinaryIO:
        """Write an export to a file, which goes to the disk where it is large."""
        file = cast(BinaryIO, SpooledTemporaryFile(max_size=_KEPT_BYTES))  # noqa: SIM115  # the caller closes it
        require(what).write(edition, form, language, file)
        file.seek(0)
        return file

    @router.get("/export", responses=problems(422, 500), summary="List what can be exported")
    def list_exports(_told: Annotated[Told, Query()], request: Request, response: Response) -> ExportList:
        """List everything that can be had as a file, with its formats."""
        language = speak(response, request)
        return ExportList(items=[ExportItem.of(each, language) for each in exports().values()])

    @router.get(
        "/export/{what}",
        response_class=Response,
        responses={200: _files(), **problems(404, 406, 422, 500)},
        summary="Export as a file",
    )
    def export(
        what: ExportName, wanted: Annotated[wanted_there, Query()], request: Request, response: Response
    ) -> Response:
        """Export the graph, or a part of it, in a format that other tools read."""
        chosen = _require(what)
        edition = edition_of(wanted.programme)
        chosen.require_programme(edition.programme)
        form = _form(chosen, wanted.format, request)
        language = speak(response, request)
        headers = {
            "Content-Type": form.media_type,
            "Content-Language": ", ".join(chosen.languages(language)),
            "Content-Disposition": f'attachment; filename="{chosen.file_name(form, language, edition)}"',
            "Link": _links(chosen, form, language),
            "Vary": "Accept, Accept-Language",
        }
        tag = f'W/"{edition.name}-{what}-{form.name}-{language}-{edition.programme or ""}"'
        of_large = {**headers, "ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=of_large)
        content = whole(what, form, language, edition.programme)
        if content is not None:
            return Response(content, headers=headers)
        return StreamingResponse(_pieces(_written(what, form, language, edition)), headers=of_large)

    return router


def _require(what: str) -> Export:
    """Return an export.

    Raises:
        NotFoundError: nothing is exported under the name.
    """
    try:
        return require(what)
    except UnknownExportError as error:
        raise NotFoundError(str(error)) from error


def _form(chosen: Export, name: str | None, request: Request) -> Format:
    """Return the format that is named, or else the one that is preferred.

    Raises:
        NotAcceptableError: no format of the export is accepted.
        NotFoundError: the export cannot be had in the format that is named, though others can.
        UnknownFormatError: nothing can be had in it.
    """
    if name is not None:
        try:
            return chosen.require_format(name)
        except UnknownFormatError as error:
            if name in _FORMATS:
                raise NotFoundError(str(error)) from error
            raise
    offers = {_bare(offered.media_type): offered for offered in chosen.formats}
    preferred = best_match(request.headers.get("accept"), tuple(offers))
    if preferred is None:
        raise NotAcceptableError(tuple(offers))
    return offers[preferred]


def _size(file: BinaryIO) -> int:
    """Return how many bytes a file holds, and stay where it is read."""
    place = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(place)
    return size


def _links(chosen: Export, form: Format, language: Language) -> str:
    """Write the Link header (RFC 8288): licence, dataset, and for CSV what describes it."""
    links = [f'<{LICENCE}>; rel="license"', '</dataset>; rel="collection"']
    described = next((each for each in chosen.formats if each.name == "csvw"), None)
    if described and form.name == "csv":
        address = _address(chosen, described, language)
        links.append(f'<{address}>; rel="describedby"; type="{described.media_type}"')
    return ", ".join(links)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file in pieces, and close it."""
    with file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _address(export: Export, form: Format, language: Language) -> str:
    """Return where an export is in a format and a language."""
    parameters = {"format": form.name, **({"lang": language} if export.is_in_one_language else {})}
    return f"{EXPORTS}/{export.name}?{urlencode(parameters)}"


def _files() -> dict[str, Any]:
    """Document the files that an export may be."""
    formats = {form for each in exports().values() for form in each.formats}
    return {
        "description": "The file, in the format asked for.",
        "content": {
            _bare(form.media_type): {"schema": _schema(form)}
            for form in sorted(formats, key=lambda form: form.media_type)
        },
    }


def _schema(form: Format) -> dict[str, Any]:
    """Tell what a client makes of a file: JSON is read, and the rest is text or bytes."""
    if form.media_type.endswith("json"):
        return {"type": ["array", "object"]}
    return {"type": "string"} if form.is_text else {"type": "string", "format": "binary"}


def _bare(media_type: str) -> str:
    """Return a media type without its parameters.

    >>> _bare("text/csv; charset=utf-8")
    'text/csv'
    """
    return media_type.partition(";")[0]
