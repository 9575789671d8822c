"""Parts of long lists, and the links from one to the next."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Response
from pydantic import Field

from api.rest.telling import Told
from graph.reading.entities import LONGEST_PAGE


class Part(Told):
    """Which part of a list is wanted."""

    offset: int = Field(default=0, ge=0, le=1_000_000_000, description="How many to pass over.")
    limit: int = Field(default=50, ge=1, le=LONGEST_PAGE, description="How many to return at most.")


def link_parts(response: Response, address: str, wanted: Part, total: int) -> Mapping[str, Any]:
    """Return the fields that every part of a list has; the headers link other parts, first and last too."""
    before = max(wanted.offset - wanted.limit, 0) if wanted.offset else None
    links = {
        "next": _part(address, wanted, wanted.offset + wanted.limit, total),
        "previous": None if before is None else _part(address, wanted, before, total),
    }
    related = {"next": links["next"], "prev": links["previous"]}
    if total > wanted.limit:
        last = (total - 1) // wanted.limit * wanted.limit
        related |= {
            "first": _part(address, wanted, 0, total),
            "last": _part(address, wanted, last, total),
        }
    for relation, href in related.items():
        if href is not None:
            response.headers.append("Link", f'<{href}>; rel="{relation}"')
    return {"total": total, "offset": wanted.offset, "limit": wanted.limit, **links}


def _part(address: str, wanted: Part, offset: int, total: int) -> str | None:
    """Return where another part of a list is, or None when it would begin after the end."""
    if offset >= total:
        return None
    parameters = wanted.model_dump(exclude_none=True, by_alias=True) | {"offset": offset}
    return f"{address}?{urlencode(parameters, doseq=True)}"
