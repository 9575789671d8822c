"""Whatever the OpenAPI document allows is answered as it says, and whatever it forbids is refused as it says.

Schemathesis (https://schemathesis.readthedocs.io) asks a real server: with the examples, with values at the
edges of each schema and past them, with made-up ones, and along links from answer to request.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from api.rest import OPENAPI
from graph.build import build
from husk.building import EXTRAS
from tests.api.sparql_server import running
from tests.havnevik import HAVNEVIK
from tests.husk.conftest import HUSK
from tests.ports import free_port

pytestmark = pytest.mark.slow

NOT_HELD: tuple[str, ...] = (
    # A date that no calendar has, a `from` after its `to` and a parameter of another question fit the
    # schema, and are refused all the same, with a sentence on what would do.
    "positive_data_acceptance",
)
EXAMPLES = 4
"""How many requests are made up for each address."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a made-up programme, without its question that takes for ever."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    data, var = folder / "data", folder / "var"
    shutil.copytree(HAVNEVIK, data, ignore=shutil.ignore_patterns("everything-with-everything.rq"))
    build(data, var, version="1.2.3", extras=EXTRAS)
    command = [*HUSK, "serve", "--var", str(var), "--port", str(port)]
    with running(command, port, {**os.environ, "HUSK_REQUEST_LOG": "0"}):
        yield f"http://127.0.0.1:{port}"


def test_no_answer_breaks_and_none_is_undocumented(site: str, tmp_path: Path) -> None:
    arguments = {
        "--checks": "all",
        "--exclude-checks": ",".join(NOT_HELD),
        "--phases": "examples,coverage,fuzzing,stateful",
        "--mode": "all",
        "--max-examples": str(EXAMPLES),
        "--warnings": "off",
        "--request-timeout": "60",  # a busy machine is no fault of the code
    }
    options = [part for option in arguments.items() for part in option]
    program = Path(sys.executable).with_name("st")
    done = subprocess.run(
        [program, "--no-color", "run", site + OPENAPI, "--generation-deterministic", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    paths = httpx2.get(site + OPENAPI, timeout=60).json()["paths"]
    tested = re.search(r"Tested: (\d+)", done.stdout)
    assert tested
    assert int(tested[1]) == sum(len(operations) for operations in paths.values()) > 30
