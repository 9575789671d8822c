"""Maps in files of their own, as the command line writes them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.errors import UnusableError
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot
from visualizations.layout import Layouts, groups_in, map_name, read_layout
from visualizations.maps import Maps
from visualizations.network import MapNetwork


def drawn(snapshot: Snapshot, name: str, language: str, programme: str | None = None) -> MapNetwork:
    """Return the map of a network, or of one of its groups as `whole/GROUP`, that leads nowhere else.

    Of several programmes, it is of one or of all.

    Raises:
        UnusableError: there is no such map.
        SnapshotError: the snapshot has no readable layout.
    """
    layouts, store = read_layout(snapshot.layout_path), snapshot.open_store()
    network, _, group = name.partition("/")
    programme = _of_several(snapshot, programme)
    programmes = EntityReader(store).programmes if len(snapshot.programmes) > 1 else ()
    found = Maps(Reader(store), layouts, snapshot.edition, programmes).get(
        language, network, group, programme
    )
    if found is None:
        near = names_of_groups(layouts, network, programme) if group else tuple(NETWORKS)
        raise UnusableError(f"There is no map {name!r}. There are: {', '.join(near)}.")
    found.heading = replace(found.heading, choices=(), groups=(), elsewhere=())
    return found


def _of_several(snapshot: Snapshot, programme: str | None) -> str | None:
    """Return the programme that a map is of; None where there is only one, whose map is that of all."""
    return programme if len(snapshot.programmes) > 1 else None


def names_of_groups(layouts: Layouts, network: str, programme: str | None) -> tuple[str, ...]:
    """Return the names of the maps of the groups of a network; none where it is drawn at once."""
    return tuple(f"{network}/{group}" for group in groups_in(layouts, map_name(network, programme)))


def require_whole(snapshot: Snapshot, name: str, programme: str | None = None) -> None:
    """Make sure that a network is drawn at once, since one file cannot lead to the maps of its groups.

    Raises:
        UnusableError: it is drawn group by group.
    """
    groups = names_of_groups(read_layout(snapshot.layout_path), name, _of_several(snapshot, programme))
    if groups:
        raise UnusableError(
            f"{name} is too large to be drawn at once. Name one of its groups: {', '.join(groups)}."
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
