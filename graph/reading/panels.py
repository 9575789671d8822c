"""What a thing's page shows beside what is said of it, each part by a query that a reader can ask again."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.names import in_reading_order
from graph.queries import query
from graph.reading.chronology import Dated, first_dated
from graph.reading.descriptions import Assertion, Labelled, Reference, Value
from graph.reading.entities import EntityReader
from graph.reading.matters import Matter, MatterReader
from graph.reading.references import References
from graph.reading.stated import findings, with_evidence
from graph.values import Iri, Term
from ontology.terms import HUSK

_THIS: Final = re.compile(r"\?this\b")
_LISTED: Final = re.compile(r" \?this\b")
_CONFLICT: Final = HUSK + "Conflict"
_NO_NEIGHBOUR: Final = re.compile("/(conflict|gap|identification|participation|period)/")
_NEIGHBOURS: Final = 14
"""How many neighbours a page shows; `page_neighbours` has the same number, and leaves out the same kinds."""


@dataclass(frozen=True)
class Work:
    """A publication, when it was issued where that is told, and who puts it beside the thing."""

    thing: Reference
    issued: Reference | None
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class SaidHere:
    """One statement of an assertion; of taking part, with role and period."""

    thing: Reference
    property: Labelled
    value: Reference | Value
    role: Labelled | None
    period: Reference | None

    @classmethod
    def of(cls, row: Mapping[str, Term], references: References) -> "SaidHere":
        """Name what a row of a query tells: subject, property and object, of taking part role and period."""
        return cls(
            references.reference(row["subject"].value),
            references.labelled(row["property"].value),
            references.value(row["object"]),
            references.labelled(row["role"].value) if "role" in row else None,
            references.reference(row["period"].value) if "period" in row else None,
        )


@dataclass(frozen=True)
class ToldHere:
    """An assertion and what it states."""

    assertion: Assertion
    statements: tuple[SaidHere, ...]


@dataclass(frozen=True)
class Panels:
    """What there is to show of a thing; each part is empty where there is nothing."""

    neighbours: tuple[Reference, ...] = ()
    """The things that it has most to do with, the closest first."""
    times: tuple[Dated, ...] = ()
    """When it was, and when it took part in something or others in it."""
    works: tuple[Work, ...] = ()
    conflicts: tuple[Matter, ...] = ()
    gaps: tuple[Matter, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    """How many there are of what by its name here, where there may be more than are read."""

    def total(self, name: str) -> int:
        """Return how many there are of a part, whether or not all of them are read."""
        return self.totals.get(name, len(getattr(self, name)))


class PanelReader:
    """Reads the panels of things."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader
        self._matters = MatterReader(reader)

    def read(self, iri: str, most: int | None = None) -> Panels:
        """Return what there is to show of a thing; of each part at most so many, the first in its order."""
        this = Iri(iri)
        neighbours, near = self._neighbours(this)
        times, dated = first_dated(self._reader, asked("page_times", this), most)
        works, written = self._works(this, most)
        conflicts, gaps = self._unsettled(this)
        return Panels(
            neighbours=neighbours,
            times=times,
            works=works,
            conflicts=self._matters.read(conflicts[:most]),
            gaps=self._matters.read(gaps[:most]),
            totals={
                "neighbours": near,
                "times": dated,
                "works": written,
                "conflicts": len(conflicts),
                "gaps": len(gaps),
            },
        )

    def asserted(self, passage: str) -> tuple[ToldHere, ...]:
        """Return the assertions that rest on a passage, each with what it states, in reading order."""
        rows = list(self._reader.store.select(asked("page_asserted", Iri(passage))))
        assertions = {row["assertion"].value for row in rows}
        things = {term for row in rows for term in row.values() if isinstance(term, Iri)}
        references = self._reader.references(map(Iri, assertions), things)
        told: defaultdict[str, list[SaidHere]] = defaultdict(list)
        for row in rows:
            told[row["assertion"].value].append(SaidHere.of(row, references))
        ordered = sorted(told, key=in_reading_order)
        return tuple(ToldHere(references.assertion(iri), tuple(told[iri])) for iri in ordered)

    def _neighbours(self, this: Iri) -> tuple[tuple[Reference, ...], int]:
        """Return the things that most assertions put beside a thing, and how many things are put beside it.

        They are those that `page_neighbours` finds, from what the page reads in any case: of the busiest
        things that query took as long as all the others together.
        """
        beside = self._reader.neighbours(this.value)
        every = [other for other in beside if not _NO_NEIGHBOUR.search(other)]
        closest = sorted(every, key=lambda other: (-beside[other], other))[:_NEIGHBOURS]
        return tuple(map(self._reader.references(()).reference, closest)), len(every)

    def _works(self, this: Iri, most: int | None) -> tuple[tuple[Work, ...], int]:
        """Return the first publications beside a thing, one with two dates twice, and how many there are."""
        keys = ("work", "issued")
        every = findings(self._reader.store, asked("page_works", this), *keys)
        references, found = with_evidence(self._reader, every[:most], *keys)
        works = tuple(
            Work(
                references.reference(row["work"].value),
                references.reference(row["issued"].value) if "issued" in row else None,
                assertions,
            )
            for row, assertions in found
        )
        return works, len(every)

    def _unsettled(self, this: Iri) -> tuple[list[Reference], list[Reference]]:
        """Return the conflicts about a thing, and the gaps."""
        rows = tuple(self._reader.store.select(asked("page_matters", this)))
        references = self._reader.references((), (Iri(row["matter"].value) for row in rows))
        told = [(row["kind"].value == _CONFLICT, references.reference(row["matter"].value)) for row in rows]
        return [each for is_so, each in told if is_so], [each for is_so, each in told if not is_so]


def asked(name: str, this: Iri) -> str:
    """Return a query with the thing that it asks about written into it.

    This is what a page asks and what it shows its readers, so that both get the same. The engine plans by a
    thing that stands in the text, and answers twenty times as fast as where it is handed over beside it.
    """
    return "\n".join(
        _LISTED.sub("", line) if line.startswith(("SELECT", "GROUP BY")) else _THIS.sub(str(this), line)
        for line in query(name).splitlines()
    )
