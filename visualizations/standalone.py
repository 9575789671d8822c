"""A page in one file that works from disk and mail: all that it takes is inside, and it asks nobody."""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from markupsafe import Markup

from ontology.terms import ID
from visualizations.bundling import bundle
from visualizations.static_files import static_files

_URL: Final = re.compile(r'url\("\.\./(?P<path>vendor/[^"]+\.woff2)"\)')
_COMMON: Final = ("css/tokens.css", "css/site.css")


@dataclass(frozen=True)
class Inside:
    """What stands in a page that can load nothing."""

    style: Markup
    scripts: tuple[Markup, ...]
    policy: str
    """Lets exactly these run (https://www.w3.org/TR/CSP3/#framework-directive-source-list)."""


@cache
def inside_map() -> Inside:
    """Return what the page of a map takes."""
    style = _style("css/map.css")
    made = bundle("js/map.js")
    scripts = tuple(f"\n{script}" for script in (*made.vendor, made.own))
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes([style])}; font-src data:; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    # What is marked as safe comes from our own files alone.
    return Inside(Markup(style), tuple(map(Markup, scripts)), policy)  # noqa: S704


@cache
def inside_report() -> Inside:
    """Return what the report on a network takes, which has no script."""
    style = _style("css/network.css")
    policy = (
        f"default-src 'none'; style-src {_hashes([style])}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return Inside(Markup(style), (), policy)  # noqa: S704  # from our own files alone


def with_iris(html: str, language: str) -> str:
    """Let links to the pages of things lead to the IRIs of these, which hold wherever the file is read.

    >>> with_iris('<a href="/nb/id/demo/arena/cafe">', "nb")
    '<a href="https://w3id.org/husk/id/demo/arena/cafe">'
    """
    return html.replace(f'"/{language}/id/', f'"{ID}')


def _style(path: str) -> str:
    """Return what all pages are styled by, and a style sheet of one kind of page."""
    return "\n".join(map(_styled, (*_COMMON, path)))


def _styled(path: str) -> str:
    """Return a style sheet with its typefaces in it."""

    def typeface(match: re.Match[str]) -> str:
        content = base64.b64encode(static_files().contents[match["path"]]).decode()
        return f'url("data:font/woff2;base64,{content}")'

    return _URL.sub(typeface, static_files().contents[path].decode())


def _hashes(texts: Iterable[str]) -> str:
    """Return the hashes by which a policy knows texts."""
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
