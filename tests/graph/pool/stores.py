"""A store for tests of the pool and of /sparql, and the queries that come with it."""

from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
from _pytest.mark import ParameterSet

FIXTURES: Final = Path(__file__).parent / "fixtures"
PREFIX: Final = "PREFIX ex: <https://example.org/> "
GREEDY: Final = (FIXTURES / "endless" / "doubled.rq").read_text(encoding="utf-8")
ENDLESS: Final = (FIXTURES / "endless" / "counted.rq").read_text(encoding="utf-8")
NESTED: Final = {
    "groups": f"ASK {'{' * 20_000} {'}' * 20_000}",
    "subqueries": f"ASK {{ {'{ SELECT * ' * 20_000} {{}} {'}' * 20_000} }}",
    "options": f"ASK {{ {'OPTIONAL {' * 20_000} {'}' * 20_000} }}",
    "alternatives": f"ASK {{ {'{} UNION {' * 20_000} {'}' * 20_000} }}",
    "differences": f"ASK {{ {'MINUS {' * 20_000} {'}' * 20_000} }}",
    "graphs": f"ASK {{ {'GRAPH ?g {' * 20_000} {'}' * 20_000} }}",
    "existences": f"ASK {{ {'FILTER EXISTS {' * 20_000} {'}' * 20_000} }}",
    "expressions": f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
    "negations": f"ASK {{ FILTER({'!' * 20_000}1) }}",
    "functions": f"ASK {{ FILTER({'STR(' * 20_000}1{')' * 20_000}) }}",
    "conditions": f"ASK {{ FILTER({'IF(1, ' * 20_000}1{', 1)' * 20_000}) }}",
    "choices": f"ASK {{ FILTER({'1 IN (' * 20_000}1{')' * 20_000}) }}",
    "paths": f"ASK {{ ?s {'(' * 20_000}<x:p>{')' * 20_000} ?o }}",
    "inverse_paths": f"ASK {{ ?s {'^(' * 20_000}<x:p>{')' * 20_000} ?o }}",
    "lists": f"ASK {{ ?s ?p {'(' * 20_000}{')' * 20_000} }}",
    "nodes": f"ASK {{ ?s ?p {'[ ?p ' * 20_000}[]{']' * 20_000} }}",
    "triples": f"ASK {{ ?s ?p {'<<( ?s ?p ' * 20_000}?o{' )>>' * 20_000} }}",
}
"""Brackets of every kind, so deep that the engine's stack does not suffice."""

_EX: Final = "https://example.org/"
_NUMBERS: Final = 300


def write_store(path: Path) -> Path:
    """Write the demo data, and in the graph ex:numbers numbers enough to keep a query busy for days."""
    store = pyoxigraph.Store(str(path))
    store.load(path=FIXTURES / "demo.trig", format=pyoxigraph.RdfFormat.TRIG)
    value, graph = pyoxigraph.NamedNode(_EX + "value"), pyoxigraph.NamedNode(_EX + "numbers")
    store.extend(
        pyoxigraph.Quad(pyoxigraph.NamedNode(f"{_EX}number{n}"), value, pyoxigraph.Literal(n), graph)
        for n in range(_NUMBERS)
    )
    store.flush()
    return path


def cases(folder: str) -> list[ParameterSet]:
    """Return the texts in a folder of the fixtures, one case each, under the names of their files."""
    found = sorted((FIXTURES / folder).iterdir())
    assert found, f"no case in {folder}"
    return [pytest.param(path.read_bytes().decode(), id=path.stem) for path in found]
