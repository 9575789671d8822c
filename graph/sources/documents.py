"""The documents that a graph rests on, and how their text is found and read on this machine.

The text of a source is not part of the graph. Whoever has it keeps it in a folder, under the name that
`husk:fileName` gives; what else must be known to read it stands in the graph too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.names import husk, short
from graph.queries import query
from graph.sources.layout import Fix, SectionLayout, SourceLayout, SourceTextError
from graph.sources.text import SourceText, normalise
from graph.store import Store
from graph.values import Iri, Term


@dataclass(frozen=True)
class SourceDocument:
    """A source, the file with its text, and the layout of that text."""

    iri: Iri
    file_name: str
    layout: SourceLayout

    def read(self, folder: Path) -> SourceText:
        """Read the text from the file in a folder.

        Raises:
            SourceTextError: there is no such folder or file, or its text does not have the layout.
        """
        text = self.extracted(folder)
        try:
            return normalise(text, self.layout)
        except SourceTextError as error:
            raise SourceTextError(f"{self.file_name}: {error}") from error

    def extracted(self, folder: Path) -> str:
        """Return the text of the file in a folder, as it was extracted from the document.

        Raises:
            SourceTextError: there is no such folder or file, or it is not in UTF-8.
        """
        path = folder / self.file_name
        if not folder.is_dir():
            raise SourceTextError(
                f"There is no folder {folder} with the sources. Name the folder that holds {self.file_name}, "
                "with --sources or HUSK_SOURCES."
            )
        if not path.is_file():
            raise SourceTextError(
                f"{self.file_name}, the text of {short(self.iri)}, is not in {folder}. Put it there, or "
                "correct husk:fileName."
            )
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise SourceTextError(f"{path} is not in UTF-8. Save it as UTF-8.") from error


def source_documents(store: Store) -> tuple[SourceDocument, ...]:
    """Return the documents of all sources that a graph describes.

    Raises:
        SourceTextError: there are none, or one is not described well enough to be read.
    """
    rows = tuple(store.select(query("sources")))
    if not rows:
        raise SourceTextError("The graph describes no source. Describe the document as a husk:Source.")
    return tuple(_document(store, Iri(row["source"].value), row.get("file")) for row in rows)


def attached_documents(store: Store, folder: Path) -> tuple[SourceDocument, ...]:
    """Return the documents whose text lies in a folder; a graph may rest on others too.

    Raises:
        SourceTextError: there is no such folder, or a text in it is not described well enough to be read.
    """
    if not folder.is_dir():
        raise SourceTextError(
            f"There is no folder {folder} with the sources. Correct HUSK_SOURCES, or unset it."
        )
    files = ((Iri(row["source"].value), row.get("file")) for row in store.select(query("sources")))
    return tuple(
        _document(store, source, file) for source, file in files if file and (folder / file.value).is_file()
    )


def _document(store: Store, source: Iri, file: Term | None) -> SourceDocument:
    """Read what the graph says of a source."""
    if file is None:
        raise SourceTextError(f"{short(source)} names no file. Write its husk:fileName.")
    lines = tuple(store.select(query("source_lines"), {"source": source}))
    running = tuple(row["line"].value for row in lines if row["property"] == husk("runningLine"))
    fixes = tuple(
        _fix(source, row["line"].value) for row in lines if row["property"] == husk("extractionFix")
    )
    sections = tuple(
        _section(source, row) for row in store.select(query("source_sections"), {"source": source})
    )
    return SourceDocument(source, file.value, SourceLayout(sections, running, fixes))


def _section(source: Iri, row: Mapping[str, Term]) -> SectionLayout:
    """Read what the graph says of a section."""
    number = row["number"].value
    if "heading" not in row:
        raise SourceTextError(
            f"Section {number} of {short(source)} has no heading. Write its husk:heading as printed."
        )
    return SectionLayout(number, row["heading"].value, int(row["page"].value) if "page" in row else None)


def _fix(source: Iri, text: str) -> Fix:
    """Read a fix as it is written in the data: what the file has, an arrow, what the page shows."""
    extracted, arrow, printed = text.partition(" => ")
    if not arrow:
        raise SourceTextError(
            f"The husk:extractionFix {text!r} of {short(source)} has no arrow. Write what the file has, "
            "' => ' and what the page shows."
        )
    return Fix(extracted, printed)
