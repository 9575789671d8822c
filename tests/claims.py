"""A made-up programme in which claims are tested: that of equality, with what is claimed of it laid over."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph.build import assemble
from graph.store import EmbeddedStore

_FIXTURES: Final = Path(__file__).parent / "graph" / "fixtures"


def lay_out_claims(folder: Path) -> Path:
    """Copy the programme to a data folder, and return it."""
    for part in ("equality", "claims"):
        shutil.copytree(_FIXTURES / part, folder, dirs_exist_ok=True)
    return folder


@cache
def claims() -> EmbeddedStore:
    """Return everything that follows from the programme; it never changes, so all tests share it."""
    with TemporaryDirectory() as folder:
        return assemble(lay_out_claims(Path(folder)))
