"""Take the extracted text of a document apart into the lines of its sections and footnotes.

A page starts where a line begins with one space and then text, and after a running line. Footnotes stand at
the foot of the page, behind a line of nothing but spaces, and may run on at the foot of the next; each starts
with the next number. Its mark stands behind a word, on the same page or on the one before. The addresses of
links are printed once more at the end of the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from typing import Final, NamedTuple

from graph.sources.layout import SectionLayout, SourceLayout, SourceTextError
from graph.sources.typesetting import BLANK, Line

_PAGE_START: Final = re.compile(r" \S")
_FOOTNOTE_RULE: Final = re.compile(r"\s{20,}")
_FOOTNOTE: Final = re.compile(r"\s*(?P<number>[0-9]{1,3})\s+(?=\S)")
_ADDRESS: Final = re.compile(r"\s*https?://(?P<address>\S+)\s*")
_SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_MARK: Final = rf"(?P<mark> *(?<![{_SUPERSCRIPTS}]){{raised}})(?![{_SUPERSCRIPTS}])"
_GLUED_MARK: Final = r"[^\W\d_][)»”]*[.,:;!?]*[)»”]*(?P<mark>{number})(?![0-9]|[.,][0-9])"
_DETACHED_MARK: Final = r"[^\W_][)»”]*[.,:;!?]+[)»”]*(?P<mark> +{number})(?= *\n| +[A-ZÆØÅ])"


class Reason(Enum):
    """Why a piece of the extracted text is not running text."""

    HEADING = "heading"
    RUNNING_LINE = "running line"
    REPEATED_ADDRESS = "repeated address"
    FOOTNOTE_NUMBER = "footnote number"
    FOOTNOTE_MARK = "footnote mark"
    LIST_MARKER = "list marker"
    HYPHEN = "hyphen of a split word"


class Dropped(NamedTuple):
    """A piece of the extracted text that is not running text; `end` is the position after it."""

    start: int
    end: int
    reason: Reason


class Mark(NamedTuple):
    """Where a footnote is called for, with the white space before it."""

    footnote: int
    start: int
    end: int
    behind: int
    """Where the last character of the running text before it stands."""


@dataclass(frozen=True)
class Part:
    """The lines of a section or of a footnote."""

    number: str
    heading: str
    opening: Line
    """The line with the heading or with the footnote's number."""
    lines: tuple[Line, ...]
    is_footnote: bool


@dataclass(frozen=True)
class Extraction:
    """An extracted text, taken apart."""

    parts: tuple[Part, ...]
    """The sections, then the footnotes."""
    marks: tuple[Mark, ...]
    pages: dict[int, int]
    """For each page of the extraction, its number in the document, as far as it is known."""
    dropped: tuple[Dropped, ...]


def take_apart(text: str, layout: SourceLayout) -> Extraction:
    """Find the lines of each section and of each footnote.

    Raises:
        SourceTextError: the text does not have that layout.
    """
    body, feet, dropped = _read_lines(text, layout)
    sections = _find_sections(text, body, layout.sections)
    footnotes = _find_footnotes(text, feet)
    pages = _number_pages(sections, layout.sections)
    marks = _find_marks(text, sections, footnotes)
    hidden = {position for mark in marks for position in range(mark.start, mark.end)}
    sections = [replace(part, lines=tuple(_hide(line, hidden) for line in part.lines)) for part in sections]
    dropped += [Dropped(part.opening.first, part.opening.end, Reason.HEADING) for part in sections]
    dropped += [
        Dropped(part.opening.first, part.lines[0].start, Reason.FOOTNOTE_NUMBER) for part in footnotes
    ]
    dropped += [Dropped(mark.start, mark.end, Reason.FOOTNOTE_MARK) for mark in marks]
    return Extraction((*sections, *footnotes), marks, pages, tuple(dropped))


def _read_lines(text: str, layout: SourceLayout) -> tuple[list[Line], list[Line], list[Dropped]]:
    """Return the lines of the running text, those at the foot of pages, and what is neither."""
    body: list[Line] = []
    feet: list[Line] = []
    dropped: list[Dropped] = []
    page, gap, start = 0, 0, 0
    turns, at_foot = True, False
    printed = ""
    for written in text.split("\n"):
        line = Line(start, written, gap, page)
        start += len(written) + 1
        if not written.strip():
            gap += 1
            at_foot = at_foot or _FOOTNOTE_RULE.fullmatch(written) is not None
            continue
        gap = 0
        if layout.is_running_line(written):
            dropped.append(Dropped(line.first, line.end, Reason.RUNNING_LINE))
            turns = True
            continue
        if turns or _PAGE_START.match(written):
            page += 1
            turns, at_foot, printed = False, False, ""
        address = _ADDRESS.fullmatch(written)
        if address is not None and address["address"] in printed:
            dropped.append(Dropped(line.first, line.end, Reason.REPEATED_ADDRESS))
            continue
        printed += "".join(written.split())
        (feet if at_foot else body).append(replace(line, page=page))
    return body, feet, dropped


def _find_sections(text: str, body: Sequence[Line], layouts: Sequence[SectionLayout]) -> list[Part]:
    """Divide the lines at the headings.

    Raises:
        SourceTextError: a heading is not found, or text stands before the first.
    """
    starts: list[int] = []
    for layout in layouts:
        after = starts[-1] + 1 if starts else 0
        found = next(
            (index for index in range(after, len(body)) if layout.is_heading(body[index].text)), None
        )
        if found is None:
            raise SourceTextError(_no_heading(text, body[after:], layout))
        starts.append(found)
    if body and starts[:1] != [0]:
        raise SourceTextError(
            f"Line {_line_number(text, body[0])} stands before the first section. Add the section that it "
            "belongs to, with its husk:heading and the smallest husk:order."
        )
    return [
        Part(layout.number, layout.heading, body[start], tuple(body[start + 1 : end]), is_footnote=False)
        for layout, start, end in zip(layouts, starts, [*starts, len(body)][1:], strict=True)
    ]


def _no_heading(text: str, lines: Sequence[Line], layout: SectionLayout) -> str:
    """Say that a section is not found, and which line looks most like its heading."""
    alike = get_close_matches(f"{layout.number} {layout.heading}", [line.text for line in lines], n=1)
    likely = [_line_number(text, line) for line in lines if [line.text] == alike]
    hint = f" Most like it is line {likely[0]}." if likely else ""
    return (
        f"Section {layout.number} is not found: no line is {layout.heading!r}, with or without the number, "
        f"behind the heading before it.{hint} Write husk:heading as the line has it, and check husk:order."
    )


def _find_footnotes(text: str, feet: Sequence[Line]) -> list[Part]:
    """Divide the lines at the foot of the pages into footnotes, which count from 1.

    Raises:
        SourceTextError: text at the foot of a page belongs to no footnote.
    """
    found: list[Part] = []
    for line in feet:
        number = _FOOTNOTE.match(line.text)
        if number is not None and int(number["number"]) == len(found) + 1:
            first = replace(line, start=line.start + number.end(), text=line.text[number.end() :])
            found.append(Part(f"fn{len(found) + 1}", "", line, (first,), is_footnote=True))
        elif found:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, line))
        else:
            raise SourceTextError(
                f"Line {_line_number(text, line)} stands behind a line of spaces, as footnotes do, but does "
                "not start with 1. If it is no footnote, take the spaces out with husk:extractionFix."
            )
    return found


def _number_pages(sections: Sequence[Part], layouts: Sequence[SectionLayout]) -> dict[int, int]:
    """Count the pages on from the sections whose first page is given.

    Raises:
        SourceTextError: a section's first page is not where counting leads, or lies before it.
    """
    pages: dict[int, int] = {}
    ahead: int | None = None
    for part, layout in zip(sections, layouts, strict=True):
        page = part.opening.page
        if layout.first_page is not None:
            counted = layout.first_page if ahead is None else page + ahead
            if layout.first_page < counted or (page in pages and layout.first_page > counted):
                raise SourceTextError(
                    f"Section {part.number} is said to start on page {layout.first_page}, but counting on "
                    f"from the section before gives page {counted}. Correct husk:firstPage of one of them."
                )
            ahead = layout.first_page - page
        if ahead is not None:
            pages |= {line.page: line.page + ahead for line in (part.opening, *part.lines)}
    return pages


def _find_marks(text: str, sections: Sequence[Part], footnotes: Sequence[Part]) -> tuple[Mark, ...]:
    """Find where each footnote is called for: behind the mark before it, and at most a page before it stands.

    Raises:
        SourceTextError: a footnote is not called for there.
    """
    lines = [line for part in sections for line in part.lines]
    characters = ["\n"] * len(text)
    for line in lines:
        characters[line.start : line.start + len(line.text)] = line.text
    running = "".join(characters)
    marks: list[Mark] = []
    for number, footnote in enumerate(footnotes, 1):
        near = [line for line in lines if footnote.opening.page - 1 <= line.page <= footnote.opening.page]
        start = max([line.start for line in near[:1]] + [mark.end for mark in marks[-1:]], default=0)
        end = max((line.start + len(line.text) + 1 for line in near[-1:]), default=0)
        raised = "".join(_SUPERSCRIPTS[int(digit)] for digit in str(number))
        patterns = (
            re.compile(pattern.format(number=number, raised=raised))
            for pattern in (_RAISED_MARK, _GLUED_MARK, _DETACHED_MARK)
        )
        found = next((match for pattern in patterns if (match := pattern.search(running, start, end))), None)
        if found is None:
            place = _line_number(text, footnote.opening)
            raise SourceTextError(
                f"Footnote {number} in line {place} is not called for on its page or the one before: no word "
                f"there has the mark {number} behind it. Write it raised, {raised}, with husk:extractionFix."
            )
        start, end = found.span("mark")
        joins = bool(marks) and marks[-1].end == start
        marks.append(Mark(number, start, end, marks[-1].behind if joins else start - 1))
    return tuple(marks)


def _hide(line: Line, hidden: set[int]) -> Line:
    """Blank out characters of a line, given by their positions in the text."""
    characters = (BLANK if line.start + index in hidden else letter for index, letter in enumerate(line.text))
    return replace(line, text="".join(characters))


def _line_number(text: str, line: Line) -> int:
    """Return the number of a line in its file, from 1."""
    return text.count("\n", 0, line.start) + 1
