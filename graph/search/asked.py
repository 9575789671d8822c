"""What a person typed, taken apart: which words have to be found, and how exactly."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.search.words import SHORTEST_BEGINNING, is_common, words
from ontology.terms import ID

MOST_WORDS: Final = 32
"""Words that are looked for; further ones are passed over."""


@dataclass(frozen=True)
class AskedWord:
    """A word to look for."""

    folded: str
    is_common: bool = False
    """Whether a thing may lack it."""
    is_last: bool = False
    """Whether it may still be being typed."""

    @property
    def may_begin_others(self) -> bool:
        """Tell whether longer words that begin with it are meant too."""
        return not self.is_common and (self.is_last or len(self.folded) >= SHORTEST_BEGINNING)

    @cached_property
    def errors(self) -> int:
        """Return how many typing errors it may have: a letter more, less, other, or two in the wrong order.

        >>> [AskedWord(word).errors for word in ("nav", "krem", "sagenne", "brukermedvirking")]
        [0, 1, 1, 2]
        """
        return 0 if len(self.folded) < 4 else 1 if len(self.folded) < 8 else 2

    @cached_property
    def letters(self) -> frozenset[str]:
        """Its letters, each once."""
        return frozenset(self.folded)


@dataclass(frozen=True)
class Asked:
    """All that was typed."""

    words: tuple[AskedWord, ...]
    whole: str
    """The words as one, to be compared with whole names."""
    id: str
    """What was typed, as the id of a thing."""
    is_blank: bool
    """Whether nothing was asked, so that everything is meant."""

    @classmethod
    def read(cls, text: str) -> "Asked":
        """Take apart what a person typed.

        >>> [word.folded for word in Asked.read("Møter i NAV").words if not word.is_common]
        ['moter', 'nav']
        """
        text = text.encode(errors="replace").decode()  # half a character, as a command line can hold
        found = list(words(text))
        folded = dict.fromkeys(word.folded for word in found)
        common = {word.folded for word in found if is_common(text[word.start : word.end])}
        common = set() if common.issuperset(folded) else common
        last = found[-1].folded if found else ""
        asked = [AskedWord(word, word in common, word == last) for word in folded]
        whole = " ".join(word.folded for word in found)
        return cls(tuple(asked[:MOST_WORDS]), whole, text.strip().removeprefix(ID), not text.strip())
