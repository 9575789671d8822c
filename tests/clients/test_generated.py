"""A client whose types are generated from the OpenAPI document compiles, and finds what is there.

openapi-typescript writes the types, openapi-fetch asks by them (https://openapi-ts.dev).
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.rest import OPENAPI
from graph.build import build
from husk.building import EXTRAS
from ontology.terms import ID
from tests.api.sparql_server import running
from tests.conftest import require_program
from tests.havnevik import HAVNEVIK, havnevik
from tests.husk.conftest import HUSK
from tests.ports import free_port

pytestmark = pytest.mark.clients

HERE = Path(__file__).parent
PROGRAMS = HERE / "node_modules" / ".bin"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port, var = free_port(), tmp_path_factory.mktemp("var")
    build(HAVNEVIK, var, version="1.2.3", extras=EXTRAS)
    with running([*HUSK, "serve", "--var", str(var), "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}"


def run(folder: Path, *command: str) -> str:
    """Return what a program prints; its failure is the test's."""
    program = require_program(command[0], cure="make test-clients")
    arguments = [str(program), *command[1:]]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_generated_client_compiles_and_finds_what_is_there(site: str, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "rest.ts").write_text((HERE / "rest.ts").read_text("utf-8"), "utf-8")
    run(tmp_path, str(PROGRAMS / "openapi-typescript"), site + OPENAPI, "--output", "schema.d.ts")
    options = ("--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler")
    run(tmp_path, str(PROGRAMS / "tsc"), *options, "--skipLibCheck", "--types", "node", "rest.ts")
    found = json.loads(run(tmp_path, "node", "rest.js", site))
    organisations = havnevik().all_of("Organisation")
    assert sorted(found["organisations"]) == sorted(thing.iri for thing in organisations)
    first = havnevik().get(found["organisations"][0].removeprefix(ID))
    assert first
    assert found["label"] == first.label.en
    assert found["first"] == first.iri
    assert found["missing"] == 404
    assert found["columns"]
