"""How the server is and what it serves: `/health`, never cached."""

from typing import Any, Final, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.snapshot import Snapshot

_EXAMPLE: Final[dict[str, Any]] = {
    "status": "ok",
    "version": "0.1.0",
    "edition": "7f3b8d5c",
    "programmes": ["demo"],
    "counts": {"quads": 5742, "entities": 18, "assertions": 7, "classes": {"Organisation": 4}},
}


class Health(BaseModel):
    """The edition that is served, and how much is in it."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    status: Literal["ok"]
    version: str = Field(description="The version of the product that built the edition.")
    edition: str = Field(description="A hash of all that the edition was built from.")
    programmes: list[str]
    counts: dict[str, int | dict[str, int]] = Field(description="How much of what is in it.")


def health_route(snapshot: Snapshot) -> APIRouter:
    """Return the route that tells how the server is."""
    router = APIRouter(tags=["server"])
    told = Health.model_validate({**snapshot.manifest, "status": "ok", "edition": snapshot.edition})

    @router.get("/health", summary="Tell what is served")
    async def health(response: Response) -> Health:
        """Tell which edition is served, by which version, and how much is in it."""
        response.headers["Cache-Control"] = "no-store"
        return told

    return router
