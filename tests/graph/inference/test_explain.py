from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import assemble
from graph.inference.explain import Derivation, UnknownStatementError, explain
from graph.inference.premises import Inference
from graph.inference.rules import Rule, RuleError
from graph.store import EmbeddedStore
from graph.values import Iri, Literal, Statement
from ontology.terms import HUSK, ID, RDF, SKOS, XSD
from tests.graph.programmes import lay_out

DEMO = f"{ID}demo/"
CAFE, NEIGHBOURS = Iri(f"{DEMO}arena/kafe"), Iri(f"{DEMO}organisation/nabolaget")
TYPE = Iri(RDF + "type")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return assemble(lay_out("valid/neighbours", tmp_path_factory.mktemp("data")))


def parts(derivation: Derivation) -> Iterator[Derivation]:
    yield derivation
    for premise in derivation.premises:
        yield from parts(premise)


def expected(name: str) -> str:
    return (Path(__file__).parents[1] / "fixtures" / "explanations" / f"{name}.txt").read_text("utf-8")


def test_asserted_statement_is_explained_by_all_its_assertions(store: EmbeddedStore) -> None:
    assert f"{explain(store, CAFE, TYPE, Iri(HUSK + 'Arena'))}\n" == expected("asserted")


def test_inferred_statement_is_explained_by_rule_axiom_and_assertions(store: EmbeddedStore) -> None:
    assert f"{explain(store, CAFE, Iri(HUSK + 'hostedBy'), NEIGHBOURS)}\n" == expected("inferred")


def test_every_inferred_statement_rests_on_what_is_stated_and_never_on_itself(store: EmbeddedStore) -> None:
    inferred = store.construct(
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } "
        'FILTER(STRSTARTS(STR(?g), "https://w3id.org/husk/graph/inferred/") '
        '&& STRSTARTS(STR(?s), "https://w3id.org/husk/id/demo/")) }'
    )
    assert len(inferred) > 50
    for statement in inferred:
        derivation = explain(store, *statement)
        assert derivation.rule
        for part in parts(derivation):
            assert part.evidence or part.graphs or part.premises
            assert all(
                below.statement != part.statement for premise in part.premises for below in parts(premise)
            )


def test_bounds_of_a_period_are_explained_by_its_edtf(store: EmbeddedStore) -> None:
    value = Literal("20100531", XSD + "integer")
    derivation = explain(store, Iri(f"{DEMO}period/2010-05_"), Iri(HUSK + "latestStart"), value)
    assert derivation.rule == "time-bounds"
    assert [premise.statement.object for premise in derivation.premises] == [Literal("2010-05/")]


def test_unrealised_thing_is_explained_by_the_assertions_that_give_its_class(store: EmbeddedStore) -> None:
    derivation = explain(store, Iri(f"{DEMO}activity/fest"), TYPE, Iri(HUSK + "Unrealised"))
    (premise,) = derivation.premises
    assert {evidence.modality.value.rsplit("/", 1)[-1] for evidence in premise.evidence} == {
        "planned",
        "possible",
    }
    assert premise.graphs == ()


def test_label_is_explained_by_the_plan_that_gives_the_name(store: EmbeddedStore) -> None:
    label = Literal("Gatefest", RDF + "langString", "nb")
    derivation = explain(store, Iri(f"{DEMO}activity/fest"), Iri(SKOS + "altLabel"), label)
    assert derivation.rule == "spellings"
    (premise,) = derivation.premises
    assert premise.statement.predicate == Iri(HUSK + "name")
    assert [evidence.modality.value.rsplit("/", 1)[-1] for evidence in premise.evidence] == ["planned"]


def test_statement_only_planned_is_explained_as_planned(store: EmbeddedStore) -> None:
    derivation = explain(store, NEIGHBOURS, Iri(HUSK + "wasResponsibleFor"), Iri(f"{DEMO}activity/fest"))
    assert str(derivation).splitlines()[1:] == [
        "  asserted in assertion:1-p1-s2-a: voice:author, planned, at passage:1-p1-s2, in demo/1.trig"
    ]


def test_statement_that_nobody_makes_is_answered_with_what_is_said_instead(store: EmbeddedStore) -> None:
    with pytest.raises(
        UnknownStatementError, match="It does say:\n    organisation:nabolaget husk:hosted arena:kafe"
    ):
        explain(store, NEIGHBOURS, Iri(HUSK + "led"), CAFE)


def test_statement_like_no_other_is_answered_plainly(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownStatementError, match="nothing of the kind"):
        explain(
            store, Iri("https://example.org/a"), Iri("https://example.org/b"), Iri("https://example.org/c")
        )


def test_rule_of_another_make_cannot_be_asked_backwards(store: EmbeddedStore) -> None:
    rule = Rule.parse("odd", "CONSTRUCT { ?x a ?y } WHERE { { ?x a ?y } UNION { ?y a ?x } }")
    with pytest.raises(RuleError, match="triples, filters and BIND"):
        list(Inference(rule).premises(store, Statement(CAFE, TYPE, CAFE)))


def test_rule_concludes_only_what_fits_its_head(store: EmbeddedStore) -> None:
    rule = Rule.parse("same", "CONSTRUCT { ?x <x:same> ?x } WHERE { ?x a ?y }")
    fitting = Statement(CAFE, Iri("x:same"), CAFE)
    assert list(Inference(rule).premises(store, fitting))
    assert not list(Inference(rule).premises(store, fitting._replace(object=NEIGHBOURS)))
    assert not list(Inference(rule).premises(store, fitting._replace(predicate=TYPE)))
