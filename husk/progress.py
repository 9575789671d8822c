"""How far a long run is, shown on a terminal and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from graph.runs import Progress

_WIDTH: Final = 20
"""Of the bar, so that all that is told beside it fits in a terminal of 80 columns."""


@contextmanager
def shown(what: str) -> Iterator[Progress]:
    """Show how far a run is and how long it still takes; what is given is told how far that is."""
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(_WIDTH),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
