"""Two made-up programmes in one graph, Fjordvik and Havnevik, with an association that both tell of."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph.build import assemble
from graph.reading.entities import EntityReader
from ontology.terms import ID
from tests.fjordvik import FJORDVIK
from tests.havnevik import HAVNEVIK

SAME: Final = Path(__file__).parent / "graph" / "fixtures" / "across"
"""What the curator takes for the same in both."""
SHARED: Final = {
    "fjordvik": f"{ID}fjordvik/organisation/frivillig-fjordvik",
    "havnevik": f"{ID}havnevik/organisation/velforeningen",
}
"""The association by the name that each programme has for it."""


def lay_out_together(folder: Path) -> Path:
    """Copy both programmes to a data folder, and return it."""
    data = folder / "data"
    for part in (FJORDVIK, HAVNEVIK, SAME):
        shutil.copytree(part, data, dirs_exist_ok=True)
    return data


@cache
def together() -> EntityReader:
    """Return what reads both, in memory; they never change, so all tests share it."""
    with TemporaryDirectory() as folder:
        return EntityReader(assemble(lay_out_together(Path(folder))))
