"""Queries out of a grammar and a seed, about what a dataset says, so that most of them find something.

Each group begins with a walk along triples that are there, some of whose terms become variables. What a
variable stood for is remembered, and most of what is added to the group fits that; some of it does not.

What is known to be answered otherwise by rdflib or our engine is not written:
`fixtures/rdflib_differences.toml` says what that is. Hence the paths stand beside the walk, every sub-SELECT
is DISTINCT, no product is shown, and two ways to one thing never join the same two.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

Term: TypeAlias = NamedNode | Literal
Fact: TypeAlias = tuple[NamedNode, NamedNode, Term]
Chosen = TypeVar("Chosen")

MOST_JOINED: Final = 10
"""To a thing that more facts than these point to no walk goes back, since rdflib would take its time."""
MOST_TRANSITIVE: Final = 60
"""Along a predicate with more facts than these no path goes on and on, for the same reason."""
_PROLOGUE: Final = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
_FOUND: Final = "<https://example.org/found>"
_NUMBERS: Final = ("http://www.w3.org/2001/XMLSchema#integer", "http://www.w3.org/2001/XMLSchema#decimal")
_LITERAL_FILTERS: Final = (
    "LANG({v}) = {language}",
    "LANGMATCHES(LANG({v}), {language})",
    "REGEX(STR({v}), {start})",
    'REGEX(STR({v}), "[a-z].*[0-9]", "i")',
    "CONTAINS(LCASE(STR({v})), LCASE({start}))",
    "STRLEN(STR({v})) >= {length}",
    "DATATYPE({v}) = {datatype}",
    "!isIRI({v})",
)
_THING_FILTERS: Final = (
    "isIRI({v})",
    "{v} IN ({term}, {other})",
    "{v} NOT IN ({other})",
    "{v} != {other}",
    "{v} = {term}",
    "STRSTARTS(STR({v}), {start})",
    "sameTerm({v}, {term}) || {v} = {other}",
)
_NUMBER_FILTERS: Final = (
    "{v} > {term} - 2",
    "{v} <= {term}",
    "{v} + 1 > {term} && {v} < 2 * {term} + 1",
    "ABS({v} - {term}) < 10",
)
_EXPRESSIONS: Final = (
    "STR({v})",
    "STRLEN(STR({v}))",
    "UCASE(STR({v}))",
    'CONCAT("<", STR({v}), ">")',
    "isLITERAL({v})",
    'IF(isIRI({v}), "thing", LANG({v}))',
    "COALESCE(LANG({v}), 0)",
    'REPLACE(STR({v}), "[aeiou]", "-")',
    "SUBSTR(STR({v}), 2, 5)",
    'STRAFTER(STR({v}), "/id/")',
    "ENCODE_FOR_URI(STR({v}))",
)
_SUMS: Final = ("{v} + 1", "{v} + {v} - 1", "CEIL({v} - 0.5)", "xsd:integer({v})")
_AGGREGATES: Final = ("COUNT(*)", "COUNT({v})", "COUNT(DISTINCT {v})", "MIN(STR({v}))", "MAX(STR({v}))")
_NUMBER_AGGREGATES: Final = ("SUM({v})", "MIN({v})", "MAX({v})", "ROUND(AVG({v}))")


@dataclass(frozen=True)
class Generated:
    """A query, and the constructs of the language that are in it."""

    text: str
    constructs: frozenset[str]
    grouped: str = ""
    """The group that GROUP BY divides by variables, where the query has one."""


class Facts:
    """What a dataset without blank nodes says, in an order that does not change from run to run."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.by_subject: Final[dict[Term, list[Fact]]] = defaultdict(list)
        self.by_object: Final[dict[Term, list[Fact]]] = defaultdict(list)
        self.by_predicate: Final[dict[NamedNode, list[Fact]]] = defaultdict(list)
        self.named: Final[dict[Term, list[tuple[NamedNode, Fact]]]] = defaultdict(list)
        """By subject: what a named graph says of it."""
        for quad in sorted(quads, key=str):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode | Literal)
            fact = (quad.subject, quad.predicate, quad.object)
            if isinstance(quad.graph_name, NamedNode):
                self.named[quad.subject].append((quad.graph_name, fact))
            elif isinstance(quad.graph_name, DefaultGraph):
                self.by_subject[quad.subject].append(fact)
                self.by_object[quad.object].append(fact)
                self.by_predicate[quad.predicate].append(fact)
        self.predicates: Final = tuple(self.by_predicate)


class Group:
    """A group graph pattern that is being written."""

    def __init__(self) -> None:
        self.walk: list[str] = []
        self.lines: list[str] = []
        self.constructs: list[str] = []
        self.variables: list[str] = []
        """All variables that an answer may show."""
        self.stood_for: dict[str, Term] = {}
        """What a variable was in the facts that the first patterns are made of; it is always bound."""

    def new(self, stood_for: Term | None = None) -> str:
        """Return a new variable."""
        name = f"?v{len(self.variables)}"
        self.variables.append(name)
        if stood_for is not None:
            self.stood_for[name] = stood_for
        return name

    def add(self, construct: str, line: str) -> None:
        """Add a line that uses a construct of the language."""
        self.constructs.append(construct)
        self.lines.append(line)

    def add_to_walk(self, construct: str, line: str) -> None:
        """Add a pattern to the basic graph pattern that the group begins with."""
        self.constructs.append(construct)
        self.walk.append(line)

    def things(self) -> list[str]:
        """Return the variables that stood for what has an IRI."""
        return [name for name, term in self.stood_for.items() if isinstance(term, NamedNode)]

    def numbers(self) -> list[str]:
        """Return the variables that stood for numbers."""
        return [name for name, term in self.stood_for.items() if _is_number(term)]

    def spelled(self) -> list[str]:
        """Return the variables of which no engine changes the spelling; there always is one, for a thing."""
        return [name for name, term in self.stood_for.items() if not _is_number(term)]

    def __str__(self) -> str:
        return "{\n" + "".join(f"    {line}\n" for line in (*self.walk, *self.lines)) + "}"


class Grammar:
    """Writes queries; the same facts and seed give the same ones."""

    def __init__(self, facts: Facts, seed: int) -> None:
        self._facts = facts
        self._chance = random.Random(seed)
        self._forms: Mapping[Callable[[Group], str], int] = {
            self._select: 10,
            self._some_in_order: 4,
            self._grouped: 6,
            self._ask: 3,
            self._construct: 4,
        }
        self._additions: Mapping[Callable[[Group], None], int] = {
            self._filter: 6,
            self._exists: 2,
            self._optional: 3,
            self._union: 3,
            self._minus: 2,
            self._bind: 3,
            self._values: 2,
            self._graph: 3,
            self._path: 6,
            self._sub_select: 3,
        }

    def query(self) -> Generated:
        """Return the next query."""
        group = Group()
        self._walk(group, self._chance.randint(1, 3))
        for add in self._weighted(self._additions, self._chance.randint(1, 3)):
            add(group)
        [form] = self._weighted(self._forms, 1)
        text = form(group)
        grouped = str(group) if "\nGROUP BY" in text else ""
        return Generated(_PROLOGUE + text, frozenset(group.constructs), grouped)

    def _weighted(self, rules: Mapping[Chosen, int], count: int) -> Sequence[Chosen]:
        return self._chance.choices(list(rules), list(rules.values()), k=count)

    def _often(self) -> bool:
        return self._chance.random() < 0.9

    # Forms.

    def _select(self, group: Group) -> str:
        """SELECT some columns or all, each row once or as often as it is found."""
        group.constructs.append("SELECT")
        shown = self._chance.sample(group.variables, self._chance.randint(1, len(group.variables)))
        distinct = self._chance.choice(["", "", "DISTINCT "])
        if distinct:
            group.constructs.append("DISTINCT")
        return f"SELECT {distinct}{self._chance.choice(['*', ' '.join(shown)])} WHERE {group}"

    def _some_in_order(self, group: Group) -> str:
        """SELECT the first rows, in an order in which only equal rows are side by side."""
        group.constructs.append("LIMIT")
        shown = self._chance.sample(group.variables, self._chance.randint(1, len(group.variables)))
        direction = self._chance.choice(["ASC", "DESC"])
        order = " ".join(
            f"{direction}(COALESCE(STR({name}), '')) COALESCE(LANG({name}), '')" for name in shown
        )
        limits = self._chance.choice(["LIMIT 5", "LIMIT 20", "LIMIT 3 OFFSET 1"])
        return f"SELECT {' '.join(shown)} WHERE {group}\nORDER BY {order} {limits}"

    def _grouped(self, group: Group) -> str:
        """SELECT what is counted, added up or compared, for each value of some variables or for all rows."""
        group.constructs.append("GROUP BY")
        keys = self._chance.sample(list(group.stood_for), self._chance.choice([0, 1, 1, 1]))
        templates = [(template, self._chance.choice(group.spelled())) for template in _AGGREGATES]
        if keys:
            templates += [(template, name) for name in group.numbers() for template in _NUMBER_AGGREGATES]
        aggregates = " ".join(
            f"({template.format(v=name)} AS ?a{number})"
            for number, (template, name) in enumerate(self._chance.sample(templates, 2))
        )
        text = f"SELECT {' '.join(keys)} {aggregates} WHERE {group}"
        if keys:
            text += f"\nGROUP BY {' '.join(keys)}"
            if self._chance.random() < 0.4:
                group.constructs.append("HAVING")
                text += self._chance.choice([" HAVING(COUNT(*) > 1)", " HAVING(COUNT(*) < 4)"])
        return text

    def _ask(self, group: Group) -> str:
        group.constructs.append("ASK")
        return f"ASK {group}"

    def _construct(self, group: Group) -> str:
        """CONSTRUCT what was found, with a property of our own."""
        group.constructs.append("CONSTRUCT")
        things = group.things()
        subject, found = self._chance.choice(things), self._chance.choice(group.variables)
        also = f" . {self._chance.choice(things)} a {_FOUND}" if self._often() else ""
        return f"CONSTRUCT {{ {subject} {_FOUND} {found}{also} }} WHERE {group}"

    # What groups are made of.

    def _walk(self, group: Group, length: int) -> None:
        """Add triple patterns, each of which has a variable of an earlier one."""
        start = self._chance.choice(self._facts.by_predicate[self._chance.choice(self._facts.predicates)])
        here = group.new(start[0])
        self._step(group, here, start)
        for _ in range(length - 1):
            here = self._chance.choice(group.things())
            thing = group.stood_for[here]
            back = self._facts.by_object.get(thing, [])
            if back and len(back) <= MOST_JOINED and self._chance.random() < 0.5:
                subject, predicate, _ = self._chance.choice(back)
                group.add_to_walk("join", f"{group.new(subject)} {predicate} {here} .")
            elif onward := self._facts.by_subject.get(thing):
                self._step(group, here, self._chance.choice(onward))

    def _step(self, group: Group, here: str, fact: Fact) -> None:
        """Add a pattern that goes from a variable along a fact."""
        _, predicate, to = fact
        if self._chance.random() < 0.1:
            group.add_to_walk("variable predicate", f"{here} {group.new()} {to} .")
        elif self._chance.random() < 0.3:
            group.add_to_walk("constant", f"{here} {predicate} {to} .")
        else:
            group.add_to_walk("join", f"{here} {predicate} {group.new(to)} .")

    def _condition(self, group: Group, name: str) -> str:
        """Return a condition that most often holds for what a variable stood for."""
        term = group.stood_for[name]
        if isinstance(term, NamedNode):
            template = self._chance.choice(_THING_FILTERS)
            details = {"start": _text(term.value[: self._chance.randint(20, len(term.value))])}
        elif _is_number(term):
            template, details = self._chance.choice(_NUMBER_FILTERS), {}
        else:
            template = self._chance.choice(_LITERAL_FILTERS)
            details = {
                "language": _text(term.language or ""),
                "start": _text("".join(filter(str.isalpha, term.value[:3]))),
                "length": str(self._chance.randint(0, 2 * len(term.value))),
                "datatype": str(term.datatype),
            }
        other = self._chance.choice(self._chance.choice(list(self._facts.by_predicate.values())))
        condition = template.format(v=name, term=term, other=other[0], **details)
        return condition if self._chance.random() < 0.95 else f"!({condition})"

    def _filter(self, group: Group) -> None:
        name = self._chance.choice(list(group.stood_for))
        group.add("FILTER", f"FILTER({self._condition(group, name)})")

    def _exists(self, group: Group) -> None:
        here, predicate, to = self._onward(group)
        negated = self._chance.choice(["", "NOT "])
        to_any = "[]" if self._often() and not negated else str(to)
        group.add("EXISTS", f"FILTER {negated}EXISTS {{ {here} {predicate} {to_any} }}")

    def _onward(self, group: Group) -> tuple[str, NamedNode, Term]:
        """Return a variable, and a predicate and an object of what it stood for, or now and then others."""
        here = self._chance.choice(group.things())
        facts = self._facts.by_subject.get(group.stood_for[here])
        if facts is None or not self._often():
            facts = self._facts.by_predicate[self._chance.choice(self._facts.predicates)]
        _, predicate, to = self._chance.choice(facts)
        return here, predicate, to

    def _apart(self, predicate: NamedNode, other: NamedNode) -> bool:
        """Say whether no two things have both of these to each other."""
        pairs, others = (
            {(fact[0], fact[2]) for fact in self._facts.by_predicate[one]} for one in (predicate, other)
        )
        return pairs.isdisjoint(others)

    def _optional(self, group: Group) -> None:
        here, predicate, _ = self._onward(group)
        found = group.new()
        condition = self._chance.choice(
            ["", f" FILTER(isIRI({found}))", f" FILTER(LANG({found}) = 'en')", f" FILTER({here} != {found})"]
        )
        group.add("OPTIONAL", f"OPTIONAL {{ {here} {predicate} {found}{condition} }}")

    def _union(self, group: Group) -> None:
        here, predicate, _ = self._onward(group)
        _, other, to = self._onward(group)
        if not self._apart(predicate, other):
            predicate, other = self._facts.predicates[:2]
        found = group.new()
        last = self._chance.choice(
            [f"{here} {other} {found}", f"{here} {other} {to}", f"{found} {other} {here}"]
        )
        group.add("UNION", f"{{ {here} {predicate} {found} }} UNION {{ {last} }}")

    def _minus(self, group: Group) -> None:
        here, predicate, to = self._onward(group)
        others = [fact[2] for fact in self._facts.by_predicate[predicate] if fact[2] != to] or [to]
        group.add("MINUS", f"MINUS {{ {here} {predicate} {self._chance.choice(others)} }}")

    def _bind(self, group: Group) -> None:
        numbers = group.numbers()
        if numbers and self._often():
            value = self._chance.choice(_SUMS).format(v=self._chance.choice(numbers))
        else:
            value = self._chance.choice(_EXPRESSIONS).format(v=self._chance.choice(group.spelled()))
        group.add("BIND", f"BIND({value} AS {group.new()})")

    def _values(self, group: Group) -> None:
        """Add a table of one column, or of two that leaves the second open once."""
        here = self._chance.choice(list(group.stood_for))
        terms = {
            fact[2] for fact in self._chance.sample(self._facts.by_predicate[self._predicate_of(group)], 1)
        }
        rows = [str(group.stood_for[here]), *map(str, sorted(terms, key=str))]
        if self._chance.random() < 0.5:
            group.add("VALUES", f"VALUES {here} {{ {' '.join(rows)} }}")
            return
        label = group.new()
        table = " ".join(f"({row} {value})" for row, value in zip(rows, ("UNDEF", '"second"'), strict=False))
        group.add("VALUES", f"VALUES ({here} {label}) {{ {table} }}")

    def _predicate_of(self, group: Group) -> NamedNode:
        return self._onward(group)[1]

    def _graph(self, group: Group) -> None:
        """Add what a named graph says of a thing, or of a thing that is new."""
        here = self._chance.choice(group.things())
        said = self._facts.named.get(group.stood_for[here])
        if said is None:
            subject = self._chance.choice(list(self._facts.named))
            here, said = str(subject), self._facts.named[subject]
        graph, (_, predicate, to) = self._chance.choice(said)
        name = self._chance.choice([str(graph), "?", "?"])
        found = self._chance.choice([str(to), "?", "?"])
        name = group.new(graph) if name == "?" else name
        found = group.new(to) if found == "?" else found
        group.add("GRAPH", f"GRAPH {name} {{ {here} {predicate} {found} }}")

    def _path(self, group: Group) -> None:
        here, predicate, to = self._onward(group)
        onward = self._facts.by_subject.get(to, [])
        then = self._chance.choice(onward)[1] if onward else predicate
        paths = [f"{predicate}?", f"!({predicate}|{then})"]
        if onward:
            paths += [f"{predicate}/{then}", f"{predicate}/{then}?", f"{predicate}/({then}|^{then})"]
        if self._apart(predicate, then):
            paths.append(f"{predicate}|{then}")
        if len(self._facts.by_object.get(to, [])) <= MOST_JOINED:
            paths.append(f"{predicate}/^{predicate}")
        if len(self._facts.by_predicate[predicate]) <= MOST_TRANSITIVE:
            paths += [f"{predicate}+", f"{predicate}*", f"({predicate}|{then})+", f"^{predicate}*"]
        path = self._chance.choice(paths)
        subject = here if self._often() else str(group.stood_for[here])
        group.add_to_walk("path", f"{subject} {path} {group.new()} .")

    def _sub_select(self, group: Group) -> None:
        here, predicate, _ = self._onward(group)
        found = group.new()
        columns, end = self._chance.choice(
            [
                (
                    f"{here} ({self._chance.choice(['COUNT(*)', 'COUNT(DISTINCT ?o)'])} AS {found})",
                    f"GROUP BY {here}",
                ),
                (f"{here} (?o AS {found})", ""),
                (here, f"ORDER BY {here} LIMIT 8"),
            ]
        )
        inner = f"SELECT DISTINCT {columns} WHERE {{ {here} {predicate} ?o }} {end}"
        group.add("sub-SELECT", f"{{ {inner} }}")


def _is_number(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def _text(value: str) -> str:
    """Write a string."""
    return str(Literal(value))
