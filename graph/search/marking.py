"""Where in a text the words are that a thing was found by.

It is text cut into pieces, never markup, so that whoever shows it cannot be made to show something else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.search.asked import Asked, AskedWord
from graph.search.documents import Field, Text
from graph.search.words import SHORTEST_END, WORD, fold, plain, stem, tails
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
    """Finds the words that were asked for in texts, by the same ways as the index; but no common ones."""

    def __init__(self, asked: Asked, forgiven: frozenset[str]) -> None:
        """Take the words, and those that may have typing errors."""
        sought = [word for word in asked.words if not word.is_common]
        self._words = tuple(_Sought.of(word, is_forgiven=word.folded in forgiven) for word in sought)
        self._found: defaultdict[str | None, dict[str, bool]] = defaultdict(dict)

    def matches(self, texts: Sequence[Text], language: str) -> tuple[Match, ...]:
        """Return the texts in which some word was found.

        A label or description is shown in the other language only where the reader's does not have the words.
        """
        texts = sorted(texts, key=lambda text: text.language not in {language, None})
        likely = [text for text in texts if self._may_be_in(text)]
        return self._matches(likely) or self._matches(texts)

    def _matches(self, texts: Iterable[Text]) -> tuple[Match, ...]:
        """Cut the texts where words are, of each field but names the first that has one."""
        found = list[Match]()
        for text in texts:
            if text.field == "name" or text.field not in {match.field for match in found}:
                match = self._match(text)
                found += [match] if match else []
        return tuple(found)

    def _may_be_in(self, text: Text) -> bool:
        """Tell whether a text should be looked at word by word, which takes ten times as long."""
        letters = plain(text.text)
        return any(word.is_forgiven or word.beginning in letters for word in self._words)

    def _match(self, text: Text) -> Match | None:
        """Cut a text where words were found; None where there are none."""
        segments = list[Segment]()
        after = 0
        found = self._found[text.language]
        for word in WORD.finditer(text.text):
            written = word[0]
            if written not in found:
                found[written] = self._is_found(fold(written), text.language)
            if found[written]:
                segments += [
                    Segment(text.text[after : word.start()], is_match=False),
                    Segment(written, is_match=True),
                ]
                after = word.end()
        if not segments:
            return None
        segments.append(Segment(text.text[after:], is_match=False))
        return Match(text.field, text.language, tuple(segment for segment in segments if segment.text))

    def _is_found(self, folded: str, language: str | None) -> bool:
        """Tell whether a word of a text is one of those asked for."""
        languages = LANGUAGES if language is None else (language,)
        return bool(folded) and any(word.is_in(folded, languages) for word in self._words)


class _Sought(NamedTuple):
    """A word that was asked for, ready to be compared."""

    word: AskedWord
    is_forgiven: bool
    stems: Mapping[str, str]
    beginning: str
    """Letters that are in whatever is found by it, unless errors are forgiven or a stem is irregular."""

    @classmethod
    def of(cls, word: AskedWord, *, is_forgiven: bool) -> "_Sought":
        """Make a word ready; of a stem the last letter may be another in other forms, as in `family`."""
        stems = {language: stem(word.folded, language) for language in LANGUAGES}
        shortest = min((word.folded, *stems.values()), key=len)
        return cls(word, is_forgiven, stems, shortest[: max(len(shortest) - 1, 1)])

    def is_in(self, folded: str, languages: Sequence[str]) -> bool:
        """Tell whether a word of a text is this one, in any way."""
        if folded[0] == self.word.folded[0] and (
            folded == self.word.folded
            or (self.word.may_begin_others and folded.startswith(self.word.folded))
            or any(stem(folded, language) == self.stems[language] for language in languages)
        ):
            return True
        end = self.stems["nb"]
        if "nb" in languages and len(end) >= SHORTEST_END and end in folded and end in tails(folded):
            return True
        return self.is_forgiven and _is_near(folded, self.word)


def _is_near(word: str, asked: AskedWord) -> bool:
    """Tell whether a word begins with what was asked for, but for typing errors.

    Two letters in the wrong order are one error.

    >>> asked = AskedWord("dialogsemniar")
    >>> _is_near("dialogseminarene", asked), _is_near("dialektene", asked)
    (True, False)
    """
    typed, errors = asked.folded, asked.errors
    start = word[: len(typed) + errors]
    if len(start) < len(typed) - errors or len(asked.letters.difference(start)) > errors:
        return False
    last: list[int] = []
    before, row = last, list(range(len(start) + 1))
    for down, letter in enumerate(typed, 1):
        last, before, row = before, row, [down]
        for across, other in enumerate(start, 1):
            cost = min(before[across] + 1, row[across - 1] + 1, before[across - 1] + (letter != other))
            if down > 1 and across > 1 and letter == start[across - 2] and typed[down - 2] == other:
                cost = min(cost, last[across - 2] + 1)
            row.append(cost)
        if min(row) > errors and min(before) > errors:
            return False
    return min(row) <= errors
