"""`husk map` writes maps to files, and tells which there are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.networks.drawn import outline
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.snapshot import current
from tests.husk.test_cli import husk
from tests.layouts import faults
from visualizations.groups import among, condensed
from visualizations.layout import SCREENS, groups_in, read_layout


def test_it_writes_a_page_and_a_drawing(var: Path, tmp_path: Path) -> None:
    page, drawing = tmp_path / "map.html", tmp_path / "map.svg"
    done = husk("map", "theory", "--html", page, "--svg", drawing, "--lang", "nb", "--var", var)
    assert (done.returncode, done.stderr) == (0, "")
    assert '<html lang="nb">' in page.read_text(encoding="utf-8")
    assert "Endringsteori" in page.read_text(encoding="utf-8")
    assert drawing.read_text(encoding="utf-8").startswith("<svg")
    assert f"husk · {datetime.now(UTC).year}" in drawing.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("friends", "--html"), "There are: taking-part, actors-by-arenas"),
        (("whole", "--html"), "Name one of its groups: whole/osloregionen/"),
        (("whole", "--programme", "osloregionen", "--html"), "Name one of its groups: whole/osloregionen/"),
        (("whole/friends", "--svg"), "There are: whole/osloregionen/"),
    ],
)
def test_it_tells_which_maps_there_are(
    var: Path, tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    done = husk("map", *arguments, tmp_path / "map", "--var", var)
    assert done.returncode != 0
    assert complaint in done.stderr
    assert not (tmp_path / "map").exists()


def test_it_wants_a_file(var: Path) -> None:
    assert husk("map", "--var", var).returncode == 2


def test_nothing_covers_anything_on_any_map_of_our_own(var: Path) -> None:
    snapshot = current(var)
    reader, layouts = Reader(snapshot.open_store()), read_layout(snapshot.layout_path)
    for name, projection in NETWORKS.items():
        network, groups = outline(reader, projection), groups_in(layouts, name)
        drawn = {name: condensed(network, groups) if groups else network}
        drawn |= {f"{name}/{group}": among(network, members) for group, members in groups.items()}
        for each, nodes in drawn.items():
            for screen in SCREENS:
                found = faults(nodes, layouts[each][screen.name], screen)
                assert found.pop("landmarks") >= min(4, len(nodes)), (each, screen.name)
                assert set(found.values()) == {0}, (each, screen.name, found)
