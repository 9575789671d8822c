"""The wheel carries the whole product, and serves it from an environment and a folder of its own."""

import os
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx2
import pytest

from tests.checkout import ROOT, project_files
from tests.ports import free_port

CARRIED = ("husk", "api", "visualizations", "graph", "ontology", "data")
VERSION = version("husk")
PATIENCE = 60
"""Seconds after which a server that does not answer counts as failed."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that has the wheel, and beside it only what is locked."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    run(folder / "bin" / "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    # A folder in a .pth file is searched last, and .pth files in it (ours to the checkout) are not read.
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


def run(*command: str | Path, folder: Path) -> str:
    """Return what a command prints, run from a folder outside the checkout, free of our settings."""
    environment = clean_environment()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def clean_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUSK_", "PYTHON"))}
    return kept | {"HUSK_SAMPLES": "0"}  # chance takes half a minute


@contextmanager
def serving(husk: Path, folder: Path) -> Iterator[str]:
    """Serve on a free port; yield the address once it answers."""
    port = free_port()
    with subprocess.Popen(
        [husk, "serve", "--port", str(port)], cwd=folder, env=clean_environment()
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address + "/health", server)
            yield address
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            httpx2.get(url, timeout=PATIENCE)
        except httpx2.ConnectError:
            assert server.poll() is None, "the server ended before it answered"
            assert time.monotonic() < deadline, f"no answer after {PATIENCE} seconds"
            time.sleep(0.1)
        else:
            return


def test_wheel_carries_every_file_of_the_product_and_nothing_else(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert carried == {path.relative_to(ROOT).as_posix() for path in project_files(*CARRIED)}


def test_wheel_carries_each_kind_of_file(wheel: Path) -> None:
    kinds = {Path(name).suffix for name in zipfile.ZipFile(wheel).namelist()}
    assert kinds >= {".py", ".ttl", ".rq", ".trig", ".jsonld", ".html", ".css", ".js", ".woff2"}


def test_wheel_carries_its_licences(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name}
    assert names == {"LICENSE", "LICENSE-DATA"}


@pytest.mark.slow
def test_installed_product_is_not_the_checkout(environment: Path, tmp_path: Path) -> None:
    where = run(environment / "python", "-c", "import ontology; print(ontology.__file__)", folder=tmp_path)
    assert not where.startswith(str(ROOT))


@pytest.mark.slow
def test_installed_product_tells_its_version(environment: Path, tmp_path: Path) -> None:
    assert run(environment / "husk", "--version", folder=tmp_path).split()[-1] == VERSION


@pytest.mark.slow
def test_installed_product_builds_and_serves_from_another_folder(environment: Path, tmp_path: Path) -> None:
    run(environment / "husk", "build", folder=tmp_path)
    with serving(environment / "husk", tmp_path) as address:
        assert httpx2.get(address + "/health", timeout=PATIENCE).json()["version"] == VERSION
        asked = httpx2.get(address + "/sparql", params={"query": "ASK { ?s ?p ?o }"}, timeout=PATIENCE)
        assert asked.json()["boolean"] is True
        assert "<html" in httpx2.get(address + "/nb/map", timeout=PATIENCE).text
