"""What is read of the tests of a programme, and what its networks show of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.analysis.analysing import Analysed, analyse, require_measures
from graph.analysis.keeping import write_analyses
from graph.claims.answering import answered, findings
from graph.claims.describing import described
from graph.claims.finding import Finding
from graph.claims.keeping import FILE, read_claims, write_claims
from graph.claims.structural_tests import Direction, StructuralTest, Thresholds, structural_tests
from graph.claims.verdict import Why
from graph.equality.measures import MEASURES as EQUALITY_MEASURES
from graph.equality.parts import Way
from graph.errors import SnapshotError, UnusableError
from graph.measures.computing import node_values
from graph.measures.registry import MEASURES
from graph.networks.reading import read
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance
from graph.reading.entities import EntityReader
from graph.store import EmbeddedStore
from tests.claims import claims
from tests.fjordvik import fjordvik

ID = "https://w3id.org/husk/id/demo/"
SECTOR = "https://w3id.org/husk/vocabulary/sector/"
MEASURES_OF_PARTIES = {measure.name: measure for measure in EQUALITY_MEASURES}
GLUE, EVEN, TIES = "kontoret-mellom-andre", "hvor-jevnt-partene-deltok", "om-hogskolens-band-gar-ut"


def by_name() -> dict[str, StructuralTest]:
    return {test.iri.rpartition("/")[2]: test for test in structural_tests(claims())}


def found(samples: int = 19) -> dict[str, Finding]:
    """Return what structure shows, by the last part of the name of the test."""

    def analyses(projection: Projection) -> tuple[Analysed, ...]:
        names = ["two-mode-betweenness", "e-i-of-sectors"]
        measures = require_measures(projection, names)
        return analyse(claims(), projection, measures, samples=samples, seed=1)

    by_iri = findings(claims(), structural_tests(claims()), analyses, samples=samples, seed=1)
    return {iri.rpartition("/")[2]: finding for iri, finding in by_iri.items()}


def test_tests_are_read_as_they_stand() -> None:
    tests = by_name()
    assert set(tests) == {GLUE, EVEN, TIES}
    glue = tests[GLUE]
    assert (glue.claim, glue.about) == (ID + "claim/kontoret-er-limet", (ID + "organisation/kontoret",))
    assert (glue.network, glue.measure) == (NETWORKS["actors-by-arenas"], MEASURES["two-mode-betweenness"])
    assert glue.direction is Direction.HIGH
    assert (tests[EVEN].network, tests[EVEN].about_name) == (Way.TAKES_PART, "")
    assert tests[TIES].about_name == f"{SECTOR}education {SECTOR}research"


@pytest.mark.parametrize(
    ("network", "measure", "message"),
    [
        ("arenas", "two-mode-betweenness", "actors-by-arenas.*takes-part"),
        ("whole", "degree", "no network 'whole' to test on"),
        ("people-by-works", "two-mode-betweenness", "no network 'people-by-works'"),
        ("actors-by-arenas", "betweeness", "betweenness"),
        ("actors-by-arenas", "two-mode-count", "Chance is not asked of 'two-mode-count'"),
        ("leads", "brokerage", "share-of-parts"),
        ("leads/Meeting", "reach", "no network 'leads/Meeting'.*Subproject"),
    ],
)
def test_what_cannot_be_computed_is_answered_with_what_can(network: str, measure: str, message: str) -> None:
    test, husk = f"<{ID}test/one>", "https://w3id.org/husk/ontology#"
    statements = [
        f"{test} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{husk}StructuralTest> .",
        f"{test} <{husk}tests> <{ID}claim/one> .",
        f'{test} <{husk}inNetwork> "{network}" .',
        f'{test} <{husk}byMeasure> "{measure}" .',
        f"{test} <{husk}supportedWhen> <https://w3id.org/husk/vocabulary/direction/high> .",
    ]
    store = EmbeddedStore.in_memory("\n".join(statements).encode())
    with pytest.raises(UnusableError, match=f"demo/test/one cannot be computed.*{message}"):
        structural_tests(store)


def test_a_test_tells_the_command_that_computes_its_value() -> None:
    tests = by_name()
    assert tests[GLUE].command == "husk analyse actors-by-arenas --measure two-mode-betweenness"
    assert tests[EVEN].command == "husk equality"


def test_the_value_of_a_node_is_the_one_of_the_analysis() -> None:
    network = read(claims(), NETWORKS["actors-by-arenas"])
    expected = node_values(MEASURES["two-mode-betweenness"], network)["demo/organisation/kontoret"]
    finding = found()[GLUE]
    assert finding.value == expected
    assert (finding.ties, finding.stated) == (network.number_of_edges(), None)
    assert finding.chance is not None
    assert finding.chance.observed == expected


def test_ties_of_actors_without_a_sector_are_counted_where_sectors_count() -> None:
    """The guests have no sector; they were in the café and at the lunch."""
    finding = found()[TIES]
    assert finding.stated == finding.ties - 2
    assert finding.value == 1.0


def test_the_value_of_parties_comes_with_what_it_hangs_on() -> None:
    finding = found()[EVEN]
    assert finding.value is not None
    assert finding.chance is not None
    assert finding.low is not None
    assert finding.low < finding.value
    assert finding.low_without is not None


def test_parties_are_tested_in_one_class_of_settings_alone() -> None:
    """The users led the café, and the board with the office; of groups there is only the board."""
    (even,) = (test for test in structural_tests(claims()) if test.iri.endswith(EVEN))
    leads = replace(even, network=Way.LEADS, measure=MEASURES_OF_PARTIES["reach"], about=(SECTOR + "users",))
    for kind, ties, command in (("Setting", 3, "husk equality"), ("Group", 2, "husk equality Group")):
        test = replace(leads, kind=kind)
        (case,) = findings(claims(), [test], lambda _: (), samples=0, seed=1).values()
        assert (case.ties, case.value, test.command) == (ties, 1.0, command)
        label = described(EntityReader(claims()), answered([test], [case], Thresholds.read(claims()))[0])
        assert label.network.en == {"Setting": "led", "Group": "led (group)"}[kind]


def test_without_samples_there_is_no_chance() -> None:
    assert all(finding.chance is None for finding in found(samples=0).values())


def test_p_are_adjusted_over_all_tests_that_have_one() -> None:
    tests = structural_tests(claims())
    chances = [Chance(0.5, 999, p=0.01), None, Chance(0.5, 999, p=0.04)]
    cases = [Finding(0.5, ties=50, chance=chance) for chance in chances]
    assert [each.adjusted_p for each in answered(tests, cases, Thresholds.read(claims()))] == [
        0.02,
        None,
        0.04,
    ]


def test_a_node_that_is_not_in_the_network_is_not_named() -> None:
    (glue,) = (test for test in structural_tests(claims()) if test.iri.endswith(GLUE))
    (case,) = findings(claims(), [glue], lambda _: (), samples=0, seed=1).values()
    assert answered([glue], [case], Thresholds.read(claims()))[0].verdict.why is Why.NOT_STATED


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    directory = tmp_path / "edition"
    directory.mkdir()
    write_analyses(claims(), directory, samples=0)
    write_claims(claims(), directory, samples=0)
    kept = read_claims(claims(), directory)
    assert [each.test for each in kept] == list(structural_tests(claims()))
    assert {each.test.iri.rpartition("/")[2]: each.finding for each in kept} == found(samples=0)


def test_a_graph_without_tests_keeps_none(tmp_path: Path) -> None:
    write_claims(fjordvik(), tmp_path, samples=19)
    assert read_claims(fjordvik(), tmp_path) == ()


def test_a_snapshot_without_claims_has_none(tmp_path: Path) -> None:
    assert read_claims(claims(), tmp_path) == ()


def test_what_cannot_be_read_is_told_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{}", "utf-8")
    with pytest.raises(SnapshotError, match="husk build"):
        read_claims(claims(), tmp_path)
