"""Statements as compact JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) under a context of our own.

The context may hold prefixes, terms with `@type` and `@container` (`@language`, `@set`), and other names
for keywords. Whatever a term cannot hold is written under the property's prefixed name instead, so that
nothing is lost or changed. Nothing is fetched.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.values import XSD_STRING, Iri, Literal, Statement, Term
from ontology.terms import RDF

_TYPE: Final = RDF + "type"
_SEPARATORS: Final = (":", "/", "?", "#", "[", "]", "@")
"""What the IRI of a prefix ends with (https://www.w3.org/TR/json-ld11/#compact-iris)."""


@dataclass(frozen=True)
class _Term:
    """A name for a property, and which values it can hold."""

    name: str
    iri: str
    type: str | None
    is_by_language: bool
    is_set: bool
    """Whether its values stand in a list even when there is only one."""


class Context:
    """A JSON-LD context that statements are written under.

    >>> context = Context({"ex": "https://example.org/", "near": {"@id": "ex:near", "@type": "@id"}})
    >>> a, b = Iri("https://example.org/a"), Iri("https://example.org/b")
    >>> context.document([Statement(a, Iri("https://example.org/near"), b)])["@graph"]
    [{'@id': 'ex:a', 'near': 'ex:b'}]
    """

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        """Read prefixes, terms and other names for keywords."""
        self._definitions = dict(definitions)
        simple = {name: value for name, value in definitions.items() if isinstance(value, str)}
        self._keywords = {value: name for name, value in simple.items() if value.startswith("@")}
        self._prefixes = sorted(
            ((value, name) for name, value in simple.items() if value.endswith(_SEPARATORS)), reverse=True
        )
        self._terms: defaultdict[str, list[_Term]] = defaultdict(list)
        for name, definition in definitions.items():
            term = self._term(name, definition)
            if term is not None:
                self._terms[term.iri].append(term)

    def document(
        self,
        statements: Iterable[Statement],
        graphs: Mapping[Iri, Iterable[Statement]] | None = None,
    ) -> dict[str, Any]:
        """Write statements of the default graph, and named graphs, as one JSON-LD document."""
        nodes = self._nodes(statements)
        for name, content in sorted((graphs or {}).items()):
            nodes.append(
                {
                    self._keyword("@id"): self.shorten(name.value),
                    self._keyword("@graph"): self._nodes(content),
                }
            )
        return {"@context": self._definitions, self._keyword("@graph"): nodes}

    def shorten(self, iri: str) -> str:
        """Write an IRI with the longest prefix that fits, or in full."""
        for start, name in self._prefixes:
            rest = iri.removeprefix(start)
            if rest not in {"", iri} and not rest.startswith("//"):
                return f"{name}:{rest}"
        return iri

    def _nodes(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        """Write each subject as a node, in the order of their IRIs."""
        by_subject: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for statement in sorted(set(statements)):
            by_subject[statement.subject.value][statement.predicate.value].append(statement.object)
        return [self._node(subject, properties) for subject, properties in by_subject.items()]

    def _node(self, subject: str, properties: Mapping[str, list[Term]]) -> dict[str, Any]:
        """Write what is said of a subject."""
        node: dict[str, Any] = {self._keyword("@id"): self.shorten(subject)}
        for property_, values in properties.items():
            if property_ == _TYPE:
                names = [self._class(value.value) for value in values]
                node[self._keyword("@type")] = names[0] if len(names) == 1 else names
                continue
            for value in values:
                self._add(node, property_, value)
        return node

    def _add(self, node: dict[str, Any], property_: str, value: Term) -> None:
        """Write a value under a term that can hold it, or else under the property's prefixed name."""
        for term in self._terms.get(property_, ()):
            if term.is_by_language:
                if isinstance(value, Literal) and value.language:
                    by_language = node.setdefault(term.name, {})
                    return _append(by_language, value.language, value.value, is_set=term.is_set)
            elif isinstance(value, Iri) and term.type in {"@id", "@vocab"}:
                return _append(node, term.name, self.shorten(value.value), is_set=term.is_set)
            elif isinstance(value, Literal) and term.type == value.datatype:
                return _append(node, term.name, value.value, is_set=term.is_set)
            elif term.type is None:
                return _append(node, term.name, self._value(value), is_set=term.is_set)
        return _append(node, self.shorten(property_), self._value(value))

    def _value(self, value: Term) -> Any:
        """Write a value so that it says itself what it is."""
        if isinstance(value, Iri):
            return {self._keyword("@id"): self.shorten(value.value)}
        if value.language is not None:
            return {self._keyword("@value"): value.value, self._keyword("@language"): value.language}
        if value.datatype == XSD_STRING:
            return value.value
        datatype = self._class(value.datatype)
        return {self._keyword("@value"): value.value, self._keyword("@type"): datatype}

    def _class(self, iri: str) -> str:
        """Write a class by its term, or by its prefixed name."""
        terms = self._terms.get(iri, ())
        return next((term.name for term in terms), self.shorten(iri))

    def _keyword(self, keyword: str) -> str:
        """Return what the context calls a keyword."""
        return self._keywords.get(keyword, keyword)

    def _term(self, name: str, definition: Any) -> _Term | None:
        """Read a term; None for a prefix, or another name for a keyword."""
        parts = {"@id": definition} if isinstance(definition, str) else definition
        iri = self._expand(parts.get("@id", name)) if isinstance(parts, Mapping) else ""
        if iri.startswith("@") or iri.endswith(_SEPARATORS) or ":" not in iri:
            return None
        type_, container = parts.get("@type"), parts.get("@container", ())
        containers = {container} if isinstance(container, str) else set(container)
        is_by_language, is_set = "@language" in containers, "@set" in containers
        return _Term(name, iri, type_ and self._expand(type_), is_by_language, is_set)

    def _expand(self, short: str) -> str:
        """Spell out a prefixed name of the context."""
        prefix, colon, rest = short.partition(":")
        start = self._definitions.get(prefix)
        return start + rest if colon and isinstance(start, str) else short


def _append(node: dict[str, Any], name: str, value: Any, *, is_set: bool = False) -> None:
    """Put one value, or one more, under a name."""
    if name not in node:
        node[name] = [value] if is_set else value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]
