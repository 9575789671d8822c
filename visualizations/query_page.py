"""The page on which a query is written and answered, with the saved questions to begin from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from graph.questions import Question
from graph.reading.answers import Table
from visualizations.question_pages import shown, without_header
from visualizations.rendering import render
from visualizations.wording import wording

_BEGINNING: Final[Mapping[str, str]] = {
    language: f"""PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?name {{
    ?arena a husk:Arena ; skos:prefLabel ?name
    FILTER(LANG(?name) = "{language}")
}} ORDER BY ?name
"""
    for language in ("nb", "en")
}
"""What stands there at first: the names of all arenas."""


MOST_ROWS: Final = 1_000
"""How many rows of an answer are shown; the endpoint gives all of them."""


def query_page(
    questions: Sequence[Question],
    topics: Mapping[str, Mapping[str, str]],
    language: str,
    edition: str = "",
    *,
    chosen: str | None = None,
    query: str | None = None,
    answer: Table | str | None = None,
    trouble: str | None = None,
) -> str:
    """Write the page; the name of a saved question puts that one's query into the field.

    Args:
        questions: the saved questions, to begin from.
        topics: what they are about, in order.
        language: `nb` or `en`.
        edition: the edition of the data.
        chosen: the name of the question to begin from.
        query: what was asked.
        answer: its answer: a table, or a graph in Turtle.
        trouble: why there is none, in English, as the endpoint says it.
    """
    begun = next((question for question in questions if question.name == chosen), None)
    if query is None:
        query = without_header(begun.asked_in(language)) if begun else _BEGINNING[language]
    table = answer if isinstance(answer, Table) else None
    return render(
        "query.html",
        language,
        here="sparql",
        path="sparql",
        edition=edition,
        query=query,
        begun=begun,
        table=shown(replace(table, rows=table.rows[:MOST_ROWS]), language) if table else None,
        count=wording(language).count("question.rows", len(table.rows)) if table else "",
        is_cut=table is not None and len(table.rows) > MOST_ROWS,
        graph=answer if isinstance(answer, str) else None,
        trouble=trouble,
        at_endpoint=f"/sparql?{urlencode({'query': query})}",
        groups=[
            {
                "title": title[language],
                "questions": [question for question in questions if question.topic == name],
            }
            for name, title in topics.items()
        ],
    )
