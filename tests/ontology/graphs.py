"""The ontology folder and the invented world of the fixtures as engine data, and the rules run on them."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse

from ontology.terms import HERE, ID, programme_prefixes

FIXTURES = Path(__file__).parent / "fixtures"
RULES = {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("rules/*.rq"))}
OWN_RULES = {name for name in RULES if name.endswith("label")}
"""The rules that are not of the W3C table."""

PREFIXES = programme_prefixes("demo")
PROLOGUE = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())


@cache
def read(*paths: Path) -> tuple[Quad, ...]:
    """Read Turtle files."""
    return tuple(
        quad for path in paths for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


def ontology() -> tuple[Quad, ...]:
    """Read the ontology."""
    return read(HERE / "husk.ttl")


def vocabularies() -> tuple[Quad, ...]:
    """Read the vocabularies."""
    return read(*sorted(HERE.glob("vocabularies/*.ttl")))


def world() -> tuple[Quad, ...]:
    """Read the invented programme."""
    return read(FIXTURES / "world.ttl")


def store_of(*parts: Iterable[Quad]) -> Store:
    """Put quads into a store of their own."""
    store = Store()
    for part in parts:
        store.extend(part)
    return store


def ntriples(store: Store) -> str:
    """Write a store down, sorted."""
    written = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert written is not None
    return "".join(sorted(written.decode().splitlines(keepends=True)))


def construct(store: Store, query: str) -> set[Triple]:
    """Run a rule once, and return what it makes."""
    made = store.query(query)
    assert isinstance(made, QueryTriples)
    return set(made)


def infer(store: Store, rules: Iterable[str] = RULES.values()) -> None:
    """Run rules on a store, into that store, until they make nothing new."""
    size = -1
    while size != len(store):
        size = len(store)
        for rule in rules:
            store.extend(Quad(*triple) for triple in construct(store, rule))


def about_things(triples: Iterable[Triple]) -> Iterator[tuple[str, str, str]]:
    """Yield the types and values of the programme's things."""
    for subject, predicate, value in triples:
        named = isinstance(subject, NamedNode) and isinstance(value, NamedNode)
        if named and subject.value.startswith(ID):
            yield subject.value, predicate.value, value.value
