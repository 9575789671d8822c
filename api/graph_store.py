"""/rdf-graph-store: whole graphs, to read (https://www.w3.org/TR/sparql11-http-rdf-update/).

`?default` is the default graph, `?graph=IRI` a named one. A graph is read by a query like any other, under
its limits and in its forms; nothing can be written.
"""

from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

from api.headers import joined
from api.sparql import SparqlEndpoint, send_options
from api.sparql_request import RequestError, read_fields, welcome_graph_format
from graph.errors import StoreError
from graph.pool import QueryRequest
from graph.store import Store
from graph.values import Iri

PATH: Final = "/rdf-graph-store"
_METHODS: Final = "GET, HEAD, OPTIONS"
_HOW: Final = "Name one graph: ?default for the default graph, or ?graph= and the IRI of a named one."


class GraphStore:
    """The ASGI application that hands out graphs."""

    def __init__(self, store: Store, sparql: SparqlEndpoint) -> None:
        """Look graphs up in a store, and have the query service read them."""
        self._store = store
        self._sparql = sparql

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            HuskError: an answer was cut short; the server breaks the connection.
        """
        if scope["method"] == "OPTIONS":
            await send_options(send, _METHODS)
            return
        try:
            pattern = self._pattern(scope)
        except RequestError as error:
            await self._sparql.send_error(scope, send, error)
            return
        graph_format = welcome_graph_format(joined(scope["headers"], b"accept"))
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        await self._sparql.answer(scope, receive, send, QueryRequest(query, None, graph_format))

    def _pattern(self, scope: Scope) -> str:
        """Return the pattern that a request's graph matches.

        Raises:
            RequestError: there is no such graph, the request names none or several, or it wants to write.
        """
        if scope["method"] != "GET":
            message = "Graphs can only be read here: they change when a new edition is built from its files."
            raise RequestError(HTTPStatus.METHOD_NOT_ALLOWED, message, {"allow": _METHODS})
        fields = read_fields(scope["query_string"])
        if set(fields) == {"default"}:
            return "?s ?p ?o"
        if set(fields) != {"graph"} or len(fields["graph"]) != 1:
            raise RequestError(HTTPStatus.BAD_REQUEST, _HOW)
        graph = Iri(fields["graph"][0])
        try:
            is_there = self._store.ask("ASK { GRAPH ?graph { ?s ?p ?o } }", {"graph": graph})
        except StoreError as error:
            raise RequestError(HTTPStatus.BAD_REQUEST, f"{graph.value!r} is no IRI. {_HOW}") from error
        if not is_there:
            raise RequestError(HTTPStatus.NOT_FOUND, f"There is no graph {graph}.")
        return f"GRAPH {graph} {{ ?s ?p ?o }}"
