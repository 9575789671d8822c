"""Undo what a typesetter did to running text: find its paragraphs, and join their lines without the splits.

All that is left of the page is lines. A paragraph shows in them where a line ends although it had room for
the next word, which needs the widths of letters: a face sets an m nearly three times as wide as an i. The
widths are those of Times (Adobe Font Metrics for the Core 14 fonts), the proportions of most text faces; only
their ratios count.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import multimode
from typing import Final, NamedTuple

_WIDTHS: Final = {
    letter: width
    for width, letters in {
        0.2: "|",
        0.25: " ,.",
        0.278: "/:;ijlt",
        0.333: "!'()-Ifr",
        0.389: "Js",
        0.444: "?aceåéz”",
        0.556: "FPS",
        0.611: "ELTZ",
        0.667: "BCRæ",
        0.722: "ADGHKNOQUVXYwÅØ",
        0.778: "&m",
        0.833: "%",
        0.889: "MÆ",
        0.944: "W",
        1.0: "…",
    }.items()
    for letter in letters
}
"""Widths in em; whatever is missing, digits for example, is half an em wide."""

_BULLET: Final = re.compile(r"\s*(?P<marker>[-•o])\s+(?=\S)")
_NUMBERED: Final = re.compile(r"\s*(?P<marker>(?P<number>[0-9]{1,2})\.)\s+(?=[A-ZÆØÅ])")
_SENTENCE_END: Final = re.compile(r"[.:?!][)\]”»\"’]*\s*$")
_SENTENCE_START: Final = re.compile(r"\s*[(\[”«\"‘]*[A-ZÆØÅ0-9]")
_CAPITAL: Final = re.compile(r"\s*[”«\"]*[A-ZÆØÅ]")
_TWO_SPACES: Final = re.compile(r"[.?!] {2,}\S")
_HYPHEN_AT_END: Final = re.compile(r"(?P<stem>[^\W\d_]*)(?<=\S)-$")
_ADDRESS_AT_END: Final = re.compile(r"(https?://|www\.)\S*$")
_SUSPENDED: Final = re.compile(r"(og|eller|samt)\b")

_NARROWER: Final = 0.95
"""A section whose widest line is below this part of the document's measure is set narrower."""

BLANK: Final = "\0"
"""Stands in a line for a character that is not of the running text."""


@dataclass(frozen=True)
class Line:
    """A line of extracted text that is not empty."""

    start: int
    """Where it starts in the extracted text."""
    text: str
    """All of it but its end, with `BLANK` for each character that is not of the running text."""
    gap: int
    """How many empty lines stand before it."""
    page: int
    """Which page of the extraction it stands on, from 1."""

    @property
    def words(self) -> str:
        """What of it is running text."""
        return self.text.replace(BLANK, "")

    @property
    def indent(self) -> int:
        """How much white space it starts with."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def first(self) -> int:
        """Where its first character but white space stands in the extracted text."""
        return self.start + self.indent

    @property
    def end(self) -> int:
        """Where in the extracted text only white space follows."""
        return self.start + len(self.text.rstrip())


@dataclass(frozen=True)
class Paragraph:
    """The lines of a paragraph or of an item in a list."""

    lines: tuple[Line, ...]
    marker: str | None = None
    """What an item starts with: a dash, a bullet, a number with its full stop."""

    @property
    def words_start(self) -> int:
        """Where in the first line the words start, behind the marker."""
        return self.lines[0].indent + len(self.marker or "")


class JoinedText(NamedTuple):
    """Running text, and where its characters stand in the extracted text."""

    text: str
    origins: tuple[int, ...]
    """For each character, where it stood; for a space that replaces a line's end, where that was."""
    hyphens: tuple[int, ...]
    """Where the hyphens stood that only split a word."""


def measure_of(lines: Iterable[Line]) -> float:
    """Return how wide the lines of a document are set, in em: all but one in a hundred are no wider."""
    widths = sorted(width(line.words.strip()) for line in lines)
    return widths[(len(widths) * 99 - 1) // 100] if widths else 0.0


def paragraphs(lines: Sequence[Line], measure: float) -> list[Paragraph]:
    """Gather the lines of a section, given in reading order, into paragraphs and items of lists.

    A line starts a paragraph or an item if

    - it starts with a dash, a bullet, or the number that a list has reached; or
    - more empty lines than usual stand before it on its page, and it does not start in lower case; or
    - it starts like a sentence, and the line before ends one although it had room for the next word, or ends
      in two spaces where the section does not part sentences in a line so; or
    - it starts with a capital, and the line before is of an item and had room for the next word.

    A line had room if it would be no wider than the document's measure with the next word; or than the widest
    line of the section, where that stays so far below the measure that the section must be set narrower.
    """
    if not lines:
        return []
    gaps = [line.gap for before, line in pairwise(lines) if line.page == before.page]
    usual_gap = min(multimode(gaps), default=0)
    widest = max(width(line.words.strip()) for line in lines)
    measure = measure if widest > _NARROWER * measure else widest
    parts_by_two_spaces = any(_TWO_SPACES.search(line.words) for line in lines)

    def breaks(before: Line, line: Line, *, in_item: bool) -> bool:
        """Say whether a paragraph ends between two lines."""
        if line.page == before.page and line.gap > usual_gap and not line.words.lstrip()[:1].islower():
            return True
        had_room = width(f"{before.words.strip()} {line.words.split()[0]}") <= measure
        if _SENTENCE_END.search(before.words) and _SENTENCE_START.match(line.words):
            return had_room or (before.words.endswith("  ") and not parts_by_two_spaces)
        return in_item and had_room and _CAPITAL.match(line.words) is not None

    found: list[Paragraph] = []
    number = 0
    for line in lines:
        marker = _marker(line, number + 1)
        if marker and marker[0].isdigit():
            number = int(marker[:-1])
        before = found[-1] if found else None
        if before is None or marker or breaks(before.lines[-1], line, in_item=before.marker is not None):
            found.append(Paragraph((line,), marker))
        else:
            found[-1] = replace(before, lines=(*before.lines, line))
    return found


def join(paragraph: Paragraph) -> JoinedText:
    """Write a paragraph's lines as one, without the item's marker and with each white space as one space.

    >>> lines = (Line(0, "- Ny og bru-", 0, 1), Line(14, "kerstyrt  HUSK-", 0, 1), Line(30, "kurs", 0, 1))
    >>> join(Paragraph(lines, "-")).text
    'Ny og brukerstyrt HUSK-kurs'
    """
    characters: list[str] = []
    origins: list[int] = []
    hyphens: list[int] = []
    space: int | None = None
    for line, following in zip_longest(paragraph.lines, paragraph.lines[1:]):
        first = paragraph.words_start if line is paragraph.lines[0] else line.indent
        for position, character in enumerate(line.text[first:], line.start + first):
            if character.isspace():
                space = position
            elif character != BLANK:
                if space is not None and characters:
                    characters.append(" ")
                    origins.append(space)
                space = None
                characters.append(character)
                origins.append(position)
        if following is None:
            break
        glue = between("".join(characters), following.words)
        if characters[-1:] == ["-"] and "-" not in glue:
            characters.pop()
            hyphens.append(origins.pop())
        space = line.start + len(line.text) if " " in glue else None
    return JoinedText("".join(characters), tuple(origins), tuple(hyphens))


def between(before: str, after: str) -> str:
    """Return what stands between two lines: a space, a hyphen, a hyphen and a space, or nothing.

    A hyphen at a line's end is the word's own in an address, before `og`, `eller` and `samt`, after a
    capital, a digit, a sign or a single letter, and before whatever is no small letter. Any other only splits
    the word.

    >>> pairs = [("en", "dag"), ("sam-", "arbeid"), ("NAV-", "kontor"), ("bruker-", "og")]
    >>> [between(before, after) for before, after in pairs]
    [' ', '', '-', '- ']
    """
    ending = _HYPHEN_AT_END.search(before)
    if ending is None:
        return " "
    if _ADDRESS_AT_END.search(before):
        return "-"
    if _SUSPENDED.match(after.lstrip()):
        return "- "
    splits = len(ending["stem"]) > 1 and ending["stem"][-1].islower() and after.lstrip()[:1].islower()
    return "" if splits else "-"


def width(text: str) -> float:
    """Return how wide a text is set, in em.

    >>> width("mm") > width("iiii")
    True
    """
    return sum(_WIDTHS.get(letter, 0.5) for letter in text)


def _marker(line: Line, next_number: int) -> str | None:
    """Return what a line starts with if it starts an item; a list counts from 1, without gaps."""
    bullet = _BULLET.match(line.words)
    if bullet is not None:
        return bullet["marker"]
    numbered = _NUMBERED.match(line.words)
    if numbered is not None and int(numbered["number"]) in {1, next_number}:
        return numbered["marker"]
    return None
