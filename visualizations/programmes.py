"""Which of several programmes a page tells of: `programme=` in its address, kept in all its links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.reading.programmes import Programme, belongs
from visualizations.error_page import error_page
from visualizations.rendering import render
from visualizations.wording import capitalised, wording

PARAMETER: Final = "programme"
_CHOICE: Final = "husk.programmes"
"""Where the choice stands in the scope of a request."""
_MAIN: Final = '<main id="content"'
_ADDRESS: Final = re.compile(
    r'(?P<before>\b(?:href|src)=|[:,\[] ?)"'
    r'(?P<path>/(?:nb|en)/[^"?#\s]*(?:\?[^"#\s]*)?|\?[^"#\s]*)(?P<after>(?:#[^"]*)?")'
)
"""An address of a page in an attribute of HTML, or in the data that a page hands to its script."""
_FORM: Final = re.compile(r'<form\b[^>]*(?:method="get"|role="search")[^>]*>')


@dataclass(frozen=True)
class Choice:
    """The programmes that there are, and the one that is chosen, if any is."""

    programmes: Sequence[Programme]
    chosen: Programme | None = None

    @property
    def is_of_all(self) -> bool:
        """Tell whether a page tells of all programmes together."""
        return self.chosen is None

    def name(self, iri: str, language: str) -> str:
        """Return what the programme is called that a thing belongs to; empty where it belongs to none."""
        found = [each for each in self.programmes if belongs(iri, each.name)]
        return capitalised(found[0].label.get(language)) if found else ""


class Choosing:
    """A page of several programmes: reads which one is chosen, and has no page of one that is not there."""

    def __init__(self, app: ASGIApp, programmes: Sequence[Programme]) -> None:
        """Stand before a page."""
        self._app = app
        self._programmes = {programme.name: programme for programme in programmes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the choice for the page, or answer that there is no such programme."""
        name = QueryParams(scope["query_string"]).get(PARAMETER)
        if name and name not in self._programmes:
            language = scope["path"].split("/")[1]
            path = scope["path"].removeprefix(f"/{language}/")
            answer = HTMLResponse(error_page(404, language, path), 404)
            await answer(scope, receive, send)
            return
        chosen = self._programmes[name] if name else None
        scope[_CHOICE] = Choice(tuple(self._programmes.values()), chosen)
        await self._app(scope, receive, send)


def chosen_on(route: BaseRoute, programmes: Sequence[Programme]) -> BaseRoute:
    """Return the route of a page on which one of several programmes may be chosen.

    Raises:
        TypeError: it is no route of a page.
    """
    if not isinstance(route, Route):
        raise TypeError(f"{route} is no page.")
    middleware = [Middleware(Choosing, programmes=programmes)]
    return Route(route.path, route.endpoint, methods=route.methods, middleware=middleware)


def choice_of(request: Request) -> Choice | None:
    """Return the choice of a programme; None where there is only one."""
    found = request.scope.get(_CHOICE)
    return found if isinstance(found, Choice) else None


def programme_in(request: Request) -> str | None:
    """Return the name of the programme that is chosen; None for all of them together."""
    choice = choice_of(request)
    return choice.chosen.name if choice and choice.chosen else None


def with_choice(
    html: str, request: Request, language: str, *, is_offered: bool, is_of_all: bool = False
) -> str:
    """Keep the chosen programme in the links of a page, and offer the choice above what it holds.

    Where a programme is chosen, a page that is of all programmes all the same says so.
    """
    choice = choice_of(request)
    if choice is None:
        return html
    if choice.chosen:
        html = kept(html, choice.chosen.name)
        name = escape(capitalised(choice.chosen.label.get(language)))
        html = html.replace("</title>", f" – {name}</title>", 1)
    above = ""
    if is_offered:
        above = _offered(choice, request, language)
    elif is_of_all and choice.chosen:
        above = render("programmes.html", language, choices=[])
    return html.replace(_MAIN, above + _MAIN, 1)


def kept(html: str, name: str) -> str:
    """Keep a programme in the addresses of pages that a page leads to, and in what its forms ask.

    >>> kept('<a href="/nb/map#a">', "demo"), kept('{"href": "/nb/id/demo/arena/cafe"}', "demo")
    ('<a href="/nb/map?programme=demo#a">', '{"href": "/nb/id/demo/arena/cafe?programme=demo"}')
    >>> kept('<a href="/nb/matrix?type=Arena"><img src="/static/a.svg">', "demo")
    '<a href="/nb/matrix?type=Arena&amp;programme=demo"><img src="/static/a.svg">'
    >>> kept('<form method="get"><input value="/nb/map">', "demo")
    '<form method="get"><input type="hidden" name="programme" value="demo"><input value="/nb/map">'
    """

    def address(found: re.Match[str]) -> str:
        path = found["path"]
        if f"{PARAMETER}=" in path:
            return found[0]
        also = "&amp;" if found["before"].endswith("=") else r"\u0026"
        return f'{found["before"]}"{path}{also if "?" in path else "?"}{PARAMETER}={name}{found["after"]}'

    hidden = f'<input type="hidden" name="{PARAMETER}" value="{name}">'
    return _FORM.sub(lambda found: found[0] + hidden, _ADDRESS.sub(address, html))


def _offered(choice: Choice, request: Request, language: str) -> str:
    """Write the choice: all programmes together, and each by itself, on the same page."""
    others = [pair for pair in parse_qsl(request.url.query) if pair[0] not in {PARAMETER, "offset"}]

    def address(name: str | None) -> str:
        query = urlencode([*others, *([(PARAMETER, name)] if name else [])])
        return f"{request.url.path}?{query}" if query else request.url.path

    t = wording(language)
    choices = [
        {
            "name": capitalised(programme.label.get(language)),
            "href": address(programme.name),
            "is_chosen": programme == choice.chosen,
        }
        for programme in choice.programmes
    ]
    everything = {"name": t("programmes.all"), "href": address(None), "is_chosen": choice.chosen is None}
    return render("programmes.html", language, choices=[everything, *choices])
