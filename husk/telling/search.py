"""Things found by words, as the command line tells of them."""

from collections.abc import Iterator
from typing import Final

from graph.reading.descriptions import Text
from graph.reading.entities import EntityReader
from graph.search.facet_values import named_hits
from graph.search.searching import SearchIndex
from graph.snapshot import Snapshot

_SOME: Final = Text("{shown} av {all}", "{shown} of {all}")
_ALL: Final = Text("{all} i alt", "{all} in all")


def found(snapshot: Snapshot, words: str, language: str, limit: int) -> Iterator[str]:
    """Yield what was found, each thing by label, kind and id, then how many there are.

    Raises:
        SnapshotError: the snapshot has no readable index.
    """
    index = SearchIndex.open(snapshot.search_path)
    reader = EntityReader(snapshot.open_store())
    results = index.search(words, language=language, limit=limit)
    for _, reference in named_hits(reader, results.hits):
        kind = f" ({reference.kind.label.get(language)})" if reference.kind else ""
        yield f"{reference.label.get(language)}{kind}\n    {reference.id or reference.iri}"
    shown = len(results.hits)
    told = _SOME if shown < results.total else _ALL
    yield told.get(language).format(shown=shown, all=results.total)
