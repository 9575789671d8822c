"""A syntax error that a person can mend: where it stands, the line itself, and a guess at what was meant.

The engine names the furthest place that it could read to. The slip stands there or a little before.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from graph.errors import QuerySyntaxError, Slip
from graph.query_text import terminals, undeclared_prefixes

_COMPLAINT: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SHOWN: Final = 80
"""Most characters of a faulty line to show."""

_MEANINGS: Final = {
    "Duplicated variable name in SELECT": "variable-twice",
    "The SELECT contains a variable that is unbound": "ungrouped-variable",
    "IRI parsing failed": "bad-iri",
    "language tag parsing failed": "bad-language",
}
"""What the engine says, and the slip that it means."""

SENTENCES: Final[Mapping[str, str]] = {
    "variable-twice": "a variable stands twice in SELECT",
    "ungrouped-variable": (
        "SELECT names a variable beside an aggregate: put it into GROUP BY or into an aggregate"
    ),
    "bad-iri": "an IRI is relative, or holds a sign that must be escaped",
    "bad-language": "a language tag is none",
    "empty": "it is empty",
    "unclosed-string": "a string is not closed",
    "brackets": "it has {opened} {opening} and {closed} {closing}",
    "bare-iri": "an IRI is not enclosed in < and >, or holds a sign that must be escaped",
    "undeclared-prefix": "the prefix {prefix} is not declared",
    "unknown": "there, or just before, something is missing or misspelt",
}
"""What each slip is, by its name."""


def syntax_error(query: str, complaint: SyntaxError) -> QuerySyntaxError:
    r"""Turn the engine's complaint about a query into one that shows the place and says what may help.

    >>> import pyoxigraph
    >>> query = "SELECT ?s {\n ?s a ?t ;\n foaf:name ?name }"
    >>> try:
    ...     pyoxigraph.Store().query(query)
    ... except SyntaxError as complaint:
    ...     print(syntax_error(query, complaint))
    The query cannot be read beyond line 3, column 11: the prefix foaf: is not declared.
        foaf:name ?name }
                 ^
    """
    found = _COMPLAINT.fullmatch(str(complaint))
    if found is None:
        return QuerySyntaxError(f"The query cannot be read: {complaint}.")
    line, column = int(found[1]), int(found[2])
    slip = _guess(query, found[3])
    guess = SENTENCES[slip.name].format(**slip.values)
    sentence = f"The query cannot be read beyond line {line}, column {column}: {guess}."
    text = [*query.split("\n"), ""][line - 1]
    return QuerySyntaxError("\n".join([sentence, *_pointer(text, column)]), line, column, slip)


def _guess(query: str, expected: str) -> Slip:
    """Guess what is wrong, from what the engine expected and from what people forget most often."""
    meant = (Slip(meaning) for complaint, meaning in _MEANINGS.items() if complaint in expected)
    return next(meant, None) or _oversight(query) or Slip("unknown")


def _oversight(query: str) -> Slip | None:
    """Name something that is missing from a query, or None where nothing that is often forgotten is."""
    if not query.strip():
        return Slip("empty")
    read = list(terminals(query))
    if any(kind == "unclosed" for kind, _ in read):
        return Slip("unclosed-string")
    brackets = Counter(text for kind, text in read if kind == "bracket")
    for opening, closing in ("{}", "()", "[]"):
        opened, closed = brackets[opening], brackets[closing]
        if opened != closed:
            values = {"opened": str(opened), "opening": opening, "closed": str(closed), "closing": closing}
            return Slip("brackets", values)
    prefixes = undeclared_prefixes(query)
    if not {"http:", "https:"}.isdisjoint(prefixes):
        return Slip("bare-iri")
    return Slip("undeclared-prefix", {"prefix": prefixes[0]}) if prefixes else None


def _pointer(text: str, column: int) -> list[str]:
    """Show the line with a mark under the place, and only the part around it where the line is long."""
    start = max(0, column - _SHOWN)
    shown = text[start : start + _SHOWN].replace("\t", " ").rstrip()
    indent = len(shown) - len(shown.lstrip())
    return ["    " + shown[indent:], "    " + " " * (column - 1 - start - indent) + "^"]
