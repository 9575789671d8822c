"""Queries as an engine is asked them that holds editions side by side: their graphs are put in for ours.

    a pattern outside GRAPH     is asked of the graph that holds the edition's default graph
    GRAPH <name>                becomes the graph that stands for the name
    GRAPH ?name                 the alias graph tells which graphs there are, and what they are called

So a query sees one edition and nothing else that the engine holds. A query must follow the grammar: only then
is what is told here of its words true.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.errors import StoreError
from graph.query_text import Located, Names, located, without_comments
from graph.remote.editions import NAME, StoredEdition
from graph.values import Iri, Term

_FORMS: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_NAMING: Final = frozenset(("SELECT", "VALUES", "GROUP", "HAVING", "ORDER"))
"""Words after which variables are named, up to the next brace."""
_TOUCHING: Final = re.compile(r"GRAPH:|.+GRAPH$", re.IGNORECASE)


class _Edit(NamedTuple):
    """A piece of a query and what stands in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Group:
    """The place of a bracketed group, by its terminals' numbers."""

    opening: int
    closing: int


class _Query:
    """A query's terminals, and where its outermost groups are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.read: Sequence[Located] = tuple(located(text))
        self.form = next(
            number
            for number, terminal in enumerate(self.read)
            if terminal.kind == "word" and terminal.text.upper() in _FORMS
        )

    @property
    def form_word(self) -> str:
        """Which of the four forms the query has."""
        return self.word(self.form)

    def word(self, number: int) -> str:
        """Return a terminal in capitals, if it is a word."""
        kind, text, _ = self.read[number] if 0 <= number < len(self.read) else ("", "", 0)
        return text.upper() if kind == "word" else ""

    def groups(self) -> Iterator[_Group]:
        """Yield the groups in braces that stand in no other."""
        depth = opening = 0
        for number, (kind, text, _) in enumerate(self.read):
            if kind == "bracket" and text == "{":
                opening = opening if depth else number
                depth += 1
            elif kind == "bracket" and text == "}":
                depth -= 1
                if not depth:
                    yield _Group(opening, number)

    def patterns(self) -> Iterator[_Group]:
        """Yield those groups that are asked of the default graph: no template, no table of values."""
        for group in self.groups():
            is_template = group.opening == self.form + 1 and self.form_word == "CONSTRUCT"
            if not is_template and not self._is_table(group):
                yield group

    def main(self) -> _Group | None:
        """Return the group that says what is asked; DESCRIBE may have none."""
        return next((group for group in self.patterns() if self.word(group.opening - 1) != "EXISTS"), None)

    def shows_all(self) -> bool:
        """Say whether the query, or one within it, projects all its variables."""
        return re.search(r"\bSELECT\s*(?:DISTINCT\s*|REDUCED\s*)?\*", self.text, re.IGNORECASE) is not None

    def inside(self, group: _Group) -> str:
        """Return what stands between the braces of a group."""
        return self.text[self.read[group.opening].end : self.read[group.closing].start]

    def tables(self) -> Iterator[_Edit]:
        """Yield the tables of values that stand behind the query, with their places."""
        for group in self.groups():
            if self._is_table(group):
                start, end = self.read[self._before_names(group)].start, self.read[group.closing].end
                yield _Edit(start, end, self.text[start:end])

    def _is_table(self, group: _Group) -> bool:
        return self.word(self._before_names(group)) == "VALUES"

    def _before_names(self, group: _Group) -> int:
        """Return the number of the last terminal before a group that is neither variable nor bracket."""
        number = group.opening - 1
        while number > self.form and (self.read[number].kind == "variable" or self.read[number].text in "()"):
            number -= 1
        return number


def edited(text: str, edits: list[_Edit]) -> str:
    """Put texts in the place of pieces that do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += text[done:start], new
        done = end
    return "".join((*parts, text[done:]))


def place(query: str, stored: StoredEdition, variables: Sequence[str] = (), base: str = "") -> str:
    """Have a query asked of one edition.

    Args:
        query: follows the grammar, and names no graphs with FROM.
        stored: the edition.
        variables: what the query projects, for one that does so with `*`.
        base: what relative IRIs start from, where the query has no BASE.

    Raises:
        StoreError: a keyword touches what stands before or after it.
    """
    plain = _Query(_spelled_out(without_comments(query), variables))
    hidden = _unused(plain.text)
    edits = [
        *_projection(plain, variables),
        *_defaults(plain, stored),
        *_graphs(plain, stored, hidden, base),
    ]
    return edited(plain.text, edits)


def place_update(update: str, stored: StoredEdition) -> str:
    """Have an update change one edition that inserts into the default graph first, then into others.

    >>> print(place_update("INSERT { ?s <x:p> ?o } WHERE { ?s <x:q> ?o }", StoredEdition("7f")))
    INSERT { GRAPH <https://w3id.org/husk/graph/edition/7f> { ?s <x:p> ?o } } WHERE { GRAPH ...
    """
    names = Names()
    default = f" GRAPH {stored.default} {{"
    edits: list[_Edit] = []
    before = ""
    depth = 0
    is_template = is_default = False  # whether what is read stands for the default graph without saying so
    for kind, text, start in located(update):
        names.read(kind, text)
        if (kind, text) == ("bracket", "{"):
            depth += 1
            if depth == 1:
                edits.append(_Edit(start + 1, start + 1, default))
                is_template, is_default = before == "INSERT", True
        elif is_default and ((depth == 1 and text == "}") or (is_template and text.upper() == "GRAPH")):
            edits.append(_Edit(start, start, "} "))
            is_default = False
        if (kind, text) == ("bracket", "}"):
            depth -= 1
        if before == "GRAPH" and kind in {"iri", "name"}:
            edits.append(_Edit(start, start + len(text), str(stored.graph(Iri(names.iri(text))))))
        before = text.upper() if kind == "word" else ""
    return edited(update, edits)


def _defaults(query: _Query, stored: StoredEdition) -> Iterator[_Edit]:
    """Ask the outermost groups of the graph that holds the edition's default graph.

    Values that stand behind the query go into it, where every engine joins them with what is found.
    """
    tables = tuple(query.tables())
    main = query.main()
    for group in query.patterns():
        opening, closing = query.read[group.opening], query.read[group.closing]
        values = "".join(f" {table.text}" for table in tables) if group == main else ""
        yield _Edit(opening.end, opening.end, f"{values} GRAPH {stored.default} {{")
        yield _Edit(closing.start, closing.start, "} ")
    for table in tables:
        yield table._replace(text="")


def _graphs(query: _Query, stored: StoredEdition, hidden: str, base: str) -> Iterator[_Edit]:
    """Put the graphs of an edition in the place of their names.

    Raises:
        StoreError: the keyword GRAPH touches what stands before or after it.
    """
    names = Names(base)
    uses = Counter(text[1:] for kind, text, _ in query.read if kind == "variable")
    shows_all = query.shows_all()
    before = ""
    for number, (kind, text, start) in enumerate(query.read):
        names.read(kind, text)
        is_group = number + 1 < len(query.read) and query.read[number + 1].text == "{"
        if kind in {"word", "name"} and is_group and before != "GRAPH" and _TOUCHING.match(text):
            raise StoreError("The keyword GRAPH touches what stands beside it: put a space between them.")
        if before == "GRAPH" and kind in {"iri", "name"}:
            yield _Edit(start, start + len(text), str(stored.graph(Iri(names.iri(text)))))
        elif before == "GRAPH" and kind == "variable":
            graph = f"?{hidden}{number}"
            keyword = query.read[number - 1].start
            if uses[text[1:]] > 1 or shows_all:
                told = f" GRAPH {stored.names} {{ {graph} {NAME} {text} }} "
            else:  # nobody asks what it is called, and engines find out sooner without a join
                told = f' FILTER(STRSTARTS(STR({graph}), "{stored.beginning}")) '
            yield _Edit(keyword, keyword, told)
            yield _Edit(start, start + len(text), f" {graph}")
        before = text.upper() if kind == "word" else ""


def _projection(query: _Query, variables: Sequence[str]) -> Iterator[_Edit]:
    """Name the variables of a query that projects all, so that those which are put in stay hidden."""
    group = query.main()
    if variables and group and query.form_word == "SELECT":
        end = query.read[group.opening].start
        star = query.text.find("*", query.read[query.form].end, end)
        if star >= 0 and "(" not in query.text[query.read[query.form].end : end]:
            yield _Edit(star, star + 1, " ".join(f"?{name}" for name in variables) + " ")


def bind(query: str, bindings: Mapping[str, Term]) -> str:
    """Put values in the place of variables; what a SELECT projects is bound to them too.

    >>> bind("SELECT ?s ?o { ?s ?p ?o }", {"s": Iri("x:a")})
    'SELECT ?s ?o { VALUES (?s) { (<x:a>) } <x:a> ?p ?o }'
    """
    if not bindings:
        return query
    read = _Query(query)
    edits: list[_Edit] = []
    values = {f"{sign}{name}": str(term) for name, term in bindings.items() for sign in "?$"}
    kept = [True]  # for each open brace, whether variables stand there to be named and not to be used
    is_table = False
    before = ""
    for kind, text, start in read.read:
        word = text.upper() if kind == "word" else ""
        if (kind, text) == ("bracket", "{"):
            kept.append(is_table)
            is_table = False
        elif (kind, text) == ("bracket", "}") and kept.pop():
            kept[-1] = False
        if word:
            is_table = word == "VALUES"
        if word in _NAMING:
            kept[-1] = True
        elif kind == "variable" and text in values and not kept[-1] and before != "AS":
            edits.append(_Edit(start, start + len(text), values[text]))
        before = word
    main = read.main()
    if read.form_word == "SELECT" and main:
        end = read.read[main.opening].end
        variables, terms = (" ".join(part) for part in zip(*_pairs(bindings), strict=True))
        edits.append(_Edit(end, end, f" VALUES ({variables}) {{ ({terms}) }}"))
    return edited(query, edits)


def _pairs(bindings: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    return ((f"?{name}", str(term)) for name, term in bindings.items())


def _spelled_out(query: str, variables: Sequence[str]) -> str:
    """Write DESCRIBE as the CONSTRUCT that it is, and a CONSTRUCT that leaves out its template with it."""
    read = _Query(query)
    group = read.main()
    if (
        read.form_word == "CONSTRUCT"
        and group
        and not any(other.opening == read.form + 1 for other in read.groups())
    ):
        end = read.read[read.form].end
        return f"{query[:end]} {{ {read.inside(group)} }} {query[end:]}"
    return _described(read, group, variables) if read.form_word == "DESCRIBE" else query


def _described(query: _Query, group: _Group | None, variables: Sequence[str]) -> str:
    """Ask for all statements about what a DESCRIBE describes, where there are no blank nodes."""
    hidden = _unused(query.text)
    thing, predicate, value = (f"?{hidden}{part}" for part in ("s", "p", "o"))
    head_end = group.opening if group else len(query.read)
    head = query.read[query.form + 1 : head_end]
    terms = [text for kind, text, _ in head if kind in {"iri", "name", "variable"}]
    terms = terms or [f"?{name}" for name in variables]
    prologue = query.text[: query.read[query.form].start]
    if group is None:
        described = f"VALUES {thing} {{ {' '.join(terms)} }}"
    else:
        rest = query.text[query.read[group.opening].start :]
        described = " UNION ".join(
            f"{{ SELECT DISTINCT ({term} AS {thing}) {{ {{ SELECT {_needed(terms)} {rest} }} }} }}"
            for term in terms
        )
    template = f"{{ {thing} {predicate} {value} }}"
    return f"{prologue}CONSTRUCT {template} WHERE {{ {described} {thing} {predicate} {value} }}"


def _needed(terms: Sequence[str]) -> str:
    """Return what a query must project for some terms to be known."""
    return " ".join(term for term in terms if term[0] in "?$") or "(1 AS ?one)"


def _unused(query: str) -> str:
    """Return how no variable of a query begins."""
    name = "graph_"
    while name in query:
        name += "_"
    return name
