import subprocess
import sys
from pathlib import Path

from graph.snapshot import current
from tests.graph.programmes import lay_out

ROOT = Path(__file__).parents[2]
BUILD = """
import sys
from pathlib import Path
from graph.build import build

print(build(Path(sys.argv[1]), Path(sys.argv[2]), version=sys.argv[3]).built)
"""


def start(data: Path, var: Path, version: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, data, var, version], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_of_two_builds_at_once_one_builds_and_the_other_finds_it_done(tmp_path: Path) -> None:
    data, var = lay_out("valid/neighbours", tmp_path), tmp_path / "var"
    builds = [start(data, var, "1") for _ in range(2)]
    answers = [build.communicate(timeout=60)[0].strip() for build in builds]
    assert sorted(answers) == ["False", "True"]
    assert current(var).open_store().dump()
    assert len(list((var / "snapshots").iterdir())) == 1


def test_two_builds_of_different_input_are_both_published(tmp_path: Path) -> None:
    data, var = lay_out("valid/neighbours", tmp_path), tmp_path / "var"
    builds = [start(data, var, version) for version in ("1", "2")]
    answers = [build.communicate(timeout=60)[0].strip() for build in builds]
    assert answers == ["True", "True"]
    assert len(list((var / "snapshots").iterdir())) == 2
    assert current(var).open_store().dump()
