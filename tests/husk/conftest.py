"""A snapshot of the product's own data, and a server over it, made by the commands that users give."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.sparql_server import RunningServer, running
from tests.ports import free_port

HUSK = (sys.executable, "-m", "husk")
"""The command line, as the environment of the tests has it."""


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `husk build` has built, once for all processes of a run: the second finds it done."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    subprocess.run([*HUSK, "build", "--var", str(folder / "var")], check=True, capture_output=True)
    return folder / "var"


@pytest.fixture(scope="session")
def server(var: Path) -> Iterator[RunningServer]:
    """The whole product, served by `husk serve`."""
    port = free_port()
    with running([*HUSK, "serve", "--var", str(var), "--port", str(port)], port) as started:
        yield started
