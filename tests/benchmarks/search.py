"""How fast are things found by words among 100,000 made-up things?

What is measured is a whole search without any cache: the words taken apart, a page of twenty with marks, and
all facets.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from graph.search.documents import Document, Text
from graph.search.index import FOLDER, write
from graph.search.searching import SearchIndex
from ontology.terms import ID
from tests.benchmarks.words import VOCABULARY, made_up_words, some_words

THINGS: Final = 100_000
SEARCHES: Final = 60
"""Searches of each sort."""
_KINDS: Final = ("organisation", "person", "arena", "activity", "outcome", "claim", "gap", "passage")
_SECTORS: Final = ("users", "practice", "research", "education", "authorities")


def main() -> None:
    """Print how many milliseconds searches take among very many things."""
    chance = random.Random(1)
    words = list(made_up_words(chance))
    things = [thing(number, words, chance) for number in range(THINGS)]
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        write(sorted(things, key=lambda found: found.place), Path(name, FOLDER))
        took = time.perf_counter() - start
        index = SearchIndex.open(Path(name, FOLDER))
        print(
            f"\nFinding words among {THINGS:,} things (indexed in {took:.0f} s) found   median, ms   95 %, ms"
        )
        for sort, typed in searches(things, words, chance).items():
            found = [index.search(text).total for text in typed]
            times = sorted(milliseconds(index, text) for text in typed)
            print(
                f"  {sort:<52}{statistics.median(found):>8,.0f}"
                f"{statistics.median(times):>14.1f}{times[len(times) * 95 // 100]:>11.1f}"
            )


def thing(number: int, words: Sequence[str], chance: random.Random) -> Document:
    """Make a thing up, whose words are the rarer the later they stand in the list."""

    def some(least: int, most: int) -> str:
        return some_words(words, least, most, chance)

    kind = chance.choice(_KINDS)
    texts = (
        Text("label", "nb", some(1, 5)),
        Text("label", "en", some(1, 5)),
        *(Text("name", None, some(1, 4)) for _ in range(chance.randrange(3))),
        Text("description", "nb", some(8, 16)),
        Text("description", "en", some(8, 16)),
        Text("class", "nb", f"slag {kind}"),
        Text("class", "en", f"kind {kind}"),
    )
    facets = {
        "kind": (kind,),
        "sector": tuple(chance.sample(_SECTORS, chance.randrange(3))),
        "voice": tuple(f"made-up/voice/{voice}" for voice in chance.sample(range(17), chance.randint(1, 4))),
        "modality": ("actual",) if chance.random() < 0.8 else ("planned",),
    }
    return Document(f"{ID}made-up/{kind}/{number}", texts, facets, mentions=int(100 * chance.random() ** 4))


def searches(
    things: Sequence[Document], words: Sequence[str], chance: random.Random
) -> Mapping[str, Sequence[str]]:
    """Return what is typed, by its sort."""
    labels = [found.texts[0].text for found in chance.sample(things, SEARCHES)]
    long = [word for word in words if len(word) >= 6]
    return {
        "a whole label": labels,
        "a label that is being typed": [label[: max(4, len(label) * 2 // 3)] for label in labels],
        "a rare word": chance.sample(words[VOCABULARY // 2 :], SEARCHES),
        "a word of every twentieth text": words[100 : 100 + SEARCHES],
        "the most frequent words": words[:SEARCHES],
        "two frequent words": [" ".join(chance.sample(words[:300], 2)) for _ in range(SEARCHES)],
        "a word with a typing error": [swapped(word, chance) for word in chance.sample(long, SEARCHES)],
        "a label with a typing error": [swapped(label, chance) for label in labels],
        "three letters": [word[:3] for word in chance.sample(long, SEARCHES)],
        "one letter": list("abdefghijk"),
        "nothing, so everything": [""],
    }


def swapped(text: str, chance: random.Random) -> str:
    """Put two letters of a text in the wrong order."""
    at = chance.randrange(1, max(2, len(text) - 2))
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def milliseconds(index: SearchIndex, text: str) -> float:
    """Return the time of the quickest of three searches, so that other work of the machine counts little."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        index.search(text)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main()
