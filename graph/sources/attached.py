"""The text of the sources that a reader has attached: each passage's sentence within its paragraph.

It is read from the reader's own files and kept in memory only, beside the graph and never in it. A sentence
is given only where its fingerprint is that of the passage: no passage is shown with words that are not its.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.reading.facts import Facts
from graph.sources.documents import SourceDocument, attached_documents
from graph.sources.text import Sentence, SourceText
from graph.sources.verify import check_passages
from graph.store import Store
from ontology.terms import DCTERMS


@dataclass(frozen=True)
class Quoted:
    """A sentence as its source has it, and what stands before and after it in its paragraph."""

    before: str
    sentence: str
    after: str
    language: str | None
    """That of the source's title; None where it tells none."""


def read_attached(store: Store, folder: Path) -> Mapping[str, Quoted]:
    """Return the sentences of the passages whose sources lie in a folder, by the IRI of the passage.

    Raises:
        SourceTextError: there is no such folder, or a text cannot be read as the graph describes it.
    """
    return dict(_quoted(store, folder))


def _quoted(store: Store, folder: Path) -> Iterator[tuple[str, Quoted]]:
    """Yield each passage whose sentence is found, with that sentence."""
    for document in attached_documents(store, folder):
        text = document.read(folder)
        language = _language(store, document)
        for check in check_passages(store, document, text):
            if check.sentence is not None:
                yield check.passage.iri.value, _in_paragraph(check.sentence, text, language)


def _in_paragraph(sentence: Sentence, text: SourceText, language: str | None) -> Quoted:
    """Cut the paragraph of a sentence where the sentence begins and ends."""
    section = next(section for section in text.sections if section.number == sentence.section)
    block = next(block for block in section.blocks if block.number == sentence.block)
    return Quoted(
        section.text[block.start : sentence.start],
        section.text[sentence.start : sentence.end],
        section.text[sentence.end : block.end],
        language,
    )


def _language(store: Store, document: SourceDocument) -> str | None:
    """Return the language of a source's title."""
    titles = Facts(store.describe(document.iri)).literals(document.iri.value, DCTERMS + "title")
    return next((title.language for title in titles if title.language), None)
