"""Reads what people wrote: data/<programme>/*.trig becomes frozen values, each fault a problem with a place.

A file holds, besides its assertions (a named graph each), the curator's labels (`graph/labels`) and, in its
default graph, the description of sources, sections, passages, voices and assertions, with the defaults of the
short form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import pyoxigraph

from graph.authoring.places import Place, Places
from graph.conversion import statement_from_engine
from graph.errors import DataError, Problem, StoreError
from graph.names import DATA, LABELS, entity, short
from graph.values import Iri, Statement
from ontology.terms import ID

_PROGRAMME: Final = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True)
class AuthoredFile:
    """One file of a programme, read but not yet expanded."""

    programme: str
    name: str
    """The path below the data folder, e.g. `demo/2.4.trig`."""
    text: str
    descriptions: tuple[Statement, ...]
    """Its default graph."""
    labels: tuple[Statement, ...]
    """The curator's labels."""
    assertions: Mapping[Iri, tuple[Statement, ...]]
    """Each assertion with what it states, in the order of the file."""

    @property
    def iri(self) -> Iri:
        """The name that `<>` has in the file."""
        return file_iri(self.name)

    @cached_property
    def places(self) -> Places:
        """Where its names stand; worked out when first needed."""
        return Places(self.text, self.iri.value)

    def problem(
        self,
        message: str,
        cure: str,
        *,
        graph: Iri | None = None,
        subject: Iri | None = None,
        predicate: Iri | None = None,
        name: Iri | None = None,
        place: Place | None = None,
    ) -> Problem:
        """Describe a fault and point at its place.

        Args:
            message: what is wrong.
            cure: what to do about it.
            graph: the graph in which it stands; None in the default graph.
            subject: the thing that is described wrongly.
            predicate: the property that is used wrongly.
            name: any other name at which to point.
            place: where it stands; by default where name, property, subject or graph stands.
        """
        place = place or self._closest(graph, subject, name or predicate)
        return Problem(
            message,
            cure,
            file=self.name,
            line=place.line if place else None,
            column=place.column if place else None,
            assertion=graph.value if graph and graph in self.assertions else None,
            focus_node=subject.value if subject and subject not in {graph, self.iri} else None,
            property=predicate.value if predicate else None,
        )

    def _closest(self, graph: Iri | None, subject: Iri | None, name: Iri | None) -> Place | None:
        """Return where the most exact of the names stands."""
        return (
            (name and self.places.find(name, graph=graph, subject=subject))
            or (subject and self.places.find(subject, graph=graph))
            or (graph and self.places.find(graph))
            or None
        )


def file_iri(name: str) -> Iri:
    """Return the IRI of a file, given its path below the data folder.

    >>> file_iri("demo/2.4 ny.trig").value
    'https://w3id.org/husk/data/demo/2.4%20ny.trig'
    """
    return Iri(DATA + quote(name))


def data_name(path: Path, data: Path) -> str:
    """Return a file's path below the data folder; of one that lies elsewhere, its path as given."""
    full, folder = path.resolve(), data.resolve()
    return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else path.as_posix()


def trig_files(data: Path) -> tuple[Path, ...]:
    """Return the files of all programmes below the data folder, sorted."""
    return tuple(sorted(data.glob("*/**/*.trig")))


def read(data: Path) -> tuple[AuthoredFile, ...]:
    """Read all programmes below the data folder, in the order of their names.

    Raises:
        DataError: there is nothing to read, or files hold what data may not hold; every fault is in it.
    """
    paths = trig_files(data)
    if not paths:
        cure = "Give the folder that holds a folder for each programme, with its .trig files."
        raise DataError([Problem(f"There is no authored data in {data}.", cure)])
    outcomes = [_read_file(path, path.relative_to(data).as_posix()) for path in paths]
    files = tuple(outcome for outcome in outcomes if isinstance(outcome, AuthoredFile))
    problems = [outcome for outcome in outcomes if isinstance(outcome, Problem)]
    problems += [problem for file in files for problem in _faults(file)]
    problems += _assertions_in_two_files(files)
    if problems:
        raise DataError(problems)
    return files


def parse_trig(path: Path, name: str) -> tuple[str, list[pyoxigraph.Quad]]:
    """Return the text of one file, as it stands, and its quads.

    Raises:
        DataError: it cannot be read, or is no TriG; the one problem in it names the place.
    """
    try:
        text = path.read_bytes().decode()
        quads = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG, base_iri=file_iri(name).value))
    except OSError as error:
        cure = "Check that it is a file and that you may read it."
        problem = Problem(f"The file cannot be read: {error.strerror}.", cure, file=name)
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problem = Problem("The file is not in UTF-8.", "Save it as UTF-8.", file=name, line=line)
    except SyntaxError as error:
        message = f"The file is no TriG: {error.msg.partition(': ')[2] or error.msg}."
        cure = (
            "Look at the named place and just before it: often a full stop, a quote or a prefix is missing."
        )
        problem = Problem(message, cure, file=name, line=error.lineno, column=error.offset)
    else:
        return text, quads
    raise DataError([problem])


def _read_file(path: Path, name: str) -> AuthoredFile | Problem:
    """Read one file, or say what in it is no TriG."""
    programme = name.partition("/")[0]
    if not _PROGRAMME.fullmatch(programme):
        cure = "Rename it with small letters a to z, digits, hyphens and full stops only."
        return Problem(f"The folder {programme} cannot name a programme.", cure, file=name, line=1)
    try:
        text, quads = parse_trig(path, name)
    except DataError as error:
        return error.problems[0]
    graphs: dict[str, list[Statement]] = {}
    try:
        for quad in quads:
            statement = statement_from_engine(quad)
            graphs.setdefault(_graph_name(quad), []).append(statement)
    except StoreError:
        return _nameless(AuthoredFile(programme, name, text, (), (), MappingProxyType({})))
    descriptions, labels = graphs.pop("", []), graphs.pop(LABELS.value, [])
    assertions = {Iri(graph): tuple(statements) for graph, statements in graphs.items()}
    return AuthoredFile(
        programme, name, text, tuple(descriptions), tuple(labels), MappingProxyType(assertions)
    )


def _graph_name(quad: pyoxigraph.Quad) -> str:
    """Return the IRI of a quad's graph; of the default graph, nothing.

    Raises:
        StoreError: the graph is a blank node.
    """
    if isinstance(quad.graph_name, pyoxigraph.BlankNode):
        raise StoreError("A graph has no IRI.")
    return quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""


def _nameless(file: AuthoredFile) -> Problem:
    """Point at the first thing without a name: a blank node, or else a triple used as a term."""
    return file.problem(
        "The file holds a thing without a name (a blank node, a list or a quoted triple).",
        "Give the thing an IRI of its own, so that others can speak of it.",
        place=next(file.places.blank_nodes(), None),
    )


def _faults(file: AuthoredFile) -> Iterator[Problem]:
    """Yield what a well-formed file must not hold: graphs that are no assertions of its programme."""
    for graph in file.assertions:
        name = entity(graph)
        if name is None or name.kind != "assertion":
            yield file.problem(
                f"The graph {short(graph)} is neither the labels nor an assertion.",
                f"Name it {ID}{file.programme}/assertion/<passage>-<letter>, or {LABELS.value} for labels.",
                name=graph,
            )
        elif name.programme != file.programme:
            yield file.problem(
                f"The assertion {short(graph)} belongs to the programme {name.programme}.",
                f"Move it to data/{name.programme}/, or name it as an assertion of {file.programme}.",
                graph=graph,
            )
    if file.text.count("{") <= len(file.assertions) + bool(file.labels):
        return  # no graph can be open twice, which spares us reading the text again
    for graph, place in file.places.graphs_opened_again():
        if graph != LABELS:
            yield file.problem(
                f"The assertion {short(graph)} is opened a second time.",
                "Give one of the two another letter, or write both as one if they stand or fall together.",
                graph=graph,
                place=place,
            )


def _assertions_in_two_files(files: Iterable[AuthoredFile]) -> Iterator[Problem]:
    """Yield the assertions that an earlier file has already."""
    first: dict[Iri, AuthoredFile] = {}
    for file in files:
        for graph in file.assertions:
            if first.setdefault(graph, file) is not file:
                yield file.problem(
                    f"The assertion {short(graph)} stands in {first[graph].name} too.",
                    "Keep each assertion in one file; give one of the two another letter.",
                    graph=graph,
                )
