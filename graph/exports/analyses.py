"""An analysis as a table: a line for each value, and for each way in which it is left to chance."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.analysis.analysing import Analysed

JUDGED: Final = (
    "z",
    "p",
    "adjusted_p",
    "null_low",
    "null_high",
    "low_without_one",
    "high_without_one",
    "hangs_on",
)
"""What stands beside a value to judge it by."""
COLUMNS: Final = ("measure", "id", "label", "value", "reason", "chance_of", *JUDGED)
Row = dict[str, str | float | None]


def analysis_csv(values: Sequence[Analysed], language: str) -> str:
    """Write every value as CSV, with a line for each way to be left to chance."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(analysis_rows(values, language))
    return file.getvalue()


def analysis_rows(values: Iterable[Analysed], language: str) -> Iterator[Row]:
    """Yield the values as rows, whose names are those of `COLUMNS`; what there is not is None."""
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
