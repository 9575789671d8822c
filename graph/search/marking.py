"""Where in a text the words are that a thing was found by.

It is text cut into pieces, never markup, so that whoever shows it cannot be made to show something else.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
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
        self._forgives = any(word.is_forgiven for word in self._words)
        self._is_found_in = cache(lambda language: cache(partial(self._is_found, language)))

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
        if self._forgives:
            return True
        letters = plain(text.text)
        return any(word.beginning in letters for word in self._words)

    def _match(self, text: Text) -> Match | None:
        """Cut a text where words were found; None where there are none."""
        is_found = self._is_found_in(text.language)
        if not any(map(is_found, WORD.findall(text.text))):
            return None
        segments = list[Segment]()
        after = 0
        for word in WORD.finditer(text.text):
            if is_found(word[0]):
                segments += [
                    Segment(text.text[after : word.start()], is_match=False),
                    Segment(word[0], is_match=True),
                ]
                after = word.end()
        segments.append(Segment(text.text[after:], is_match=False))
        return Match(text.field, text.language, tuple(segment for segment in segments if segment.text))

    def _is_found(self, language: str | None, written: str) -> bool:
        """Tell whether a word of a text is one of those asked for."""
        folded = fold(written)
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
    return _begins_near(start, typed, errors)


def _begins_near(word: str, typed: str, errors: int) -> bool:
    """Tell whether a word begins with what was typed but for some errors.

    Letters that are equal need no second look: where the first one differs, an error was made.
    """
    if not errors:
        return word.startswith(typed)
    if len(typed) <= errors:
        return True
    if not word:
        return False
    if word[0] == typed[0]:
        return _begins_near(word[1:], typed[1:], errors)
    rest, left = errors - 1, typed[1:]
    return (
        _begins_near(word[1:], left, rest)
        or _begins_near(word, left, rest)
        or _begins_near(word[1:], typed, rest)
        or (word[:2] == typed[1::-1] and _begins_near(word[2:], typed[2:], rest))
    )
