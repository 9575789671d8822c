"""The page on which queries are written and answered."""

import asyncio
from functools import cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from graph.errors import HuskError
from graph.metadata.terms_in_use import read_terms_in_use
from graph.pool import QueryRequest
from graph.query_statuses import status_of
from visualizations.query_page import GRAPH_FORMS, MOST_ROWS, TABLE_FORMS, completions, query_page
from visualizations.site import Site, in_each_language, language_of, not_found, page
from visualizations.wanted import while_wanted

_LARGEST_FILE: Final = 20_000_000
"""Bytes of an answer that is had as a file; it has to be there before it can be tagged and kept."""


def query_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the page on which queries are written and answered."""
    asker, thing_labelled = site.asker, site.reader.thing_labelled

    def written(request: Request, **told: Any) -> str:
        given = request.query_params
        return query_page(
            site.served.questions,
            site.topics,
            language_of(request),
            site.edition,
            chosen=given.get("question"),
            query=given.get("query") or None,
            thing_labelled=thing_labelled,
            **told,
        )

    async def query(request: Request) -> Response:
        text = request.query_params.get("query")
        if not text:
            return page(request, written(request))
        try:
            answer = await asker.answer(text, language_of(request), MOST_ROWS)
            return page(request, await asyncio.to_thread(written, request, answer=answer))
        except HuskError as error:
            return page(request, written(request, trouble=error), status_of(error))

    async def as_file(request: Request) -> Response:
        form, text = request.path_params["form"], request.query_params.get("query")
        if not text or (form not in TABLE_FORMS and form not in GRAPH_FORMS):
            return not_found(request)
        _, table_format = TABLE_FORMS.get(form, ("", None))
        _, graph_format = GRAPH_FORMS.get(form, ("", None))
        wanted = QueryRequest(text, table_format, graph_format)
        try:
            media_type, content = await asker.gather(wanted, _LARGEST_FILE)
        except HuskError as error:
            return page(request, written(request, trouble=error), status_of(error))
        headers = {"Content-Disposition": f'attachment; filename="answer.{form}"'}
        return Response(content, headers=headers, media_type=media_type)

    @cache
    def terms(language: str) -> dict[str, Any]:
        return completions(read_terms_in_use(site.reader.store, site.reader.lexicon), language)

    def completion(request: Request) -> Response:
        return JSONResponse(terms(language_of(request)))

    return [
        *in_each_language("/sparql", while_wanted(query)),
        *in_each_language("/sparql/answer.{form}", while_wanted(as_file)),
        *in_each_language("/sparql/terms.json", completion),
    ]
