"""The text of the first source, as it is read: by counts, pages and fingerprints, never by its words.

Parts and their pages are as the source was read by hand. A fingerprint tells when a reading changes, which
the passages that are authored would then have to follow.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from graph.authoring.parse import read
from graph.sources.documents import SourceDocument, source_documents
from graph.sources.extraction import Reason
from graph.sources.text import Section, SourceText, fingerprint
from graph.store import EmbeddedStore
from tests.checkout import ROOT
from tests.graph.extracted_texts import assert_nothing_is_lost


class Part(NamedTuple):
    """What is known of a section or footnote."""

    pages: tuple[int, ...]
    blocks: int
    sentences: int
    fingerprint: str


PARTS: Final = {
    "forord": Part((3,), 4, 6, "b2c49b784efc"),
    "sammendrag": Part((7,), 5, 16, "906e5b4259bb"),
    "1": Part((9, 10), 10, 24, "6d32c1cad6fc"),
    "2": Part((), 0, 0, "e3b0c44298fc"),
    "2.1": Part((11, 12), 12, 25, "4c4ddbff2787"),
    "2.2": Part((12, 13), 8, 22, "d087df3456a0"),
    "2.3": Part((14, 15), 5, 26, "5562c61ea129"),
    "2.4": Part((16,), 5, 10, "db9e7417b345"),
    "2.5": Part((16, 17), 13, 16, "2f7a453404ca"),
    "2.6": Part((18, 19), 17, 29, "b5abf3ec43ec"),
    "2.7": Part((20,), 6, 12, "5d5edfb0a578"),
    "2.8": Part((20, 21), 10, 20, "69c5b8957d2e"),
    "2.9": Part((21, 22, 23), 9, 23, "b53feadc7d60"),
    "3": Part((25, 26, 27, 28, 29), 22, 85, "9db9c98d0dde"),
    "4": Part((31, 32, 33, 34, 35), 19, 96, "c9cd094ba0b4"),
    "fn1": Part((12,), 1, 1, "4a5d0abb7272"),
    "fn2": Part((13,), 2, 2, "9474ae4ae0c8"),
    "fn3": Part((13,), 1, 1, "189cebfd8735"),
    "fn4": Part((13,), 1, 1, "6a63a1afc9a5"),
    "fn5": Part((14,), 1, 1, "bff7dd101e3f"),
    "fn6": Part((14,), 1, 1, "ddf49b91b20a"),
    "fn7": Part((14,), 1, 1, "e2fbd73358e2"),
    "fn8": Part((15,), 1, 1, "fc0618e9d279"),
    "fn9": Part((15,), 1, 1, "e307c73a6b02"),
    "fn10": Part((15,), 1, 1, "539df2da4891"),
    "fn11": Part((16,), 1, 1, "75314e3f30c0"),
    "fn12": Part((17,), 1, 1, "8defdb8d9aa7"),
    "fn13": Part((18,), 2, 2, "4f72e5ca855f"),
    "fn14": Part((18,), 1, 1, "9b4fd2e6a372"),
    "fn15": Part((19,), 1, 1, "7daa6a9c9156"),
    "fn16": Part((20,), 1, 1, "4144b4c8b71d"),
    "fn17": Part((22,), 1, 1, "61b2e8056343"),
    "fn18": Part((22,), 1, 1, "c539d9259be2"),
    "fn19": Part((22,), 1, 1, "29a82a74849f"),
    "fn20": Part((32,), 1, 1, "865eb4637477"),
    "fn21": Part((32,), 1, 1, "57b08e77908a"),
}

CALLED_FOR: Final = {
    "fn1": "2.2-p3-s1",
    "fn2": "2.2-p5-s7",
    "fn3": "2.2-p5-s8",
    "fn4": "2.2-p8-s3",
    "fn5": "2.3-p1-s4",
    "fn6": "2.3-p2-s7",
    "fn7": "2.3-p2-s8",
    "fn8": "2.3-p2-s9",
    "fn9": "2.3-p4-s1",
    "fn10": "2.3-p4-s3",
    "fn11": "2.4-p5-s1",
    "fn12": "2.5-p12-s1",
    "fn13": "2.5-p13-s1",
    "fn14": "2.6-p1-s2",
    "fn15": "2.6-p15-s3",
    "fn16": "2.7-p1-s4",
    "fn17": "2.9-p1-s5",
    "fn18": "2.9-p1-s5",
    "fn19": "2.9-p3-s3",
    "fn20": "4-p8-s1",
    "fn21": "4-p8-s3",
}
"""For each footnote, the sentence that calls for it."""


def part_of(section: Section) -> Part:
    """Sum a section up; the fingerprint is one of all places and fingerprints in it."""
    places = [
        f"{one.locator} {one.page} {one.start} {one.end} {one.fingerprint}" for one in section.sentences
    ]
    pages = sorted({one.page for one in section.sentences if one.page is not None})
    return Part(
        tuple(pages), len(section.blocks), len(section.sentences), fingerprint("\n".join(places))[7:19]
    )


@pytest.fixture(scope="module")
def document() -> SourceDocument:
    """The source, as the data describes it."""
    described = (statement for file in read(ROOT / "data") for statement in file.descriptions)
    (found,) = source_documents(EmbeddedStore.in_memory("\n".join(map(str, described)).encode()))
    return found


@pytest.fixture(scope="module")
def text(document: SourceDocument, sources: Path) -> SourceText:
    """The text of the source, read."""
    return document.read(sources)


def test_every_part_has_its_pages_blocks_and_sentences(text: SourceText) -> None:
    assert {section.number: part_of(section) for section in text.sections} == PARTS


def test_nothing_of_the_text_is_lost(document: SourceDocument, sources: Path, text: SourceText) -> None:
    assert_nothing_is_lost((sources / document.file_name).read_text(encoding="utf-8"), text)


def test_each_footnote_is_called_for_once(text: SourceText) -> None:
    called_for = {f"fn{note}": one.locator for one in text.sentences for note in one.footnotes}
    assert called_for == CALLED_FOR
    assert sum(len(one.footnotes) for one in text.sentences) == len(CALLED_FOR)


def test_what_is_dropped_is_no_text(text: SourceText) -> None:
    assert Counter(piece.reason for piece in text.dropped) == {
        Reason.HEADING: 15,
        Reason.RUNNING_LINE: 2,
        Reason.REPEATED_ADDRESS: 11,
        Reason.FOOTNOTE_NUMBER: 21,
        Reason.FOOTNOTE_MARK: 21,
        Reason.LIST_MARKER: 57,
        Reason.HYPHEN: 200,
    }


def test_no_word_is_left_split(text: SourceText) -> None:
    left_out = re.compile(r"\w- (og|eller|samt)\b")
    split = [
        one.locator
        for one in text.sentences
        for found in re.finditer(r"[a-zæøå]- [a-zæøå]", one.text)
        if not left_out.match(one.text, found.start())
    ]
    assert split == []


def test_no_sentence_starts_in_lower_case_outside_a_list(text: SourceText) -> None:
    assert [
        sentence.locator
        for section in text.sections
        for block in section.blocks
        for sentence in block.sentences
        if sentence.text[0].islower() and block.marker is None and not sentence.text.startswith("http")
    ] == []
