"""The programmes that tests build: each case is a folder laid over the report that all of them share.

What a store holds of them is compared without the description of the dataset, which tells its edition."""

import shutil
from pathlib import Path
from typing import Final

from graph.store import Store
from ontology.terms import DATASET

FIXTURES: Final = Path(__file__).parent / "fixtures" / "programmes"


def case_names(kind: str) -> list[str]:
    """Return the names of the cases that are `valid` or `invalid`."""
    return sorted(path.name for path in (FIXTURES / kind).iterdir())


def lay_out(case: str, folder: Path) -> Path:
    """Copy the shared report and a case, e.g. `valid/neighbours`, to a data folder, and return it."""
    data = folder / "data"
    for part in (FIXTURES / "base", FIXTURES / case):
        shutil.copytree(part, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return data


def without_description(store: Store) -> bytes:
    """Return what a store holds but for the description of the dataset, which no data say."""
    lines = store.dump().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(f"<{DATASET}".encode()))
