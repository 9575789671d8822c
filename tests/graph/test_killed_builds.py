"""Killed at any step, a build leaves the old snapshot or the new one, never less."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.build import build
from graph.snapshot import Snapshot, current
from tests.graph.programmes import lay_out

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out("valid/neighbours", tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def old(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build(data, tmp_path_factory.mktemp("var"), version="1").snapshot


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


def test_builds_die_at_many_steps_before_and_after_the_switch(old: Snapshot, remains: list[Path]) -> None:
    served = [current(var).edition == old.edition for var in remains]
    assert served == sorted(served, reverse=True)
    assert served.count(True) > 15
    assert served.count(False) >= 2


def test_what_is_served_after_a_kill_is_whole(old: Snapshot, remains: list[Path]) -> None:
    everything = old.open_store().dump()
    for var in remains:
        assert current(var).open_store().dump() == everything


def test_next_build_succeeds_and_sweeps_what_the_killed_one_left(data: Path, remains: list[Path]) -> None:
    for var in remains:
        result = build(data, var, version="2")
        assert current(var).edition == result.snapshot.edition
        assert {path.name for path in var.iterdir()} == {"snapshots", "current", "build.lock"}
        assert len(list((var / "snapshots").iterdir())) == 2
