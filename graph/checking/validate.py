"""Holds the authored data, and what was built from it, against the shapes; points each fault at its place."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.authoring.expand import Expansion
from graph.checking.quoting import quoting
from graph.checking.shapes import Violation, violations
from graph.errors import Problem
from graph.inference.unrealised import modality_of
from graph.model import Model
from graph.names import husk, short
from graph.queries import query
from graph.sources.documents import attached_documents
from graph.sources.quotations import source_runs
from graph.sources.verify import verify_attached
from graph.store import Store
from graph.values import Iri


def against_shapes(ntriples: str, expansion: Expansion, model: Model) -> tuple[Problem, ...]:
    """Hold what the expanded data state, or what follows from it, against the shapes.

    Raises:
        DataError: the shapes cannot be read.
    """
    return tuple(_problems(violations(ntriples, model.shapes), expansion))


def without_being_real(store: Store, expansion: Expansion) -> Iterator[Problem]:
    """Yield what is known only as planned, possible or normative, and yet is spoken of as if it were there.

    An actual statement whose property has a domain or range would make it a thing of that class, and it would
    be counted among those that were.
    """
    actual = {assertion.iri for assertion in expansion.assertions if modality_of(assertion) == "actual"}
    for row in store.select(query("unrealised_with_class")):
        thing, inferred = row["thing"], row["class"]
        if isinstance(thing, Iri) and isinstance(inferred, Iri):
            yield expansion.origins.problem(
                f"{short(thing)} is not known as actual, but something actual makes it a {short(inferred)}.",
                "Give it its type in an actual assertion too, or give that statement another modality.",
                thing,
                within=actual,
            )


def in_circles(store: Store, expansion: Expansion) -> Iterator[Problem]:
    """Yield what is part of itself, be it directly or by way of others."""
    for row in store.select(query("circles")):
        if isinstance(thing := row["thing"], Iri):
            yield expansion.origins.problem(
                f"{short(thing)} is part of itself, directly or by way of what it is part of.",
                "Follow husk:partOf from it, and remove the one that leads back.",
                thing,
                husk("partOf"),
            )


def against_sources(store: Store, sources: Path, expansion: Expansion) -> Iterator[Problem]:
    """Yield the passages that do not match their source, where they are described, and texts that quote it.

    A source whose text is not there is passed over: `husk verify` tells of it.

    Args:
        store: the whole dataset.
        sources: the folder with the texts of the sources.
        expansion: what the dataset was made from.

    Raises:
        SourceTextError: there is no such folder, or a text cannot be read as the graph describes it.
    """
    for problem in verify_attached(store, sources).problems:
        if problem.focus_node is not None:
            predicate = Iri(problem.property) if problem.property else None
            yield expansion.origins.problem(problem.message, problem.cure, Iri(problem.focus_node), predicate)
    texts = (document.extracted(sources) for document in attached_documents(store, sources))
    yield from quoting(expansion.files, {run for text in texts for run in source_runs(text)})


def _problems(found: Iterable[Violation], expansion: Expansion) -> Iterator[Problem]:
    """Point each violation at where the thing is given the property, or at least described."""
    for violation in found:
        focus, path = violation.focus_node, violation.path
        fault, _, cure = violation.message("en").partition(". ")
        graphs = {origin.graph for origin in expansion.origins.of(focus, path) if origin.graph}
        yield expansion.origins.problem(
            f"{_about(violation)}: {fault.removesuffix('.')}.{_spread(graphs)}",
            cure or f"Correct {short(path) if path else 'what is said'} of {short(focus)}.",
            focus,
            path,
            in_norwegian=violation.messages.get("nb"),
        )


def _about(violation: Violation) -> str:
    """Name the thing, and the value where there is one that the thing is not itself."""
    thing, value = short(violation.focus_node), violation.value
    if value is None or value == str(violation.focus_node):
        return thing
    return f"{thing}, {short(Iri(value[1:-1])) if value.startswith('<') else value}"


def _spread(graphs: Iterable[Iri]) -> str:
    """Say in which assertions the property is given, where there are several."""
    names = sorted(map(short, graphs))
    return f" It is said in {', '.join(names)}." if len(names) > 1 else ""
