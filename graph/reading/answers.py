"""Answers that people can read: a table with each thing under its label, or a graph as text."""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

from graph.pool import QueryPool, QueryRequest
from graph.pool.errors import QueryFailedError, QueryTooLargeError
from graph.questions import Question
from graph.reading.descriptions import Reference
from graph.reading.entities import EntityReader
from graph.values import Iri

RESULTS_JSON: Final = "application/sparql-results+json"
_MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True)
class Cell:
    """One value: a thing under its label, or a literal as it stands."""

    text: str
    iri: str | None = None
    """Of a thing."""
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows with a cell for each column, None where there is no value; or a plain yes or no."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    boolean: bool | None = None
    total: int | None = None
    """How many rows there are, where these are only the first of them."""


class Asker:
    """Has saved questions answered by the pool, of all things or of some."""

    def __init__(self, reader: EntityReader, pool: QueryPool) -> None:
        """Take what names things and what runs queries."""
        self._reader = reader
        self._pool = pool

    async def name(self, question: Question, given: Mapping[str, str]) -> Mapping[str, Reference]:
        """Return the things that a reader means, by parameter.

        Raises:
            UnknownParameterError: the question has no such parameter.
            NamingError: nothing is called so, or several things are.
        """
        question.require_parameters(given)
        return {name: await asyncio.to_thread(self._reader.thing_named, text) for name, text in given.items()}

    async def ask(self, question: Question, language: str, things: Mapping[str, Reference]) -> Table:
        """Return the answer in a language.

        Raises:
            HuskError: the pool gives none, for the reason it says; it is too long to be shown.
        """
        values = {name: Iri(thing.iri) for name, thing in things.items()}
        answer = await self.answer(question.asked_in(language, values), language)
        if isinstance(answer, str):
            raise QueryFailedError("The question answers with a graph, which is no table.")
        return answer

    async def answer(self, text: str, language: str, most_rows: int | None = None) -> Table | str:
        """Return the answer to a query: a table under labels of a language, or a graph in Turtle.

        Of a table no more than the first `most_rows` are read and named.

        Raises:
            HuskError: the pool gives none, for the reason it says; it is too long to be shown.
        """
        request = QueryRequest(text, table_format=RESULTS_JSON)
        media_type, content = await self.gather(request, _MOST_BYTES)
        if media_type != RESULTS_JSON:
            return content.decode()
        return await asyncio.to_thread(self.tabulate, content, language, most_rows)

    async def gather(self, request: QueryRequest, most_bytes: int) -> tuple[str, bytes]:
        """Return the media type and the whole of an answer.

        Raises:
            HuskError: the pool gives none, for the reason it says; it is longer than allowed.
        """
        content = bytearray()
        with closing(await self._pool.query(request)) as answer:
            async for chunk in answer:
                content += chunk
                if len(content) > most_bytes:
                    raise QueryTooLargeError("The answer is too long to be shown: ask for less, with LIMIT.")
            return answer.media_type, bytes(content)

    def tabulate(self, content: bytes, language: str, most_rows: int | None = None) -> Table:
        """Make a table of an answer, or of its first rows (https://www.w3.org/TR/sparql11-results-json/)."""
        result = json.loads(content)
        columns: Sequence[str] = result["head"].get("vars", ())
        found: Sequence[Mapping[str, Any]] = result.get("results", {}).get("bindings", ())
        bindings = found[:most_rows]
        labels = self._labels(
            {term["value"] for row in bindings for term in row.values() if term["type"] == "uri"}, language
        )
        rows = tuple(
            tuple(_cell(row[name], labels) if name in row else None for name in columns) for row in bindings
        )
        total = len(found) if len(found) > len(rows) else None
        return Table(tuple(columns), rows, result.get("boolean"), total)

    def _labels(self, iris: Iterable[str], language: str) -> Mapping[str, str]:
        """Return what things are called."""
        references = self._reader.references((), map(Iri, iris))
        return {iri: references.label(iri).get(language) for iri in iris}


def _cell(term: Mapping[str, str], labels: Mapping[str, str]) -> Cell:
    """Show a value."""
    if term["type"] == "uri":
        return Cell(labels[term["value"]], iri=term["value"])
    return Cell(term["value"], datatype=term.get("datatype"), language=term.get("xml:lang"))
