"""Hold the passages of a graph against the text of their sources, and count what it says of each section.

Whoever has a source can so see whether each sentence is still where the graph has it. No sentence is shown
unless it is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from graph.errors import Problem
from graph.names import husk, last_part, short
from graph.sources.coverage import Coverage, coverage, evidence
from graph.sources.documents import SourceDocument, attached_documents, source_documents
from graph.sources.passages import Passage, described, passages
from graph.sources.text import Sentence, SourceText
from graph.store import Store
from graph.values import Iri


class State(Enum):
    """What became of a passage in the text of its source."""

    MATCHES = "match"
    MOVED = "moved"
    """Its sentence is found, but not where the graph has it."""
    CHANGED = "changed"
    """Its sentence is not found; where it stood is another."""
    MISSING = "missing"
    """Its sentence is not found, and there is none where it stood."""


@dataclass(frozen=True)
class Check:
    """A passage held against the text of its source."""

    passage: Passage
    state: State
    sentence: Sentence | None
    """The sentence with its fingerprint."""
    problem: Problem | None
    """What is to be done; None where it matches."""


@dataclass(frozen=True)
class SourceReport:
    """How a graph and the text of one source agree."""

    source: Iri
    file_name: str
    checks: tuple[Check, ...]
    sections: tuple[Coverage, ...]
    """The sections that have sentences, in the order of the text; then the footnotes."""
    total: Coverage


@dataclass(frozen=True)
class Report:
    """How a graph and its sources agree."""

    sources: tuple[SourceReport, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be done; empty where every passage matches."""
        checks = (check for source in self.sources for check in source.checks)
        return tuple(check.problem for check in checks if check.problem is not None)


def verify(store: Store, sources: Path) -> Report:
    """Hold every passage against its source, and count what the graph says of each section.

    Args:
        store: the graph.
        sources: the folder with the texts of the sources.

    Raises:
        SourceTextError: a text is not there, or cannot be read as the graph describes it.
    """
    return _report(store, sources, source_documents(store))


def verify_attached(store: Store, sources: Path) -> Report:
    """Hold the passages of those sources whose text lies in a folder against it; see `verify`.

    Raises:
        SourceTextError: there is no such folder, or a text cannot be read as the graph describes it.
    """
    return _report(store, sources, attached_documents(store, sources))


def _report(store: Store, sources: Path, documents: Iterable[SourceDocument]) -> Report:
    """Read the texts of documents, and hold the graph against each."""
    return Report(tuple(_verify_source(store, document, document.read(sources)) for document in documents))


def _verify_source(store: Store, document: SourceDocument, text: SourceText) -> SourceReport:
    """Check the passages of one source, and count section by section."""
    checks = check_passages(store, document, text)
    places = {check.passage.iri: check.sentence.locator for check in checks if check.sentence is not None}
    section_of = {check.passage.iri: check.passage.section for check in checks}
    found = evidence(store, document.iri)
    sections = tuple(
        coverage(
            section.number,
            section.sentences,
            [item for item in found if section_of.get(item.passage) == section.number],
            places,
        )
        for section in text.sections
        if section.sentences
    )
    total = coverage("total", text.sentences, found, places)
    return SourceReport(document.iri, document.file_name, checks, sections, total)


def check_passages(store: Store, document: SourceDocument, text: SourceText) -> tuple[Check, ...]:
    """Hold each passage of a source against its text."""
    index = _Index.of(text)
    return tuple(_check(passage, index) for passage in passages(store, document.iri))


class _Index(NamedTuple):
    """The sentences of a text by their place, and by their fingerprint."""

    at_place: Mapping[str, Sentence]
    with_fingerprint: Mapping[str, Sequence[Sentence]]

    @classmethod
    def of(cls, text: SourceText) -> "_Index":
        """Sort the sentences of a text into an index."""
        with_fingerprint: defaultdict[str, list[Sentence]] = defaultdict(list)
        for sentence in text.sentences:
            with_fingerprint[sentence.fingerprint].append(sentence)
        return cls({sentence.locator: sentence for sentence in text.sentences}, with_fingerprint)


def _check(passage: Passage, index: _Index) -> Check:
    """Look for the sentence of a passage where the graph has it, and then anywhere."""
    there = index.at_place.get(passage.locator)
    alike = index.with_fingerprint.get(passage.fingerprint, ())
    if alike:
        found = min(alike, key=lambda sentence: _distance(passage, sentence))
        has = (passage.locator, last_part(passage.iri), passage.page, passage.start, passage.end)
        if has == (found.locator, found.locator, found.page, found.start, found.end):
            return Check(passage, State.MATCHES, found, None)
        return Check(passage, State.MOVED, found, _moved(passage, found))
    if there is not None:
        return Check(passage, State.CHANGED, None, _changed(passage, there))
    nearest = min(index.at_place.values(), key=lambda sentence: _distance(passage, sentence), default=None)
    return Check(passage, State.MISSING, None, _missing(passage, nearest))


def _distance(passage: Passage, sentence: Sentence) -> tuple[bool, bool, int]:
    """Return how far from a passage's place a sentence stands: elsewhere is farther than in its section."""
    return (
        sentence.section != passage.section,
        sentence.locator != passage.locator,
        abs(sentence.start - passage.start),
    )


def _moved(passage: Passage, found: Sentence) -> Problem:
    """Say where the sentence of a passage stands."""
    misnamed = found.locator != last_part(passage.iri)
    renaming = f" Name passage and assertions after {found.locator}." if misnamed else ""
    return Problem(
        f"{short(passage.iri)} stands elsewhere in its source: at {_place(found)}, "
        f"while the graph has {_place(passage)}.",
        f"Describe it with {' ; '.join(described(found))}.{renaming}",
        focus_node=passage.iri.value,
    )


def _changed(passage: Passage, there: Sentence) -> Problem:
    """Say that another sentence stands where that of a passage stood."""
    return Problem(
        f"{short(passage.iri)} does not match its source: the sentence at {_place(there)} has the "
        f"fingerprint {_brief(there.fingerprint)} instead of {_brief(passage.fingerprint)}.",
        "See that the file is the right edition, and read that sentence. Author summary and assertions anew "
        f"where they no longer hold, and describe it with {' ; '.join(described(there))}.",
        focus_node=passage.iri.value,
        property=husk("fingerprint").value,
    )


def _missing(passage: Passage, nearest: Sentence | None) -> Problem:
    """Say that the sentence of a passage is nowhere, and which stands nearest to its place."""
    hint = (
        f"The source has no section {passage.section}; correct husk:inSection."
        if nearest is None or nearest.section != passage.section
        else f"Read the sentence that stands nearest, at {_place(nearest)}, and correct the passage."
    )
    return Problem(
        f"{short(passage.iri)} is not in its source: nothing stands at {_place(passage)}, "
        f"and no sentence has the fingerprint {_brief(passage.fingerprint)}.",
        hint,
        focus_node=passage.iri.value,
    )


def _place(where: Passage | Sentence) -> str:
    """Write where a passage or a sentence stands, for people."""
    page = "" if where.page is None else f"page {where.page}, "
    return f"{where.locator} ({page}{where.start} to {where.end})"


def _brief(fingerprint: str) -> str:
    """Shorten a fingerprint for people."""
    return f"{fingerprint[:15]}…"


def render(report: Report, *, show_text: bool = False) -> str:
    """Write a report for people, with the sentences without an assertion by their place.

    Args:
        report: what to write.
        show_text: write those sentences too, for those who have the source.
    """
    return "\n\n".join("\n".join(_lines(source, show_text=show_text)) for source in report.sources)


def _lines(source: SourceReport, *, show_text: bool) -> Iterator[str]:
    """Yield the lines on one source."""
    states = [check.state for check in source.checks]
    yield f"{short(source.source)} ({source.file_name})"
    yield "Passages: " + ", ".join(f"{states.count(state)} {state.value}" for state in State) + "."
    yield from (str(check.problem) for check in source.checks if check.problem is not None)
    yield ""
    yield _row("section", "sentences", "covered", "assertions", "triples", "entities")
    for part in (*source.sections, source.total):
        yield _row(part.name, part.sentences, part.covered, part.assertions, part.triples, part.entities)
    yield ""
    yield "Sentences without an assertion:" if source.total.uncovered else "Every sentence has an assertion."
    for section in source.sections:
        if show_text:
            yield from (f"{sentence.locator}: {sentence.text}" for sentence in section.uncovered)
        elif section.uncovered:
            yield f"{section.name}: {_places(section)}"


def _row(name: str, *cells: object) -> str:
    """Write a row of the table of sections."""
    return f"{name:11}" + "".join(f"{cell!s:>11}" for cell in cells)


def _places(section: Coverage) -> str:
    """Write which sentences of a section no assertion rests on."""
    if not section.covered:
        return f"all {section.sentences}"
    return " ".join(f"p{sentence.block}-s{sentence.number}" for sentence in section.uncovered)
