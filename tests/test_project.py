"""What holds for the project as a whole, whichever folder a file lies in."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT, is_of_others, project_files, text_of

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-tools.lock")

# Each pattern is spelled so that it does not match itself.
MACHINE_PATH = re.compile(r"(?<![\w.:/~>-])/(?:work|root|home|Users)/\w")
REGISTRY = re.compile(
    r"\bpypi[.]org|pythonhosted[.]org|registry[.]npmjs[.]|deb[.]debian[.]|security[.]debian[.]"
)
LEFT_FOR_LATER = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
ISSUE_NUMBER = re.compile(r"\b[Ii]ssue #?\d")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def places(pattern: re.Pattern[str]) -> list[str]:
    """Return "file:line: text" for each match of a pattern in a file that was written here."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        if not is_of_others(path)
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
        if pattern.search(line)
    ]


def make(*arguments: str) -> str:
    """Return what make prints, free of the settings of a make that runs these tests."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    command = ["make", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def pins(lock: str) -> set[str]:
    """Return the lines of a lock that pin a package, markers included."""
    return {line.removesuffix(" \\") for line in read(lock).splitlines() if re.match(r"\w", line)}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(MACHINE_PATH, id="path of a machine"),
        pytest.param(REGISTRY, id="host of a package registry"),
        pytest.param(LEFT_FOR_LATER, id="mark of unfinished work"),
        pytest.param(ISSUE_NUMBER, id="number of an issue"),
    ],
)
def test_no_file_holds_a(pattern: re.Pattern[str]) -> None:
    assert places(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE_PATH, "see /" + "home/kari/husk"),
        (REGISTRY, "https://files.python" + "hosted.org/packages/"),
        (LEFT_FOR_LATER, "# TO" + "DO: later"),
        (ISSUE_NUMBER, "see issue" + " 7"),
    ],
)
def test_each_pattern_finds_what_it_is_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_all_files_are_read() -> None:
    names = {str(path.relative_to(ROOT)) for path in project_files()}
    assert {"Makefile", ".ci/run", "husk/__init__.py", "docs/licences.md", "tests/test_project.py"} <= names


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert "://" not in read(lock)
    assert not re.search(r"^-", read(lock), re.MULTILINE), "an option in a lock names a place"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_has_a_hash(lock: str) -> None:
    requirements = re.split(r"\n(?=\w)", read(lock))[1:]
    assert requirements
    assert [text.split()[0] for text in requirements if "--hash=sha256:" not in text] == []


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_the_lock_holds_every_dependency_that_is_declared() -> None:
    project = pyproject()
    declared = {*project["project"]["dependencies"], *project["build-system"]["requires"]}
    locked = {pin.partition("==")[0] for pin in pins("requirements.lock")}
    assert {re.split(r"[\s<>=!~\[;]", requirement)[0].lower() for requirement in declared} <= locked


def test_what_builds_the_package_is_locked_as_declared() -> None:
    project = pyproject()
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_version_is_the_same_wherever_it_is_named() -> None:
    version = pyproject()["project"]["version"]
    assert re.findall(r"^version: (.+)$", read("CITATION.cff"), re.MULTILINE) == [version]
    assert re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[0] == version


def test_make_help_tells_of_every_target() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    told = {line.split()[1] for line in make("help").splitlines()}
    assert {"setup", "serve", "test", "check", "lock", "bench"} <= targets
    assert told == targets


def test_serving_installs_no_test_tools() -> None:
    commands = make("--dry-run", "--always-make", "serve")
    assert "requirements.lock" in commands
    assert "requirements-dev.lock" not in commands


def test_ci_runs_all_that_make_test_runs() -> None:
    assert read(".ci/run").splitlines()[-1] == "exec make test"


def test_commit_hooks_need_no_network() -> None:
    assert set(re.findall(r"repo: (\S+)", read(".pre-commit-config.yaml"))) == {"local"}


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = {path.name for path in folder.glob("[0-9]*.md")}
    listed = re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert pages
    assert set(listed) == pages
    assert len(listed) == len(pages)


def test_licences_are_told_for_every_file_of_others() -> None:
    manifests = [path for path in project_files() if path.name == "manifest.json" and is_of_others(path)]
    packages = {name for path in manifests for name in re.findall(r'"package": "([^"]+)"', path.read_text())}
    told = set(re.findall(r"^\| (\S+) \|", read("docs/licences.md"), re.MULTILINE))
    assert packages
    assert packages <= told


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [path for path in project_files() if path.suffix == ".md"]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_no_lint_rule_is_ignored_without_its_reason() -> None:
    section = read("pyproject.toml").partition("[tool.ruff.lint]")[2].partition("[tool.mypy]")[0]
    ignored = [line for line in section.splitlines() if re.match(r'\s+"[A-Z]+\d*",', line)]
    assert ignored
    assert [line for line in ignored if "# " not in line] == []


def test_every_folder_of_the_architecture_is_a_package() -> None:
    packages = pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert packages == ["husk", "api", "visualizations", "graph", "ontology", "data"]
    assert [name for name in packages if not Path(ROOT, name).is_dir()] == []
