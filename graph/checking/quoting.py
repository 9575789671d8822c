"""Labels, descriptions, summaries and reasons that quote a source; its sentences may not enter the data."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.names import LABELS, husk, short
from graph.sources.quotations import Run, quotations
from graph.values import Iri, Literal, Statement
from ontology.terms import DCTERMS

NAMING: Final = {
    Iri(DCTERMS + "title"),
    *map(husk, ("byline", "formerName", "heading", "name", "runningLine", "series")),
}
"""Properties whose values are names, titles, bylines and headings, which are free to repeat."""


def names(files: Iterable[AuthoredFile]) -> frozenset[str]:
    """Return the names, titles and headings that files give."""
    return frozenset(
        statement.object.value
        for file in files
        for _, statement in _texts(file)
        if statement.predicate in NAMING
    )


def quoting(files: Iterable[AuthoredFile], source: AbstractSet[Run]) -> Iterator[Problem]:
    """Yield the texts that hold eight words in a row of a source, save names."""
    files = tuple(files)
    free = names(files)
    for file in files:
        for graph, (subject, predicate, value) in _texts(file):
            if predicate not in NAMING:
                for quoted in quotations(value.value, source, free):
                    yield file.problem(
                        f"{short(predicate)} of {short(subject)} quotes a source: «{quoted}».",
                        "Say it in other words, or in another order: no eight words in a row of a source may "
                        "stand in the data, for sources are under copyright. A name or title is free where "
                        "husk:name or dcterms:title gives it.",
                        graph=graph,
                        subject=subject,
                        predicate=predicate,
                    )


def _texts(file: AuthoredFile) -> Iterator[tuple[Iri | None, Statement]]:
    """Yield each statement of a file whose value is a text or number, with the graph in which it stands."""
    for graph, statements in (*file.assertions.items(), (None, file.descriptions), (LABELS, file.labels)):
        for statement in statements:
            if isinstance(statement.object, Literal):
                yield graph, statement
