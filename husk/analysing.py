"""An analysis of a network, as the command line tells of it."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from graph.analysis import Analysed, analyse
from graph.kept_analyses import TESTED, read_analysis
from graph.measures.measure import Measure
from graph.networks.registry import NETWORKS, Projection
from graph.snapshot import Snapshot
from husk.progress import shown

SHOWN: Final = 10
"""How many values of a measure a person is shown."""
_COLUMNS: Final = (
    "measure",
    "id",
    "label",
    "value",
    "reason",
    "chance_of",
    "z",
    "p",
    "adjusted_p",
    "null_low",
    "null_high",
    "low_without_one",
    "high_without_one",
    "hangs_on",
)
Row = dict[str, str | float | None]


def networks(language: str) -> Iterator[str]:
    """Yield each network with its sentence."""
    for network in NETWORKS.values():
        yield f"{network.name}\n    {network.sentence.get(language)}"


def analysed(
    snapshot: Snapshot, projection: Projection, measures: Sequence[Measure], samples: int, seed: int
) -> tuple[Analysed, ...]:
    """Analyse a network, and show on a terminal how far that is; what the edition keeps is not done again."""
    kept = read_analysis(snapshot.path, projection.name)
    is_kept = all(measure.name in TESTED for measure in measures)
    if kept and is_kept and (kept.samples, kept.seed) == (samples, seed):
        return tuple(value for measure in measures for value in kept.of(measure.name))
    with shown("Making networks by chance") as tell:
        return analyse(snapshot.open_store(), projection, measures, samples=samples, seed=seed, progress=tell)


def as_csv(values: Sequence[Analysed], language: str) -> str:
    """Write every value as a line, one for each way to be left to chance."""
    file = io.StringIO()
    writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(values, language))
    return file.getvalue()


def as_json(
    projection: Projection, values: Sequence[Analysed], samples: int, seed: int, language: str
) -> str:
    """Write every value as JSON, with the definitions."""
    measures = {each.measure.name: each.measure.definition.get(language) for each in values}
    document = {
        "network": projection.name,
        "sentence": projection.sentence.get(language),
        "samples": 0 if projection.directed else samples,
        "seed": seed,
        "definitions": measures,
        "values": list(_rows(values, language)),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_table(values: Sequence[Analysed], language: str) -> Iterator[str]:
    """Yield the largest values of each measure, and its definition below."""
    for measure, group in groupby(values, key=lambda each: each.measure):
        ranked = sorted(group, key=lambda each: (each.value is None, -(each.value or 0.0)))
        yield f"{measure.title.get(language)} ({measure.name})"
        for row in _rows(ranked[:SHOWN], language):
            yield "    " + _line(row)
        if len(ranked) > SHOWN:
            yield f"    {SHOWN} of {len(ranked)}; --csv and --json write all"
        yield f"    {measure.definition.get(language)}\n"


def _line(row: Row) -> str:
    """Write one value for people."""
    if row["value"] is None:
        return f"{row['label']}  -  {row['reason']}"
    parts = [str(row["label"]), _number(row["value"])]
    if row["chance_of"]:
        parts.append(
            f"{row['chance_of']}: z {_number(row['z'])}, p {_number(row['p'])}, "
            f"adjusted {_number(row['adjusted_p'])}, by chance {_number(row['null_low'])} to "
            f"{_number(row['null_high'])}"
        )
        parts.append(f"without one {_number(row['low_without_one'])} to {_number(row['high_without_one'])}")
    if row["hangs_on"]:
        parts.append(f"hangs on {row['hangs_on']}")
    return "  ".join(part for part in parts if part)


def _number(value: str | float | None) -> str:
    """Write a number for people; a dash where there is none."""
    return "-" if value is None else f"{value:.3g}" if isinstance(value, float) else str(value)


def _rows(values: Sequence[Analysed], language: str) -> Iterator[Row]:
    """Yield the values as rows."""
    for each in values:
        for kind, chance in each.chance.items() or [(None, None)]:
            yield {
                "measure": each.measure.name,
                "id": each.name,
                "label": each.label.get(language),
                "value": each.value,
                "reason": each.reason.get(language) if each.reason else None,
                "chance_of": kind.value if kind else None,
                "z": chance.z if chance else None,
                "p": chance.p if chance else None,
                "adjusted_p": chance.adjusted_p if chance else None,
                "null_low": chance.low if chance else None,
                "null_high": chance.high if chance else None,
                "low_without_one": each.low,
                "high_without_one": each.high,
                "hangs_on": each.hangs_on.get(language) if each.hangs_on else None,
            }
