"""What an export is: a part of the graph under a name, in the formats that it can be had in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from graph.errors import HuskError, UnusableError
from graph.exports.edition import Edition
from graph.reading.descriptions import Text
from ontology.terms import LANGUAGES

Writer = Callable[[Edition, str, BinaryIO], None]
"""Writes an export of an edition, in a language, to an open file."""


class UnknownExportError(HuskError):
    """Nothing is exported under a name; the message lists the names there are."""


class UnknownFormatError(UnusableError):
    """An export cannot be had in a format; the message lists those it has."""


class UnwritableFileError(HuskError):
    """The file that an export was to be written to cannot be."""


@dataclass(frozen=True)
class Format:
    """A format of files."""

    name: str
    """As it is asked for, such as `csv`."""
    media_type: str
    suffix: str
    """What the name of a file ends with, such as `.csv`."""
    is_text: bool = True


@dataclass(frozen=True)
class Export:
    """Something that can be exported."""

    name: str
    """As it is asked for, such as `organisations`."""
    title: Text
    writers: Mapping[Format, Writer]
    """How it is written in each format; the first is the one that is meant where none is named."""
    is_in_one_language: bool = True
    """Whether its words are in the language asked for; else they are in all."""
    is_by_programme: bool = False
    """Whether it can be had of one of several programmes."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """Return the formats that it can be had in, the usual one first."""
        return tuple(self.writers)

    def require_format(self, name: str | None) -> Format:
        """Return the format of a name, the usual one where none is named.

        Raises:
            UnknownFormatError: it cannot be had in that format.
        """
        for offered in self.formats:
            if name in {None, offered.name}:
                return offered
        names = ", ".join(offered.name for offered in self.formats)
        raise UnknownFormatError(f"{self.name!r} cannot be exported as {name!r}. Its formats are {names}.")

    def require_programme(self, programme: str | None) -> None:
        """Make sure that it can be had of a programme; None stands for all of them together.

        Raises:
            UnusableError: it cannot.
        """
        if programme and not self.is_by_programme:
            raise UnusableError(f"{self.name!r} is exported of all programmes together; networks are of one.")

    def languages(self, language: str) -> tuple[str, ...]:
        """Return the languages of what is exported when one is asked for."""
        return (language,) if self.is_in_one_language else LANGUAGES

    def file_name(self, chosen: Format, language: str, edition: Edition) -> str:
        """Name a file of it, so that files of two languages or editions can lie side by side."""
        of = [edition.programme] if edition.programme else []
        words = ["husk", *of, self.name, *([language] if self.is_in_one_language else []), edition.name[:12]]
        return "-".join(words) + chosen.suffix

    def write(self, edition: Edition, chosen: Format, language: str, output: BinaryIO) -> None:
        """Write it to an open file; equal editions give equal bytes.

        Raises:
            UnusableError: it cannot be had of the one programme that is exported.
        """
        self.require_programme(edition.programme)
        self.writers[chosen](edition, language, output)
