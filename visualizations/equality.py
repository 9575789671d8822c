"""How equal the parties are, as a page and tables in CSV tell it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.equality.assessment import Observed
from graph.equality.keeping import Kept
from graph.equality.overview import Overview
from graph.reading.references import References
from ontology.terms import ID
from visualizations.wording import Wording


@dataclass(frozen=True)
class Equality:
    """How equal the parties are in the settings of a kind, what is kept of chance, and what names it all."""

    found: Overview
    kept: Sequence[Kept]
    """What chance gives, in the order of the values; nothing where an edition keeps none of the kind."""
    references: References
    level: float
    """The largest adjusted p that says that chance is not enough."""


@dataclass(frozen=True)
class Value:
    """One value with what is kept of it."""

    observed: Observed
    kept: Kept | None


def values_of(equality: Equality) -> Sequence[Value]:
    """Return the values, each with what is kept of it."""
    kept = equality.kept or (None,) * len(equality.found.values)
    return [Value(*each) for each in zip(equality.found.values, kept, strict=True)]


def label(name: str, equality: Equality, t: Wording) -> str:
    """Name a setting, actor or voice by its id or IRI."""
    return equality.references.label(name if name.startswith(ID) else ID + name).get(t.language)
