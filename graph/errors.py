"""What can go wrong in the graph, as data plus a sentence that says the cure.

HuskError
├── DataError           the authored data is wrong: one Problem for each place
├── SnapshotError       a snapshot is missing, unreadable or cannot be published
├── UnusableError       a reader asked with a value that cannot be used
└── StoreError          a store cannot be opened or cannot answer
    └── QuerySyntaxError    a query does not follow SPARQL's grammar
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class HuskError(Exception):
    """Anything of ours that went wrong, with a message a person can act on."""


class SnapshotError(HuskError):
    """A snapshot is missing, unreadable or cannot be published."""


class UnusableError(HuskError):
    """A reader asked with a value that cannot be used; the message says which would do."""


class StoreError(HuskError):
    """A store cannot be opened, or cannot answer a query."""


@dataclass(frozen=True)
class Slip:
    """What may be wrong with a query, for whoever tells it in other words than the error does."""

    name: str
    """Such as `undeclared-prefix`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What it is about, by the names of the gaps in a sentence."""


class QuerySyntaxError(StoreError):
    """A query does not follow SPARQL's grammar; line and column count from 1 and are None when unknown.

    The first line of the message is a sentence. Where the place is known, the lines after it show that.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        slip: Slip | None = None,
    ) -> None:
        """Keep the place and the likely slip beside the sentence."""
        super().__init__(message)
        self.line = line
        self.column = column
        self.slip = slip

    @property
    def pointer(self) -> str:
        """Return the lines that show the place, or nothing."""
        return str(self).partition("\n")[2]


@dataclass(frozen=True)
class Problem:
    """One fault in the authored data: what is wrong, where it stands, and what would cure it.

    >>> print(Problem("No voice.", "Set husk:defaultVoice.", file="demo/2.4.trig", line=12))
    demo/2.4.trig:12: No voice.
        Cure: Set husk:defaultVoice.
    """

    message: str
    """What is wrong, as a sentence."""
    cure: str
    """What to do about it, as a sentence."""
    file: str | None = None
    """The file below the data folder, e.g. `demo/2.4.trig`."""
    line: int | None = None
    """The line in the file, from 1."""
    column: int | None = None
    """The column in the line, from 1."""
    assertion: str | None = None
    """IRI of the assertion that holds the faulty triples."""
    focus_node: str | None = None
    """IRI of the thing that is described wrongly."""
    property: str | None = None
    """IRI of the property that is used wrongly."""
    in_norwegian: str | None = None
    """Message and cure in Norwegian, where the shapes of the ontology give them."""

    def __str__(self) -> str:
        """Show the place, the sentence, what it is about, and the cure, each on a line of its own."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        about = {
            "Assertion": self.assertion,
            "About": self.focus_node,
            "Property": self.property,
            "Cure": self.cure,
            "På norsk": self.in_norwegian,
        }
        lines = [f"{place}: {self.message}" if place else self.message]
        lines += [f"    {label}: {text}" for label, text in about.items() if text is not None]
        return "\n".join(lines)

    def place(self) -> tuple[str, int, int, str, str]:
        """Return the key that sorts problems as a reader meets them: file, line, column, then sentence."""
        return (self.file or "", self.line or 0, self.column or 0, self.message, self.focus_node or "")


class DataError(HuskError):
    """The authored data is wrong; `problems` holds every fault found, in the order of the files.

    >>> print(DataError([Problem("No voice.", "Name one.", file="b.trig"), Problem("No end.", "Close it.")]))
    No end.
        Cure: Close it.
    b.trig: No voice.
        Cure: Name one.
    2 problems in 1 file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems, each once, and sum them up."""
        self.problems = tuple(sorted(set(problems), key=Problem.place))
        super().__init__("\n".join([*map(str, self.problems), self.summary()]))

    def summary(self) -> str:
        """Say how many problems there are in how many files, in one short sentence."""
        problems, files = len(self.problems), len({problem.file for problem in self.problems} - {None})
        counted = f"{problems} problem" + ("" if problems == 1 else "s")
        return f"{counted} in {files} file{'' if files == 1 else 's'}." if files else f"{counted}."
