"""Answers to SPARQL queries: the forms in which they are written, and a table for people."""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from ontology.terms import curie, programme_prefixes

RESULTS_JSON: Final = "application/sparql-results+json"
TABLE_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "table": RESULTS_JSON,
        "json": RESULTS_JSON,
        "xml": "application/sparql-results+xml",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
    }
)
"""The media type of each form in which a table can be written; `table` is made of the JSON."""


def as_table(content: bytes, programmes: Iterable[str]) -> str:
    """Write a SPARQL JSON result (https://www.w3.org/TR/sparql11-results-json/) as a table for people.

    IRIs are shortened by the programmes' prefixes; text in a language carries its tag.

    >>> print(as_table(b'{"head": {}, "boolean": true}', []))
    yes
    """
    result = json.loads(content)
    if "boolean" in result:
        return "yes" if result["boolean"] else "no"
    prefixes = {
        name: start for programme in programmes for name, start in programme_prefixes(programme).items()
    }
    variables = result["head"]["vars"]
    bindings = result["results"]["bindings"]
    rows = [variables, *([_shown(row.get(name), prefixes) for name in variables] for row in bindings)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, f"({len(bindings)} row{'' if len(bindings) == 1 else 's'})"])


def _shown(term: dict[str, Any] | None, prefixes: dict[str, str]) -> str:
    """Show a term of a result; nothing where there is none."""
    if term is None:
        return ""
    if term["type"] == "uri":
        return curie(term["value"], prefixes)
    text, language = " ".join(term["value"].split()), term.get("xml:lang")
    return f"{text} @{language}" if language else text
