"""Holds statements against SHACL shapes (https://www.w3.org/TR/shacl/), fast enough for every build."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pyoxigraph
import shacl

from graph.errors import DataError, Problem
from graph.values import Iri
from ontology.terms import SH

_LISTED: Final = {
    "focusNode",
    "resultPath",
    "value",
    "sourceConstraintComponent",
    "resultSeverity",
}


@dataclass(frozen=True)
class Violation:
    """One way in which a thing does not have the shape it should have."""

    focus_node: Iri
    path: Iri | None
    """The property, where the shape speaks of a single one."""
    value: str | None
    """The offending value as in N-Triples, where there is one."""
    component: str
    """What was demanded: the local name of the component, e.g. `MinCountConstraintComponent`."""
    messages: Mapping[str, str]
    """What the shape says about it, in each language."""

    def message(self, language: str) -> str:
        """Return what the shape says in a language, or else what was demanded."""
        demanded = self.component.removesuffix("ConstraintComponent")
        return self.messages.get(language) or self.messages.get("") or f"The shape demands {demanded}."


def violations(ntriples: str, shapes: str) -> tuple[Violation, ...]:
    """Hold statements in N-Triples against shapes in Turtle; what is only a warning passes.

    Raises:
        DataError: the shapes cannot be read.
    """
    report = _compiled(shapes).validate_text(ntriples, format="ntriples")
    return () if report.conforms else _read_report(report.serialize("ntriples"))


@lru_cache(maxsize=4)
def _compiled(shapes: str) -> shacl.Shapes:
    """Compile shapes once."""
    try:
        return shacl.Shapes.from_turtle(shapes)
    except ValueError as error:
        raise DataError([Problem(f"The shapes cannot be read: {error}.", "Repair shapes.ttl.")]) from error


def _read_report(ntriples: str) -> tuple[Violation, ...]:
    """Read a report (https://www.w3.org/TR/shacl/#validation-report), in the order of its results."""
    results: defaultdict[str, dict[str, str]] = defaultdict(dict)
    messages: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in pyoxigraph.parse(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES):
        result, part = str(quad.subject), quad.predicate.value.removeprefix(SH)
        if part == "resultMessage" and isinstance(quad.object, pyoxigraph.Literal):
            messages[result][quad.object.language or ""] = quad.object.value
        elif part in _LISTED:
            results[result][part] = str(quad.object)
    return tuple(
        Violation(
            focus_node=_iri(parts["focusNode"]),
            path=_iri(parts["resultPath"]) if parts.get("resultPath", "").startswith("<") else None,
            value=parts.get("value"),
            component=_iri(parts["sourceConstraintComponent"]).value.removeprefix(SH),
            messages=messages[result],
        )
        for result, parts in results.items()
        if parts.get("resultSeverity") == f"<{SH}Violation>"
    )


def _iri(written: str) -> Iri:
    """Read an IRI as N-Triples writes it."""
    return Iri(written.removeprefix("<").removesuffix(">"))
