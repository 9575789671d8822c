"""What all tests share: finding what a machine may lack, and saying which tests were not run for lack of it.

A skipped test names its cure, and the run repeats both in its last lines. Where ``CI`` is ``true`` everything
can be installed, so a skip fails the run; only the folders that never come with a checkout may be absent.
"""

import os
import re
import shutil
from collections import Counter
from pathlib import Path

import hypothesis
import pytest

NOT_INCLUDED = "does not come with the project"
SUITE_CASE = re.compile(r"tests/suites/test_\w+_suite\.py::\w+\[")

hypothesis.settings.register_profile(
    "husk",
    deadline=None,  # a busy machine is no fault of the code
    derandomize=os.environ.get("CI") == "true",  # a change is judged by what it changes
)
hypothesis.settings.load_profile("husk")

# What is built here has values without chance, which takes half a minute; tests of chance ask for some of it.
os.environ.setdefault("HUSK_SAMPLES", "0")


def require_program(*names: str, cure: str) -> Path:
    """Return the path of the first of these programs that the machine has; without one, skip the test."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    pytest.skip(f"{names[0]} is not installed: {cure}")


def require_folder(variable: str, content: str) -> Path:
    """Return the folder that an environment variable names; where it is unset, skip the test or its module.

    A variable that names no folder is a mistake, not an absence, and fails.
    """
    if not (named := os.environ.get(variable)):
        reason = f"{content} {NOT_INCLUDED}: set {variable} to the folder that holds it"
        pytest.skip(reason, allow_module_level=True)
    folder = Path(named)
    assert folder.is_dir(), f"{variable} is {named!r}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder with the source documents, ``HUSK_SOURCES``."""
    return require_folder("HUSK_SOURCES", "the source text")


@pytest.fixture(scope="session")
def suites() -> Path:
    """The folder with the published test suites, ``HUSK_SUITES``."""
    return require_folder("HUSK_SUITES", "the W3C test suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser last: while it is open, its event loop lets no other run in the same process."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def suite_outcomes(terminal: pytest.TerminalReporter) -> Counter[str]:
    """Count how the cases of the published suites went, and not what else is tested beside them."""
    return Counter(
        outcome
        for outcome in ("passed", "failed", "xfailed", "error")
        for report in terminal.stats.get(outcome, [])
        if SUITE_CASE.match(report.nodeid)
    )


def skip_reasons(terminal: pytest.TerminalReporter) -> Counter[str]:
    """Count the skipped tests by the reason they give."""
    return Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminal.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )


def forbidden(reasons: Counter[str]) -> Counter[str]:
    """Keep the reasons that a machine with all programs, such as CI, would not give."""
    return Counter({reason: count for reason, count in reasons.items() if NOT_INCLUDED not in reason})


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run under ``CI`` that skipped what could have been installed."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = forbidden(skip_reasons(terminal)) if terminal else Counter()
    if os.environ.get("CI") == "true" and skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count the cases of published suites; in the last lines name each part not run, and its cure."""
    if outcomes := suite_outcomes(terminalreporter):
        terminalreporter.section("published test suites")
        told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
        terminalreporter.line(f"{outcomes.total()} cases of the W3C for SPARQL: {told}")
    reasons = skip_reasons(terminalreporter)
    if not reasons:
        return
    terminalreporter.section("not run on this machine")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count} {'test' if count == 1 else 'tests'}: {reason}")
    if os.environ.get("CI") == "true" and forbidden(reasons):
        terminalreporter.line("With CI=true these programs must be there, so this run has failed.", red=True)
