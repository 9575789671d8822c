"""What the shapes demand of the things of a class, as far as a count or two languages say it.

Shapes (https://www.w3.org/TR/shacl/) can say more than that; whoever needs all of it reads the shapes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pyoxigraph

from graph.conversion import statement_from_engine
from graph.reading.facts import Facts
from ontology.terms import GENID, HERE, RDF, SH


@dataclass(frozen=True)
class Requirement:
    """How many values of a property things of a class have."""

    property: str
    minimum: int = 0
    maximum: int | None = None
    languages: frozenset[str] = frozenset()
    """The languages in each of which there is a value."""


@cache
def requirements() -> Mapping[str, tuple[Requirement, ...]]:
    """Return for each class that shapes aim at what they demand, by the name of the property."""
    facts = _shapes()
    found: defaultdict[str, dict[str, Requirement]] = defaultdict(dict)
    for shape in facts.subjects():
        for class_ in facts.iris(shape, SH + "targetClass"):
            for part in facts.iris(shape, SH + "property"):
                path = facts.iri(part, SH + "path")
                if path and not path.startswith(GENID):
                    known = found[class_].get(path, Requirement(path))
                    found[class_][path] = _narrowed(known, part, facts)
    return {
        class_: tuple(
            demanded
            for _, demanded in sorted(by_path.items())
            if demanded.minimum or demanded.maximum is not None or demanded.languages
        )
        for class_, by_path in found.items()
    }


def _narrowed(known: Requirement, shape: str, facts: Facts) -> Requirement:
    """Return a requirement with what another shape of the same property demands as well."""
    minimum = facts.number(shape, SH + "minCount") or 0
    maxima = [count for count in (known.maximum, facts.number(shape, SH + "maxCount")) if count is not None]
    languages = set(known.languages)
    if facts.number(shape, SH + "qualifiedMinCount"):
        for node in facts.iris(shape, SH + "qualifiedValueShape"):
            for list_ in facts.iris(node, SH + "languageIn"):
                languages.update(facts.values(list_, RDF + "first"))
    return replace(
        known,
        minimum=max(known.minimum, minimum),
        maximum=min(maxima, default=None),
        languages=frozenset(languages),
    )


def _shapes() -> Facts:
    """Read the shapes that come with the ontology; a node without a name gets one that lasts as long."""
    quads = pyoxigraph.parse(path=HERE / "shapes.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return Facts(
        statement_from_engine(
            pyoxigraph.Triple(_named(quad.subject), quad.predicate, _named(quad.object))  # type: ignore[arg-type]
        )
        for quad in quads
    )


def _named(term: object) -> object:
    """Give a blank node a name."""
    return pyoxigraph.NamedNode(GENID + term.value) if isinstance(term, pyoxigraph.BlankNode) else term
