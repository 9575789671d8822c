"""What each kind of publication is called in the formats of citations."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ontology.terms import concept


class WorkType(NamedTuple):
    """The type of a work in each format."""

    bibtex: str
    ris: str
    csl: str


OTHER: Final = WorkType("misc", "GEN", "document")
"""A work whose kind nobody states, or that a format knows no type for."""

_REPORT: Final = WorkType("techreport", "RPRT", "report")

WORK_TYPES: Final[Mapping[str, WorkType]] = MappingProxyType(
    {
        concept("publication-kind", name): type_
        for name, type_ in {
            "book": WorkType("book", "BOOK", "book"),
            "chapter": WorkType("incollection", "CHAP", "chapter"),
            "article": WorkType("article", "JOUR", "article-journal"),
            "report": _REPORT,
            "final-report": _REPORT,
            "annual-report": _REPORT,
            "booklet": WorkType("booklet", "PAMP", "pamphlet"),
            "master-thesis": WorkType("mastersthesis", "THES", "thesis"),
            "student-report": _REPORT,
            "government-document": WorkType("misc", "GOVDOC", "document"),
            "project-document": OTHER,
            "note": _REPORT,
            "bibliography": OTHER,
            "web-document": WorkType("misc", "ELEC", "webpage"),
        }.items()
    }
)
"""The type of each kind of publication, by the IRI of the kind."""
