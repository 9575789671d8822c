"""Where a source disagrees with itself and nobody has said so yet.

Of a property that the ontology marks `husk:singleValued`, a thing has at most one value. Two may still be
asserted, for the graph does not repair its sources; but then a `husk:Conflict` must point at both.
"""

from collections.abc import Iterator

from graph.errors import Problem
from graph.names import short
from graph.queries import query
from graph.store import Store
from graph.values import Iri, Literal, Term


def disagreements(store: Store) -> Iterator[Problem]:
    """Yield every pair of actual values of which only one can hold, where no conflict points at both."""
    for row in store.select(query("disagreements")):
        thing, property_, file = row["thing"], row["property"], row["file"]
        if isinstance(thing, Iri) and isinstance(property_, Iri) and isinstance(file, Literal):
            yield Problem(
                f"{short(thing)} has two values of {short(property_)}: {_shown(row['value'])} in "
                f"{_shown(row['assertion'])}, {_shown(row['other'])} in {_shown(row['contrary'])}.",
                "Correct the wrong one; if the source disagrees with itself, describe a husk:Conflict "
                "whose husk:conflicting names both assertions.",
                file=file.value,
                assertion=row["assertion"].value,
                focus_node=thing.value,
                property=property_.value,
            )


def _shown(term: Term) -> str:
    """Show a name in short, and text as it is written."""
    return short(term) if isinstance(term, Iri) else str(term)
