"""Where in a text the words are that a thing was found by.

It is text cut into pieces, never markup, so that whoever shows it cannot be made to show something else.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.search.asked import Asked, AskedWord
from graph.search.documents import Field, Text
from graph.search.words import stem, tails, words
from ontology.terms import LANGUAGES


class Segment(NamedTuple):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


class Match(NamedTuple):
    """A text in which something was found, cut into pieces that together are the text."""

    field: Field
    language: str | None
    segments: tuple[Segment, ...]


class Marker:
    """Finds the words that were asked for in texts, by the same ways as the index."""

    def __init__(self, asked: Asked, forgiven: frozenset[str]) -> None:
        """Take the words, and those that may have typing errors."""
        self._words = tuple((word, word.folded in forgiven) for word in asked.words)
        self._stems = {
            language: {stem(word.folded, language) for word in asked.words} for language in LANGUAGES
        }
        self._found: dict[tuple[str, str | None], bool] = {}

    def matches(self, texts: Iterable[Text], language: str) -> tuple[Match, ...]:
        """Return the texts in which some word was found.

        A label or description is shown in the other language only where the reader's does not have the words.
        """
        found = list[Match]()
        for text in sorted(texts, key=lambda text: text.language not in {language, None}):
            if text.field == "name" or text.field not in {match.field for match in found}:
                match = self._match(text)
                found += [match] if match else []
        return tuple(found)

    def _match(self, text: Text) -> Match | None:
        """Cut a text where words were found; None where there are none."""
        segments = list[Segment]()
        after = 0
        for word in words(text.text):
            if self._is_found(word.folded, text.language):
                segments += [
                    Segment(text.text[after : word.start], is_match=False),
                    Segment(text.text[word.start : word.end], is_match=True),
                ]
                after = word.end
        if not segments:
            return None
        segments.append(Segment(text.text[after:], is_match=False))
        return Match(text.field, text.language, tuple(segment for segment in segments if segment.text))

    def _is_found(self, folded: str, language: str | None) -> bool:
        """Tell whether a word of a text is what was asked for."""
        known = self._found.get((folded, language))
        if known is None:
            languages = LANGUAGES if language is None else (language,)
            known = self._found[folded, language] = self._is_one(folded, languages)
        return known

    def _is_one(self, folded: str, languages: Sequence[str]) -> bool:
        """Tell whether a word is one of those asked for, in any way."""
        if any(stem(folded, language) in self._stems[language] for language in languages):
            return True
        if "nb" in languages and not self._stems["nb"].isdisjoint(tails(folded)):
            return True
        return any(
            _begins(folded, word) or (forgiven and _is_near(folded, word)) for word, forgiven in self._words
        )


def _begins(folded: str, asked: AskedWord) -> bool:
    """Tell whether a word is, or begins with, what was asked for."""
    return folded == asked.folded or (asked.may_begin_others and folded.startswith(asked.folded))


@lru_cache(1 << 14)
def _is_near(word: str, asked: AskedWord) -> bool:
    """Tell whether a word begins with what was asked for, but for typing errors.

    Two letters in the wrong order are one error.

    >>> asked = AskedWord("dialogsemniar")
    >>> _is_near("dialogseminarene", asked), _is_near("dialektene", asked)
    (True, False)
    """
    start = word[: len(asked.folded) + asked.errors]
    if len(asked.letters.difference(start)) > asked.errors or len(start) < len(asked.folded) - asked.errors:
        return False
    before: list[int] = []
    row = list(range(len(start) + 1))
    for down, letter in enumerate(asked.folded, 1):
        last, before, row = before, row, [down]
        for across, other in enumerate(start, 1):
            cost = min(before[across] + 1, row[across - 1] + 1, before[across - 1] + (letter != other))
            if down > 1 and across > 1 and letter == start[across - 2] and asked.folded[down - 2] == other:
                cost = min(cost, last[across - 2] + 1)
            row.append(cost)
    return min(row) <= asked.errors


def pieces(match: Match) -> Iterator[str]:
    """Yield what was found."""
    return (segment.text for segment in match.segments if segment.is_match)
