"""Killed at any step, a build leaves the old snapshot or the new one, never less."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.build import build
from graph.snapshot import Snapshot, current
from tests.graph.programmes import lay_out, without_description

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out("valid/neighbours", tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def old(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot that is served; the one before it has to give way to the next."""
    var = tmp_path_factory.mktemp("var")
    build(data, var, version="0")
    return build(data, var, version="1").snapshot


@pytest.fixture(scope="module")
def remains(data: Path, old: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What builds left that were killed, one for each step; the last one came through."""
    folder = tmp_path_factory.mktemp("killed")
    var = old.path.parents[1]
    subprocess.run(
        [sys.executable, "-m", "tests.graph.dying_builds", data, var, folder],
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    return sorted(folder.iterdir(), key=lambda path: int(path.name))


@pytest.fixture(scope="module")
def kinds_of_remains(remains: list[Path]) -> list[Path]:
    """One of each kind of what is left, by what it serves and what lies about."""
    kinds: dict[tuple[str, ...], Path] = {}
    for var in remains:
        files = (path.relative_to(var).as_posix() for path in (*var.glob(".*"), *var.glob("snapshots/*/*")))
        lying_about = sorted(re.sub(r"-[0-9a-f]{32}", "", name) for name in files)
        kinds.setdefault((current(var).edition, *lying_about), var)
    return list(kinds.values())


def test_builds_die_at_many_steps_before_and_after_the_switch(old: Snapshot, remains: list[Path]) -> None:
    served = [current(var).edition == old.edition for var in remains]
    assert served == sorted(served, reverse=True)
    assert served.count(True) > 15
    assert served.count(False) > 3


def test_what_is_served_after_a_kill_is_whole(old: Snapshot, kinds_of_remains: list[Path]) -> None:
    everything = without_description(old.open_store())
    for var in kinds_of_remains:
        assert without_description(current(var).open_store()) == everything


def test_next_build_succeeds_and_sweeps_what_the_killed_one_left(
    data: Path, kinds_of_remains: list[Path]
) -> None:
    assert len(kinds_of_remains) > 8
    for var in kinds_of_remains:
        result = build(data, var, version="2")
        assert current(var).edition == result.snapshot.edition
        assert {path.name for path in var.iterdir()} == {"snapshots", "current", "build.lock"}
        assert len(list((var / "snapshots").iterdir())) == 2
