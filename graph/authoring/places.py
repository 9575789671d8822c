"""Where names stand in a TriG text, so that a message can point at the line.

The engine's parser tells where a text is no TriG, but not where a triple came from. This reads the text once
more and looks only at names, graphs and statements; what it does not know it passes over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from graph.authoring.tokens import TOKEN
from graph.names import RDF_TYPE
from graph.values import Iri


class Place(NamedTuple):
    """A place in a text; both count from 1."""

    line: int
    column: int


class _Mention(NamedTuple):
    """A name that stands in a text: in which graph, in a statement about what, at which offset."""

    graph: Iri | None
    subject: Iri
    name: Iri
    offset: int


class Places:
    r"""The names in a text and where they stand.

    >>> places = Places("@prefix e: <x:> .\ne:g {\n  e:s e:p e:o .\n}", "https://example.org/")
    >>> places.find(Iri("x:o"), graph=Iri("x:g"), subject=Iri("x:s"))
    Place(line=3, column=11)
    >>> places.find(Iri("x:g"))
    Place(line=2, column=1)
    """

    def __init__(self, text: str, base: str) -> None:
        """Read a text whose relative names start from a base."""
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._prefixes: dict[str, str] = {}
        self._base = base
        self._mentions: list[_Mention] = []
        self._opened: list[_Mention] = []
        self._blank_nodes: list[int] = []
        self._read(text)

    def find(self, name: Iri, *, graph: Iri | None = None, subject: Iri | None = None) -> Place | None:
        """Return the first place of a name, where given only in a graph or in statements about a subject."""
        for mention in self._mentions:
            if (
                mention.name == name
                and (graph is None or mention.graph == graph)
                and (subject is None or mention.subject == subject)
            ):
                return self._place(mention.offset)
        return None

    def blank_nodes(self) -> Iterator[Place]:
        """Yield where blank nodes stand, whether labelled, in square brackets, or made by a list."""
        return map(self._place, self._blank_nodes)

    def graphs_opened_again(self) -> Iterator[tuple[Iri, Place]]:
        """Yield the named graphs that are opened a second time, and where."""
        seen: set[Iri] = set()
        for mention in self._opened:
            if mention.name in seen:
                yield mention.name, self._place(mention.offset)
            seen.add(mention.name)

    def _place(self, offset: int) -> Place:
        """Turn an offset into line and column."""
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def _read(self, text: str) -> None:
        """Walk through the text, keeping track of graph and subject."""
        graph: Iri | None = None
        subject: Iri | None = None
        tokens = (token for token in TOKEN.finditer(text) if token.lastgroup not in {"space", "comment"})
        for token in tokens:
            kind, written = token.lastgroup, token[0]
            if written in {"{", "}", "."}:
                graph = self._graph_after(written, graph)
                subject = None
            elif kind == "blank" or written in {"[", "("}:
                self._blank_nodes.append(token.start())
            elif written.lower().removeprefix("@") in {"prefix", "base"} and kind == "word":
                self._declare(written, tokens)
            elif kind in {"iri", "name"} or written == "a":
                name = self._resolve(written)
                subject = subject or name
                self._mentions.append(_Mention(graph, subject, name, token.start()))

    def _graph_after(self, mark: str, graph: Iri | None) -> Iri | None:
        """Return the graph that a bracket opens or closes; a full stop stays in the same."""
        if mark == "{" and self._mentions:
            self._opened.append(self._mentions[-1])
            return self._mentions[-1].name
        return None if mark == "}" else graph

    def _declare(self, directive: str, tokens: Iterator[re.Match[str]]) -> None:
        """Remember a prefix or the base."""
        first = next(tokens, None)
        if first is None:
            return
        if directive.lower().endswith("base"):
            self._base = urljoin(self._base, first[0][1:-1])
        elif (second := next(tokens, None)) is not None:
            self._prefixes[first[0][:-1]] = urljoin(self._base, second[0][1:-1])

    def _resolve(self, written: str) -> Iri:
        """Spell a name in full."""
        if written == "a":
            return RDF_TYPE
        if written.startswith("<"):
            return Iri(urljoin(self._base, written[1:-1]))
        prefix, local = written.split(":", 1)
        return Iri(self._prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", local))
