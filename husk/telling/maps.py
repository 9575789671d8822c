"""Maps in files of their own, as the command line writes them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.errors import UnusableError
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.snapshot import Snapshot
from visualizations.layout import groups_in, read_layout
from visualizations.maps import Maps
from visualizations.network import MapNetwork


def drawn(snapshot: Snapshot, name: str, language: str) -> MapNetwork:
    """Return the map of a network, or of one of its groups as `whole/GROUP`, that leads nowhere else.

    Raises:
        UnusableError: there is no such map.
        SnapshotError: the snapshot has no readable layout.
    """
    layouts = read_layout(snapshot.layout_path)
    network, _, group = name.partition("/")
    found = Maps(Reader(snapshot.open_store()), layouts, snapshot.edition).get(language, network, group)
    if found is None:
        near = [f"{network}/{each}" for each in groups_in(layouts, network)] if group else NETWORKS
        raise UnusableError(f"There is no map {name!r}. There are: {', '.join(near)}.")
    found.heading = replace(found.heading, choices=(), groups=(), elsewhere=())
    return found


def require_whole(snapshot: Snapshot, name: str) -> None:
    """Make sure that a network is drawn at once, since one file cannot lead to the maps of its groups.

    Raises:
        UnusableError: it is drawn group by group.
    """
    groups = groups_in(read_layout(snapshot.layout_path), name)
    if groups:
        raise UnusableError(
            f"{name} is too large to be drawn at once. Name one of its groups: "
            f"{', '.join(f'{name}/{group}' for group in groups)}."
        )


def write(path: Path, text: str) -> None:
    """Write a file.

    Raises:
        UnusableError: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnusableError(f"{path} cannot be written: {error.strerror}.") from error


def today() -> date:
    """Return the day on which a file is written, which is told in it."""
    return date.today()  # noqa: DTZ011  # the day of whoever writes it
