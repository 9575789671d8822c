"""What has a concept of a vocabulary: who had a role in what, who is of a sector, what is only planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from graph.reading.descriptions import Assertion, Labelled, Reference
from graph.reading.entities import EntityReader
from graph.reading.panels import asked
from graph.values import Iri, Term

_KEYS = ("property", "agent", "subject", "setting", "period")


@dataclass(frozen=True)
class Having:
    """One thing that has a concept, with everyone who says so."""

    thing: Reference
    """What has it; of a role, who had it."""
    property: Labelled
    setting: Reference | None
    """In what somebody had a role."""
    period: Reference | None
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class HavingList:
    """Part of what has a concept, and how much there is."""

    items: tuple[Having, ...]
    total: int


class ConceptReader:
    """Reads what has a concept."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader

    def having(self, concept: str, *, offset: int, limit: int) -> HavingList:
        """Return part of what has a concept, property by property; of a role, actor by actor.

        Args:
            concept: its IRI.
            offset: how many to pass over.
            limit: how many to return.
        """
        rows = self._reader.store.select(asked("page_concept", Iri(concept)))
        every = [list(same) for _, same in groupby(rows, key=_key)]
        found = every[offset : offset + limit]
        told = [row for same in found for row in same]
        references = self._reader.references(
            {Iri(row["assertion"].value) for row in told if "assertion" in row},
            {term for row in told for term in row.values() if isinstance(term, Iri)},
        )
        return HavingList(
            tuple(
                Having(
                    references.reference(same[0].get("agent", same[0]["subject"]).value),
                    references.labelled(same[0]["property"].value),
                    references.reference(same[0]["setting"].value) if "setting" in same[0] else None,
                    references.reference(same[0]["period"].value) if "period" in same[0] else None,
                    tuple(references.assertion(row["assertion"].value) for row in same if "assertion" in row),
                )
                for same in found
            ),
            len(every),
        )


def _key(row: Mapping[str, Term]) -> tuple[Term | None, ...]:
    """Return what makes two rows tell the same."""
    return tuple(row.get(name) for name in _KEYS)
