"""Headers that hold a browser to what the product needs, on every answer, error pages too."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.headers import encoded

DIRECTIVES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
)
"""Scripts, styles and data from this server alone, and no page in another's frame (https://www.w3.org/TR/CSP3/)."""


def _policy(directives: Mapping[str, str]) -> str:
    """Write a policy."""
    return "; ".join(f"{directive} {sources}" for directive, sources in directives.items())


HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": _policy(DIRECTIVES),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
)


WITH_INLINE_STYLES: Final = frozenset({"/nb/api", "/en/api"})
"""The pages that show the REST interface by Swagger UI, which styles elements one by one."""

_RAW: Final = encoded(HEADERS)
_RAW_WITH_INLINE_STYLES: Final = encoded(
    {
        **HEADERS,
        "Content-Security-Policy": _policy({**DIRECTIVES, "style-src": "'self' 'unsafe-inline'"}),
    }
)


class SecurityHeaders:
    """Adds the headers to whatever an application answers; one that it has set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and add the headers as the answer starts."""
        wanted = _RAW_WITH_INLINE_STYLES if scope.get("path") in WITH_INLINE_STYLES else _RAW

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                added = [pair for pair in wanted if pair[0] not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
