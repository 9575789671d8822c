"""A snapshot of the product's own data, and a server over it, made by the commands that users give."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.api.sparql_server import RunningServer, running
from tests.ports import free_port

HUSK = (sys.executable, "-m", "husk")
"""The command line, as the environment of the tests has it."""


def built(
    name: str, factory: pytest.TempPathFactory, *options: str, environment: Mapping[str, str] = os.environ
) -> Path:
    """Return a folder in which `husk build` has built, once for all processes of a run.

    A build holds a lock, so that whoever comes second waits, and finds it done.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    command = [*HUSK, "build", "--var", str(folder / name), *options]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return folder / name


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the product's own data, built."""
    return built("var", tmp_path_factory)


@pytest.fixture(scope="session")
def server(var: Path) -> Iterator[RunningServer]:
    """The whole product, served by `husk serve`."""
    port = free_port()
    with running([*HUSK, "serve", "--var", str(var), "--port", str(port)], port) as started:
        yield started
