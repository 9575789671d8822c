"""What an edition is made of: whatever can change an answer, and nothing else.

Two builds from the same input, code and packages are one edition, on whatever machine and day. Time, paths
and settings that only limit or listen are left out.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

from graph.authoring.parse import trig_files
from graph.model import PACKAGED, model_files
from graph.questions import question_files

CODE: Final = ("ontology", "graph", "api", "visualizations")
"""The folders whose code and templates make the answers."""
PACKAGES: Final = (
    "fastapi",
    "jinja2",
    "networkx",
    "numpy",
    "pybtex",
    "pyoxigraph",
    "pyvis",
    "rdflib",
    "rispy",
    "scipy",
    "shacl",
    "starlette",
    "tantivy",
    "xlsxwriter",
)
"""The packages that the answers pass through."""


@dataclass(frozen=True)
class Inputs:
    """Everything that goes into a snapshot, as fingerprints (SHA-256)."""

    version: str
    """Of the product."""
    files: Mapping[str, str]
    """Data and ontology, under names such as `data/demo/2.4.trig`."""
    code: str
    """All code and templates together."""
    packages: Mapping[str, str]
    """Their versions."""
    settings: Mapping[str, str]
    """Those that change answers."""

    @classmethod
    def read(
        cls,
        data: Path,
        version: str,
        *,
        ontology: Path = PACKAGED,
        settings: Mapping[str, str] | None = None,
    ) -> "Inputs":
        """Take the fingerprints of what a build would read now."""
        authored = (*trig_files(data), *question_files(data))
        files = {f"data/{path.relative_to(data).as_posix()}": _fingerprint(path) for path in authored}
        files |= {
            f"ontology/{path.relative_to(ontology).as_posix()}": _fingerprint(path)
            for path in model_files(ontology)
        }
        packages = {name: version_of(name) for name in PACKAGES}
        return cls(version, files, _code(), packages, dict(settings or {}))

    @cached_property
    def edition(self) -> str:
        """The name of the edition: 32 hexadecimal digits of the SHA-256 of it all."""
        parts = [self.version, self.files, self.code, self.packages, self.settings]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def programmes(self) -> tuple[str, ...]:
        """The names of the programmes, sorted."""
        return tuple(
            sorted(
                {
                    name.split("/")[1]
                    for name in self.files
                    if name.startswith("data/") and name.endswith(".trig")
                }
            )
        )


def _code() -> str:
    """Take the fingerprint of all code and templates, wherever they are installed."""
    root = PACKAGED.parent
    fingerprints = {path.relative_to(root).as_posix(): _fingerprint(path) for path in _code_files(root)}
    return hashlib.sha256(json.dumps(fingerprints, sort_keys=True).encode()).hexdigest()


def _code_files(root: Path) -> Iterable[Path]:
    """Yield the files of the packages, without what Python or an editor keeps beside them."""
    for folder in CODE:
        for path in (root / folder).rglob("*"):
            hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)
            if path.is_file() and not hidden:
                yield path


def _fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
