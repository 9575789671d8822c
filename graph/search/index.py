"""The index as it is written into a snapshot: one segment, in the order in which equal matches are shown.

Each document is a thing. What it is called, its other names and its description are kept apart, each as the
words themselves, as their stems by language, and as the tails of Norwegian compounds. Words are taken apart
here and not by the engine, so that index, queries and marks cannot differ.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import tantivy

from graph.search.documents import CONCEPT, FACETS, Document, Text, documents
from graph.search.words import beginnings, stem, tails, wholes
from graph.store import Store
from ontology.terms import LANGUAGES

FOLDER: Final = "search"
FIELDS: Final = ("label", "name", "sentence", "description", "class", "concept", "definition")
"""Where words are looked for, the weightiest first: `sentence` has the labels that are no names, the last two
what concepts are called and what they mean."""
WHOLE: Final = ("label", "name", "sentence", "concept")
"""What is also compared as a whole, a label also without endings."""

_MEMORY: Final = 1 << 30
"""Bytes that may be collected before a segment is written: more would be kept in order by segment only."""


def write_index(store: Store, path: Path) -> None:
    """Write the folder `search` for a graph into a new snapshot's directory."""
    write(documents(store), path / FOLDER)


def write(found: Iterable[Document], path: Path) -> None:
    """Write an index of documents, which come in the order in which equal matches are shown."""
    path.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(path))
    index.config_reader(reload_policy="manual")  # or it would look into the folder after each commit
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    for document in found:
        writer.add_document(_entry(document))
    writer.commit()
    writer.wait_merging_threads()
    for file in path.iterdir():
        if file.name.endswith(".lock"):
            file.unlink()
        else:
            file.chmod(0o644)  # as all else in a snapshot; the engine lets nobody else read some of its files


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        for variant in ("", "_tail", *(f"_{language}" for language in LANGUAGES)):
            builder.add_text_field(field + variant, tokenizer_name="whitespace", index_option="basic")
    for field in WHOLE:
        builder.add_text_field(f"whole_{field}", tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        builder.add_text_field(f"whole_label_{language}", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_bytes_field("told", stored=True)
    for field in WHOLE:
        builder.add_text_field(f"{field}_beginning", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("whole_label_beginning", tokenizer_name="raw", index_option="basic")
    return builder.build()


def told(document: Document) -> bytes:
    """Write what a result needs to know of a document."""
    return json.dumps([document.iri, document.texts], ensure_ascii=False).encode()


def _entry(document: Document) -> tantivy.Document:
    """Write a document as the engine takes it."""
    entry = tantivy.Document()
    entry.add_text("id", document.id)
    entry.add_bytes("told", told(document))
    for facet, values in document.facets.items():
        for value in values:
            entry.add_text(facet, value)
    for text, found in zip(document.texts, document.words, strict=True):
        field = _field(document, text)
        for variant, terms in _terms(text.language, found):
            entry.add_text(field + variant, terms)
        if field in WHOLE:
            begun = " ".join(beginning for word in found for beginning in beginnings(word))
            entry.add_text(f"{field}_beginning", begun)
        for whole in wholes(text.text) if field in WHOLE else ():
            entry.add_text(f"whole_{field}", whole)
            if field == "label":
                for beginning in beginnings(whole):
                    entry.add_text("whole_label_beginning", beginning)
                stems = " ".join(stem(word, text.language or "nb") for word in whole.split())
                entry.add_text(f"whole_label_{text.language or 'nb'}", stems)
    return entry


def _field(document: Document, text: Text) -> str:
    """Return where a text of a document is looked for."""
    if document.kind == CONCEPT:
        return "concept" if text.field == "label" else "definition"
    return "sentence" if text.field == "label" and document.is_about_things else text.field


def _terms(language: str | None, found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the terms of a text for each variant of its field."""
    yield "", " ".join(found)
    for one in LANGUAGES if language is None else (language,):
        yield f"_{one}", " ".join(stem(word, one) for word in found)
    if language != "en":
        yield "_tail", " ".join(tail for word in found for tail in tails(word))
