"""What things are called where they are only planned, possible or wished for: a name is a name there too."""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.authoring.expand import Assertion
from graph.inference.unrealised import modality_of
from graph.names import PREF_LABEL, husk
from graph.values import Iri, Statement
from ontology.terms import DCTERMS, SKOS

NAMING: Final = (husk("name"), husk("formerName"), Iri(DCTERMS + "title"))
"""The properties whose values somebody may type to find a thing."""
_ALT_LABEL: Final = Iri(SKOS + "altLabel")


def spellings(assertions: Iterable[Assertion], labels: Iterable[Statement]) -> Iterator[Statement]:
    """Yield as other labels the names that are not asserted as actual, save those that are labels already."""
    labelled = {(subject, value) for subject, predicate, value in labels if predicate == PREF_LABEL}
    for assertion in assertions:
        if modality_of(assertion) != "actual":
            for subject, predicate, value in assertion.statements:
                if predicate in NAMING and (subject, value) not in labelled:
                    yield Statement(subject, _ALT_LABEL, value)
