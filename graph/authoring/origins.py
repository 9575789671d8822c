"""Where in the files something is said of a thing, so that a fault found later can be pointed at."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import NamedTuple

from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.names import LABELS
from graph.values import Iri, Statement


class Origin(NamedTuple):
    """A statement as it stands in a file; `graph` is None in the default graph."""

    file: AuthoredFile
    graph: Iri | None
    statement: Statement


class Origins:
    """All authored statements, to be found by what they are about."""

    def __init__(self, files: Iterable[AuthoredFile]) -> None:
        """Index the files; what assertions state comes before descriptions and labels."""
        self._about: defaultdict[Iri, list[Origin]] = defaultdict(list)
        self._naming: defaultdict[Iri, list[Origin]] = defaultdict(list)
        self._assertions: dict[Iri, AuthoredFile] = {}
        outside: list[tuple[AuthoredFile, Iri | None, tuple[Statement, ...]]] = []
        for file in files:
            for graph, statements in file.assertions.items():
                self._assertions[graph] = file
                self._index(file, graph, statements)
            outside += [(file, None, file.descriptions), (file, LABELS, file.labels)]
        for file, other_graph, statements in outside:
            self._index(file, other_graph, statements)

    def _index(self, file: AuthoredFile, graph: Iri | None, statements: Iterable[Statement]) -> None:
        """Add the statements of one graph."""
        for statement in statements:
            origin = Origin(file, graph, statement)
            self._about[statement.subject].append(origin)
            if isinstance(statement.object, Iri):
                self._naming[statement.object].append(origin)

    def of(
        self, subject: Iri, predicate: Iri | None = None, within: Container[Iri | None] | None = None
    ) -> tuple[Origin, ...]:
        """Return where a thing is given a property; failing that, is described; failing that, is named.

        `within` names the graphs to look in, where not all count.
        """
        about, naming = (
            [origin for origin in index.get(subject, ()) if within is None or origin.graph in within]
            for index in (self._about, self._naming)
        )
        exact = [origin for origin in about if origin.statement.predicate == predicate]
        return tuple(exact or about or naming)

    def problem(
        self,
        message: str,
        cure: str,
        subject: Iri,
        predicate: Iri | None = None,
        *,
        within: Container[Iri | None] | None = None,
        in_norwegian: str | None = None,
    ) -> Problem:
        """Describe a fault of a thing and point at where it is first said, best in an assertion."""
        if subject in self._assertions:
            problem = self._assertions[subject].problem(message, cure, graph=subject, predicate=predicate)
        elif origins := self.of(subject, predicate, within):
            file, graph, _ = origins[0]
            problem = file.problem(message, cure, graph=graph, subject=subject, predicate=predicate)
        else:
            about = predicate.value if predicate else None
            problem = Problem(message, cure, focus_node=subject.value, property=about)
        return replace(problem, in_norwegian=in_norwegian)
