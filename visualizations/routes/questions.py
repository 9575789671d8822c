"""The saved questions, each asked when its page is opened."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.errors import HuskError
from graph.query_statuses import status_of
from graph.reading.naming import NamingError
from visualizations.programmes import programme_in
from visualizations.question_pages import is_graph, question_page, questions_page
from visualizations.site import Site, in_each_language, language_of, not_found, page
from visualizations.wanted import while_wanted

_TROUBLES: Final[Mapping[int, str]] = {503: "question.busy", 504: "question.slow"}
"""Why a saved question, which is no fault of its reader, has no answer: the words for each status."""


def question_routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the saved questions, each asked when its page is opened."""
    questions, asker = site.served.questions, site.asker
    named = {question.name: question for question in questions}

    def every_question(request: Request) -> Response:
        return page(request, questions_page(questions, site.topics, language_of(request), site.edition))

    async def one_question(request: Request) -> Response:
        question = named.get(request.path_params["name"])
        if question is None:
            return not_found(request)
        programme = programme_in(request) if question.of_programme else None
        question = question.asked_of(programme)
        show = partial(page, request, by_programme=bool(question.of_programme), of_all=True)
        language = language_of(request)
        given = {
            name: text for name, text in request.query_params.items() if name in question.parameters and text
        }
        write = partial(
            question_page,
            question,
            language,
            given=given,
            thing_labelled=site.reader.thing_labelled,
            edition=site.edition,
            programme=programme,
        )
        try:
            things = await asker.name(question, given)
            table = None if is_graph(question) else await asker.ask(question, language, things)
        except NamingError as error:
            return show(write(trouble="question.unnamed", near=error.near), 404)
        except HuskError as error:
            status = status_of(error)
            trouble = _TROUBLES.get(status)
            return show(write(trouble=trouble or "question.failed"), status if trouble else 500)
        return show(await asyncio.to_thread(write, table=table, things=things))

    return [
        *in_each_language("/questions", every_question),
        *in_each_language("/questions/{name}", while_wanted(one_question)),
    ]
