r"""Publications as BibTeX (https://ctan.org/pkg/bibtex), in UTF-8, for LaTeX and for reference managers.

Names stand in braces, since the data do not tell which part of one is the family name.
"""

import io
import re
from typing import BinaryIO, Final

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from graph.exports.citations.works import Work, read_works
from graph.exports.edition import Edition
from graph.exports.export import Format

AS_BIBTEX: Final = Format("bibtex", "application/x-bibtex", ".bib")

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "$&#%_"},
}
_NAMED_BRACES: Final = {"{": r"\lbrace{}", "}": r"\rbrace{}"}
_ESCAPED: Final = re.compile(r"[\\{}~^$&#%_]")
_PUBLISHERS: Final = {"techreport": "institution", "mastersthesis": "school"}
"""What the publisher is called in some types of entry."""
_SERIES: Final = {"article": "journal"}
_GENRES: Final = {"techreport": "type", "mastersthesis": "type", "misc": "howpublished"}
"""Where the kind of work is told, in the types that do not tell it themselves."""


class _Writer(Writer):  # type: ignore[misc]  # the package has no types
    """Writes what is escaped already."""

    def _encode(self, text: str) -> str:
        return text


def write_bibtex(edition: Edition, language: str, output: BinaryIO) -> None:
    """Write the publications as BibTeX."""
    entries = {work.key: _entry(work) for work in read_works(edition, language)}
    written = io.StringIO()
    _Writer(encoding="utf-8").write_stream(BibliographyData(entries=entries), written)
    told = "".join(f"% {name}: {value}\n" for name, value in edition.origin(language).items())
    output.write(f"{told}\n{written.getvalue()}".encode())


def _entry(work: Work) -> Entry:
    """Return a work as an entry."""
    type_ = work.type.bibtex
    fields = {
        "title": work.title,
        "shorttitle": work.short_title,
        "booktitle": work.whole,
        _SERIES.get(type_, "series"): work.series,
        "number": work.number,
        _PUBLISHERS.get(type_, "publisher"): work.publisher,
        "address": work.place,
        "year": work.year,
        "month": work.month,
        "language": work.language,
        "note": work.note,
    }
    if type_ in _GENRES:
        fields[_GENRES[type_]] = work.genre
    written = {name: escaped(str(value)) for name, value in fields.items() if value}
    if work.address:
        written["url"] = work.address.translate({ord("{"): "%7B", ord("}"): "%7D"})
    persons = {
        role: [Person("{" + escaped(name) + "}") for name in names]
        for role, names in (("author", work.authors), ("editor", work.editors))
        if names
    }
    return Entry(type_, fields=written, persons=persons)


def escaped(text: str) -> str:
    r"""Write a text so that TeX prints it as it stands.

    Braces must come in pairs, even those that are printed; one that stands alone is written by its name.

    >>> print(escaped("100 % & {mer} på \\ og _under_"))
    100 \% \& \{mer\} på \textbackslash{} og \_under\_
    >>> print(escaped("en {åpen klamme"))
    en \lbrace{}åpen klamme
    """
    escapes = _ESCAPES if _is_balanced(text) else _ESCAPES | _NAMED_BRACES
    return _ESCAPED.sub(lambda found: escapes[found[0]], " ".join(text.split()))


def _is_balanced(text: str) -> bool:
    """Say whether each brace of a text has the one it belongs to."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
