"""What the product builds: the graph's snapshot, with the map's layout and the search index in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from graph.analysis.keeping import write_analyses
from graph.authoring.removal import read_removals
from graph.build import BuildResult, Extra, build
from graph.build import Progress as Told
from graph.claims.keeping import write_claims
from graph.equality.keeping import write_equality
from graph.search.index import write_index
from husk import __version__
from husk.settings import Settings
from visualizations.layout import write_layout

EXTRAS: Final[tuple[Extra, ...]] = (write_layout, write_index)
"""What a snapshot of the product has beside its store and its analyses."""

_STAGES = {
    "wait": "Waiting for another build to end",
    "read": "Reading the data",
    "expand": "Writing out the short form",
    "check": "Checking what was written",
    "infer": "Inferring what follows",
    "check what follows": "Checking what follows",
    "check passages": "Holding the passages against their sources",
    "write": "Writing the store",
    "extras": "Laying out the map, indexing words and analysing the networks",
    "analyse": "Holding the networks against chance",
    "publish": "Publishing",
}
"""What a person is told of each stage of `graph.build`."""


def build_snapshot(settings: Settings) -> BuildResult:
    """Build the snapshot that the settings ask for, unless it is there.

    Where the folder of the sources is set, no passage may differ from its source.

    Raises:
        DataError: the authored data has faults.
        SourceTextError: a source cannot be read as the data describe it.
        SnapshotError: the data changed meanwhile.
        RemovalError: the list of removals cannot be followed.
    """
    with _shown_progress() as progress:
        analyses = partial(write_analyses, samples=settings.samples, progress=partial(progress, "analyse"))
        return build(
            settings.data,
            settings.var,
            version=__version__,
            extras=(
                *EXTRAS,
                analyses,
                partial(write_claims, samples=settings.samples),
                partial(write_equality, samples=settings.samples),
            ),
            sources=settings.sources,
            progress=progress,
            settings=settings_of_edition(settings),
            removed=read_removals(settings.removed) if settings.removed else (),
        )


def settings_of_edition(settings: Settings) -> dict[str, str]:
    """Return the settings that change answers, and so the edition."""
    return {"samples": str(settings.samples)}


@contextmanager
def _shown_progress() -> Iterator[Told]:
    """Show on a terminal how far the work is; elsewhere nothing is shown."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("")

        def tell(stage: str, done: int, total: int) -> None:
            shown.update(task, description=_STAGES.get(stage, stage), completed=done, total=total or None)

        yield tell
