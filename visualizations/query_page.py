"""The page on which a query is written and answered, with the saved questions to begin from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from graph.errors import HuskError
from graph.metadata.terms_in_use import NamedTerm, TermsInUse
from graph.questions import Question
from graph.reading.answers import Table
from visualizations.answers import ThingLabelled, shown
from visualizations.question_pages import without_header
from visualizations.rendering import render
from visualizations.trouble import trouble_of
from visualizations.wording import wording

_BEGINNING: Final[Mapping[str, str]] = {
    language: f"""PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?{name} {{
    ?arena a husk:Arena ; skos:prefLabel ?{name}
    FILTER(LANG(?{name}) = "{language}")
}} ORDER BY ?{name}
"""
    for language, name in (("nb", "navn"), ("en", "name"))
}
"""What stands there at first: the names of all arenas."""

MOST_ROWS: Final = 500
"""How many rows or lines of an answer are shown; the files have all of them."""

TABLE_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "csv": ("CSV", "text/csv"),
    "tsv": ("TSV", "text/tab-separated-values"),
    "srj": ("JSON", "application/sparql-results+json"),
    "srx": ("XML", "application/sparql-results+xml"),
}
"""The files that a table can be had as, by their ending: what they are called, and their media type."""

GRAPH_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "ttl": ("Turtle", "text/turtle"),
    "nt": ("N-Triples", "application/n-triples"),
    "jsonld": ("JSON-LD", "application/ld+json"),
    "rdf": ("RDF/XML", "application/rdf+xml"),
}
"""The files that a graph can be had as, likewise."""


def query_page(
    questions: Sequence[Question],
    topics: Mapping[str, Mapping[str, str]],
    language: str,
    edition: str = "",
    *,
    chosen: str | None = None,
    query: str | None = None,
    answer: Table | str | None = None,
    trouble: HuskError | None = None,
    thing_labelled: ThingLabelled | None = None,
) -> str:
    """Write the page; the name of a saved question puts that one's query into the field.

    Args:
        questions: the saved questions, to begin from.
        topics: what they are about, in order.
        language: `nb` or `en`.
        edition: the edition of the data.
        chosen: the name of the question that is begun from.
        query: what was asked.
        answer: its answer: a table of `MOST_ROWS` at the most, or a graph in Turtle.
        trouble: why there is none.
        thing_labelled: finds the thing that a label is the label of.
    """
    begun = next((question for question in questions if question.name == chosen), None)
    at_first = _begun_from(begun, language)
    asked = query if query is not None else at_first
    columns = begun.columns if begun else {}
    return render(
        "query.html",
        language,
        here="sparql",
        path=_path(begun, query, language),
        edition=edition,
        query=asked,
        begun=begun,
        is_changed=_words_of(asked) != _words_of(at_first),
        words=_words_for_script(language),
        table=shown(answer, language, columns, thing_labelled) if isinstance(answer, Table) else None,
        graph=_graph(answer) if isinstance(answer, str) else None,
        trouble=trouble_of(trouble, language) if trouble else None,
        downloads=[
            (name, f"/{language}/sparql/answer.{form}?{urlencode({'query': asked})}")
            for form, (name, _) in (GRAPH_FORMS if isinstance(answer, str) else TABLE_FORMS).items()
        ],
        at_endpoint=f"/sparql?{urlencode({'query': asked})}",
        groups=[
            {
                "title": title[language],
                "questions": [question for question in questions if question.topic == name],
            }
            for name, title in topics.items()
        ],
    )


def completions(terms: TermsInUse, language: str) -> dict[str, Any]:
    """Return what a query can be completed with, labels in a language."""

    def named(found: Sequence[NamedTerm]) -> list[tuple[str, str]]:
        return [(term.name, term.label.get(language)) for term in found]

    return {
        "prefixes": dict(terms.prefixes),
        "classes": named(terms.classes),
        "properties": named(terms.properties),
    }


def _begun_from(question: Question | None, language: str) -> str:
    """Return the query that stands in the field at first."""
    return without_header(question.asked_in(language)) if question else _BEGINNING[language]


def _path(begun: Question | None, query: str | None, language: str) -> str:
    """Return the address of the page in the other language, which keeps the query.

    A saved question as it stands is asked in that language.
    """
    given = {}
    if begun:
        given["question"] = begun.name
    if query is not None:
        is_saved = begun is not None and _words_of(query) == _words_of(_begun_from(begun, language))
        given["query"] = _begun_from(begun, wording(language).other) if is_saved else query
    return "sparql" + (f"?{urlencode(given)}" if given else "")


def _words_of(query: str) -> list[str]:
    """Return a query as it is but for its spaces, which a form sends in another way."""
    return query.split()


def _words_for_script(language: str) -> dict[str, str]:
    """Return the words that the script of the page needs."""
    t = wording(language)
    keys = (
        "query.suggestions",
        "query.asking",
        "query.took",
        "query.cancelled",
        "query.unreachable",
    )
    return {key: t(key) for key in keys}


def _graph(turtle: str) -> dict[str, Any]:
    """Return the first lines of a graph, and whether there are more."""
    lines = turtle.splitlines()
    return {"text": "\n".join(lines[:MOST_ROWS]), "is_cut": len(lines) > MOST_ROWS}
