"""The index of a snapshot, opened to be asked; it never changes, and other processes may read it too."""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Final, NamedTuple

import tantivy
from tantivy import Query

from graph.errors import SnapshotError
from graph.search.asked import Asked
from graph.search.documents import FACETS, Text
from graph.search.index import schema
from graph.search.marking import Marker, Match
from graph.search.matching import any_word, every_word, narrowed, one_word, ranked, things
from graph.search.words import SHORTEST_BEGINNING

LONGEST_PAGE: Final = 100
"""How many results are returned at most at a time."""

_MOST_VALUES: Final = 10_000
_TRIES_TO_REMOVE: Final = 20
_SECONDS_BETWEEN_TRIES: Final = 0.01
_EVERYTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Hit(NamedTuple):
    """A thing that was found, and where."""

    iri: str
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Results:
    """A part of what was found, and how much there is."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    """For each facet, how many of all results have which value, the most frequent first."""


class SearchIndex:
    """Finds things by words."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        """Take over the view of an index that nobody changes any more."""
        self._searcher = searcher
        self._counted_once: dict[str, Mapping[str, Mapping[str, int]]] = {}
        """The facets of what begins with a letter or two, or with none; what finds nothing is not kept."""

    @classmethod
    def open(cls, path: Path) -> "SearchIndex":
        """Open the index of a snapshot, which stays as it is.

        To open an index the engine makes a file beside it, so it is shown a folder of links.

        Raises:
            SnapshotError: there is no readable index, or one with other fields.
        """
        try:
            with _links_to(path) as folder:
                index = tantivy.Index.open(str(folder))
                index.config_reader(reload_policy="manual")
                searcher = index.searcher()
        except (OSError, ValueError) as error:
            message = f"The search index {path} cannot be read: {error}. Run `husk build` again."
            raise SnapshotError(message) from error
        if index.schema != schema():  # which would end the engine in the middle of a search
            raise SnapshotError(f"The search index {path} is of another version. Run `husk build` again.")
        return cls(searcher)

    def search(
        self,
        text: str,
        values: Mapping[str, str] = _EVERYTHING,
        *,
        language: str = "nb",
        offset: int = 0,
        limit: int = 20,
    ) -> Results:
        """Find things by words, what a person means first; without words, everything.

        A word that the graph does not have is taken for one with typing errors; where nothing has all words,
        every word is, and where that does not help either, things count that have some of them.

        Args:
            text: the words.
            values: for some facets the value that things must have.
            language: whose texts are shown where both languages have the words, `nb` or `en`.
            offset: how many results to pass over.
            limit: how many to return, at most `LONGEST_PAGE`.
        """
        asked = Asked.read(text)
        limit = max(min(limit, LONGEST_PAGE), 1)
        offset = min(max(offset, 0), self._searcher.num_docs)  # for the engine makes room for all before it
        for meant, forgiven in self._meanings(asked):
            query = narrowed(meant, values)
            found = self._searcher.search(ranked(query, asked, forgiven), limit, offset=offset)
            if _total(found) or (values and self._finds(meant)):
                marker = Marker(asked, forgiven)
                hits = tuple(self._hit(address, marker, language) for _, address in found.hits)
                if _total(found) == len(hits):  # and to look these up is quicker than to find them again
                    query = things(hit.iri for hit in hits)
                whole = asked.whole if not values else None
                return Results(_total(found), hits, self._facets(query, whole))
        return Results(0, (), {facet: {} for facet in FACETS})

    def _meanings(self, asked: Asked) -> Iterator[tuple[Query, frozenset[str]]]:
        """Yield the queries for what may be meant, the likeliest first, and which words they forgive errors.

        It is the first that finds anything, whatever that is then narrowed to.
        """
        if asked.is_blank:
            yield Query.all_query(), frozenset()
        if asked.words:
            yield every_word(asked, frozenset()), frozenset()
            every = frozenset(word.folded for word in asked.words if word.errors)
            unknown = frozenset(
                word.folded for word in asked.words if word.errors and not self._finds(one_word(word))
            )
            for forgiven in dict.fromkeys(filter(None, (unknown, every))):
                yield every_word(asked, forgiven), forgiven
            yield any_word(asked, unknown), unknown

    def _finds(self, query: Query) -> bool:
        """Tell whether there is anything that a query finds."""
        return bool(self._searcher.search(query, 1, count=False).hits)

    def _facets(self, query: Query, whole: str | None) -> Mapping[str, Mapping[str, int]]:
        """Return how many things have which value of each facet.

        Everything, and what begins with a letter or two, is found often and takes longest to count: it is
        counted once. `whole` is all that was typed; None where more than that narrows what is found.
        """
        if whole is None or len(whole) >= SHORTEST_BEGINNING:
            return self._counted(query)
        if whole not in self._counted_once:
            self._counted_once[whole] = self._counted(query)
        return self._counted_once[whole]

    def _counted(self, query: Query) -> Mapping[str, Mapping[str, int]]:
        """Count the values of each facet."""
        wanted = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in FACETS}
        counted = self._searcher.aggregate(query, wanted)
        return {
            facet: {
                bucket["key"]: bucket["doc_count"]
                for bucket in sorted(
                    counted[facet]["buckets"], key=lambda bucket: (-bucket["doc_count"], bucket["key"])
                )
            }
            for facet in FACETS
        }

    def _hit(self, address: tantivy.DocAddress, marker: Marker, language: str) -> Hit:
        """Read a thing that was found, and find the words in its texts."""
        iri, texts = json.loads(bytes(self._searcher.doc(address)["told"][0]))
        return Hit(iri, marker.matches([Text(*text) for text in texts], language))


def _total(found: tantivy.SearchResult) -> int:
    """Return how many things a query found in all."""
    return int(found.count)  # type: ignore[attr-defined]  # the package's stub leaves it out


@contextmanager
def _links_to(folder: Path) -> Iterator[Path]:
    """Make a folder of links to the files of another, which goes with the block.

    A thread of the engine looks into an index a moment after it was opened and may then make a file in the
    folder that is being removed, which is therefore tried again.
    """
    links = Path(mkdtemp(prefix="husk-"))
    try:
        for file in folder.iterdir():
            (links / file.name).symlink_to(file.absolute())
        yield links
    finally:
        for _ in range(_TRIES_TO_REMOVE):
            shutil.rmtree(links, ignore_errors=True)
            if not links.exists():
                break
            time.sleep(_SECONDS_BETWEEN_TRIES)
