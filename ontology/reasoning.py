"""Asks HermiT, a reasoner for OWL 2 DL, whether a graph is consistent and what follows from it.

The rules of `ontology/rules/` infer what is served; HermiT proves that they may. It is the copy that
owlready2 carries, run on a file of its own: owlready2 itself gives back only the nearest of what it finds.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from ontology.terms import GENID, OWL, RDF

_Node = TypeVar("_Node", bound=Hashable)

_TYPE: Final = RDF + "type"
_THING: Final = OWL + "Thing"
_NOTHING: Final = OWL + "Nothing"

_STATEMENT: Final = re.compile(r"(<[^>]*>|_:\S+) <([^>]*)> (<[^>]*>|_:\S+|.+) \.")
_EXPRESSION: Final = re.compile(r"(ObjectInverseOf\( )?<([^>]+)>")
_AXIOM: Final = re.compile(r"(\w+)\( (.+) \)")
_VALUES: Final = re.compile(r"<([^>]+)> \(known instances: (.*) \| possible instances: .*\)")
_PAIR: Final = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")


class ReasonerError(Exception):
    """HermiT gave no answer."""


class ReasonerUnavailableError(ReasonerError):
    """This machine cannot run HermiT; the message tells what to install."""


class ReasonerFailedError(ReasonerError):
    """HermiT could not read the graph or took too long; the message repeats what it said."""


class Value(NamedTuple):
    """That a thing has another thing as the value of an object property; all three are IRIs."""

    subject: str
    property: str
    object: str


@dataclass(frozen=True)
class Entailments:
    """What follows from a graph. From an inconsistent one everything follows, so nothing is listed."""

    consistent: bool
    unsatisfiable: frozenset[str] = frozenset()
    """The classes that nothing can be of."""
    types: frozenset[tuple[str, str]] = frozenset()
    """Things with their named classes, stated ones included, `owl:Thing` left out."""
    values: frozenset[Value] = frozenset()
    """Values of object properties, stated ones included."""


def entailments(ntriples: bytes, *, seconds: float = 300) -> Entailments:
    """Work out what follows from a graph: ontology, vocabularies and data together.

    Args:
        ntriples: the graph as N-Triples in UTF-8; skolem IRIs are turned back into blank nodes.
        seconds: the longest that HermiT may take.

    Raises:
        ReasonerUnavailableError: Java or owlready2 is not installed.
        ReasonerFailedError: HermiT cannot read the graph, or takes longer.
    """
    java, classpath = _java(), _classpath()
    graph = re.sub(rf"<{re.escape(GENID)}([^>]*)>", r"_:\1", ntriples.decode())
    with tempfile.TemporaryDirectory(prefix="husk-reasoner-") as folder:
        path = Path(folder, "graph.nt")
        path.write_text(graph + "".join(_declarations(graph)), "utf-8")
        hermit = [java, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]
        actions = ["--classify", "--classifyOPs", "--classifyIs", "--classifyPVs", path.as_uri()]
        try:
            run = subprocess.run(
                hermit + actions, capture_output=True, text=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ReasonerFailedError(f"HermiT did not end within {seconds:g} seconds.") from error
    if "InconsistentOntologyException" in run.stderr:
        return Entailments(consistent=False)
    if run.returncode or "Exception" in run.stderr:
        raise ReasonerFailedError(f"HermiT cannot read the graph: {_complaint(run.stderr)}")
    return _Answer.read(run.stdout).entailments()


def _java() -> str:
    """Find the Java program."""
    if found := shutil.which("java"):
        return found
    raise ReasonerUnavailableError(
        "Java is not installed, and HermiT needs it. "
        "Install a Java runtime, for example with: apt-get install default-jre-headless"
    )


def _classpath() -> str:
    """Find the HermiT that owlready2 carries, without importing owlready2.

    The folder holds classes that stand before those of the same name in the archive.
    """
    package = find_spec("owlready2")
    if package is None or package.origin is None:
        raise ReasonerUnavailableError(
            "owlready2 is not installed, and it carries HermiT. Install it with: pip install owlready2"
        )
    folder = Path(package.origin).parent / "hermit"
    return os.pathsep.join([str(folder), str(folder / "HermiT.jar")])


def _declarations(ntriples: str) -> Iterator[str]:
    """Declare the things of a graph, without which HermiT does not report on them.

    A thing is whatever is of a class, or stands at an end of an object property.
    """
    statements = [match.groups() for line in ntriples.splitlines() if (match := _STATEMENT.fullmatch(line))]
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in statements:
        if predicate == _TYPE:
            kinds[value].add(subject)
    classes, properties = kinds[f"<{OWL}Class>"], kinds[f"<{OWL}ObjectProperty>"]
    things: set[str] = set()
    for subject, predicate, value in statements:
        if f"<{predicate}>" in properties:
            things |= {subject, value}
        elif predicate == _TYPE and value in classes:
            things.add(subject)
    return (f"{thing} <{_TYPE}> <{OWL}NamedIndividual> .\n" for thing in sorted(things) if thing[0] == "<")


def _complaint(stderr: str) -> str:
    """Return what a Java program says went wrong, without the places in its code."""
    said = stderr.split("\n\tat ", 1)[0].removeprefix('Exception in thread "main" ')
    return " ".join(said.split()) or "it gave no reason"


class _Role(NamedTuple):
    """An object property, read from its subject or, inverted, from its object."""

    inverted: bool
    name: str

    @property
    def turned(self) -> "_Role":
        """The same property, read from the other end."""
        return self._replace(inverted=not self.inverted)


@dataclass
class _Answer:
    """What HermiT prints: each step of a hierarchy, and for each thing its nearest classes and values."""

    classes: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    roles: defaultdict[_Role, set[_Role]] = field(default_factory=lambda: defaultdict(set))
    types: set[tuple[str, str]] = field(default_factory=set)
    values: set[Value] = field(default_factory=set)

    @classmethod
    def read(cls, printed: str) -> "_Answer":
        """Read HermiT's output: a line is an axiom, or a property with its values."""
        answer = cls()
        for line in map(str.strip, printed.splitlines()):
            if values := _VALUES.fullmatch(line):
                answer.values |= {Value(start, values[1], end) for start, end in _PAIR.findall(values[2])}
            elif axiom := _AXIOM.fullmatch(line):
                answer._add(
                    axiom[1], [_Role(bool(turn), name) for turn, name in _EXPRESSION.findall(axiom[2])]
                )
        return answer

    def _add(self, kind: str, expressions: list[_Role]) -> None:
        """Take in one axiom, with the names it holds in order."""
        names = [expression.name for expression in expressions]
        if kind == "Type":
            self.types.add((names[0], names[1]))
        elif kind == "SubClassOf":
            self.classes[names[0]].add(names[1])
        elif kind == "EquivalentClasses":
            for name in names:
                self.classes[name].update(names)
        elif kind in {"SubObjectPropertyOf", "EquivalentObjectProperties"}:
            lower, upper = expressions
            self.roles[lower].add(upper)
            self.roles[lower.turned].add(upper.turned)
            if kind == "EquivalentObjectProperties":
                self.roles[upper].add(lower)
                self.roles[upper.turned].add(lower.turned)

    def entailments(self) -> Entailments:
        """Follow the hierarchies up from each class, type and value."""
        unsatisfiable = {name for name in self.classes if _NOTHING in _reach(self.classes, name)}
        types = {(thing, wider) for thing, nearest in self.types for wider in _reach(self.classes, nearest)}
        values: set[Value] = set()
        for subject, name, value in self.values:
            for role in _reach(self.roles, _Role(False, name)):
                ends = (value, subject) if role.inverted else (subject, value)
                values.add(Value(ends[0], role.name, ends[1]))
        return Entailments(
            consistent=True,
            unsatisfiable=frozenset(unsatisfiable - {_NOTHING}),
            types=frozenset((thing, name) for thing, name in types if name != _THING),
            values=frozenset(values),
        )


def _reach(steps: Mapping[_Node, Iterable[_Node]], start: _Node) -> set[_Node]:
    """Return where steps lead to from a node, itself included.

    >>> sorted(_reach({"a": ["b"], "b": ["c", "a"], "d": ["a"]}, "a"))
    ['a', 'b', 'c']
    """
    found, waiting = {start}, [start]
    while waiting:
        for further in steps.get(waiting.pop(), ()):
            if further not in found:
                found.add(further)
                waiting.append(further)
    return found
