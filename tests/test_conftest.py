"""A run of pytest says what it left out, and under CI leaves out nothing that could have been installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOT_INCLUDED, require_folder, require_program

ROOT = Path(__file__).parent.parent
PROGRAM = "chess is not installed: apt install chess"
FOLDER = f"the W3C test suite {NOT_INCLUDED}: set HUSK_SUITES to the folder that holds it"


def run_skipping(folder: Path, reason: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Run two tests with our conftest as a plug-in: one passes, one is skipped with the reason."""
    case = folder / "test_case.py"
    case.write_text(
        f"import pytest\n\ndef test_passes():\n    pass\n\ndef test_skips():\n    pytest.skip({reason!r})\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", os.devnull, str(case)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def last_lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the last two lines of the output, empty ones left out."""
    return [line for line in run.stdout.splitlines() if line][-2:]


def test_the_cases_of_published_suites_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "suites"
    folder.mkdir(parents=True)
    (folder / "test_made_up_suite.py").write_text(
        "import pytest\n\n@pytest.mark.parametrize('case', [1, 2, 3])\ndef test_case(case):\n"
        "    if case == 3: pytest.xfail('known')\n\ndef test_of_something_else():\n    pass\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-c", os.devnull, "--rootdir", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert last_lines(run)[0] == "3 cases of the W3C for SPARQL: 2 passed, 1 xfailed"


@pytest.mark.parametrize("reason", [PROGRAM, FOLDER])
def test_a_skip_is_named_with_its_cure_in_the_last_lines(tmp_path: Path, reason: str) -> None:
    run = run_skipping(tmp_path, reason, ci="")
    assert run.returncode == 0
    assert last_lines(run)[0] == f"1 test: {reason}"


def test_a_missing_program_fails_under_ci(tmp_path: Path) -> None:
    assert run_skipping(tmp_path, PROGRAM, ci="true").returncode == 1


def test_an_absent_folder_does_not_fail_under_ci(tmp_path: Path) -> None:
    assert run_skipping(tmp_path, FOLDER, ci="true").returncode == 0


def test_the_runners_own_closing_line_comes_last(tmp_path: Path) -> None:
    assert "1 passed, 1 skipped" in last_lines(run_skipping(tmp_path, PROGRAM, ci="true"))[1]


def test_a_program_is_found_under_any_of_its_names() -> None:
    assert require_program("no-such-program", "python3", "sh", cure="none").name == "python3"


def test_a_program_that_is_missing_skips_with_its_cure() -> None:
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not installed: apt install it"):
        require_program("no-such-program", cure="apt install it")


def test_a_folder_that_is_not_there_is_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUSK_SUITES", str(tmp_path / "absent"))
    with pytest.raises(AssertionError, match="which is no folder"):
        require_folder("HUSK_SUITES", "the W3C test suite")


def test_a_folder_that_is_not_named_skips_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUSK_SUITES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="set HUSK_SUITES"):
        require_folder("HUSK_SUITES", "the W3C test suite")
