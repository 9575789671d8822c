"""Read the text that was extracted from a document: its sections, paragraphs, sentences and footnotes.

An extraction is broken in known ways: footnotes, running titles and page numbers stand in the middle of
sentences, footnote marks are glued to words, words are split at line ends, addresses are printed twice.
`normalise` undoes this in one chain, each step in the module that it is named after:

    source_layout   the extracted text, mended where the data says so
    extraction      its lines, divided into sections and footnotes
    typesetting     their paragraphs, as running text
    sentences       the sentences of a paragraph

Positions and fingerprints are then taken from running text. Each character that was extracted ends up in one
sentence, or in one piece of `SourceText.dropped` that tells why it is not running text.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256

from graph.sources.extraction import Dropped, Extraction, Part, Reason, take_apart
from graph.sources.layout import SourceLayout
from graph.sources.sentences import Span, split
from graph.sources.typesetting import Paragraph, join, measure_of, paragraphs


@dataclass(frozen=True)
class Sentence:
    """A sentence and its place: the section, the block in it and the number in the block, both from 1."""

    section: str
    block: int
    number: int
    start: int
    """Position of its first character in the section's text, from 0."""
    end: int
    """Position after its last character."""
    page: int | None
    """The page it starts on, which is counted, not printed; None where it is not known."""
    text: str
    footnotes: tuple[int, ...]
    """The footnotes that it calls for."""

    @property
    def locator(self) -> str:
        """The place as the IRI of a passage spells it, e.g. `2.4-p1-s2`."""
        return f"{self.section}-p{self.block}-s{self.number}"

    @property
    def fingerprint(self) -> str:
        """What tells whether a text is this one, without telling the text."""
        return fingerprint(self.text)


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of a list."""

    number: int
    start: int
    end: int
    marker: str | None
    """What an item starts with, a dash for example; it is not part of the text."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """A section or a footnote: its running text without the heading, in a line for each block."""

    number: str
    heading: str
    text: str
    blocks: tuple[Block, ...]
    origins: tuple[int, ...] = field(repr=False)
    """For each character of the text, where it stands in the extracted text."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all blocks."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


@dataclass(frozen=True)
class SourceText:
    """A document's text, read."""

    sections: tuple[Section, ...]
    """The sections in the order of the layout, then the footnotes `fn1`, `fn2` and so on."""
    dropped: tuple[Dropped, ...]
    """What of the extracted text is not running text, in its order."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all sections."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8.

    >>> fingerprint("Hei.")
    'sha256:9a62a4f7144ef64cb2d010bbb2307f24b1e28a952434242b2b01c9ea0bd70200'
    """
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def normalise(raw: str, layout: SourceLayout) -> SourceText:
    r"""Read the extracted text of a document.

    A paragraph of a footnote is one sentence: in a citation, full stops part author, year and title.

    >>> from graph.sources.layout import SectionLayout
    >>> raw = " 1. Start\n\nVi be-\n\ngynte. Hvem1 var med?\n" + " " * 40 + "\n1 Alle."
    >>> text = normalise(raw, SourceLayout((SectionLayout("1", "Start", first_page=5),)))
    >>> for sentence in text.sentences:
    ...     print(sentence.locator, sentence.page, sentence.text, sentence.footnotes)
    1-p1-s1 5 Vi begynte. ()
    1-p1-s2 5 Hvem var med? (1,)
    fn1-p1-s1 5 Alle. ()

    Raises:
        SourceTextError: the text does not have that layout.
    """
    extraction = take_apart(layout.fixed(unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))), layout)
    dropped = list(extraction.dropped)
    body, feet = (
        measure_of(line for part in extraction.parts if part.is_footnote == footnotes for line in part.lines)
        for footnotes in (False, True)
    )
    sections = tuple(
        _section(part, feet if part.is_footnote else body, extraction, dropped) for part in extraction.parts
    )
    return SourceText(sections, tuple(sorted(dropped, key=lambda piece: piece.start)))


def _section(part: Part, measure: float, extraction: Extraction, dropped: list[Dropped]) -> Section:
    """Write the lines of a section or footnote as running text, and add what they lose to what is dropped."""
    blocks: list[Block] = []
    text = ""
    origins: list[int] = []
    for number, paragraph in enumerate(paragraphs(part.lines, measure), 1):
        joined = join(paragraph)
        if blocks:
            text += "\n"
            origins.append(origins[-1] + 1)
        spans = [Span(0, len(joined.text))] if part.is_footnote else split(joined.text)
        sentences = tuple(
            Sentence(
                part.number,
                number,
                index,
                len(text) + span.start,
                len(text) + span.end,
                extraction.pages.get(_page(paragraph, joined.origins[span.start])),
                joined.text[span.start : span.end],
                _called_for(extraction, joined.origins[span.start : span.end]),
            )
            for index, span in enumerate(spans, 1)
        )
        blocks.append(Block(number, len(text), len(text) + len(joined.text), paragraph.marker, sentences))
        text += joined.text
        origins += joined.origins
        dropped += [Dropped(position, position + 1, Reason.HYPHEN) for position in joined.hyphens]
        if paragraph.marker is not None:
            end = paragraph.lines[0].start + paragraph.words_start
            dropped.append(Dropped(end - len(paragraph.marker), end, Reason.LIST_MARKER))
    return Section(part.number, part.heading, text, tuple(blocks), tuple(origins))


def _page(paragraph: Paragraph, position: int) -> int:
    """Return the page of the extraction on which a character of a paragraph stands."""
    return next(line.page for line in reversed(paragraph.lines) if line.start <= position)


def _called_for(extraction: Extraction, origins: Collection[int]) -> tuple[int, ...]:
    """Return the footnotes whose marks stand behind one of some characters."""
    return tuple(mark.footnote for mark in extraction.marks if mark.behind in origins)
