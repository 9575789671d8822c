"""How equal the parties are, as tables in CSV."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from graph.equality.parts import Way
from visualizations.equality import Equality, label, values_of
from visualizations.wording import Wording, harmless, wording


def equality_csv(equality: Equality, table: str, language: str) -> str:
    """Write one of `TABLES` as CSV; a value without a number is empty."""
    written = io.StringIO()
    rows = csv.writer(written)
    for row in TABLES[table](equality, wording(language)):
        rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()


def _value_rows(equality: Equality, t: Wording) -> Iterator[Sequence[Any]]:
    yield (
        "way", "measure", "party", "value", "null_low", "null_high", "adjusted_p",
        "low_without_one", "high_without_one", "hangs_on",
    )  # fmt: skip
    for each in values_of(equality):
        kept, party = each.kept, each.observed.party
        judged: Sequence[Any] = (
            (
                kept.chance.low,
                kept.chance.high,
                kept.chance.adjusted_p,
                kept.low,
                kept.high,
                label(kept.hangs_on, equality, t) if kept.hangs_on else None,
            )
            if kept
            else (None,) * 6
        )
        name = party.label.get(t.language) if party else None
        yield (each.observed.way.slug, each.observed.measure.name, name, each.observed.value, *judged)


def _setting_rows(equality: Equality, t: Wording) -> Iterator[Sequence[Any]]:
    yield ("id", "label", "party", "presence", *(way.slug for way in Way), "evenness")
    for each in equality.found.settings:
        for place, party in enumerate(equality.found.parts.parties):
            yield (
                each.setting,
                label(each.setting, equality, t),
                party.label.get(t.language),
                each.presence[place].value,
                *(each.actors[way][place] for way in Way),
                each.evenness,
            )


def _year_rows(equality: Equality, t: Wording) -> Iterator[Sequence[Any]]:
    yield ("year", "way", "party", "parts")
    found = equality.found
    for year, counts in (*((each.year, each.counts) for each in found.years), (None, found.undated)):
        for way in Way:
            for party, number in zip(found.parts.parties, counts[way], strict=True):
                yield (year, way.slug, party.label.get(t.language), number)


TABLES: Final[Mapping[str, Callable[[Equality, Wording], Iterator[Sequence[Any]]]]] = {
    "values": _value_rows,
    "settings": _setting_rows,
    "years": _year_rows,
}
"""What can be had as CSV."""
