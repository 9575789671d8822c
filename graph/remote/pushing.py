"""Loads a snapshot into an engine, beside what is read there, and has it read in one switch once it is whole.

    names        the alias graph first, so that what an interrupted push left can be found and removed
    statements   what is stated, in batches
    rules        applied in the engine until nothing new follows; or what the build inferred is loaded
    counts       every graph against the snapshot
    switch       one update; readers of the edition before go on until they follow, so it is kept

Whatever fails or is interrupted before the switch leaves the edition that is read as it was.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final, NoReturn, Protocol, TypeVar

import pyoxigraph

from graph.inference.infer import ROUNDS, apply
from graph.inference.rules import Rule
from graph.remote.catalogue import Catalogue, rows
from graph.remote.editions import EDITIONS, HAS_CURRENT_VERSION, HAS_VERSION, NAME, StoredEdition
from graph.remote.endpoint import Endpoint
from graph.remote.errors import RemoteError
from graph.remote.placing import place_update
from graph.remote.store import RemoteStore
from graph.snapshot import Snapshot
from graph.values import Iri, Literal
from ontology.terms import DATASET, DATASET_GRAPH, DCTERMS

_BEGUN: Final = Iri(DCTERMS + "isVersionOf")
"""From every edition of which anything may be there to the dataset."""
_IN_A_FILE: Final = 100_000
"""Quads that are sent together where the engine takes a file."""
_DROPPED_TOGETHER: Final = 200
_DEFAULT: Final = pyoxigraph.DefaultGraph()


_Item = TypeVar("_Item")


class PushError(RemoteError):
    """What came to lie in the engine is not what the snapshot holds; the edition before is read on."""


class Progress(Protocol):
    """Is told how far a push has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that of a stage so much is done; `total` is 0 where nobody knows it beforehand."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Pushed:
    """The edition that is read in an engine now."""

    edition: str
    quads: int
    loaded: bool
    """Whether it had to be loaded, or was there already."""


def push(
    snapshot: Snapshot, endpoint: Endpoint, rules: Sequence[Rule] = (), progress: Progress = silent
) -> Pushed:
    """Have an engine hold a snapshot, and its readers read it.

    Args:
        snapshot: what is loaded.
        endpoint: the engine, with credentials that may change it.
        rules: those of the snapshot, to be applied in the engine; without them, what the build inferred
            is loaded.
        progress: is told how far it has come.

    Raises:
        PushError: the engine holds other numbers of statements than the snapshot.
        RemoteError: the engine does not do what it is asked.
    """
    held = Catalogue.read(endpoint)
    work = _Push(snapshot, endpoint, tuple(rules), progress)
    is_there = snapshot.edition in held.whole
    if not is_there:
        work.load()
    if held.current != snapshot.edition:
        progress("switch", 0, 1)
        work.switch(held.current)
    kept = {snapshot.edition, held.current}
    for edition in sorted({*held.whole, *_begun(endpoint)} - kept):
        progress("remove old", 0, 1)
        remove(endpoint, edition)
    return Pushed(snapshot.edition, work.sizes.total(), loaded=not is_there)


def remove(endpoint: Endpoint, edition: str) -> None:
    """Remove an edition from an engine, whole or begun.

    Raises:
        RemoteError: the engine does not do what it is asked.
    """
    stored = StoredEdition(edition)
    version = f"{stored.default} {_BEGUN} <{DATASET}>"
    whole = f"<{DATASET}> {HAS_VERSION} {stored.default}"
    endpoint.update(f"DELETE DATA {{ GRAPH {EDITIONS} {{ {whole} }} }}")
    query = f"SELECT ?graph {{ GRAPH {stored.names} {{ ?graph {NAME} ?name }} }}"
    graphs = [*_iris(endpoint, query, "graph"), *(stored.graph(graph).value for graph in ROUNDS)]
    for batch in _batches([*graphs, stored.default.value, stored.names.value], _DROPPED_TOGETHER):
        endpoint.update(" ;\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in batch))
    endpoint.update(f"DELETE DATA {{ GRAPH {EDITIONS} {{ {version} }} }}")


class _Push:
    """One snapshot on its way into an engine."""

    def __init__(
        self, snapshot: Snapshot, endpoint: Endpoint, rules: Sequence[Rule], progress: Progress
    ) -> None:
        self._stored = StoredEdition(snapshot.edition)
        self._endpoint = endpoint
        self._rules = rules if endpoint.dialect.applies_rules else ()
        self._progress = progress
        self._engine = pyoxigraph.Store.read_only(str(snapshot.store_path))
        self.sizes = Counter(_name(quad) for quad in self._engine)
        """Statements by graph; the default graph has no name."""

    def load(self) -> None:
        """Load the snapshot, and tell that it is whole once it is.

        Raises:
            PushError: the engine holds other numbers of statements than the snapshot.
            RemoteError: the engine does not do what it is asked.
        """
        remove(self._endpoint, self._stored.edition)
        begun = f"{self._stored.default} {_BEGUN} <{DATASET}>"
        self._endpoint.update(f"INSERT DATA {{ GRAPH {EDITIONS} {{ {begun} }} }}")
        self._send("names", self._names(), 0)
        inferred = {rule.graph.value for rule in self._rules}
        follows = {
            quad.triple
            for name in (inferred | {DATASET_GRAPH} if inferred else ())
            for quad in self._engine.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name))
        }
        later = inferred | {DATASET_GRAPH} if inferred else set()
        stated = (
            quad
            for quad in self._engine
            if (quad.triple not in follows if quad.graph_name == _DEFAULT else _name(quad) not in later)
        )
        self._send("load", map(self._line, stated), self.sizes.total())
        if inferred:
            self._progress("infer", 0, 1)
            apply(_RemoteEngine(self._endpoint, self._stored), self._rules)
            self._send("describe", self._description(), 0)
        self._progress("count", 0, 1)
        self._check()
        whole = f"<{DATASET}> {HAS_VERSION} {self._stored.default}"
        self._endpoint.update(f"INSERT DATA {{ GRAPH {EDITIONS} {{ {whole} }} }}")

    def switch(self, before: str) -> None:
        """Have the edition read, and the one before no longer; in between either may be, for both are whole.

        Raises:
            RemoteError: the engine does not do what it is asked.
        """
        told = [
            f"{kind} DATA {{ GRAPH {EDITIONS} {{ <{DATASET}> {HAS_CURRENT_VERSION} {edition.default} }} }}"
            for kind, edition in (("INSERT", self._stored), ("DELETE", StoredEdition(before)))
        ]
        self._endpoint.update(" ;\n".join(told if before else told[:1]))

    def _names(self) -> Iterator[tuple[str, str]]:
        """Yield the alias graph: for each named graph, what is called how."""
        rules = {rule.graph.value for rule in self._rules}
        for name in sorted({*self.sizes, *rules} - {""}):
            graph = self._stored.graph(Iri(name))
            yield self._stored.names.value, f"{graph} {NAME} {Iri(name)}"

    def _description(self) -> Iterator[tuple[str, str]]:
        """Yield the description of the dataset, for its own graph and for the default graph."""
        name = pyoxigraph.NamedNode(DATASET_GRAPH)
        for quad in self._engine.quads_for_pattern(None, None, None, name):
            yield self._line(quad)
            yield self._stored.default.value, str(quad.triple)

    def _line(self, quad: pyoxigraph.Quad) -> tuple[str, str]:
        """Return the graph that a statement goes to, and the statement."""
        name = _name(quad)
        graph = self._stored.graph(Iri(name)) if name else self._stored.default
        return graph.value, str(quad.triple)

    def _send(self, stage: str, lines: Iterable[tuple[str, str]], total: int) -> None:
        """Add statements to graphs, in batches.

        Raises:
            RemoteError: the engine does not do what it is asked.
        """
        in_a_file = bool(self._endpoint.quads_address)
        done = 0
        for batch in _batches(lines, _IN_A_FILE if in_a_file else self._endpoint.dialect.most_quads):
            self._progress(stage, done, total)
            if in_a_file:
                text = "".join(f"{statement} <{graph}> .\n" for graph, statement in batch)
                self._endpoint.load(text.encode())
            else:
                parts = (
                    f"GRAPH <{graph}> {{\n" + "".join(f"{statement} .\n" for _, statement in found) + "}\n"
                    for graph, found in groupby(sorted(batch), key=lambda line: line[0])
                )
                self._endpoint.update(f"INSERT DATA {{\n{''.join(parts)}}}")
            done += len(batch)

    def _check(self) -> None:
        """Count what came to lie in the engine.

        Raises:
            PushError: it is not as much as the snapshot holds.
        """
        store = RemoteStore(self._endpoint, self._stored)
        counted = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        found = Counter({row["g"].value: int(row["n"].value) for row in counted if "g" in row})
        (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        found[""] = int(row["n"].value) if isinstance(row["n"], Literal) else 0
        wrong = sorted(name for name in {*found, *self.sizes} if found[name] != self.sizes[name])
        if wrong:
            name = wrong[0]
            self._refuse(
                f"other numbers of statements than the snapshot in {len(wrong)} graphs, such as "
                f"{found[name]} for {self.sizes[name]} in {name or 'the default graph'}"
            )
        for rule in self._rules:  # an engine may add as many, and spell them otherwise
            graph = pyoxigraph.NamedNode(rule.graph.value)
            here = {str(quad.triple) for quad in self._engine.quads_for_pattern(None, None, None, graph)}
            there = store.select(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
            if here != {" ".join(map(str, row)) for row in there.rows}:
                self._refuse(f"other statements than the snapshot by the rule {rule.name}")

    def _refuse(self, what: str) -> NoReturn:
        """Say that the engine holds something else.

        Raises:
            PushError: it does.
        """
        cure = (
            "Push without the rules, which loads what was inferred when the snapshot was built."
            if self._rules
            else "Push again; if it goes on, the engine does not keep what it is given."
        )
        raise PushError(f"The engine holds {what}. What was read before is read on. {cure}")


class _RemoteEngine:
    """The engine as the rules see it."""

    def __init__(self, endpoint: Endpoint, stored: StoredEdition) -> None:
        self._endpoint = endpoint
        self._stored = stored

    def update(self, update: str) -> None:
        self._endpoint.update(place_update(update, self._stored))

    def holds(self, graph: Iri) -> bool:
        query = f"SELECT ?s {{ GRAPH {self._stored.graph(graph)} {{ ?s ?p ?o }} }} LIMIT 1"
        return bool(_iris(self._endpoint, query, "s"))

    def remove(self, graph: Iri) -> None:
        self._endpoint.update(f"DROP SILENT GRAPH {self._stored.graph(graph)}")


def _begun(endpoint: Endpoint) -> set[str]:
    """Return the editions of which anything may be in an engine."""
    query = f"SELECT ?edition {{ GRAPH {EDITIONS} {{ ?edition {_BEGUN} <{DATASET}> }} }}"
    return {StoredEdition.from_graph(iri).edition for iri in _iris(endpoint, query, "edition")}


def _iris(endpoint: Endpoint, query: str, variable: str) -> list[str]:
    """Return what a query finds for a variable."""
    return [value for (value,) in rows(endpoint, query, variable)]


def _name(quad: pyoxigraph.Quad) -> str:
    """Return the name of a statement's graph; the default graph has none."""
    return quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Cut something into pieces."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
