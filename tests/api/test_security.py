"""The headers that hold a browser to what pages need."""

import pytest
from starlette.testclient import TestClient

from api.security import DIRECTIVES, WITH_INLINE_STYLES


def policy(client: TestClient, path: str) -> dict[str, str]:
    """Return the directives that an answer is sent with."""
    directives = client.get(path).headers["content-security-policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.parametrize("path", ["/en/map", "/api/v1/entities", "/nothing", "/en/api/", "/api/docs"])
def test_no_inline_style_or_script_is_run(client: TestClient, path: str) -> None:
    assert policy(client, path) == DIRECTIVES


@pytest.mark.parametrize("path", sorted(WITH_INLINE_STYLES))
def test_the_pages_of_the_interface_may_style_inline_and_nothing_more(client: TestClient, path: str) -> None:
    assert policy(client, path) == {**DIRECTIVES, "style-src": "'self' 'unsafe-inline'"}
