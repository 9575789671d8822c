"""HermiT proves the ontology consistent, finds planted contradictions, and says why it gives no answer."""

from pathlib import Path

import pytest

from ontology import reasoning
from ontology.reasoning import (
    Entailments,
    ReasonerFailedError,
    ReasonerUnavailableError,
    Value,
    entailments,
)
from ontology.terms import GENID, HUSK, RDF, RDFS, XSD
from tests.conftest import require_program
from tests.ontology.graphs import PROLOGUE, ntriples, ontology, store_of, vocabularies, world

DEMO = "https://w3id.org/husk/id/demo/"


@pytest.fixture
def _java() -> None:
    require_program("java", cure="apt-get install default-jre-headless")


def reason(change: str = "") -> Entailments:
    """Ask about the invented programme, changed by a SPARQL update."""
    store = store_of(ontology(), vocabularies(), world())
    if change:
        store.update(PROLOGUE + change)
    return entailments(ntriples(store).encode())


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_ontology_vocabularies_and_a_programme_are_consistent() -> None:
    answer = reason()
    assert answer.consistent
    assert answer.unsatisfiable == frozenset()
    assert (DEMO + "subproject/takhagen", HUSK + "UserLedSetting") in answer.types
    assert (
        Value(DEMO + "assertion/1-p1-s1-a", HUSK + "fromSource", DEMO + "source/hagenotatet") in answer.values
    )


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
@pytest.mark.parametrize(
    "change",
    [
        "INSERT DATA { person:ola-nordmann a husk:Organisation }",
        "INSERT DATA { goal:gronn-by a husk:Outcome }",
        "INSERT DATA { measure:deltakere a husk:Publication }",
        "INSERT DATA { programme:hagelaget husk:hasGoal person:ola-nordmann }",
        'INSERT DATA { period:2011 husk:earliestStart "early" }',
    ],
    ids=["person-organisation", "goal-outcome", "measure-publication", "range", "datatype"],
)
def test_a_planted_contradiction_is_found(change: str) -> None:
    assert reason(change) == Entailments(consistent=False)


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_a_class_that_nothing_can_be_of_is_named() -> None:
    answer = reason("INSERT DATA { husk:Lesson rdfs:subClassOf husk:Measure }")
    assert answer.consistent is False
    answer = reason(
        "DELETE WHERE { lesson:start-i-mai ?p ?o } ; INSERT DATA { husk:Lesson rdfs:subClassOf husk:Measure }"
    )
    assert answer.consistent
    assert answer.unsatisfiable == {HUSK + "Lesson"}


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_blank_nodes_may_have_been_given_names() -> None:
    store = store_of(ontology(), vocabularies(), world())
    named = ntriples(store).replace("_:", f"<{GENID}").splitlines()
    skolem = "\n".join(_close(line) for line in named) + "\n"
    assert f"<{GENID}" in skolem
    assert entailments(skolem.encode()) == reason()


def _close(line: str) -> str:
    """Close the angle brackets that stand for the start of a blank node's label."""
    return " ".join(part + ">" if part.startswith(f"<{GENID}") else part for part in line.split(" "))


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_a_datatype_that_hermit_does_not_know_is_named() -> None:
    with pytest.raises(ReasonerFailedError, match="gYear"):
        reason('INSERT DATA { measure:deltakere husk:exactly "2010"^^xsd:gYear }')


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert entailments(b"").consistent
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("_java")
def test_a_reasoner_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ReasonerFailedError, match=r"within 0\.01 seconds"):
        entailments(b"", seconds=0.01)


def test_without_java_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReasonerUnavailableError, match="apt-get install default-jre-headless"):
        entailments(b"")


def test_hierarchies_are_followed_to_the_top() -> None:
    """What HermiT prints is only each step: led, so took part in, so was involved in, from either end."""
    printed = """
        SubClassOf( <c:Arena> <c:Setting> )
        EquivalentClasses( <c:Setting> <c:Frame> )
        SubObjectPropertyOf( <p:led> <p:tookPartIn> )
        SubObjectPropertyOf( ObjectInverseOf( <p:hadParticipant> ) <p:involvedIn> )
        EquivalentObjectProperties( <p:tookPartIn> ObjectInverseOf( <p:hadParticipant> ) )
        Type( <i:lunch> <c:Arena> )
        <p:led> (known instances: (<i:kari>, <i:lunch>) | possible instances: )
    """
    answer = reasoning._Answer.read(printed).entailments()
    assert answer.types == {("i:lunch", "c:Arena"), ("i:lunch", "c:Setting"), ("i:lunch", "c:Frame")}
    assert answer.values == {
        Value("i:kari", "p:led", "i:lunch"),
        Value("i:kari", "p:tookPartIn", "i:lunch"),
        Value("i:kari", "p:involvedIn", "i:lunch"),
        Value("i:lunch", "p:hadParticipant", "i:kari"),
    }


def test_a_complaint_is_shortened_to_what_it_says() -> None:
    printed = (
        'Exception in thread "main" a.BadLiteral: it is\nno number\n\tat a.Main.run(Main.java:1)\n\tat a.Main'
    )
    assert reasoning._complaint(printed) == "a.BadLiteral: it is no number"
    assert reasoning._complaint("") == "it gave no reason"


def test_only_named_things_are_declared() -> None:
    graph = (
        f"<c:Arena> <{RDF}type> <http://www.w3.org/2002/07/owl#Class> .\n"
        f"<p:led> <{RDF}type> <http://www.w3.org/2002/07/owl#ObjectProperty> .\n"
        f"<i:lunch> <{RDF}type> <c:Arena> .\n"
        "<i:kari> <p:led> _:somewhere .\n"
        f'<i:text> <{RDFS}label> "<i:no> <p:led> <i:thing> ."^^<{XSD}string> .\n'
    )
    declared = [line.split()[0] for line in reasoning._declarations(graph)]
    assert declared == ["<i:kari>", "<i:lunch>"]
