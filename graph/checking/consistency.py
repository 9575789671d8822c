"""Whether what the graph says can be true, which needs more than a build: the reasoner HermiT."""

from graph.errors import HuskError
from graph.store import Store, serialize
from ontology.reasoning import ReasonerFailedError, ReasonerUnavailableError, entailments

_EVERYTHING = "CONSTRUCT { ?subject ?predicate ?object } WHERE { ?subject ?predicate ?object }"


class InconsistentError(HuskError):
    """What the graph says cannot all be true."""


class UndecidedError(HuskError):
    """HermiT was asked and gave no answer."""


def consistency(store: Store) -> str:
    """Say whether HermiT finds the default graph consistent, with ontology, vocabularies and data together.

    Raises:
        InconsistentError: it is not, or a class of the ontology can have no members.
        UndecidedError: HermiT gave no answer.
    """
    try:
        found = entailments(serialize(store.construct(_EVERYTHING), "application/n-triples"))
    except ReasonerUnavailableError as error:
        return f"HermiT has not been asked: {error}"
    except ReasonerFailedError as error:
        raise UndecidedError(str(error)) from error
    if not found.consistent:
        raise InconsistentError(
            "What the graph says cannot all be true: something is of two classes that exclude each other. "
            "Look at what was added last: its types, and what `husk explain` says they follow from."
        )
    if found.unsatisfiable:
        classes = ", ".join(sorted(found.unsatisfiable))
        raise InconsistentError(
            f"Nothing can be of these classes, so the ontology contradicts itself: {classes}."
        )
    return "HermiT finds the graph consistent."
