"""The whole dataset as RDF, a thing at a time: no more than what is said of one is in memory at once.

The default graph, of what may be read as so, comes first, then the named graphs in the order of their names;
in each the things stand in the order of theirs. Turtle has no named graphs: it carries the default graph
only, and says so.
"""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pyoxigraph

from graph.conversion import nquads, statement_to_engine
from graph.exports.edition import Edition
from graph.exports.export import Format
from graph.queries import query
from graph.reading.json_ld import Context
from graph.reading.resources import JSON_LD, N_QUADS, TRIG, TURTLE, context
from graph.store import Solutions, Store
from graph.values import Iri, Statement
from ontology import terms
from ontology.terms import GRAPH

AS_TRIG: Final = Format("trig", TRIG, ".trig")
AS_NQUADS: Final = Format("nquads", N_QUADS, ".nq")
AS_TURTLE: Final = Format("turtle", TURTLE, ".ttl")
AS_JSON_LD: Final = Format("jsonld", JSON_LD, ".jsonld")

_ONLY_FOR_AUTHORS: Final = frozenset({"a", "p"})
_ONLY_THE_DEFAULT_GRAPH: Final = (
    "Turtle carries the default graph only: what may be read as so. Who says what, and what was only planned",
    "or called for, stands in named graphs: take TriG, N-Quads or JSON-LD for those.",
)

_Part = tuple[Iri | None, tuple[Statement, ...]]
"""Some statements of a graph; the default graph has no name."""


def write_trig(edition: Edition, _language: str, output: BinaryIO) -> None:
    """Write all graphs as TriG (https://www.w3.org/TR/trig/)."""
    output.write(remarks(edition))
    _serialize(_dataset(edition.store), edition, pyoxigraph.RdfFormat.TRIG, output)


def write_turtle(edition: Edition, _language: str, output: BinaryIO) -> None:
    """Write the default graph as Turtle (https://www.w3.org/TR/turtle/)."""
    output.write(remarks(edition, *_ONLY_THE_DEFAULT_GRAPH))
    _serialize(_graph(edition.store, None), edition, pyoxigraph.RdfFormat.TURTLE, output)


def write_nquads(edition: Edition, _language: str, output: BinaryIO) -> None:
    """Write all graphs as N-Quads (https://www.w3.org/TR/n-quads/)."""
    output.write(remarks(edition))
    output.writelines(nquads(statements, name) for name, statements in _dataset(edition.store))


def write_json_ld(edition: Edition, _language: str, output: BinaryIO) -> None:
    """Write all graphs as JSON-LD (https://www.w3.org/TR/json-ld11/) that carries its context."""
    writer = Context(context())
    opening = json.dumps({"@context": dict(context())}, ensure_ascii=False).removesuffix("}")
    output.write(f'{opening}, "@graph": ['.encode())
    separator = "\n"
    for name, statements in _dataset(edition.store):
        document = writer.document(() if name else statements, {name: statements} if name else None)
        for node in document["@graph"]:
            output.write((separator + json.dumps(node, ensure_ascii=False)).encode())
            separator = ",\n"
    output.write(b"\n]}\n")


def remarks(edition: Edition, *more: str) -> bytes:
    """Tell where a file comes from, as comments of the Turtle family."""
    told = (f"{name}: {value}" for name, value in edition.origin("en").items() if name != "language")
    return "".join(f"# {line}\n" for line in (*told, *more)).encode()


def prefixes(edition: Edition) -> dict[str, str]:
    """Return the prefixes that names are shortened with; the first programme has those of its kinds."""
    known = terms.programme_prefixes(edition.programmes[0]) if edition.programmes else dict(terms.PREFIXES)
    return {name: start for name, start in known.items() if name not in _ONLY_FOR_AUTHORS}


def quads(statements: Iterable[Statement], graph: Iri | None) -> Iterator[pyoxigraph.Quad]:
    """Yield statements as quads of the engine."""
    name = pyoxigraph.NamedNode(graph.value) if graph else pyoxigraph.DefaultGraph()
    for statement in statements:
        triple = statement_to_engine(statement)
        yield pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, name)


def names(found: Solutions, variable: str) -> list[Iri]:
    """Return the names that a query finds, sorted."""
    return sorted(Iri(row[variable].value) for row in found)


def _serialize(
    parts: Iterable[_Part], edition: Edition, form: pyoxigraph.RdfFormat, output: BinaryIO
) -> None:
    """Let the engine write parts of graphs as they come."""
    found = (quad for name, statements in parts for quad in quads(statements, name))
    pyoxigraph.serialize(found, output, form, prefixes=prefixes(edition))


def _dataset(store: Store) -> Iterator[_Part]:
    """Yield all graphs, in parts."""
    yield from _graph(store, None)
    for name in names(store.select(query("graph_names")), "graph"):
        if name.value.startswith(GRAPH):
            yield from _graph(store, name)
        else:  # an assertion, which is small
            yield name, tuple(sorted(store.construct(query("graph"), {"this": name})))


def _graph(store: Store, name: Iri | None) -> Iterator[_Part]:
    """Yield what a graph says of each thing, the default graph where none is named."""
    found = (
        store.select(query("subjects"))
        if name is None
        else store.select(query("subjects_of_graph"), {"graph": name})
    )
    for thing in names(found, "subject"):
        yield name, store.describe(thing, name)
