"""What the graph itself says is unsettled: values that cannot both hold, and what a source leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.names import last_part
from graph.queries import query
from graph.store import Store
from graph.values import Iri


@dataclass(frozen=True)
class OpenMatter:
    """A conflict or a gap."""

    iri: Iri
    kind: str
    """`Conflict` or `Gap`."""
    label: str
    """What it is about, in English."""
    passages: tuple[Iri, ...]
    """The places that it stands on."""

    def __str__(self) -> str:
        """Say it in one line, with its places."""
        return f"{self.kind}: {self.label} ({', '.join(map(last_part, self.passages))})"


def open_matters(store: Store) -> Sequence[OpenMatter]:
    """Return the conflicts, then the gaps, each in the order of its name."""
    found: dict[Iri, OpenMatter] = {}
    for row in store.select(query("open_matters")):
        matter, kind, passage = row["matter"], row["kind"], row["passage"]
        if isinstance(matter, Iri) and isinstance(kind, Iri) and isinstance(passage, Iri):
            known = found.get(matter)
            passages = (*known.passages, passage) if known else (passage,)
            found[matter] = OpenMatter(matter, last_part(kind), row["label"].value, passages)
    return tuple(found.values())
