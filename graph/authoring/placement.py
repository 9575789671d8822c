"""What may stand where: in an assertion, in a file's default graph, or among the labels.

Whatever is said of the domain stands in an assertion, so that it has a voice, a modality and a passage.
Outside stand only labels and the description of where knowledge comes from.
"""

from collections.abc import Iterator
from typing import Final

from graph.authoring.attribution import DEFAULTS
from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.model import Model
from graph.names import DESCRIPTION, LABELS, PREF_LABEL, entity, husk, short
from graph.values import Iri

_DESCRIBED_KINDS: Final = frozenset({"source", "section", "passage", "voice", "assertion"})
_BUILD_ONLY_CLASSES: Final = frozenset({husk("Assertion"), husk("Unrealised")})


def misplaced(file: AuthoredFile, model: Model) -> Iterator[Problem]:
    """Yield the statements of a file that do not belong where they stand, and those that the build writes."""
    yield from _among_labels(file)
    yield from _in_default_graph(file)
    yield from _written_by_hand(file, model)


def _among_labels(file: AuthoredFile) -> Iterator[Problem]:
    """Yield what is no label."""
    for subject, predicate, _ in file.labels:
        if predicate not in {PREF_LABEL, DESCRIPTION}:
            yield file.problem(
                f"{short(predicate)} does not belong among the labels.",
                "Move it to an assertion; the labels hold skos:prefLabel and dcterms:description.",
                graph=LABELS,
                subject=subject,
                predicate=predicate,
            )


def _in_default_graph(file: AuthoredFile) -> Iterator[Problem]:
    """Yield what describes no source, place in it, voice or assertion, and is no default of the file."""
    for subject, predicate, _ in file.descriptions:
        name = entity(subject)
        if not (predicate in DEFAULTS or (name is not None and name.kind in _DESCRIBED_KINDS)):
            yield file.problem(
                f"{short(subject)} is described outside every assertion.",
                "Move the statement to the assertion that states it, so that it has a voice and a passage.",
                subject=subject,
                predicate=predicate,
            )


def _written_by_hand(file: AuthoredFile, model: Model) -> Iterator[Problem]:
    """Yield what only the build may write."""
    for graph, statements in ((None, file.descriptions), *file.assertions.items()):
        for subject, predicate, value in statements:
            if predicate in model.written_by_the_build:
                written = predicate
            elif isinstance(value, Iri) and value in _BUILD_ONLY_CLASSES:
                written = value
            else:
                continue
            direct = written in model.direct_properties.values()
            yield file.problem(
                f"{short(written)} is written by the build, never by hand.",
                f"Write a participation with a role that {short(written)} abbreviates."
                if direct
                else "Remove it; the build works it out.",
                graph=graph,
                subject=subject,
                predicate=predicate,
                name=written,
            )
