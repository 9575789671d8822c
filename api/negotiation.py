"""Content negotiation: which of the forms we offer does a reader prefer?

Follows RFC 9110, section 12 (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1): the most specific range
that covers an offer decides its weight, weight 0 means "not this one", and between equals our own order
decides. A header that is absent, empty or unreadable states no preference. Parameters of a range other than
its weight are not compared, since no media type is offered in two variants.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from starlette.requests import Request

from ontology.terms import LANGUAGES

_ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PARAMETER = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')
_WEIGHT = re.compile(r"0|0?\.\d{1,3}|1(?:\.0{1,3})?")
_MEDIA_RANGE = re.compile(r"\*/\*|[\w!#$%&'+.^`|~-]+/(?:\*|[\w!#$%&'+.^`|~-]+)", re.ASCII)
_LANGUAGE_RANGE = re.compile(r"\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*")

_MOST_CHARACTERS = 4_000

_READ_AS = {"no": "nb", "nn": "nb"}
"""Languages served by another: bokmål is a Norwegian, and the nearest to nynorsk that we have."""


def best_match(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header prefers, or None when it accepts none of them.

    >>> offers = ("text/html", "text/turtle", "application/ld+json")
    >>> best_match("text/turtle;q=0.9, application/ld+json", offers)
    'application/ld+json'
    >>> best_match("text/*, text/html;q=0", offers)
    'text/turtle'
    >>> best_match(None, offers)
    'text/html'
    >>> best_match("image/png", offers) is None
    True
    """
    ranges = (("*/*" if text == "*" else text, weight) for text, weight in weighted(accept or ""))
    readable = [(text, weight) for text, weight in ranges if _MEDIA_RANGE.fullmatch(text)]
    return _best(readable, offers, _media_specificity)


def best_language(accept_language: str | None, offers: Sequence[str]) -> str | None:
    """Return the offered language that an Accept-Language header prefers, or None when it asks for others.

    A range falls back to its own beginning (RFC 4647, section 3.4): a reader of British English gets English.

    >>> best_language("nn-NO, en;q=0.5", ("nb", "en"))
    'nb'
    >>> best_language("en-GB", ("nb", "en"))
    'en'
    >>> best_language("de", ("nb", "en")) is None
    True
    """
    ranges = weighted(accept_language or "")
    readable = [(text, weight) for text, weight in ranges if _LANGUAGE_RANGE.fullmatch(text)]
    return _best(readable, offers, _language_specificity)


def reader_language(request: Request) -> str:
    """Return the language to answer a request in: that of its address or its `lang`, else the one it prefers.

    Whoever asks only for languages that we do not have reads English.
    """
    named = (request.url.path.split("/")[1], request.query_params.get("lang"))
    accepted = best_language(request.headers.get("accept-language"), LANGUAGES)
    return next((language for language in named if language in LANGUAGES), accepted or "en")


def weighted(header: str) -> Iterator[tuple[str, float]]:
    """Yield each element of a header in lower case with its weight; pass over an unreadable weight.

    A header that is longer than any that is meant is read so far and no further.
    """
    for element in _ELEMENT.findall(header[:_MOST_CHARACTERS]):
        value, *parameters = [part.strip().lower() for part in _PARAMETER.findall(element)] or [""]
        weights = [text.partition("=")[2] for text in parameters if text.startswith("q=")]
        if all(_WEIGHT.fullmatch(weight) for weight in weights):
            yield value, float(weights[0]) if weights else 1.0


def _best(
    ranges: Sequence[tuple[str, float]], offers: Sequence[str], specificity: Callable[[str, str], int]
) -> str | None:
    """Return the first offer of the greatest weight; `specificity` is 0 where a range does not cover it."""
    if not ranges:
        return offers[0] if offers else None

    def weight_of(offer: str) -> float:
        covering = [(specificity(text, offer.lower()), weight) for text, weight in ranges]
        return max((pair for pair in covering if pair[0]), default=(0, 0.0))[1]

    best = max(offers, key=weight_of, default=None)
    return best if best is not None and weight_of(best) > 0 else None


def _media_specificity(media_range: str, offer: str) -> int:
    """Say how closely a range names an offer: 3 the type itself, 2 its group, 1 anything, 0 not at all."""
    if media_range == offer:
        return 3
    if media_range == offer.partition("/")[0] + "/*":
        return 2
    return 1 if media_range == "*/*" else 0


def _language_specificity(language_range: str, offer: str) -> int:
    """Say how closely a range names an offer: 3 the language, 2 one read as it, 1 any, 0 not at all."""
    language = language_range.partition("-")[0]
    if language == offer:
        return 3
    if _READ_AS.get(language) == offer:
        return 2
    return 1 if language_range == "*" else 0
