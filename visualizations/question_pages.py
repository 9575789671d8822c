"""The saved questions for people: all of them by topic, and each with its answer as a table."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from graph.questions import Question
from graph.reading.answers import Table
from graph.reading.descriptions import Reference
from visualizations.answers import ThingLabelled, shown
from visualizations.rendering import render
from visualizations.wording import alphabetical, capitalised

_TABLES: Final = (("CSV", "csv"), ("JSON", "json"), ("SPARQL JSON", "sparql-json"))
_GRAPHS: Final = (("Turtle", "turtle"), ("JSON-LD", "jsonld"))


def is_graph(question: Question) -> bool:
    """Tell whether a question answers with a graph, which is a file and no table."""
    return question.form not in {"SELECT", "ASK"}


def questions_page(
    questions: Sequence[Question], topics: Mapping[str, Mapping[str, str]], language: str, edition: str = ""
) -> str:
    """Write the page that lists all questions by their topics."""
    by_title = sorted(questions, key=lambda question: alphabetical(question.title[language]))
    groups = [
        {
            "name": name,
            "title": title[language],
            "questions": [
                {
                    "title": question.title[language],
                    "description": question.description[language],
                    "href": f"/{language}/questions/{question.name}",
                    "asks": list(question.parameters),
                }
                for question in by_title
                if question.topic == name
            ],
        }
        for name, title in topics.items()
    ]
    return render(
        "questions.html",
        language,
        here="questions",
        path="questions",
        edition=edition,
        groups=[group for group in groups if group["questions"]],
    )


def question_page(
    question: Question,
    language: str,
    *,
    table: Table | None = None,
    given: Mapping[str, str] | None = None,
    things: Mapping[str, Reference] | None = None,
    trouble: str | None = None,
    near: Sequence[Reference] = (),
    thing_labelled: ThingLabelled | None = None,
    edition: str = "",
    programme: str | None = None,
) -> str:
    """Write the page of a question.

    Args:
        question: the question.
        language: `nb` or `en`.
        table: its answer, if there is one.
        given: what the reader wrote for each parameter.
        things: what that was taken for.
        trouble: the key of the words for why there is no answer.
        near: things that may have been meant.
        thing_labelled: finds the thing that a label is the label of.
        edition: the edition of the data.
        programme: the one of several programmes that it is asked of, which its query tells.
    """
    given, things = given or {}, things or {}
    asked = {name: thing.id or thing.iri for name, thing in things.items()}
    if programme:
        asked["programme"] = programme
    api = f"/api/v1/questions/{question.name}/answer"
    values = urlencode(given)
    return render(
        "question.html",
        language,
        here="questions",
        path=f"questions/{question.name}" + (f"?{values}" if values else ""),
        edition=edition,
        question=question,
        query=without_header(question.query),
        parameters=[
            {"name": name, "text": capitalised(told[language]), "value": given.get(name, "")}
            for name, told in question.parameters.items()
        ],
        given=[capitalised(thing.label.get(language)) for thing in things.values()],
        table=shown(table, language, question.columns, thing_labelled) if table else None,
        trouble=trouble,
        near=[
            {"name": thing.label.get(language), "href": "?" + urlencode(_instead(given, thing))}
            for thing in near
        ],
        is_graph=is_graph(question),
        call=f"{api}?{urlencode({'lang': language, **asked})}",
        edit=urlencode({"query": question.asked_in(language)} if programme else {"question": question.name}),
        downloads=[]
        if trouble
        else [
            (name, f"{api}?{urlencode({'lang': language, 'format': form, **asked})}")
            for name, form in (_GRAPHS if is_graph(question) else _TABLES)
        ],
    )


def _instead(given: Mapping[str, str], thing: Reference) -> dict[str, str]:
    """Return what was given with a thing in place of what nothing is called."""
    name = next(iter(given), "")
    return {**given, name: thing.id or thing.iri}


def without_header(query: str) -> str:
    r"""Return a query without the comments that it opens with, which the page shows as words.

    >>> without_header("# title@nb: Hva?\n# title@en: What?\nASK {}\n")
    'ASK {}'
    """
    lines = query.splitlines()
    while lines and lines[0].startswith("#"):
        del lines[0]
    return "\n".join(lines).strip()
