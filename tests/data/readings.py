"""What a reader finds in the first source: questions, their answers and the assertions that these rest on.

Typed from reading the source, never from the graph; a file for each section in `fixtures/readings`.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.data.questions import Question, questions

FILES: Final = sorted((Path(__file__).parent / "fixtures" / "readings").glob("*.md"))
RESTS_ON: Final = re.compile(r"(?m)^Rests on: (.+)$")


@dataclass(frozen=True)
class Reading:
    """A question with assertions without which its answer would be another."""

    name: str
    question: Question
    rests_on: tuple[str, ...]


def readings(text: str) -> tuple[Reading, ...]:
    """Read a file of readings."""
    sections = (section.partition("\n") for section in re.split(r"(?m)^## ", text)[1:])
    return tuple(_reading(name, part) for name, _, part in sections)


def _reading(name: str, text: str) -> Reading:
    """Read one question with its answer, and the line below it."""
    (question,), (rests_on,) = questions(text), RESTS_ON.findall(text)
    return Reading(name, question, tuple(rests_on.split(", ")))


READINGS: Final = tuple(reading for file in FILES for reading in readings(file.read_text("utf-8")))
