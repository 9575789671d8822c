"""The passages of a graph, and how the sentences of a source are written as such.

A passage stores where a sentence stands in the running text of its section, and a fingerprint of it; the
sentence itself it does not store.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from graph.names import entity
from graph.queries import query
from graph.sources.documents import source_documents
from graph.sources.layout import SourceTextError
from graph.sources.text import Section, Sentence
from graph.store import Store
from graph.values import Iri
from ontology.terms import ID, programme_prefixes


class Passage(NamedTuple):
    """A passage as the graph describes it; positions count from 0, `end` is behind the last character."""

    iri: Iri
    section: str
    paragraph: int
    sentence: int
    page: int | None
    start: int
    end: int
    fingerprint: str

    @property
    def locator(self) -> str:
        """Its place, spelled as that of a sentence."""
        return f"{self.section}-p{self.paragraph}-s{self.sentence}"


def passages(store: Store, source: Iri) -> Sequence[Passage]:
    """Return the passages of a source in the order of their IRIs."""
    return [
        Passage(
            Iri(row["passage"].value),
            row["section"].value,
            int(row["paragraph"].value),
            int(row["sentence"].value),
            int(row["page"].value) if "page" in row else None,
            int(row["start"].value),
            int(row["end"].value),
            row["fingerprint"].value,
        )
        for row in store.select(query("passages"), {"source": source})
    ]


def described(sentence: Sentence) -> tuple[str, str]:
    """Write as TriG what a passage says of its sentence: the place in the section, and the fingerprint."""
    page = "" if sentence.page is None else f"husk:page {sentence.page} ; "
    place = (
        f"husk:paragraph {sentence.block} ; husk:sentence {sentence.number} ; {page}"
        f"husk:startPosition {sentence.start} ; husk:endPosition {sentence.end}"
    )
    return place, f'husk:fingerprint "{sentence.fingerprint}"'


def stubs(store: Store, sources: Path, section: str) -> str:
    """Write the passages of a section as TriG, with empty summaries, ready to be authored.

    Args:
        store: a graph that describes the source and its sections.
        sources: the folder with the texts of the sources.
        section: the section's number, e.g. `2.4`; `fn11` for a footnote.

    Raises:
        SourceTextError: no source has that section, or its text cannot be read.
    """
    for document in source_documents(store):
        for found in document.read(sources).sections:
            if found.number == section:
                return _stubs(found, document.iri)
    raise SourceTextError(
        f"No source has a section {section}. Give the husk:sectionNumber of one, such as 2.4, or fn and the "
        "number of a footnote."
    )


def _stubs(section: Section, source: Iri) -> str:
    """Write the passages of a section as TriG."""
    named = entity(source)
    if named is None:
        raise SourceTextError(f"{source} is not named as ours are. Name it {ID}<programme>/source/<slug>.")
    prefixes = programme_prefixes(named.programme)
    used = ("dcterms", "husk", "oa", "p", "section", "source")
    declared = "\n".join(f"@prefix {prefix}: <{prefixes[prefix]}> ." for prefix in used)
    whole = f"oa:hasSource source:{named.slug} ; husk:inSection section:{section.number}"
    written = (
        " ;\n    ".join(
            [
                f"p:{sentence.locator} a husk:Passage ; {whole}",
                *described(sentence),
                'dcterms:description ""@nb , ""@en .',
            ]
        )
        for sentence in section.sentences
    )
    return "\n\n".join([declared, *written]) + "\n"
