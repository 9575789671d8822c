"""`husk map` writes maps to files, and tells which there are."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.husk.test_cli import husk


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
        (("whole/friends", "--svg"), "There are: whole/osloregionen/"),
    ],
)
def test_it_tells_which_maps_there_are(
    var: Path, tmp_path: Path, arguments: tuple[str, str], complaint: str
) -> None:
    done = husk("map", *arguments, tmp_path / "map", "--var", var)
    assert done.returncode != 0
    assert complaint in done.stderr
    assert not (tmp_path / "map").exists()


def test_it_wants_a_file(var: Path) -> None:
    assert husk("map", "--var", var).returncode == 2
