from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.authoring.attribution import Attribution, ShortForm
from graph.authoring.expand import Expansion, expand
from graph.authoring.parse import AuthoredFile, read
from graph.model import Model
from graph.names import ATTRIBUTED_TO, PREF_LABEL, RDF_TYPE, husk, short
from graph.values import Iri, Literal, Statement
from ontology.terms import VOCABULARY
from tests.graph.programmes import lay_out

ID = "https://w3id.org/husk/id/demo/"


@pytest.fixture(scope="module")
def expansion(tmp_path_factory: pytest.TempPathFactory) -> Expansion:
    expanded, problems = expand(
        read(lay_out("valid/neighbours", tmp_path_factory.mktemp("data"))), Model.read()
    )
    assert problems == ()
    return expanded


@pytest.fixture(scope="module")
def told_in_parts(tmp_path_factory: pytest.TempPathFactory) -> Expansion:
    expanded, problems = expand(
        read(lay_out("valid/told-in-parts", tmp_path_factory.mktemp("data"))), Model.read()
    )
    assert problems == ()
    return expanded


def stated(expansion: Expansion, assertion: str) -> set[Statement]:
    (found,) = [one for one in expansion.assertions if one.iri == Iri(f"{ID}assertion/{assertion}")]
    return set(found.statements)


def described(statements: Iterable[Statement], subject: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statement in statements:
        if statement.subject == Iri(ID + subject):
            value = statement.object
            shown = short(value) if isinstance(value, Iri) else value.value
            found.setdefault(short(statement.predicate), []).append(shown)
    return found


def test_description_of_an_assertion_is_written_out(expansion: Expansion) -> None:
    assert described(expansion.provenance, "assertion/1-p1-s1-a") == {
        "rdf:type": ["husk:Assertion"],
        "prov:wasAttributedTo": ["voice:author"],
        "husk:modality": ["modality:actual"],
        "prov:wasDerivedFrom": ["passage:1-p1-s1"],
        "husk:authoredIn": ["demo/1.trig"],
    }


def test_reporter_is_written_out_where_it_is_not_the_voice(expansion: Expansion) -> None:
    assert described(expansion.provenance, "assertion/1-p1-s1-b")["husk:reportedBy"] == ["voice:author"]
    assert "husk:reportedBy" not in described(expansion.provenance, "assertion/1-p1-s1-c")


def test_further_passages_and_reasons_are_kept(expansion: Expansion) -> None:
    found = described(expansion.provenance, "assertion/1-p1-s1-c")
    assert found["prov:wasDerivedFrom"] == ["passage:1-p1-s1", "passage:1-p1-s2"]
    assert len(found["husk:reason"]) == 2


def test_defaults_are_gone(expansion: Expansion) -> None:
    assert not [statement for statement in expansion.provenance if "default" in statement.predicate.value]


def test_participation_gets_its_direct_property_in_the_same_assertion(expansion: Expansion) -> None:
    organisation, arena, party = (
        Iri(ID + name) for name in ("organisation/nabolaget", "arena/kafe", "activity/fest")
    )
    for assertion in ("1-p1-s1-a", "1-p1-s1-b"):
        assert Statement(organisation, husk("hosted"), arena) in stated(expansion, assertion)
    assert Statement(organisation, husk("wasResponsibleFor"), party) in stated(expansion, "1-p1-s2-a")


def test_period_of_a_participation_is_stated_only_where_it_is_written(told_in_parts: Expansion) -> None:
    period = Statement(
        Iri(f"{ID}participation/nabolaget_host_kafe__2010-12"), husk("period"), Iri(f"{ID}period/_2010-12")
    )
    assert period not in stated(told_in_parts, "1-p1-s1-a")
    assert period in stated(told_in_parts, "1-p1-s2-a")


def test_direct_property_is_added_wherever_a_participation_is_asserted(told_in_parts: Expansion) -> None:
    hosted = Statement(Iri(f"{ID}organisation/nabolaget"), husk("hosted"), Iri(f"{ID}arena/kafe"))
    assert hosted in stated(told_in_parts, "1-p1-s1-a")
    assert hosted in stated(told_in_parts, "1-p1-s2-a")
    assert hosted not in stated(told_in_parts, "1-p1-s2-b")


def test_nobody_reports_the_curator(told_in_parts: Expansion) -> None:
    found = described(told_in_parts.provenance, "assertion/1-p1-s2-b")
    assert found["prov:wasAttributedTo"] == ["voice:curator"]
    assert "husk:reportedBy" not in found


def test_dated_period_gets_type_and_edtf_in_every_assertion_that_uses_it(expansion: Expansion) -> None:
    period = Iri(f"{ID}period/2010-05_")
    for assertion in ("1-p1-s1-a", "1-p1-s1-b"):
        assert Statement(period, husk("edtf"), Literal("2010-05/")) in stated(expansion, assertion)
        assert Statement(period, RDF_TYPE, husk("Period")) in stated(expansion, assertion)


def test_dated_period_gets_labels_in_both_languages(expansion: Expansion) -> None:
    labels = [
        statement.object
        for statement in expansion.labels
        if statement.subject == Iri(f"{ID}period/2011") and statement.predicate == PREF_LABEL
    ]
    assert labels == [Literal.in_language("2011", "nb"), Literal.in_language("2011", "en")]


@given(st.sets(st.sampled_from(["assertion", "passage", "paragraph", "file"]), min_size=1))
def test_nearest_voice_wins(places: set[str]) -> None:
    names = {
        "assertion": Iri(f"{ID}assertion/1-p2-s3-a"),
        "passage": Iri(f"{ID}passage/1-p2-s3"),
        "paragraph": Iri(f"{ID}passage/1-p2"),
        "file": Iri("https://w3id.org/husk/data/demo/1.trig"),
    }
    given_voices = [
        Statement(
            names[place],
            ATTRIBUTED_TO if place == "assertion" else husk("defaultVoice"),
            Iri(f"{ID}voice/{place}"),
        )
        for place in places
    ]
    actual = Statement(names["file"], husk("defaultModality"), Iri(f"{VOCABULARY}modality/actual"))
    file = AuthoredFile("demo", "demo/1.trig", "", (*given_voices, actual), (), MappingProxyType({}))
    attribution = ShortForm([file]).attribute(names["assertion"], file)
    assert isinstance(attribution, Attribution)
    nearest = next(place for place in names if place in places)
    assert attribution.voice == Iri(f"{ID}voice/{nearest}")


def test_file_default_does_not_reach_another_file() -> None:
    assertion = Iri(f"{ID}assertion/1-p2-s3-a")
    files = [
        AuthoredFile(
            "demo",
            name,
            "",
            (
                Statement(
                    Iri("https://w3id.org/husk/data/demo/1.trig"), husk("defaultVoice"), Iri(f"{ID}voice/x")
                ),
            ),
            (),
            MappingProxyType({}),
        )
        for name in ("demo/1.trig", "demo/2.trig")
    ]
    problems = ShortForm(files).attribute(assertion, files[1])
    assert isinstance(problems, tuple)
    assert [problem.message for problem in problems] == [
        "Nothing tells whose voice it is: assertion:1-p2-s3-a.",
        "Nothing tells what modality it has: assertion:1-p2-s3-a.",
    ]


def test_assertions_that_nobody_holds_are_left_out(tmp_path: Path) -> None:
    expanded, problems = expand(read(lay_out("invalid/no-voice", tmp_path)), Model.read())
    assert len(problems) == 1
    assert expanded.assertions == ()
