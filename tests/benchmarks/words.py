"""Made-up words, as unequally frequent as those of a language."""

import random
from collections.abc import Iterator, Sequence
from typing import Final

VOCABULARY: Final = 30_000


def made_up_words(chance: random.Random) -> Iterator[str]:
    """Yield words of one to five syllables."""
    for _ in range(VOCABULARY):
        syllables = chance.choices((1, 2, 3, 4, 5), (1, 4, 6, 4, 2))[0]
        yield "".join(chance.choice("bdfghjklmnprstv") + chance.choice("aeiouyøå") for _ in range(syllables))


def some_words(words: Sequence[str], least: int, most: int, chance: random.Random) -> str:
    """Return a few words, each the rarer the later it stands in the list."""
    return " ".join(words[int(len(words) * chance.random() ** 3)] for _ in range(chance.randint(least, most)))
