"""What can be told of a SPARQL query from its text alone, where the engine does not say.

The terminals are those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, read a little more widely: the
engine lets a keyword touch what follows it, as in `SERVICE:x {}`, so the prefix of a name may hide one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple
from urllib.parse import urljoin

_TERMINAL: Final = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  | (?P<string>
        \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
      | "(?:[^"\\\n\r]|\\[^\n\r])*+"      | '(?:[^'\\\n\r]|\\[^\n\r])*+' )
  | (?P<unclosed>\"{3}.*+ | '{3}.*+ | ["'][^\n\r]*+)
  | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z0-9-]++)
  | (?P<name>(?:[^\W\d][\w.\-]*+)?:(?:[\w.\-:]|%[0-9A-Fa-f]{2}|\\.)*+)
  | (?P<word>[^\W\d][\w.\-]*+)
  | (?P<bracket>[(){}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_IN_IRI: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ESCAPED_IN_NAME: Final = re.compile(r"\\(.)", re.DOTALL)
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_MOMENTARY: Final = re.compile(r"(?:NOW|RAND|UUID)\s*[(#]", re.IGNORECASE)
"""Calls whose value differs from time to time (https://www.w3.org/TR/sparql11-query/#SparqlOps)."""


class Terminal(NamedTuple):
    """A piece of a query that stands for itself: a word, a name, an IRI, a string, a bracket ..."""

    kind: str
    text: str


class Located(NamedTuple):
    """A terminal and where it stands in its query."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query asks, as IRIs in their order (https://www.w3.org/TR/sparql11-query/#rdfDataset)."""

    default: tuple[str, ...] = ()
    """The graphs whose union is asked without GRAPH."""
    named: tuple[str, ...] = ()
    """The graphs that GRAPH can reach."""

    def __bool__(self) -> bool:
        """Say whether any graph is named; where none is, the store's own dataset is meant."""
        return bool(self.default or self.named)


def terminals(query: str) -> Iterator[Terminal]:
    """Yield the terminals of a query, leaving out comments, numbers and punctuation.

    >>> [terminal.text for terminal in terminals("SELECT ?x { ?x a ex:Arena . } # SERVICE")]
    ['SELECT', '?x', '{', '?x', 'a', 'ex:Arena', '}']
    """
    return (Terminal(kind, text) for kind, text, _ in located(query))


def located(query: str) -> Iterator[Located]:
    """Yield the terminals of a query with their places.

    >>> [terminal.start for terminal in located("ASK { }")]
    [0, 4, 6]
    """
    for found in _TERMINAL.finditer(query):
        if found.lastgroup and found.lastgroup != "comment":
            yield Located(found.lastgroup, found[0], found.start())


def without_comments(query: str) -> str:
    """Return a query without its comments.

    >>> without_comments("ASK {} # SERVICE")
    'ASK {} '
    """
    return _TERMINAL.sub(lambda found: "" if found.lastgroup == "comment" else found[0], query)


class Names:
    """What the names of a query stand for, as its BASE and PREFIX say while it is read from the start."""

    def __init__(self, base: str = "") -> None:
        """Begin with what relative IRIs start from."""
        self._base = base
        self._prefixes = dict[str, str]()
        self._before = ("", "")

    def read(self, kind: str, text: str) -> None:
        """Take note of the next terminal."""
        first, second = self._before
        if kind == "iri" and second.upper() == "BASE":
            self._base = self.iri(text)
        elif kind == "iri" and first.upper() == "PREFIX":
            self._prefixes[second] = self.iri(text)
        self._before = (second, text)

    def iri(self, text: str) -> str:
        """Return the IRI that an IRI or a prefixed name stands for."""
        if text.startswith("<"):
            return urljoin(self._base, _ESCAPED_IN_IRI.sub(_unescaped, text[1:-1]))
        prefix, _, local = text.partition(":")
        return self._prefixes.get(prefix + ":", "") + _ESCAPED_IN_NAME.sub(r"\1", local)


def mentions_service(query: str) -> bool:
    """Say whether SERVICE stands in a word or a name of a query, which it may be there as a keyword.

    >>> mentions_service('ASK { ?service ?p "SERVICE" }  # SERVICE <http://example.org/> {}')
    False
    >>> mentions_service("ASK { service silent <http://example.org/> { ?s ?p ?o } }")
    True
    """
    return any(kind in {"word", "name"} and "SERVICE" in text.upper() for kind, text in terminals(query))


def depends_on_the_moment(query: str) -> bool:
    """Say whether a query may be answered otherwise when it is asked again of the same data.

    The web process asks this of any text, so it is answered in one pass: what looks like a call is one, even
    in a string.

    >>> depends_on_the_moment("SELECT * { ?known ?p 'now' }")
    False
    >>> depends_on_the_moment("SELECT (rand() AS ?number) {}")
    True
    """
    return _MOMENTARY.search(query) is not None


def is_update(query: str) -> bool:
    """Say whether a text is an update, by the first word after its prefixes.

    >>> is_update("PREFIX ex: <http://example.org/> INSERT DATA { ex:a ex:b ex:c }")
    True
    >>> is_update("SELECT * { ?insert ?delete ?load }")
    False
    """
    words = (text.upper() for kind, text in terminals(query) if kind == "word")
    return next((word for word in words if word not in {"PREFIX", "BASE"}), "") in _UPDATES


def dataset(query: str, base: str = "") -> Dataset:
    """Return the graphs that a query names in FROM and FROM NAMED, each once.

    `base` is what relative IRIs start from, until the query says otherwise with BASE.

    >>> dataset("BASE <http://example.org/> PREFIX g: <> SELECT * FROM <a> FROM NAMED g:b {}")
    Dataset(default=('http://example.org/a',), named=('http://example.org/b',))
    """
    if "FROM" not in query.upper():
        return Dataset()
    names = Names(base)
    found: dict[str, list[str]] = {"FROM": [], "NAMED": []}
    before = ""
    for kind, text in terminals(query):
        names.read(kind, text)
        if kind in {"iri", "name"} and before in found:
            found[before].append(names.iri(text))
        before = text.upper()
    return Dataset(*(tuple(dict.fromkeys(iris)) for iris in found.values()))


def undeclared_prefixes(query: str) -> tuple[str, ...]:
    """Return the prefixes that a query uses but does not declare, in their order.

    >>> undeclared_prefixes("PREFIX ex: <http://example.org/> ASK { ?x a ex:A ; foaf:name ?n }")
    ('foaf:',)
    """
    read = [Terminal("word", ""), *terminals(query)]
    used = dict[str, None]()
    declared = {"_:"}
    for (_, before), (kind, text) in pairwise(read):
        if kind == "name" and before.upper() == "PREFIX":
            declared.add(text)
        elif kind == "name":
            used[text.partition(":")[0] + ":"] = None
    return tuple(prefix for prefix in used if prefix not in declared)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))
