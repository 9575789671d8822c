"""Find where a text quotes a source: eight words in a row, without names, are a quotation.

A source is under copyright: its facts and names may stand in the project, its sentences may not.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, TypeAlias

RUN: Final = 8
"""This many words in a row are a quotation."""

Run: TypeAlias = tuple[str, ...]


def source_runs(text: str) -> set[Run]:
    r"""Return the runs of eight words of a source as it was extracted.

    Whether a hyphen at the end of a line splits a word or belongs to it cannot be known: both are taken.

    >>> len(source_runs("Alle som vil, får være med på samar-\nbeid1 når de selv ønsker det."))
    13
    """
    split, kept = re.sub(r"-\s*\n\s*", "", text), re.sub(r"-\s*\n\s*", "-", text)
    return {*_runs(_words(split)), *_runs(_words(kept))}


def quotations(text: str, source: AbstractSet[Run], names: Iterable[str]) -> list[str]:
    """Return the words of a text that stand in a row in the source too and are not names alone.

    Args:
        text: what is to be held against the source.
        source: the runs of the source.
        names: names, titles and headings, which are free to repeat.

    >>> source = source_runs("Alle som vil, får være med på alt de selv ønsker.")
    >>> quotations("Hun sa: som vil får være MED på alt de liker", source, names=[])
    ['som vil får være med på alt de']
    """
    found = _words(text)
    quoted = [start for start, run in enumerate(_runs(found)) if run in source]
    free = _within_names(found, names) if quoted else set()
    starts = [start for start in quoted if not free.issuperset(range(start, start + RUN))]
    return [" ".join(found[first : last + RUN]) for first, last in _in_a_row(starts)]


def _words(text: str) -> list[str]:
    """Return the words of a text, without case, addresses, punctuation and digits (footnote marks)."""
    return re.findall(r"[^\W\d_]+", re.sub(r"https?://\S+|[\w.-]+\.no\b", " ", text.casefold()))


def _runs(found: list[str]) -> Iterator[Run]:
    """Yield each run of eight words."""
    return zip(*(found[start:] for start in range(RUN)), strict=False)


def _within_names(found: list[str], names: Iterable[str]) -> set[int]:
    """Return the positions of the words that belong to a name."""
    by_first: dict[str, list[list[str]]] = {}
    for name in map(_words, names):
        if name:
            by_first.setdefault(name[0], []).append(name)
    return {
        position
        for start, word in enumerate(found)
        for name in by_first.get(word, [])
        if found[start : start + len(name)] == name
        for position in range(start, start + len(name))
    }


def _in_a_row(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first and last of each stretch of rising numbers without a gap.

    >>> _in_a_row([2, 3, 4, 7])
    [(2, 4), (7, 7)]
    """
    if not numbers:
        return []
    gaps = [(before, after) for before, after in pairwise(numbers) if after != before + 1]
    firsts = [numbers[0], *(after for _, after in gaps)]
    lasts = [*(before for before, _ in gaps), numbers[-1]]
    return list(zip(firsts, lasts, strict=True))
