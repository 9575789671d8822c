"""Answers to generated queries equal those of rdflib, as bags."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
from pyoxigraph import Quad

from tests.api.beside_rdflib import BASE, MARKS, Both, beside_rdflib
from tests.api.query_grammar import Facts, Generated, Grammar
from tests.benchmarks.programme import write_programme
from tests.reading import READING
from tests.suites.answers import NO, same

pytestmark = MARKS

GENERATED: Final = 300
SEED: Final = 4
SENTENCES: Final = 30
"""Of the larger one of the made-up programmes; with them the default graph has a few thousand triples."""
DIFFERENCES: Final[list[dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "fixtures" / "rdflib_differences.toml").read_text("utf-8")
)["differences"]


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Quad]:
    """What two made-up programmes say, each assertion in a graph of its own and in the default graph too."""
    folder = tmp_path_factory.mktemp("programme")
    write_programme(folder, SENTENCES)
    files = (*folder.rglob("*.trig"), *READING.rglob("*.trig"))
    said = {quad for path in files for quad in pyoxigraph.parse(path=path, base_iri=BASE)}
    return frozenset(said | {Quad(quad.subject, quad.predicate, quad.object) for quad in said})


@pytest.fixture(scope="module")
def generated(quads: frozenset[Quad]) -> tuple[Generated, ...]:
    grammar = Grammar(Facts(quads), SEED)
    return tuple(grammar.query() for _ in range(GENERATED))


@pytest.fixture(scope="module")
def both(quads: frozenset[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    path = tmp_path_factory.mktemp("rdflib") / "store"
    store = pyoxigraph.Store(str(path))
    store.extend(quads)
    store.flush()
    del store  # only one process may have it open to write
    with beside_rdflib(path, quads) as both:
        yield both


def test_most_generated_queries_find_something(both: Both, generated: tuple[Generated, ...]) -> None:
    assert len({query.text for query in generated}) == GENERATED
    found = [query for query in generated if (answer := both.ours(query.text)).rows and answer != NO]
    assert len(found) >= 0.7 * GENERATED
    uses = Counter(construct for query in found for construct in query.constructs)
    assert len(uses) == 20
    assert min(uses.values()) >= 5, uses


@pytest.mark.parametrize("number", range(GENERATED))
def test_a_generated_query_is_answered_as_by_rdflib(
    number: int, both: Both, generated: tuple[Generated, ...]
) -> None:
    query = generated[number]
    ours = both.ours(query.text)
    if query.grouped and both.theirs(f"ASK {query.grouped}") == NO:
        assert not ours.rows, query.text  # of no groups rdflib tells one
    else:
        assert same(ours, both.theirs(query.text)), query.text


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(
            known["query"],
            id=known["reason"],
            marks=pytest.mark.xfail(strict=True, reason=f"{known['whose']}: {known['reason']}"),
        )
        for known in DIFFERENCES
    ],
)
def test_a_known_difference(query: str, both: Both) -> None:
    assert same(both.ours(query), both.theirs(query))
