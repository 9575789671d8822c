"""A source is under copyright: its facts and names may stand in the project, its sentences may not."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from graph.authoring.parse import read
from graph.values import Literal
from ontology.terms import DCTERMS, HUSK
from tests.checkout import ROOT, project_files, text_of

RUN = 8
"""This many words in a row are a quotation."""

NAMING = {
    DCTERMS + "title",
    *(HUSK + name for name in ("byline", "formerName", "heading", "name", "runningLine", "series")),
}
"""Properties whose values are names, titles, bylines and headings, which are free to repeat."""

Run: TypeAlias = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words of a text, without case, addresses, punctuation and digits (footnote marks)."""
    return re.findall(r"[^\W\d_]+", re.sub(r"https?://\S+|[\w.-]+\.no\b", " ", text.casefold()))


def runs(found: list[str]) -> Iterator[Run]:
    """Yield each run of eight words."""
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def source_runs(text: str) -> set[Run]:
    """Return the runs of a source, whether a hyphen at the end of a line splits a word or belongs to it."""
    split, kept = re.sub(r"-\s*\n\s*", "", text), re.sub(r"-\s*\n\s*", "-", text)
    return {*runs(words(split)), *runs(words(kept))}


def within_names(found: list[str], names: Iterable[str]) -> set[int]:
    """Return the positions of the words that belong to a name."""
    by_first: dict[str, list[list[str]]] = {}
    for name in map(words, names):
        if name:
            by_first.setdefault(name[0], []).append(name)
    return {
        position
        for start, word in enumerate(found)
        for name in by_first.get(word, [])
        if found[start : start + len(name)] == name
        for position in range(start, start + len(name))
    }


def quotations(text: str, source: set[Run], names: Iterable[str]) -> list[str]:
    """Return the runs of a text that stand in the source too and do not consist of names alone."""
    found = words(text)
    quoted = {start: run for start, run in enumerate(runs(found)) if run in source}
    free = within_names(found, names) if quoted else set()
    return [" ".join(run) for start, run in quoted.items() if not free.issuperset(range(start, start + RUN))]


def names_in_data(data: Path) -> set[str]:
    """Return the names, titles and headings that the data give."""
    return {
        statement.object.value
        for file in read(data)
        for statements in (file.descriptions, *file.assertions.values())
        for statement in statements
        if statement.predicate.value in NAMING and isinstance(statement.object, Literal)
    }


SOURCE = "Tråden i det hele er at alle som vil, får være med på samar-\nbeid1 når de selv ønsker det."


@pytest.mark.parametrize(
    "text",
    [
        "# alle som vil, får være med på samarbeid",
        '"alle som\n vil får være MED på samarbeid"@nb',
        "Hun skrev: være med på samarbeid når de selv ønsker.",
    ],
)
def test_a_quotation_is_found_however_it_is_broken(text: str) -> None:
    assert quotations(text, source_runs(SOURCE), names=[]) != []


def test_seven_words_in_a_row_are_no_quotation() -> None:
    assert quotations("som vil, får være med på samarbeid", source_runs(SOURCE), names=[]) == []


def test_a_title_may_be_repeated() -> None:
    title = "Tråden i det hele er at alle som vil"
    assert quotations(f"{title} (2010)", source_runs(SOURCE), names=[title]) == []


def test_names_may_stand_beside_each_other() -> None:
    names = ["Tråden i det", "hele er at", "alle som", "vil får"]
    assert quotations("Tråden i det hele er at alle som vil", source_runs(SOURCE), names) != []
    assert quotations("Tråden i det hele er at alle som", source_runs(SOURCE), names) == []


def test_a_title_does_not_free_the_words_around_it() -> None:
    title = "Tråden i det hele er at alle som vil"
    assert quotations(f"{title}, får", source_runs(SOURCE), names=[title]) != []


def test_no_sentence_of_a_source_stands_in_the_project(sources: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sources.glob("*.txt")]
    source = {run for text in texts for run in source_runs(text)}
    assert len(source) > 1000, f"{sources} holds too little text to compare with"
    names = names_in_data(ROOT / "data")
    found = {
        str(path.relative_to(ROOT)): quoted
        for path in project_files()
        if (quoted := quotations(text_of(path) or "", source, names))
    }
    assert found == {}
