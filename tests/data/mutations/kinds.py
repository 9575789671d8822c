"""The faults that people make when they author data: read from a table, planted in the text of the files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "kinds.tsv"
_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_SLUG: Final = r"[a-z0-9][a-z0-9.-]*[a-z0-9]"


@dataclass(frozen=True)
class Fault:
    """A fault planted in one place."""

    kind: str
    file: str
    """The path below the data folder."""
    text: str
    """The whole file with the fault in it."""
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (" ".join(part.split()) for part in (self.before, self.after))
        return f"{self.kind} | {self.file} | {before[:90]} | {after[:90]}"


@dataclass(frozen=True)
class Kind:
    """A kind of fault: where it can be made, and what it makes of what stands there."""

    name: str
    files: str
    pattern: str
    replacement: str

    def faults(self, data: Path) -> Iterator[Fault]:
        """Yield the fault at every place where it can be planted, in the order of files and places."""
        expression = re.compile(self.pattern, re.MULTILINE)
        for path in sorted(data.glob(f"*/{self.files}")):
            text = path.read_text("utf-8")
            for found in expression.finditer(text, max(text.rfind("@prefix"), 0)):
                after = found.expand(self.replacement)
                if after != found[0]:
                    changed = text[: found.start()] + after + text[found.end() :]
                    yield Fault(self.name, path.relative_to(data).as_posix(), changed, found[0], after)


def _kinds() -> Iterator[Kind]:
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, files, pattern, replacement = line.split("\t")
            pattern = pattern.replace("{TEXT}", _TEXT).replace("{SLUG}", _SLUG)
            yield Kind(name, files, pattern, replacement)


KINDS: Final = tuple(_kinds())
