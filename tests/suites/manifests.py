"""The manifests of a W3C suite, read into cases (https://w3c.github.io/rdf-tests/)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode

PUBLISHED: Final = "https://w3c.github.io/rdf-tests/"
"""Where the suite is published, so that each of its files has an IRI that is the same on every machine."""

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TESTS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QUERY: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UPDATE: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Case:
    """One entry of a manifest."""

    name: str
    """The folder of the manifest, and the entry in it: `sparql11/aggregates/agg01`."""
    kind: str
    """The class of the entry, such as `QueryEvaluationTest`."""
    manifest: "Manifest"
    entry: Term

    @property
    def folder(self) -> str:
        """The folder of the manifest."""
        return self.name.rpartition("/")[0]

    @property
    def action(self) -> Term:
        """What is to be done: the IRI of a file, or a node that says more."""
        return self.manifest.value(self.entry, TESTS + "action")

    @property
    def request(self) -> str:
        """The IRI of the query or the update."""
        for predicate in (QUERY + "query", UPDATE + "request"):
            if found := self.manifest.values(self.action, predicate):
                return found[0].value
        return self.action.value

    @property
    def default_graphs(self) -> list[str]:
        """The IRIs of the files that make up the default graph."""
        return [term.value for term in self.manifest.values(self.action, QUERY + "data")]

    @property
    def named_graphs(self) -> list[str]:
        """The IRIs of the files that are a named graph each."""
        return [term.value for term in self.manifest.values(self.action, QUERY + "graphData")]

    @property
    def result(self) -> str:
        """The IRI of the file with the answer."""
        return self.manifest.value(self.entry, TESTS + "result").value

    @property
    def each_row_once_will_do(self) -> bool:
        """Whether duplicates of a row may be left out, as REDUCED allows."""
        return bool(self.manifest.values(self.entry, TESTS + "resultCardinality"))


class Manifest:
    """The triples of a manifest."""

    def __init__(self, path: Path, iri: str) -> None:
        """Read a file as if it lay at this IRI."""
        self._store = pyoxigraph.Store()
        self._store.extend(pyoxigraph.parse(path=path, base_iri=iri))

    def values(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a predicate."""
        assert not isinstance(subject, Literal)
        quads = self._store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [quad.object for quad in quads if isinstance(quad.object, NamedNode | BlankNode | Literal)]

    def value(self, subject: Term, predicate: str) -> Term:
        """Return the only object of a predicate."""
        [value] = self.values(subject, predicate)
        return value

    def instances(self, kind: str) -> list[Term]:
        """Return the members of a class."""
        quads = self._store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(kind))
        return [_term(quad.subject) for quad in quads]

    def items(self, head: Term) -> Iterator[Term]:
        """Yield the items of a list."""
        while head.value != RDF + "nil":
            yield self.value(head, RDF + "first")
            head = self.value(head, RDF + "rest")

    def entries(self) -> list[Term]:
        """Return the entries in their order; a manifest that only includes others has none."""
        lists = self._store.quads_for_pattern(None, NamedNode(TESTS + "entries"), None)
        return [entry for quad in lists for entry in self.items(_term(quad.object))]


def read_cases(suite: Path) -> list[Case]:
    """Return every case of every manifest below a folder of the suite."""
    root = suite.parent
    cases = []
    for path in sorted(suite.rglob("manifest*.ttl")):
        manifest = Manifest(path, published(path, root))
        folder = path.parent.relative_to(suite).as_posix()
        for entry in manifest.entries():
            [kind] = manifest.values(entry, RDF + "type")
            name = f"{folder}/{entry.value.rpartition('#')[2]}"
            cases.append(Case(name, kind.value.rpartition("#")[2], manifest, entry))
    return cases


def published(path: Path, root: Path) -> str:
    """Return the IRI of a file of the suite."""
    return PUBLISHED + path.relative_to(root).as_posix()


def local(iri: str, root: Path) -> Path:
    """Return the path of a file of the suite."""
    return root / iri.removeprefix(PUBLISHED)


def _term(term: object) -> Term:
    """Narrow a term to one that RDF 1.1 knows."""
    assert isinstance(term, NamedNode | BlankNode | Literal)
    return term
