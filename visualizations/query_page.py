"""The page on which a query is written, with the saved questions to begin from."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.questions import Question
from visualizations.rendering import render

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


def query_page(questions: Sequence[Question], language: str, edition: str, chosen: str | None = None) -> str:
    """Write the page; the name of a saved question puts that one's query into the field."""
    begun = next((question for question in questions if question.name == chosen), None)
    return render(
        "query.html",
        language,
        here="sparql",
        path="sparql",
        edition=edition,
        query=begun.asked_in(language) if begun else _BEGINNING[language],
        begun=begun,
        questions=questions,
    )
