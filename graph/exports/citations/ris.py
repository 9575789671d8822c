"""Publications as RIS, for EndNote, Zotero, Mendeley and others.

The tags are those that EndNote and Zotero read: a report's number stands under SN, its series under T2. The
format has no comments, so each reference tells the dataset that it comes from, under DB and DP.
"""

from typing import Any, BinaryIO, ClassVar, Final

import rispy
from rispy.config import LIST_TYPE_TAGS, TAG_KEY_MAPPING

from graph.exports.citations.works import Work, read_works
from graph.exports.edition import Edition
from graph.exports.export import Format

AS_RIS: Final = Format("ris", "application/x-research-info-systems", ".ris")

_NUMBERS: Final = {"JOUR": "number", "RPRT": "issn", "GOVDOC": "issn"}
"""Under which name of rispy's the number goes, as IS and SN; elsewhere it is M1."""


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # the package has no types
    """Writes editors under ED, and no number before a reference, which no standard has."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {**TAG_KEY_MAPPING, "ED": "editors"}
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = [*LIST_TYPE_TAGS, "ED"]

    def set_header(self, count: int) -> str:  # noqa: ARG002  # it is called with one
        """Write nothing."""
        return ""


def write_ris(edition: Edition, language: str, output: BinaryIO) -> None:
    """Write the publications as RIS."""
    origin = edition.origin(language)
    told = (
        f"{origin['source']}; {origin['licence']}; version {origin['version']}, edition {origin['edition']}"
    )
    references = [
        _reference(work) | {"name_of_database": origin["title"], "database_provider": told}
        for work in read_works(edition, language)
    ]
    output.write(rispy.dumps(references, implementation=_Writer).encode())


def _reference(work: Work) -> dict[str, Any]:
    """Return a work under rispy's names of the tags."""
    type_ = work.type.ris
    fields: dict[str, Any] = {
        "type_of_reference": type_,
        "id": work.key,
        "title": work.title,
        "short_title": work.short_title,
        "authors": list(work.authors),
        "editors": list(work.editors),
        "secondary_title": work.whole or work.series,
        "tertiary_title": work.series if work.whole else "",
        _NUMBERS.get(type_, "note"): work.number,
        "publisher": work.publisher,
        "place_published": work.place,
        "year": work.year,
        "date": f"{work.year}/{work.month:02}//" if work.month else None,
        "type_of_work": work.genre,
        "language": work.language,
        "urls": [work.address] if work.address else [],
        "notes": [work.iri, *work.remarks],
    }
    return {name: _line(value) for name, value in fields.items() if value}


def _line(value: Any) -> Any:
    """Return a value without line breaks, which would end it."""
    if isinstance(value, list):
        return [_line(each) for each in value]
    return " ".join(str(value).split())
