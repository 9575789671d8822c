"""The ontology folder as values: axioms, vocabularies, shapes and rules, which data are held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph

from graph.conversion import statement_from_engine
from graph.errors import DataError, Problem
from graph.inference.rules import Rule
from graph.names import ONTOLOGY, VOCABULARIES, husk
from graph.values import Iri, Statement
from ontology import terms
from ontology.terms import GENID, HUSK

PACKAGED: Final = terms.HERE
"""The ontology folder that comes with the product."""

_T = TypeVar("_T")
_SUB_CLASS_OF: Final = Iri(terms.RDFS + "subClassOf")
_SUB_PROPERTY_OF: Final = Iri(terms.RDFS + "subPropertyOf")
_INVERSE_OF: Final = Iri(terms.OWL + "inverseOf")
_BUILD_ONLY: Final = frozenset(
    husk(name)
    for name in (
        "authoredIn",
        "edtf",
        "status",
        "earliestStart",
        "latestStart",
        "earliestEnd",
        "latestEnd",
    )
)


@dataclass(frozen=True)
class Model:
    """What the ontology folder says; blank nodes of its axioms have IRIs that depend on the axioms alone."""

    ontology: tuple[Statement, ...]
    vocabularies: tuple[Statement, ...]
    shapes: str
    """The shapes graph, in Turtle."""
    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, folder: Path = PACKAGED) -> "Model":
        """Read a folder with `husk.ttl`, `shapes.ttl`, `vocabularies/*.ttl` and `rules/*.rq`.

        Raises:
            DataError: a file is no Turtle.
        """
        axioms, concepts = _read_graphs(folder)
        rules = tuple(map(Rule.read, sorted(folder.glob("rules/*.rq"))))
        return cls(axioms, concepts, (folder / "shapes.ttl").read_text("utf-8"), rules)

    @cached_property
    def terms(self) -> frozenset[Iri]:
        """Everything that the ontology and the vocabularies describe."""
        return frozenset(statement.subject for statement in (*self.ontology, *self.vocabularies))

    @cached_property
    def superclasses(self) -> Mapping[Iri, frozenset[Iri]]:
        """Each class with all classes above it, itself among them."""
        above = _pairs(self.ontology, _SUB_CLASS_OF)
        closed: dict[Iri, frozenset[Iri]] = {}
        for class_ in self.terms:
            found, waiting = {class_}, [class_]
            while waiting:
                new = above.get(waiting.pop(), set()) - found
                found |= new
                waiting += new
            closed[class_] = frozenset(found)
        return closed

    @cached_property
    def direct_properties(self) -> Mapping[Iri, Iri]:
        """Which property abbreviates taking part in a role."""
        pairs = _pairs(self.vocabularies, husk("directProperty"))
        return {role: next(iter(properties)) for role, properties in pairs.items()}

    @cached_property
    def written_by_the_build(self) -> frozenset[Iri]:
        """The properties nobody writes by hand: direct ones, what they imply, and what is worked out."""
        above = _pairs(self.ontology, _SUB_PROPERTY_OF)
        inverse = _pairs(self.ontology, _INVERSE_OF)
        found: set[Iri] = set()
        waiting = set(self.direct_properties.values())
        while waiting:
            found |= waiting
            implied = {other for one in waiting for other in above.get(one, set()) | inverse.get(one, set())}
            implied |= {one for one, others in inverse.items() if others & waiting}
            waiting = {iri for iri in implied if iri.value.startswith(HUSK)} - found
        return frozenset(found) | _BUILD_ONLY


def model_files(folder: Path = PACKAGED) -> tuple[Path, ...]:
    """Return the files of an ontology folder that a build reads, sorted."""
    return tuple(
        sorted([*folder.glob("*.ttl"), *folder.glob("vocabularies/*.ttl"), *folder.glob("rules/*.rq")])
    )


def _read_graphs(folder: Path) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Read axioms and concepts, with IRIs in place of their blank nodes.

    The labels that https://www.w3.org/TR/rdf-canon/ gives depend on the graph alone, so two builds agree.
    """
    dataset = pyoxigraph.Dataset()
    for path, graph in ((folder / "husk.ttl", ONTOLOGY), *_vocabulary_files(folder)):
        name = pyoxigraph.NamedNode(graph.value)
        try:
            for quad in pyoxigraph.parse(path=path, base_iri=HUSK, rename_blank_nodes=True):
                dataset.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, name))
        except SyntaxError as error:
            message = f"The file is no Turtle: {error.msg}."
            problem = Problem(message, "Repair it.", str(path), error.lineno, error.offset)
            raise DataError([problem]) from error
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return _statements(dataset, ONTOLOGY), _statements(dataset, VOCABULARIES)


def _vocabulary_files(folder: Path) -> Iterable[tuple[Path, Iri]]:
    """Pair each vocabulary with the graph it goes to."""
    return ((path, VOCABULARIES) for path in sorted(folder.glob("vocabularies/*.ttl")))


def _statements(dataset: pyoxigraph.Dataset, graph: Iri) -> tuple[Statement, ...]:
    """Return a graph of a canonical dataset as sorted statements."""
    quads = dataset.quads_for_graph_name(pyoxigraph.NamedNode(graph.value))
    return tuple(
        sorted(
            statement_from_engine(
                pyoxigraph.Triple(_named(quad.subject), quad.predicate, _named(quad.object))
            )
            for quad in quads
        )
    )


def _named(term: _T | pyoxigraph.BlankNode) -> _T | pyoxigraph.NamedNode:
    """Give a blank node its IRI (https://www.w3.org/TR/rdf11-concepts/#section-skolemization)."""
    return pyoxigraph.NamedNode(GENID + term.value) if isinstance(term, pyoxigraph.BlankNode) else term


def _pairs(statements: Iterable[Statement], predicate: Iri) -> Mapping[Iri, set[Iri]]:
    """Return for each subject the things that a predicate leads to."""
    pairs: defaultdict[Iri, set[Iri]] = defaultdict(set)
    for statement in statements:
        if statement.predicate == predicate and isinstance(statement.object, Iri):
            pairs[statement.subject].add(statement.object)
    return dict(pairs)
