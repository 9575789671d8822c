"""What must be known of a document, as data, before its extracted text can be read."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.errors import HuskError

_PAGE_NUMBER: Final = re.escape("{page}")


class SourceTextError(HuskError):
    """A document's text does not have the layout that the data gives it; the message says the cure."""


class Fix(NamedTuple):
    """A place where the extraction went wrong beyond any rule; what it gave must occur exactly once."""

    extracted: str
    """What the file has."""
    printed: str
    """What the page shows."""


@dataclass(frozen=True)
class SectionLayout:
    """Where a section starts: at the line that is its heading, with or without its number before it."""

    number: str
    """What the section goes by: its number, or a word for a section without one."""
    heading: str
    first_page: int | None = None
    """The page it starts on; needed where the extraction leaves pages out before it, elsewhere checked."""

    def is_heading(self, line: str) -> bool:
        """Say whether a line is the section's heading.

        >>> layout = SectionLayout("2.4", "Ungdom i arbeid")
        >>> [layout.is_heading(line) for line in (" 2.4  Ungdom i arbeid ", "Ungdom i arbeid", "2.4 Ungdom")]
        [True, True, False]
        """
        headings = (self.heading, f"{self.number} {self.heading}", f"{self.number}. {self.heading}")
        return _squeeze(line) in map(_squeeze, headings)


@dataclass(frozen=True)
class SourceLayout:
    """The parts of a document, and what of its extraction is no text."""

    sections: tuple[SectionLayout, ...]
    """All sections, in the order in which they stand; each ends where the next begins."""
    running_lines: tuple[str, ...] = ()
    """Lines that are repeated on pages, such as a running title; `{page}` stands for a page number."""
    fixes: tuple[Fix, ...] = ()

    def is_running_line(self, line: str) -> bool:
        """Say whether a line is one of those that are repeated on pages.

        >>> layout = SourceLayout((), running_lines=("Notat | side {page}",))
        >>> [layout.is_running_line(line) for line in ("Notat  |  side 31 ", "Notat | side")]
        [True, False]
        """
        patterns = (re.escape(_squeeze(text)).replace(_PAGE_NUMBER, "[0-9]+") for text in self.running_lines)
        return any(re.fullmatch(pattern, _squeeze(line)) for pattern in patterns)

    def fixed(self, text: str) -> str:
        """Mend an extracted text where the layout says so.

        Raises:
            SourceTextError: what is to be mended does not stand there, or more than once.
        """
        for fix in self.fixes:
            count = text.count(fix.extracted)
            if count != 1:
                raise SourceTextError(
                    f"{fix.extracted!r} is to be mended, but stands {count} times in the text, not once. "
                    "Quote enough of the text around it, exactly as the file has it, in husk:extractionFix."
                )
            text = text.replace(fix.extracted, fix.printed)
        return text


def _squeeze(text: str) -> str:
    """Write a text with each white space as one space."""
    return " ".join(text.split())
