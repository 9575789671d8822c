"""The list of hostile inputs: whatever somebody may send to do harm, and what is answered.

    fixtures/hostile/OUTCOMES/*.rq      queries, posted
    fixtures/hostile/OUTCOMES/*.http    requests, sent byte for byte

OUTCOMES are the statuses that are right, joined by hyphens; CUT is an answer that has begun and breaks off,
CLOSED a connection that ends without one.
The pool's own cases belong to the list too, and some that are too long for a file are made here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from tests.graph.pool import stores
from tests.graph.pool.stores import NESTED, PREFIX

FIXTURES: Final = Path(__file__).parent / "fixtures" / "hostile"
CUT: Final = "cut"
CLOSED: Final = "closed"
LISTENER: Final = "{listener}"
"""Stands in a case for the address of a server that nobody should connect to."""
ENDS: Final = "400-504-cut"
"""A query that would run for days ends for want of memory, of time, or of room for its answer."""

_POOL: Final = {"services": "403", "updates": "403", "endless": ENDS}
_LONG: Final = {
    "a_query_that_is_too_long": ("413", "ASK {}" + " " * 1_000_000),
    "white_space": ("200", "ASK {}" + "\n" * 999_000),
    "comments": ("200", "ASK {}" + "# SERVICE\n" * 99_000),
    "a_list_of_numbers": ("200-504", f"ASK {{ ?s ?p ?o FILTER(?o IN ({'1, ' * 100_000} 2)) }}"),
    "a_list_of_strings": (
        "200-504",
        f"ASK {{ ?s ?p ?o FILTER(STR(?o) NOT IN ({', '.join(map(repr, range(100_000, 180_000)))})) }}",
    ),
    "values": ("200-400-504", f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 400_000} }} }}"),
    "a_string": ("200", f'SELECT (STRLEN("{"a" * 900_000}") AS ?n) {{}}'),
    "an_iri": ("200", f"ASK {{ ?s <http://example.org/{'a' * 900_000}> ?o }}"),
    "a_variable": ("200", f"SELECT (1 AS ?{'a' * 900_000}) {{}}"),
    "a_language": ("400", f'ASK {{ ?s ?p "x"@{"abcdefghi-" * 90_000} }}'),
    "a_function_that_is_not_there": ("400", f"SELECT (<http://example.org/{'a' * 900_000}>(1) AS ?x) {{}}"),
    "a_prefix_that_is_not_declared": ("400", f"ASK {{ ?s {'a' * 900_000}:p ?o }}"),
    "a_string_that_is_not_closed": ("400-504", 'ASK { ?s ?p """' + '\\"""\n' * 180_000),
    "prefixes": ("200", "".join(f"PREFIX p{n}: <x:{n}> " for n in range(40_000)) + "ASK {}"),
    "graphs": ("200-504", "SELECT * " + "".join(f"FROM <x:{n}> " for n in range(50_000)) + "{ ?s ?p ?o }"),
    "variables": ("200-504", f"SELECT {' '.join(f'?v{n}' for n in range(90_000))} {{}}"),
    "unions": ("200-400-504", f"ASK {{ {' UNION '.join(['{ ?s ?p 1 }'] * 45_000)} }}"),
    "patterns": ("200-400-504", f"{PREFIX} ASK {{ {'?s ex:none ?o . ' * 60_000} }}"),
    "operators": ("400-504", f"SELECT (1{'+1' * 400_000} AS ?sum) {{}}"),
    "comparisons_that_look_like_iris": (
        "200-400-504",
        "SELECT (NOW() AS ?now) { " + 'FILTER(?a<1#>\\"""\n)' * 45_000 + "}",
    ),
    "now_and_nothing_called": ("200", "ASK {}# " + "NOW\t\t\t" * 160_000),
}
"""Queries of up to a megabyte: what comes of each, and its text."""


_LONG_HEADERS: Final = {
    "an_address": ("414-431", f"GET /sparql?query={'A' * 900_000} HTTP/1.1"),
    "a_method": ("400-431", "A" * 900_000 + " /sparql HTTP/1.1"),
    "accepted_forms": ("431", f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nAccept: {'a/b, ' * 100_000}"),
    "white_space_in_a_header": (
        "200",
        f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nAccept: */*\r\nAccept-Encoding: x{' ' * 60_000}x",
    ),
    "headers": (
        "431",
        "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + "\r\n".join(f"X-{n}: {n}" for n in range(5_000)),
    ),
    "a_cookie": ("431", f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nCookie: {'a' * 900_000}"),
    "parameters": ("400", f"GET /sparql?{'default-graph-uri=x:a&' * 2_000}query=ASK%7B%7D HTTP/1.1"),
}
"""Beginnings of requests that go on for long: what comes of each."""


class Case(NamedTuple):
    """A hostile input."""

    name: str
    content: bytes
    """A query, or a whole request."""
    is_request: bool
    outcomes: tuple[str, ...]
    """The statuses that are right, CUT or CLOSED."""

    def __str__(self) -> str:
        """Name the case."""
        return self.name

    @property
    def may_be_stopped(self) -> bool:
        """Whether running out of time is a right end of it."""
        return not {"408", "504", CUT, CLOSED}.isdisjoint(self.outcomes)


def hostile_cases() -> list[Case]:
    """Return the whole list."""
    return [*_files(), *_of_the_pool(), *_made()]


def _files() -> Iterator[Case]:
    for path in sorted(FIXTURES.glob("*/*")):
        outcomes = ENDS if path.parent.name == "ends" else path.parent.name
        yield _case(path.stem, path.read_bytes(), outcomes, is_request=path.suffix == ".http")


def _of_the_pool() -> Iterator[Case]:
    for folder, outcomes in _POOL.items():
        for path in sorted((stores.FIXTURES / folder).iterdir()):
            yield _case(f"{folder}-{path.stem}", path.read_bytes(), outcomes)


def _made() -> Iterator[Case]:
    for name, query in NESTED.items():
        yield _case(f"nested-{name}", query.encode(), "400")
    for name, (outcomes, query) in _LONG.items():
        yield _case(f"long-{name}", query.encode(), outcomes)
    form = "query=" + "%41" * 330_000
    head = "POST /sparql HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded"
    request = f"{head}\r\nHost: localhost\r\nContent-Length: {len(form)}\r\nConnection: close\r\n\r\n{form}"
    yield _case("long-escapes", request.encode(), "400", is_request=True)
    for name, (outcomes, head) in _LONG_HEADERS.items():
        request = f"{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        yield _case(f"long-{name}", request.encode(), outcomes, is_request=True)


def _case(name: str, content: bytes, outcomes: str, *, is_request: bool = False) -> Case:
    return Case(name, content, is_request, tuple(outcomes.split("-")))
