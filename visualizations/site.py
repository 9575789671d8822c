"""What the pages of an edition are written from, and how an address tells their language."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from graph.errors import StoreError
from graph.networks.registry import NETWORKS
from graph.once import read_once
from graph.questions import topics
from graph.reading.answers import Asker
from graph.reading.chronology import Change, Dated, changes, dated
from graph.reading.entities import EntityReader
from graph.reading.lacks import Lack, Lacking, lacks
from graph.reading.matters import Matter, MatterReader
from graph.reading.panels import PanelReader
from graph.reading.programmes import Counts, counts_by_programme
from graph.reading.terminology import Terminology
from graph.reading.voices import VoiceReader
from graph.served import Served
from graph.snapshot import Snapshot
from graph.sources.attached import Quoted, read_attached
from graph.sources.layout import SourceTextError
from ontology.terms import LANGUAGES
from visualizations.error_page import error_page
from visualizations.layout import read_layout
from visualizations.maps import Maps
from visualizations.marks import Mark, marks_of
from visualizations.measured import MeasuredIn, measured_things
from visualizations.programmes import with_choice
from visualizations.rendering import compile_templates
from visualizations.things import Things
from visualizations.tours import guided, read_step

_log = logging.getLogger(__name__)

MOST_READ_AHEAD: Final = 20_000
"""How many nodes and ties a network has at the most that is read before somebody asks for its map."""
_LONGEST_NUMBER: Final = 9
"""Digits of a place in a list; what has more is none."""


def _nobody(_request: Request) -> bool:
    """Let nobody see anything."""
    return False


@dataclass(frozen=True)
class Site:
    """An edition that is open to be read."""

    served: Served
    contact: str = ""
    """Who answers for the site: an address to write to, or empty."""
    sources: Path | None = None
    """The folder with the texts of sources, where whoever runs the site has attached them."""
    may_see_sources: Callable[[Request], bool] = _nobody
    """Tells whether the one who asks may see those texts."""

    @property
    def snapshot(self) -> Snapshot:
        """Return what is served."""
        return self.served.snapshot

    @property
    def reader(self) -> EntityReader:
        """Return what reads its things."""
        return self.served.reader

    @read_once
    def panels(self) -> PanelReader:
        """What reads what pages of things show beside what is said of them."""
        return PanelReader(self.reader)

    @read_once
    def voices(self) -> VoiceReader:
        """What reads what voices say."""
        return VoiceReader(self.reader)

    @read_once
    def things(self) -> Things:
        """What the pages of things are written from."""
        return Things(self.reader, self.panels, self.voices)

    @read_once
    def terminology(self) -> Terminology:
        """The terms of the ontology and its vocabularies."""
        return Terminology.read(self.reader.store)

    @read_once
    def topics(self) -> Mapping[str, Mapping[str, str]]:
        """What saved questions may be about."""
        return topics(self.reader.store)

    @read_once
    def asker(self) -> Asker:
        """What has questions and queries answered."""
        return Asker(self.reader, self.served.pool)

    @read_once
    def maps(self) -> Maps:
        """The maps of all networks.

        Raises:
            SnapshotError: the snapshot has no readable layout.
        """
        return Maps(
            self.served.networks,
            read_layout(self.snapshot.layout_path),
            self.edition,
            self.reader.programmes,
        )

    @read_once
    def marks(self) -> Mapping[str, Mark]:
        """How the map draws each of its things, by id."""
        return marks_of(self.reader.store)

    @read_once
    def chronology(self) -> tuple[tuple[Dated, ...], tuple[Change, ...]]:
        """Everything that has a time, and what ended, went on as another thing or had another name."""
        return dated(self.reader), changes(self.reader)

    @read_once
    def lacking(self) -> Mapping[Lack, tuple[Lacking, ...]]:
        """What the theory of change lacks."""
        return lacks(self.reader, self.served.theory)

    @read_once
    def matters(self) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
        """The conflicts and the gaps."""
        matters = MatterReader(self.reader)
        return matters.read(self.reader.all_of("Conflict")), matters.read(self.reader.all_of("Gap"))

    def read_ahead(self, is_wanted: Callable[[], bool]) -> None:
        """Read what is read once an edition before the first reader waits for it, as long as it is wanted.

        Every page is right without it, so a server is ready before it is done: whoever asks meanwhile for
        what is being read waits for that and no more. What the store does not answer is left to them too.
        """
        for read in self._readings(is_wanted):
            if not is_wanted():
                return
            try:
                read()
            except StoreError as error:
                _log.warning("Some of what pages are written from is not read ahead. %s", error)

    def _readings(self, is_wanted: Callable[[], bool]) -> Iterator[Callable[[], object]]:
        """Yield what reads what pages are written from: of things first, then of the maps, then all else."""
        yield compile_templates
        yield lambda: self.reader.descriptions
        yield lambda: self.marks
        yield lambda: self.measured
        yield partial(self.things.keep_busiest, is_wanted)
        yield self.maps.network
        yield lambda: self.served.theory
        yield lambda: self.lacking
        yield lambda: self.chronology
        yield lambda: self.served.coverage.read("sector", limit=0)
        yield lambda: self.served.described_claims
        yield lambda: self.matters
        yield self.served.equality.overview
        yield self.served.comparisons.keep_all
        for name in NETWORKS:
            yield partial(self._size, name)
        for name in NETWORKS:
            yield partial(self._read_map, name)

    def _read_map(self, name: str) -> None:
        """Read the network of a map, and what its marks may be sized by, unless it is very large."""
        if self._size(name) <= MOST_READ_AHEAD:
            self.maps.measures(name)

    def _size(self, name: str) -> int:
        """Return how many nodes and ties a network has."""
        outline = self.served.analyses_of_programmes.outline(name, None)
        return len(outline) + int(outline.number_of_edges())

    def quote(self, passage: str, request: Request) -> Quoted | None:
        """Return the text of a passage where it is attached and the one who asks may see it."""
        return self._quoted.get(passage) if self.sources and self.may_see_sources(request) else None

    @read_once
    def _quoted(self) -> Mapping[str, Quoted]:
        """The texts of passages, in memory only; the log tells that they are unreadable, and nothing more."""
        try:
            return read_attached(self.reader.store, self.sources) if self.sources else {}
        except SourceTextError:
            _log.warning("The texts in HUSK_SOURCES are not shown: `husk verify` tells why.")
            return {}

    @read_once
    def measured(self) -> Mapping[str, Sequence[MeasuredIn]]:
        """The main values of each thing in the networks, by its id."""
        return measured_things(self.served.analyses.values())

    @property
    def edition(self) -> str:
        """Return the name of the edition, which every page tells."""
        return self.snapshot.edition

    @read_once
    def counts(self) -> Mapping[str | None, Counts]:
        """How many things of each class there were, by programme; under None, in all of them."""
        if len(self.reader.programmes) > 1:
            return counts_by_programme(self.reader.store)
        counts: Any = self.snapshot.manifest["counts"]
        return {None: dict(counts["classes"])}


def in_each_language(path: str, endpoint: Callable[..., object]) -> Iterable[BaseRoute]:
    """Return the routes of a page, one for each language."""
    return [Route(f"/{language}{path}", endpoint) for language in LANGUAGES]


def language_of(request: Request) -> str:
    """Return the language that the address of a page begins with."""
    return request.url.path.split("/")[1]


def offset_of(request: Request) -> int:
    """Return how many things a reader has passed over; whatever is no number is none."""
    given = request.query_params.get("offset", "0")
    return int(given) if given.isdecimal() and len(given) < _LONGEST_NUMBER else 0


def page(
    request: Request, html: str, status: int = 200, *, by_programme: bool = False, of_all: bool = False
) -> Response:
    """Answer with a page, with the words of a guided tour above it for whoever is on one.

    Where there are several programmes, the one that is chosen is kept in its links, and a page `by_programme`
    offers the choice; one `of_all` says that it tells of all of them whichever is chosen.
    """
    language = language_of(request)
    html = with_choice(html, request, language, is_offered=by_programme, is_of_all=of_all)
    step = read_step(request.query_params.get("tour"), request.query_params.get("step"))
    return HTMLResponse(guided(html, step, language) if step else html, status)


def not_found(request: Request) -> Response:
    """Answer for an address among the pages at which there is nothing."""
    language = language_of(request)
    path = request.url.path.removeprefix(f"/{language}/")
    return HTMLResponse(error_page(404, language, path), 404)
