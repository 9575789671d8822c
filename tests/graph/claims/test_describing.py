"""What a reader is told of a tested claim: every voice with stance and place, and why it is tested so."""

from graph.claims.answering import answered, findings
from graph.claims.describing import DescribedClaim, described
from graph.claims.structural_tests import Thresholds, structural_tests
from graph.reading.entities import EntityReader
from tests.claims import claims


def told(name: str) -> DescribedClaim:
    (test,) = (test for test in structural_tests(claims()) if test.iri.endswith(name))
    found = findings(claims(), [test], lambda _: (), samples=0, seed=1)
    (answer,) = answered([test], list(found.values()), Thresholds.read(claims()))
    return described(EntityReader(claims()), answer)


def test_every_voice_is_told_with_its_stance_and_its_place() -> None:
    glue = told("kontoret-mellom-andre")
    assert glue.claim.label.en == "The office is the glue"
    assert [
        (
            each.assertion.voice.label.en,
            each.view and each.view.stance.label.en,
            each.assertion.modality.label.en,
            each.assertion.passages[0].iri.rpartition("/")[2],
        )
        for each in glue.holdings
    ] == [
        ("the report's author", "affirms", "actual", "1-p1-s1"),
        ("the programme's own description", "doubts", "actual", "1-p1-s2"),
    ]


def test_an_outcome_is_told_by_who_says_that_it_came() -> None:
    even = told("hvor-jevnt-partene-deltok")
    assert [(each.view, each.assertion.voice.label.en) for each in even.holdings] == [
        (None, "the report's author")
    ]


def test_what_is_measured_and_why_is_told() -> None:
    glue, ties = told("kontoret-mellom-andre"), told("om-hogskolens-band-gar-ut")
    assert [thing.label.en for thing in glue.about] == ["The Office"]
    assert [reason.en for reason in glue.reasons] == ["Glue stands between."]
    assert [thing.label.en for thing in ties.about] == ["research", "education"]
