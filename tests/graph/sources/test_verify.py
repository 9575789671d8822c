"""Holding passages against the text of their source, on a made-up report with a made-up graph."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import assemble
from graph.sources.layout import SourceTextError
from graph.sources.passages import stubs
from graph.sources.verify import Check, Report, State, render, verify
from graph.store import EmbeddedStore

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources"
TEXT = (FIXTURES / "texts" / "report.txt").read_text(encoding="utf-8")

Verify = Callable[[str], Report]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    """The graph of the report, built."""
    return assemble(FIXTURES / "data")


@pytest.fixture
def verify_text(store: EmbeddedStore, tmp_path: Path) -> Verify:
    """A function that holds the graph against another text of the report."""

    def verify_other(text: str) -> Report:
        (tmp_path / "report.txt").write_text(text, encoding="utf-8")
        return verify(store, tmp_path)

    return verify_other


def checks_of(report: Report) -> dict[str, Check]:
    """Return the checks of a report by the place of their passage."""
    return {check.passage.locator: check for source in report.sources for check in source.checks}


def states_of(report: Report) -> dict[str, State]:
    """Return what became of each passage."""
    return {locator: check.state for locator, check in checks_of(report).items()}


def test_passages_of_the_text_they_were_taken_from_match(verify_text: Verify) -> None:
    report = verify_text(TEXT)
    assert states_of(report) == dict.fromkeys(["1-p1-s1", "1-p2-s1", "fn1-p1-s1"], State.MATCHES)
    assert report.problems == ()


def test_a_passage_whose_sentence_went_on_is_moved_and_its_new_place_told(verify_text: Verify) -> None:
    report = verify_text(TEXT.replace("Kafeen skal", "Mange kom dit.\n\n\n\nKafeen skal"))
    assert states_of(report)["1-p2-s1"] is State.MOVED
    (problem,) = report.problems
    assert problem.focus_node == "https://w3id.org/husk/id/demo/passage/1-p2-s1"
    assert (
        "at 1-p3-s1 (page 6, 110 to 135), while the graph has 1-p2-s1 (page 6, 95 to 120)" in problem.message
    )
    assert "husk:paragraph 3 ; husk:sentence 1 ; husk:page 6 ; husk:startPosition 110" in problem.cure
    assert "Name passage and assertions after 1-p3-s1." in problem.cure


def test_a_passage_whose_positions_or_page_changed_is_moved_but_not_renamed(verify_text: Verify) -> None:
    further = verify_text(TEXT.replace("hver uke", "hver eneste uke"))
    assert states_of(further)["1-p2-s1"] is State.MOVED
    assert "Name" not in further.problems[0].cure
    on_the_next_page = verify_text(TEXT.replace("Kafeen skal", " Kafeen skal"))
    assert "page 7, 95 to 120), while the graph has 1-p2-s1 (page 6" in on_the_next_page.problems[0].message


def test_a_passage_whose_sentence_was_rewritten_is_changed(verify_text: Verify) -> None:
    report = verify_text(TEXT.replace("flere rom", "fire rom"))
    assert states_of(report)["1-p2-s1"] is State.CHANGED
    (problem,) = report.problems
    assert "does not match its source: the sentence at 1-p2-s1 (page 6, 95 to 119)" in problem.message
    assert "instead of sha256:5616d1ec…" in problem.message
    assert "right edition" in problem.cure
    assert problem.property == "https://w3id.org/husk/ontology#fingerprint"


def test_a_passage_whose_sentence_is_gone_is_missing_and_the_nearest_told(verify_text: Verify) -> None:
    report = verify_text(TEXT.replace("Kafeen skal få flere rom.", ""))
    assert states_of(report)["1-p2-s1"] is State.MISSING
    (problem,) = report.problems
    assert "nothing stands at 1-p2-s1 (page 6, 95 to 120)" in problem.message
    assert "nearest, at 1-p1-s2 (page 6, 70 to 94)" in problem.cure


def test_of_two_sentences_alike_the_nearer_is_taken(verify_text: Verify) -> None:
    twice = TEXT.replace("naboene.\n", "naboene. Kafeen skal få flere rom.\n")
    assert verify_text(twice).problems == ()
    report = verify_text(twice.replace("hver uke", "hver eneste uke"))
    assert "elsewhere in its source: at 1-p2-s1 (page 6, 102 to 127)" in report.problems[0].message


def test_a_passage_of_a_footnote_that_is_gone_is_missing(verify_text: Verify) -> None:
    rule, _, rest = TEXT.replace("kafé1", "kafé").partition("1 Lien")
    report = verify_text(rule + rest.partition("\n")[2])
    assert states_of(report)["fn1-p1-s1"] is State.MISSING
    assert "The source has no section fn1" in report.problems[0].cure


def test_a_passage_that_is_named_after_another_place_is_moved(tmp_path: Path) -> None:
    data = shutil.copytree(FIXTURES / "data", tmp_path / "data")
    for path in (data / "demo").iterdir():
        written = path.read_text(encoding="utf-8")
        for right, wrong in (
            ("p:1-p2-s1", "p:1-p7-s1"),
            ("a:1-p2-s1", "a:1-p7-s1"),
            ("husk:paragraph 2 ;", "husk:paragraph 7 ;"),
        ):
            written = written.replace(right, wrong)
        path.write_text(written, encoding="utf-8")
    (problem,) = verify(assemble(data), FIXTURES / "texts").problems
    assert problem.focus_node == "https://w3id.org/husk/id/demo/passage/1-p7-s1"
    assert problem.cure.endswith("Name passage and assertions after 1-p2-s1.")


def test_sections_are_counted_by_their_assertions(store: EmbeddedStore) -> None:
    (report,) = verify(store, FIXTURES / "texts").sources
    counted = {
        part.name: (part.sentences, part.covered, part.assertions, part.triples, part.entities)
        for part in (*report.sections, report.total)
    }
    assert counted == {
        "foreword": (1, 0, 0, 0, 0),
        "1": (3, 2, 4, 6, 3),
        "fn1": (1, 1, 1, 1, 1),
        "total": (5, 3, 4, 6, 3),
    }


def test_a_moved_passage_covers_the_sentence_where_it_stands(verify_text: Verify) -> None:
    (source,) = verify_text(TEXT.replace("Kafeen skal", "Mange kom dit.\n\n\n\nKafeen skal")).sources
    uncovered = [sentence.locator for section in source.sections for sentence in section.uncovered]
    assert uncovered == ["foreword-p1-s1", "1-p1-s2", "1-p2-s1"]


def test_a_changed_passage_covers_no_sentence(verify_text: Verify) -> None:
    (source,) = verify_text(TEXT.replace("flere rom", "fire rom")).sources
    assert "1-p2-s1" in [sentence.locator for sentence in source.total.uncovered]


def test_a_report_for_people_holds_places_and_no_text(store: EmbeddedStore) -> None:
    report = verify(store, FIXTURES / "texts")
    assert render(report).splitlines() == [
        "source:report (report.txt)",
        "Passages: 3 match, 0 moved, 0 changed, 0 missing.",
        "",
        "section      sentences    covered assertions    triples   entities",
        "foreword             1          0          0          0          0",
        "1                    3          2          4          6          3",
        "fn1                  1          1          1          1          1",
        "total                5          3          4          6          3",
        "",
        "Sentences without an assertion:",
        "foreword: all 1",
        "1: p1-s2",
    ]


def test_a_report_shows_text_when_asked(store: EmbeddedStore) -> None:
    shown = render(verify(store, FIXTURES / "texts"), show_text=True).splitlines()
    assert shown[-2:] == [
        "foreword-p1-s1: Denne rapporten er skrevet av naboene.",
        "1-p1-s2: De holdt åpent hver uke.",
    ]


def test_a_report_tells_each_problem(verify_text: Verify) -> None:
    report = verify_text(TEXT.replace("flere rom", "fire rom"))
    assert "Passages: 2 match, 0 moved, 1 changed, 0 missing." in render(report)
    assert str(report.problems[0]) in render(report)


def test_stubs_hold_every_sentence_of_a_section_and_match_once_authored(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    data = shutil.copytree(FIXTURES / "data", tmp_path / "data")
    written = [stubs(store, FIXTURES / "texts", section) for section in ("1", "fn1")]
    summarised = "\n".join(written).replace('""@nb', '"Om kafeen."@nb').replace('""@en', '"On the café."@en')
    (data / "demo" / "passages.trig").write_text(summarised, encoding="utf-8")
    report = verify(assemble(data), FIXTURES / "texts")
    assert list(states_of(report)) == ["1-p1-s1", "1-p1-s2", "1-p2-s1", "fn1-p1-s1"]
    assert report.problems == ()


def test_stubs_hold_no_text(store: EmbeddedStore) -> None:
    assert "kafé" not in stubs(store, FIXTURES / "texts", "1").lower()


def test_stubs_of_an_unknown_section_are_refused(store: EmbeddedStore) -> None:
    with pytest.raises(SourceTextError, match=r"No source has a section 7\. Give"):
        stubs(store, FIXTURES / "texts", "7")
