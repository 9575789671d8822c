"""Answers to the saved questions equal those of rdflib, as bags."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.build import build
from graph.questions import Question
from graph.questions import read as read_questions
from graph.snapshot import Snapshot
from tests.api.beside_rdflib import BASE, MARKS, RESULTS, Both, ask_rdflib, beside_rdflib, in_rdflib
from tests.checkout import ROOT
from tests.data.questions import PREFIXES
from tests.data.test_questions import ANSWERS, rests_on
from tests.suites.answers import Answer, read_answer, same

pytestmark = MARKS

QUESTIONS: Final = {question.name: question for question in read_questions(ROOT / "data")}
SLOW: Final = frozenset(
    {
        "barriers-that-nothing-counters",
        "criteria-of-the-clinic",
        "criteria-of-the-closing-list",
        "criteria-without-stated-grounds",
        "documentation-that-was-missing",
        "four-books-of-all-regions",
        "four-directions-forward",
        "funding-and-overall-responsibility",
        "goals-of-helseavklaring",
        "goals-that-nothing-leads-to",
        "network-groups-at-the-start",
        "open-questions",
        "parties-of-the-clinic",
        "recommendations-about-nav",
        "result-of-ung-i-jobb",
        "target-group-and-purpose-of-ung-i-jobb",
        "teaching-in-the-clinic",
        "values-in-conflict",
        "views-on-a-thing",
        "what-advice-rests-on",
        "what-counters-which-barrier",
        "what-goes-on",
        "what-is-counted",
        "what-is-doubted-or-denied",
        "what-was-only-planned-or-wished-for",
    }
)
"""Questions that take rdflib far more than ten seconds: it puts everything in one part of a group beside
everything in the next, and only then looks which of it belongs together. They are asked of fewer quads."""
STEPS: Final = 3
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREFIX: Final = re.compile(r"PREFIX (\S*): <(.*?)>")
_PREFIXED: Final = re.compile(r"\b([\w-]+):([\w.-]*\w)")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(ROOT / "data", tmp_path_factory.mktemp("var"), version="1.2.3").snapshot


@pytest.fixture(scope="module")
def quads(snapshot: Snapshot) -> list[Quad]:
    """The whole edition."""
    return list(pyoxigraph.parse(snapshot.open_store().dump(), format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def both(snapshot: Snapshot, quads: list[Quad]) -> Iterator[Both]:
    with beside_rdflib(snapshot.store_path, quads) as both:
        yield both


@pytest.fixture(scope="module")
def graphs(quads: list[Quad]) -> Mapping[object, list[Quad]]:
    """All quads, by graph."""
    found: dict[object, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.graph_name].append(quad)
    return found


def named_in(question: Question) -> set[object]:
    """Return what a question names."""
    prefixes = dict(_PREFIX.findall(question.query))
    names = {(prefix, rest) for prefix, rest in _PREFIXED.findall(question.query) if prefix in prefixes}
    return {_TYPE, *(NamedNode(prefixes[prefix] + rest) for prefix, rest in names)}


def bears_on(question: Question, graphs: Mapping[object, list[Quad]]) -> set[Quad]:
    """Return the assertions that the typed answer to a question rests on, and what is near them.

    Near is what can be reached in a few steps along what the question names, and what the things in these
    assertions are said to be.
    """
    names = named_in(question)
    assertions = {NamedNode(PREFIXES["a"] + one) for some in rests_on(ANSWERS[question.name]) for one in some}
    said = {quad for assertion in assertions for quad in graphs[assertion]}
    things = assertions | names | {quad.predicate for quad in said} | ends(said)
    default = [quad for quad in graphs[DefaultGraph()] if quad.predicate in names]
    things |= {quad.subject for quad in default if quad.object in assertions}
    near: set[Quad] = set()
    for _ in range(STEPS):
        near = {quad for quad in default if quad.subject in things}
        things |= ends(near)
    said |= {quad for graph in things & graphs.keys() for quad in graphs[graph]}
    spoken_of = ends(said)
    said |= {quad for some in graphs.values() for quad in some if _says_what(quad, spoken_of)}
    return near | said | {Quad(quad.subject, quad.predicate, quad.object) for quad in said}


def _says_what(quad: Quad, things: Collection[object]) -> bool:
    """Tell whether an assertion says what one of these things is."""
    return quad.predicate == _TYPE and quad.subject in things and quad.graph_name != DefaultGraph()


def ends(quads: Iterable[Quad]) -> set[object]:
    return {term for quad in quads for term in (quad.subject, quad.object)}


def ask_engine(quads: Iterable[Quad], query: str) -> Answer:
    """Return what our engine answers."""
    store = pyoxigraph.Store()
    store.extend(quads)
    results = store.query(query)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    content = results.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    assert content is not None
    return read_answer(content, RESULTS, BASE)


def test_no_question_is_left_out() -> None:
    assert QUESTIONS.keys() > SLOW
    assert len(SLOW) <= len(QUESTIONS) * 2 / 5


@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - SLOW))
def test_a_question_is_answered_as_by_rdflib(name: str, both: Both) -> None:
    query = QUESTIONS[name].query
    ours = both.ours(query)
    assert ours.rows
    assert same(ours, both.theirs(query))


@pytest.mark.parametrize("name", sorted(SLOW))
def test_a_question_is_answered_as_by_rdflib_from_what_bears_on_it(
    name: str, graphs: Mapping[object, list[Quad]]
) -> None:
    query = QUESTIONS[name].query
    quads = bears_on(QUESTIONS[name], graphs)
    ours = ask_engine(quads, query)
    assert ours.rows
    assert same(ours, ask_rdflib(in_rdflib(quads), query))
