"""A graph for Python: of a snapshot, or of a served husk, whose graph is fetched whole and read here."""

import urllib.error
import urllib.request
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import rdflib

from graph.errors import HuskError, UnusableError
from graph.exports.networks import NETWORKS
from graph.metadata.reading import DatasetDescription, read_dataset
from graph.networks.reading import Reader
from graph.questions import published, require
from graph.reading.entities import EntityReader
from graph.reading.programmes import require_known
from graph.snapshot import Snapshot, current
from graph.store import EmbeddedStore, Solutions
from graph.values import Iri, Literal, Term
from ontology.terms import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

_DUMP: Final = "/api/v1/export/dataset?format=nquads"
_N_QUADS: Final = "application/n-quads"
_SECONDS: Final = 60
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_AS_PYTHON: Final[Mapping[str, Callable[[str], float | bool]]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}boolean": lambda text: text in {"true", "1"},
}


class OpeningError(HuskError):
    """There is no graph where one was to be opened."""


class UnknownNetworkError(UnusableError):
    """There is no network of that name; the message tells which there are."""


class UnknownLanguageError(UnusableError):
    """An answer was asked for in a language that the graph has none in."""


class MissingPandasError(HuskError):
    """A frame was asked for, and pandas is not installed."""


class OpenGraph:
    """One edition of the graph, to ask and to analyse.

    >>> graph = OpenGraph(EmbeddedStore.in_memory(b'<https://example.org/a> <https://example.org/b> "c" .'))
    >>> graph.network("taking-part").number_of_nodes()
    0
    """

    def __init__(self, store: EmbeddedStore) -> None:
        """Answer from a store."""
        self._store = store

    @cached_property
    def _reader(self) -> EntityReader:
        return EntityReader(self._store)

    @cached_property
    def _networks(self) -> Reader:
        return Reader(self._store)

    @cached_property
    def _description(self) -> DatasetDescription:
        return read_dataset(self._reader)

    @property
    def version(self) -> str:
        """The version of the product that built it."""
        return self._description.version

    @property
    def edition(self) -> str:
        """Names exactly this content."""
        return self._description.edition

    @property
    def licence(self) -> str:
        """The IRI of the licence of the data."""
        return self._description.licence

    def dataset(self) -> rdflib.Dataset:
        """Return everything, each named graph under its name."""
        dataset = rdflib.Dataset()
        dataset.parse(data=self._store.dump(), format="nquads")
        return dataset

    def select(self, query: str) -> "pd.DataFrame":
        """Answer a SPARQL SELECT: IRIs and texts as str, numbers and truth values as such.

        Raises:
            QuerySyntaxError: the query does not follow the grammar.
            StoreError: the query is no SELECT, or cannot be answered.
            MissingPandasError: pandas is not installed.
        """
        return _frame(self._store.select(query))

    def ask(
        self, question: str, /, *, lang: str = "en", programme: str | None = None, **parameters: str
    ) -> "pd.DataFrame":
        """Answer a saved question in `nb` or `en`; a parameter is given a thing, by label, id or IRI.

        Raises:
            UnknownLanguageError: the answer is wanted in neither.
            QuestionError: there is no such question, or it has no such parameter.
            NamingError: nothing has a name that is given, or several things have it.
            UnusableError: there is no such programme, or the question is asked of all together.
            StoreError: the question answers with no table.
            MissingPandasError: pandas is not installed.
        """
        if lang not in LANGUAGES:
            raise UnknownLanguageError(f"{lang!r} is not spoken here: choose {' or '.join(LANGUAGES)}.")
        values = {name: Iri(self._reader.thing_named(thing).iri) for name, thing in parameters.items()}
        require_known(programme, [each.name for each in self._reader.programmes])
        asked = require(published(self._store), question).asked_of(programme)
        return self.select(asked.asked_in(lang, values))

    def network(self, name: str, *, programme: str | None = None) -> "nx.Graph[str]":
        """Return one of the networks, by the name under which it is exported, of one programme or of all.

        Raises:
            UnknownNetworkError: there is no such network.
            UnusableError: there is no such programme.
        """
        require_known(programme, [each.name for each in self._reader.programmes])
        for network in NETWORKS:
            if network.name == name:
                return network.read(self._networks, programme)
        names = ", ".join(network.name for network in NETWORKS)
        raise UnknownNetworkError(f"There is no network {name!r}. There are: {names}.")


def open_place(place: str | Path) -> OpenGraph:
    """Open the graph of a snapshot's folder, of what is built, or of a served husk.

    Raises:
        OpeningError: the address has no husk, or nobody answers there.
        SnapshotError: the folder has no snapshot.
        StoreError: the graph cannot be read.
    """
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        return OpenGraph(EmbeddedStore.in_memory(_fetch(place.rstrip("/") + _DUMP)))
    folder = Path(place)
    is_snapshot = (folder / "manifest.json").is_file()
    snapshot = Snapshot.read(folder.resolve()) if is_snapshot else current(folder)
    hold = snapshot.hold()
    graph = OpenGraph(snapshot.open_store())
    weakref.finalize(graph, hold.release)
    return graph


def _fetch(address: str) -> bytes:
    """Fetch the whole graph as N-Quads.

    Raises:
        OpeningError: nobody answers, or something else does.
    """
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - its caller saw http
            content_type, content = answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            raise OpeningError(f"{address} answers {error.code}: is a husk served there?") from error
    except (OSError, ValueError) as error:
        raise OpeningError(f"Nobody answers at {address}: {error}. Start one with `husk serve`.") from error
    except HTTPException as error:
        raise OpeningError(f"{address} gives no whole answer: {error!r}. Try again.") from error
    if content_type != _N_QUADS:
        raise OpeningError(f"{address} answers with {content_type}: no husk is served there.")
    return bytes(content)


def _frame(solutions: Solutions) -> "pd.DataFrame":
    """Write a table as a frame; whole numbers stay whole where a cell has no value.

    Raises:
        MissingPandasError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - only notebooks have it
    except ImportError as error:
        raise MissingPandasError("Frames need pandas: pip install 'husk[notebook]'.") from error
    rows = [[_plain(term) for term in row] for row in solutions.rows]
    return pd.DataFrame(rows, columns=list(solutions.variables), dtype=object).convert_dtypes()


def _plain(term: Term | None) -> Any:
    """Return a number for a number, a truth value for one, and the text of anything else.

    >>> _plain(Literal("12", f"{_XSD}integer")), _plain(Literal("false", f"{_XSD}boolean"))
    (12, False)
    >>> _plain(Literal("a dozen", f"{_XSD}integer"))
    'a dozen'
    """
    if isinstance(term, Literal):
        with suppress(ValueError):
            return _AS_PYTHON.get(term.datatype, str)(term.value)
    return None if term is None else term.value
