"""The files that pages load."""

from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from visualizations.static_files import MEDIA_TYPES, static_files

_FOR_EVER: Final = "public, max-age=31536000, immutable"


def file_routes() -> list[BaseRoute]:
    """Return the route of the files."""
    return [Route("/static/{digest}/{path:path}", static_file)]


def static_file(request: Request) -> Response:
    """Answer with a file that pages load; under any other digest than today's it is not there."""
    digest, path = request.path_params["digest"], request.path_params["path"]
    served = static_files()
    if digest != served.digest or path not in served.contents:
        return Response(status_code=404)
    media_type = MEDIA_TYPES[PurePosixPath(path).suffix]
    return Response(served.contents[path], media_type=media_type, headers={"Cache-Control": _FOR_EVER})
