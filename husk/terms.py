"""Terms as a person types them on the command line."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from graph.errors import HuskError
from graph.values import XSD_STRING, Iri, Literal, Term
from ontology.terms import ID, PREFIXES, XSD, parse_entity, programme_prefixes

_LITERAL: Final = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[A-Za-z-]+)|\^\^(?P<datatype>\S+))?', re.DOTALL)


class TermError(HuskError):
    """A word on the command line is no term."""


def prefixes_of(programmes: Sequence[str]) -> Mapping[str, str]:
    """Return the prefixes that may be used: those of the only programme, or the common ones of several."""
    return programme_prefixes(programmes[0]) if len(programmes) == 1 else PREFIXES


def read_term(text: str, prefixes: Mapping[str, str]) -> Term:
    """Read a term: a name with a prefix, `a`, an IRI, the path of a thing, a number, or quoted text.

    >>> read_term("husk:led", PREFIXES).value
    'https://w3id.org/husk/ontology#led'
    >>> read_term("demo/arena/lunsj", PREFIXES).value
    'https://w3id.org/husk/id/demo/arena/lunsj'
    >>> print(read_term('"Lunsj"@nb', PREFIXES))
    "Lunsj"@nb
    >>> print(read_term("77", PREFIXES))
    "77"^^<http://www.w3.org/2001/XMLSchema#integer>

    Raises:
        TermError: the text is none of these.
    """
    if literal := _LITERAL.fullmatch(text):
        return _literal(literal["text"], literal["language"], literal["datatype"], prefixes)
    if re.fullmatch(r"[+-]?\d+", text):
        return Literal(text, XSD + "integer")
    if re.fullmatch(r"[+-]?\d*\.\d+", text):
        return Literal(text, XSD + "decimal")
    return read_iri(text, prefixes)


def read_iri(text: str, prefixes: Mapping[str, str]) -> Iri:
    """Read an IRI: whole, with a prefix, as the path of a thing below `/id/`, or `a` for its type.

    Raises:
        TermError: the text is none of these, or its prefix is unknown.
    """
    if text == "a":
        return Iri(PREFIXES["rdf"] + "type")
    if parse_entity(ID + text):
        return Iri(ID + text)
    bare = text.removeprefix("<").removesuffix(">")
    if re.match(r"[a-z][a-z0-9+.-]*://\S+$", bare):
        return Iri(bare)
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefixes:
        return Iri(prefixes[prefix] + local)
    raise TermError(
        f"{text!r} is no term: write a name with a prefix (husk:led), an IRI, the path of a thing "
        f'(programme/kind/slug), a number, or text in quotation marks ("Lunsj"@nb). '
        f"Known prefixes: {', '.join(sorted(prefixes))}."
    )


def _literal(text: str, language: str | None, datatype: str | None, prefixes: Mapping[str, str]) -> Literal:
    """Make a literal of its parts, as Turtle would."""
    if language:
        return Literal.in_language(text, language)
    return Literal(text, read_iri(datatype, prefixes).value if datatype else XSD_STRING)
