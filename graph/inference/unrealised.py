"""What the source knows only as planned, possible or wished for, and must not be counted as having been."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.authoring.expand import Assertion
from graph.names import RDF_TYPE, husk, last_part
from graph.values import Iri, Statement


def modality_of(assertion: Assertion) -> str:
    """Return the modality of an assertion as its graph is named, e.g. `planned`."""
    return last_part(assertion.attribution.modality)


def unrealised(assertions: Iterable[Assertion]) -> Iterator[Statement]:
    """Yield of whatever no actual assertion gives a type that it is unrealised, and how it is known."""
    actual: set[Iri] = set()
    other: defaultdict[Iri, set[Iri]] = defaultdict(set)
    for assertion in assertions:
        typed = {statement.subject for statement in assertion.statements if statement.predicate == RDF_TYPE}
        if modality_of(assertion) == "actual":
            actual |= typed
        else:
            for subject in typed:
                other[subject].add(assertion.attribution.modality)
    for subject in sorted(other.keys() - actual):
        yield Statement(subject, RDF_TYPE, husk("Unrealised"))
        for modality in sorted(other[subject]):
            yield Statement(subject, husk("status"), modality)
