"""What the pages of things are written from: read when asked, and of the busiest things ahead, and kept.

The page of a thing that thousands of statements are about shows the first of them, but all must be found and
put in order for that. There are few such things, in a graph of any size.
"""

from collections.abc import Callable, Iterator

from graph.queries import query
from graph.reading.descriptions import Entity
from graph.reading.entities import EntityReader
from graph.reading.panels import PanelReader, Panels
from graph.reading.voices import SaidByVoice, VoiceReader
from ontology.terms import ID, kind_of
from visualizations.entity_page import MOST_TOLD, shown
from visualizations.voice_page import MOST_STATEMENTS, THINGS_A_PAGE


class Things:
    """Reads things of a graph that does not change, and keeps those that it is told to keep."""

    def __init__(self, reader: EntityReader, panels: PanelReader, voices: VoiceReader) -> None:
        """Take what reads the things; keep none yet."""
        self._reader = reader
        self._panel_reader = panels
        self._voice_reader = voices
        self._entities: dict[str, Entity] = {}
        self._panels: dict[str, Panels] = {}
        self._said: dict[str, SaidByVoice] = {}

    def busiest(self) -> Iterator[str]:
        """Yield the ids of the things that most statements are about, and of all voices."""
        for row in self._reader.store.select(query("busiest")):
            yield row["thing"].value.removeprefix(ID)
        yield from (voice.id for voice in self._reader.voices() if voice.id)

    def keep_busiest(self, is_wanted: Callable[[], bool]) -> None:
        """Read the busiest things and the voices, and keep them, as long as it is wanted."""
        for entity_id in self.busiest():
            if not is_wanted():
                return
            self.keep(entity_id)

    def keep(self, entity_id: str) -> None:
        """Read what the page of a thing is written from, and keep it."""
        entity = self.entity(entity_id)
        if entity is None:
            return
        if kind_of(entity.iri) == "voice":
            self._said[entity.iri] = self.said_by(entity.iri)
        else:
            self._panels[entity.iri] = self.panels(entity.iri)
        self._entities[entity_id] = entity

    def entity(self, entity_id: str) -> Entity | None:
        """Return what is said of a thing, or None when nothing is."""
        return self._entities.get(entity_id) or self._reader.get(entity_id, shown)

    def panels(self, iri: str) -> Panels:
        """Return what there is to show of a thing beside what is said of it."""
        return self._panels.get(iri) or self._panel_reader.read(iri, MOST_TOLD)

    def said_by(self, voice: str, kind: str | None = None, offset: int = 0) -> SaidByVoice:
        """Return a page of what a voice says, of all things or of those of a class, each by IRI."""
        kept = None if kind or offset else self._said.get(voice)
        return kept or self._voice_reader.said_by(
            voice, kind, offset=offset, limit=THINGS_A_PAGE, most=MOST_STATEMENTS
        )
