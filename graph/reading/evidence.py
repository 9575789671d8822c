"""What assertions rest on: their own descriptions, their passages, and the sections that those stand in."""

from collections.abc import Callable, Iterable, Iterator

from graph.values import Iri, Statement
from ontology.terms import HUSK, PROV

Describe = Callable[[Iri], tuple[Statement, ...]]
"""Returns what the default graph says of a thing."""

_LEADS_ON = frozenset({PROV + "wasDerivedFrom", HUSK + "inSection"})


def evidence(assertions: Iterable[Iri], describe: Describe) -> Iterator[Statement]:
    """Yield the descriptions of assertions, of their passages, and of the passages' sections, each once."""
    waiting = list(assertions)
    seen = set(waiting)
    while waiting:
        for statement in describe(waiting.pop()):
            yield statement
            place = statement.object
            if statement.predicate.value in _LEADS_ON and isinstance(place, Iri) and place not in seen:
                seen.add(place)
                waiting.append(place)
