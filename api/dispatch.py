"""Which part of the server answers a request: told by the path alone, before any framework."""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.graph_store import PATH as GRAPH_STORE


class Dispatch:
    """Sends a request to the part that answers it; before /sparql a framework would cost too much."""

    def __init__(self, sparql: ASGIApp, graph_store: ASGIApp, rest: ASGIApp) -> None:
        """Take the parts."""
        self._sparql = sparql
        self._graph_store = graph_store
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["path"] == "/sparql":
            await self._sparql(scope, receive, send)
        elif scope["path"] == GRAPH_STORE:
            await self._graph_store(scope, receive, send)
        else:
            await self._rest(scope, receive, send)
