"""What the commands that measure write alike: numbers, and tables in the language asked for.

A table in English has the names that REST uses for heads and codes; one in bokmål has words for them.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from graph.analysis.assessment import LeftToChance
from graph.claims.structural_tests import Direction
from graph.claims.verdict import Answer, Why
from graph.equality.measures import MEASURES as EQUALITY_MEASURES
from graph.equality.parts import Way
from graph.equality.presence import Presence
from graph.measures.registry import MEASURES
from graph.reading.descriptions import Text
from graph.runs import TOLERANCE

Row = Mapping[str, str | int | float | None]

CHANCE_OF: Final = {
    LeftToChance.TIES: Text("andre bånd", "ties"),
    LeftToChance.SECTORS: Text("sektorer delt ut på nytt", "sectors"),
}
"""What chance makes anew."""
_HEADS: Final[Mapping[str, str]] = {
    "about": "gjelder",
    "actors": "aktører",
    "adjusted_p": "justert p",
    "chance_of": "tilfeldighet av",
    "claim": "utsagn",
    "command": "kommando",
    "evenness": "jevnhet",
    "hangs_on": "avhenger mest av",
    "high_without": "høyest uten",
    "high_without_one": "høyest uten én",
    "id": "id",
    "label": "navn",
    "low_without": "lavest uten",
    "low_without_one": "lavest uten én",
    "measure": "mål",
    "network": "nettverk",
    "null_high": "ved tilfeldighet høyest",
    "null_low": "ved tilfeldighet lavest",
    "p": "p",
    "parties": "parter",
    "parts": "antall ganger",
    "party": "part",
    "passages": "steder i kilden",
    "period": "periode",
    "presence": "til stede",
    "reason": "grunn",
    "sentence": "svar",
    "stated": "andel med oppgitt sektor",
    "supported_when": "støttes når verdien er",
    "test": "prøve",
    "ties": "bånd",
    "value": "verdi",
    "verdict": "avgjørelse",
    "voices": "stemmer",
    "way": "måte",
    "why": "hvorfor",
    "year": "år",
    "z": "z",
} | {way.slug: way.label.nb for way in Way}
_WAYS: Final[Mapping[str, Text]] = {way.slug: way.label for way in Way}
_CODES: Final[Mapping[str, Mapping[str, Text]]] = {
    "chance_of": {kind.value: text for kind, text in CHANCE_OF.items()},
    "measure": {name: each.title for name, each in MEASURES.items()}
    | {each.name: each.label for each in EQUALITY_MEASURES},
    "presence": {each.value: each.label for each in Presence},
    "supported_when": {
        Direction.HIGH.value: Text("høyere enn tilfeldighet gir", "high"),
        Direction.LOW.value: Text("lavere enn tilfeldighet gir", "low"),
        Direction.EQUAL.value: Text("nær 1, som er likt for alle", "equal"),
    },
    "verdict": {each.value: each.label for each in Answer},
    "way": _WAYS,
    "why": {
        Why.NOT_STATED.value: Text("ikke oppgitt", "not stated"),
        Why.UNDEFINED.value: Text("ikke definert", "undefined"),
        Why.TOO_LITTLE.value: Text("for få data", "too little data"),
        Why.NOT_COMPUTED.value: Text("ikke regnet ut", "not computed"),
        Why.CHANCE_SUFFICES.value: Text("tilfeldighet er nok", "chance suffices"),
        Why.HANGS_ON_SETTING.value: Text("avhenger av ett sted", "hangs on one arena"),
        Why.HANGS_ON_ACTOR.value: Text("avhenger av én aktør", "hangs on one actor"),
        Why.HANGS_ON_VOICE.value: Text("avhenger av én stemme", "hangs on one voice"),
    },
}


def table_csv(columns: Sequence[str], rows: Iterable[Row], language: str) -> str:
    """Write rows as CSV in a language; what there is not is empty."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    if language == "en":
        writer.writeheader()
        writer.writerows(rows)
    else:
        writer.writerow({name: _HEADS[name] for name in columns})
        writer.writerows(
            {name: _worded(name, value, language) for name, value in row.items()} for row in rows
        )
    return file.getvalue()


def _worded(column: str, value: str | float | None, language: str) -> str | float | None:
    """Return the words for a code; what is none as it is."""
    text = _CODES.get(column, {}).get(str(value))
    return text.get(language) if text else value


def number(value: object, language: str) -> str:
    """Write a number for people; a dash where there is none, and 0 for what rounding left of it.

    >>> number(0.12345, "en"), number(0.12345, "nb"), number(1e-12, "nb"), number(None, "nb")
    ('0.123', '0,123', '0', '-')
    """
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    text = f"{0.0 if abs(value) <= TOLERANCE else value:.3g}"
    return text if language == "en" else text.replace(".", ",")
