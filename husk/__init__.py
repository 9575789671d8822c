"""Settings and the command line: puts the parts together and is imported by none."""

import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from husk.opening import OpenGraph

# numpy reads this when it is imported. The matrices of a map are so small that its threads would mostly wait
# for each other, up to half a second where another process keeps a core busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = version("husk")


def open_graph(place: str | Path) -> "OpenGraph":
    """Open the graph of a snapshot's folder, of what is built, or of a served husk.

    Raises:
        HuskError: there is no graph, for the reason it says.
    """
    from husk.opening import open_place  # noqa: PLC0415 - so that `import husk` stays light

    return open_place(place)
