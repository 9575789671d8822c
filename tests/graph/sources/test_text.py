"""Reading the text of a source: each break of an extraction undone, and nothing of it lost.

The cases under fixtures/source_text/read hold what was extracted, and a line for each sentence it must give:
place, page, marker of an item, text, footnotes called for. Those under refused hold a part of the message.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import HuskError
from graph.sources.extraction import Reason
from graph.sources.layout import Fix, SectionLayout, SourceLayout, SourceTextError
from graph.sources.text import SourceText, fingerprint, normalise
from graph.sources.typesetting import width
from tests.graph.extracted_texts import assert_nothing_is_lost

CASES = Path(__file__).parents[1] / "fixtures" / "source_text"


def cases(folder: str) -> list[Any]:
    """Return one parameter for each case of a folder, named after its file."""
    return [
        pytest.param(tomllib.loads(path.read_text()), id=path.stem)
        for path in sorted((CASES / folder).iterdir())
    ]


def layout_of(case: dict[str, Any]) -> SourceLayout:
    """Return the layout that a case gives."""
    return SourceLayout(
        tuple(SectionLayout(**section) for section in case["sections"]),
        tuple(case.get("running_lines", ())),
        tuple(Fix(**fix) for fix in case.get("fixes", ())),
    )


def written_out(text: SourceText) -> list[str]:
    """Write the sentences of a text as the cases do."""
    return [
        " ".join(
            [sentence.locator, str(sentence.page or "-")]
            + [f"({block.marker})" for _ in [0] if block.marker and sentence.number == 1]
            + [sentence.text]
            + [str(list(sentence.footnotes)) for _ in [0] if sentence.footnotes]
        )
        for section in text.sections
        for block in section.blocks
        for sentence in block.sentences
    ]


@pytest.mark.parametrize("case", cases("read"))
def test_a_broken_extraction_is_read_as_printed(case: dict[str, Any]) -> None:
    assert written_out(normalise(case["extracted"], layout_of(case))) == case["expected"].splitlines()


@pytest.mark.parametrize("case", cases("read"))
def test_nothing_is_lost_of_a_broken_extraction(case: dict[str, Any]) -> None:
    layout = layout_of(case)
    assert_nothing_is_lost(layout.fixed(case["extracted"]), normalise(case["extracted"], layout))


@pytest.mark.parametrize("case", cases("refused"))
def test_a_text_without_that_layout_is_refused_with_place_and_cure(case: dict[str, Any]) -> None:
    with pytest.raises(SourceTextError, match=case["error"]) as caught:
        normalise(case["extracted"], layout_of(case))
    assert re.search(r"\. [A-Z][^.]+\.$|\. If [^.]+\.$", str(caught.value)), "the last sentence says the cure"
    assert isinstance(caught.value, HuskError)


def test_line_ends_and_composed_letters_make_no_difference() -> None:
    layout = SourceLayout((SectionLayout("1", "På ny"),))
    plain = normalise(" 1. På ny\nDe så\nelva.", layout)
    assert normalise(" 1. Pa\u030a ny\r\nDe sa\u030a\r\nelva.", layout).sentences == plain.sentences


def test_an_empty_text_of_a_source_without_sections_has_no_sentences() -> None:
    assert normalise("\n \n", SourceLayout(())).sentences == ()


def test_what_is_no_running_text_is_dropped_with_its_reason() -> None:
    case = tomllib.loads((CASES / "read" / "running_title_in_a_word.toml").read_text())
    pieces = [
        (piece.reason, case["extracted"][piece.start : piece.end])
        for piece in normalise(case["extracted"], layout_of(case)).dropped
    ]
    assert pieces == [
        (Reason.HEADING, "1. Oppstart"),
        (Reason.HYPHEN, "-"),
        (Reason.RUNNING_LINE, "Et hus ved elva – om nabolag"),
        (Reason.RUNNING_LINE, "Forlaget   |   forlaget.example 31"),
    ]


def test_a_fingerprint_tells_texts_apart_and_no_text() -> None:
    assert fingerprint("De var her.") != fingerprint("De var der.")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", fingerprint("De var her."))


WORDS = [
    "samarbeid",
    "kunnskap",
    "deltakerne",
    "møttes",
    "i",
    "å",
    "huset",
    "om",
    "EU-midler",
    "for",
    "kommunen",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(
    lambda words: " ".join(["Naboene", *words]) + "."
)
paragraphs = st.lists(sentences, min_size=1, max_size=6).map(" ".join)
MEASURE = 30.0


def typeset(paragraph: str, splits: st.DataObject) -> list[str]:
    """Break a paragraph into full lines, splitting words of small letters now and then."""
    lines = [""]
    for word in paragraph.split():
        whole, split = f"{lines[-1]} {word}".lstrip(), f"{lines[-1]} {word[:3]}-"
        if width(whole) <= MEASURE:
            lines[-1] = whole
        elif len(word) > 5 and word.isalpha() and width(split) <= MEASURE and splits.draw(st.booleans()):
            lines[-1:] = [split, word[3:]]
        else:
            lines.append(word)
    return lines


@given(st.lists(paragraphs, min_size=1, max_size=5), st.data())
def test_typeset_paragraphs_are_read_as_they_were_written(written: list[str], data: st.DataObject) -> None:
    lines = [line for paragraph in written for line in typeset(paragraph, data)]
    for index in data.draw(st.sets(st.integers(0, len(lines) - 1))):
        lines[index] = f" {lines[index]}"
    extracted = "\n\n".join([" 1. Oppstart", *lines])
    text = normalise(extracted, SourceLayout((SectionLayout("1", "Oppstart", first_page=1),)))
    section = text.sections[0]
    assert " ".join(section.text.split()) == " ".join(written)
    assert {sentence.text for sentence in section.sentences} == set(
        re.findall(r"Naboene[^.]*\.", " ".join(written))
    )
    starts = {len(" ".join([*written[:index], ""])) for index in range(len(written))}
    assert {block.start for block in section.blocks} <= starts, "no paragraph is cut in two"
    assert_nothing_is_lost(extracted, text)
    pages = [sentence.page for sentence in section.sentences]
    assert pages == sorted(page for page in pages if page is not None)
