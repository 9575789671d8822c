"""What an IRI of ours dereferences to, and how that is written.

A description holds what may be read as so: the default graph. That of an assertion also holds what it states,
as a named graph, which Turtle, N-Triples and RDF/XML cannot carry and leave out. TriG and N-Quads carry, with
a thing, every assertion that mentions it, so that plans keep their modality and everything its voice.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph

from graph.conversion import nquads, statement_to_engine
from graph.queries import query
from graph.reading.evidence import evidence
from graph.reading.json_ld import Context
from graph.store import Store, serialize
from graph.values import Iri, Statement
from ontology import terms

TURTLE: Final = "text/turtle"
JSON_LD: Final = "application/ld+json"
N_TRIPLES: Final = "application/n-triples"
RDF_XML: Final = "application/rdf+xml"
TRIG: Final = "application/trig"
N_QUADS: Final = "application/n-quads"

_SHORT: Final = frozenset({"a", "p"})
"""Second prefixes for assertions and passages, which only authors use."""

WITH_ASSERTIONS: Final = frozenset({TRIG, N_QUADS})
"""The formats that carry, with a thing, the assertions that mention it."""


@dataclass(frozen=True)
class Description:
    """What is said of a thing: statements of the default graph, and assertions as named graphs."""

    statements: tuple[Statement, ...]
    graphs: Mapping[Iri, tuple[Statement, ...]] = field(default_factory=dict)


def describe(store: Store, iri: Iri) -> Description | None:
    """Return what may be read as so of a thing, vocabulary, ontology or dataset; None where nothing is."""
    this = {"this": iri}
    if iri.value == terms.ONTOLOGY or store.ask(query("ontology_version"), this):
        statements = store.construct(query("graph"), {"this": Iri(terms.ONTOLOGY_GRAPH)})
    elif iri.value == terms.DATASET:
        statements = store.construct(query("graph"), {"this": Iri(terms.DATASET_GRAPH)})
    elif iri.value.startswith(terms.VOCABULARY):
        statements = store.construct(query("vocabulary"), this)
    else:
        statements = store.construct(query("description"), this)
    if not statements:
        return None
    if terms.kind_of(iri.value) == "assertion":
        return Description(statements, {iri: store.construct(query("graph"), this)})
    return Description(statements)


def describe_service(store: Store) -> Description:
    """Return what is said of the query service and its graphs."""
    return Description(store.construct(query("service_description")))


def describe_with_assertions(store: Store, iri: Iri) -> Description | None:
    """Return what is said of a thing in every modality, and who says it where; None when nothing is said."""
    description = describe(store, iri)
    if description is None or description.graphs:
        return description
    graphs: defaultdict[Iri, set[Statement]] = defaultdict(set)
    for row in store.select(query("assertions"), {"this": iri}):
        subject, property_ = Iri(row["subject"].value), Iri(row["property"].value)
        graphs[Iri(row["graph"].value)].add(Statement(subject, property_, row["value"]))
    statements = tuple(dict.fromkeys([*description.statements, *evidence(sorted(graphs), store.describe)]))
    return Description(statements, {graph: tuple(sorted(content)) for graph, content in graphs.items()})


def write(description: Description, media_type: str) -> bytes:
    """Write a description in one of the six formats; equal descriptions give equal bytes.

    Raises:
        StoreError: the media type is none of the six, or RDF/XML cannot say one of the statements.
    """
    if media_type == JSON_LD:
        document = Context(context()).document(description.statements, description.graphs)
        return json.dumps(document, ensure_ascii=False, indent=1).encode()
    if media_type == N_QUADS:
        written = [nquads(description.statements)]
        written += [nquads(content, graph) for graph, content in description.graphs.items()]
        return b"".join(sorted(b"".join(written).splitlines(keepends=True)))
    if media_type == TRIG:
        return _trig(description)
    return _in_order(serialize(description.statements, media_type, _prefixes(description)))


@cache
def context() -> Mapping[str, Any]:
    """Return the JSON-LD context that comes with the ontology."""
    document = json.loads((terms.HERE / "context.jsonld").read_text(encoding="utf-8"))
    return MappingProxyType(document["@context"])


def _trig(description: Description) -> bytes:
    """Write the default graph first, then each assertion in the order of its IRI."""
    quads = _quads(description.statements, pyoxigraph.DefaultGraph())
    for name, statements in sorted(description.graphs.items()):
        quads += _quads(statements, pyoxigraph.NamedNode(name.value))
    prefixes = _prefixes(description)
    return _in_order(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.TRIG, prefixes=prefixes) or b"")


def _in_order(written: bytes) -> bytes:
    r"""Sort the prefixes that a text begins with, which the engine writes as they come.

    >>> _in_order(b"@prefix b: <x:b> .\n@prefix a: <x:a> .\na:a b:b a:a .\n")
    b'@prefix a: <x:a> .\n@prefix b: <x:b> .\na:a b:b a:a .\n'
    """
    lines = written.splitlines(keepends=True)
    count = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"".join([*sorted(lines[:count]), *lines[count:]])


def _quads(
    statements: Iterable[Statement], graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
) -> list[pyoxigraph.Quad]:
    """Put statements into a graph, sorted."""
    triples = map(statement_to_engine, sorted(set(statements)))
    return [pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def _prefixes(description: Description) -> dict[str, str]:
    """Return the prefixes that some name in a description begins with."""
    statements = [
        *description.statements,
        *(found for graph in description.graphs.values() for found in graph),
    ]
    names = {term.value for statement in statements for term in statement if isinstance(term, Iri)}
    names |= {graph.value for graph in description.graphs}
    entities = (terms.parse_entity(name) for name in names)
    known = dict(terms.PREFIXES)
    for programme in sorted({entity.programme for entity in entities if entity}):
        # One programme can have the prefixes of its kinds: the first.
        known = {**terms.programme_prefixes(programme), **known}
    known = {prefix: start for prefix, start in known.items() if prefix not in _SHORT}
    return {
        prefix: start
        for prefix, start in sorted(known.items())
        if any(name.startswith(start) for name in names)
    }
