"""The rules infer from the programme's own data what HermiT says follows from them, no more and no less."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph
import pytest

from graph.authoring.expand import expand
from graph.authoring.parse import read
from graph.dataset import Stated, load, write_down
from graph.inference.infer import infer
from graph.inference.rules import Rule
from graph.model import Model
from ontology.reasoning import entailments
from ontology.terms import ID, OWL, RDF
from tests.checkout import ROOT
from tests.conftest import require_program

pytestmark = pytest.mark.slow

REASONS: Final = Path(__file__).parent / "fixtures" / "differences-from-hermit.tsv"
TYPE: Final = RDF + "type"
DEFAULT: Final = pyoxigraph.DefaultGraph()

Fact = tuple[str, str, str]


class Reason(NamedTuple):
    """Why the two may differ."""

    name: str
    says_more: str
    pattern: str


class Wrong(NamedTuple):
    """A slip in the text of a rule."""

    name: str
    right: str
    wrong: str

    def planted(self, rule: Rule) -> Rule:
        """Return a rule, with the slip where it is the one that has it."""
        if rule.name != self.name:
            return rule
        head, body = (part.replace(self.right, self.wrong) for part in (rule.head, rule.body))
        return replace(rule, head=head, body=body)


class Compared(NamedTuple):
    """What each of the two says of the programme's things."""

    by_rules: frozenset[Fact]
    by_hermit: frozenset[Fact]


def facts(store: pyoxigraph.Store, properties: Iterable[str]) -> Iterator[Fact]:
    """Yield the types and the values of object properties that named things have."""
    for name in properties:
        for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(name), None, DEFAULT):
            subject, value = quad.subject, quad.object
            if isinstance(subject, pyoxigraph.NamedNode) and isinstance(value, pyoxigraph.NamedNode):
                yield subject.value, name, value.value


def compared_properties(store: pyoxigraph.Store) -> list[str]:
    """Return the object properties of the ontology, and rdf:type."""
    kind, class_ = pyoxigraph.NamedNode(TYPE), pyoxigraph.NamedNode(OWL + "ObjectProperty")
    declared = (quad.subject for quad in store.quads_for_pattern(None, kind, class_, DEFAULT))
    return [TYPE, *(name.value for name in declared if isinstance(name, pyoxigraph.NamedNode))]


def by_rules(rules: Iterable[Rule], stated: Stated) -> frozenset[Fact]:
    """Return what rules say."""
    store = load(stated)
    infer(store, rules)
    found = facts(store, compared_properties(store))
    return frozenset(fact for fact in found if fact[0].startswith(ID))


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.read()


@pytest.fixture(scope="module")
def stated(model: Model) -> Stated:
    """What is stated, before anything is inferred."""
    expansion, problems = expand(read(ROOT / "data"), model)
    assert not tuple(problems)
    return write_down(expansion, model)


@pytest.fixture(scope="module")
def compared(model: Model, stated: Stated) -> Compared:
    require_program("java", cure="apt-get install default-jre-headless")
    store = load(stated)
    written = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=DEFAULT) or b""
    answer = entailments(written, seconds=1800)  # a busy machine is no fault of the rules
    assert answer.consistent
    assert answer.unsatisfiable == frozenset()
    types = {(thing, TYPE, name) for thing, name in answer.types if thing.startswith(ID)}
    values = {(thing, name, value) for thing, name, value in answer.values if thing.startswith(ID)}
    return Compared(by_rules(model.rules, stated), frozenset(types | values))


@cache
def reasons() -> tuple[Reason, ...]:
    lines = REASONS.read_text("utf-8").splitlines()
    return tuple(Reason(*line.split("\t")) for line in lines if not line.startswith("#"))


def unexplained(compared: Compared) -> dict[str, set[Fact]]:
    """Return the differences that no reason is named for."""
    more = {
        "rules": compared.by_rules - compared.by_hermit,
        "hermit": compared.by_hermit - compared.by_rules,
    }
    return {
        side: {fact for fact in found if not any(explains(reason, side, fact) for reason in reasons())}
        for side, found in more.items()
    }


def explains(reason: Reason, side: str, fact: Fact) -> bool:
    """Say whether a reason is one for a difference."""
    return reason.says_more == side and bool(re.search(reason.pattern, " ".join(fact)))


def test_both_say_the_same_but_for_named_reasons(compared: Compared) -> None:
    assert len(compared.by_hermit) > 20_000
    assert unexplained(compared) == {"rules": set(), "hermit": set()}


def test_every_reason_is_needed(compared: Compared) -> None:
    differing = [
        *(("rules", fact) for fact in compared.by_rules - compared.by_hermit),
        *(("hermit", fact) for fact in compared.by_hermit - compared.by_rules),
    ]
    for reason in reasons():
        assert any(explains(reason, *difference) for difference in differing), reason.name


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong("cax-sco", "?class rdfs:subClassOf ?wider", "?wider rdfs:subClassOf ?class"),
        Wrong("cls-int1", "a ?class4 ; ", ""),
        Wrong("prp-inv1", "?y ?inverse ?x", "?x ?inverse ?y"),
        Wrong("prp-rng", "rdfs:range", "rdfs:domain"),
        Wrong("prp-spo1", "?property rdfs:subPropertyOf ?wider", "?wider rdfs:subPropertyOf ?property"),
    ],
    ids=lambda wrong: wrong.name,
)
def test_a_wrong_rule_is_noticed(compared: Compared, model: Model, stated: Stated, wrong: Wrong) -> None:
    rules = [wrong.planted(rule) for rule in model.rules]
    assert rules != list(model.rules)
    assert any(unexplained(compared._replace(by_rules=by_rules(rules, stated))).values())
