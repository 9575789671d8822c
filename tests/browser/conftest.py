"""A real browser on the whole product: a made-up programme and the product's own, each built and served."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.sparql_server import running
from tests.browser.visits import Visit
from tests.conftest import require_program
from tests.fjordvik import FJORDVIK
from tests.husk.conftest import HUSK
from tests.ports import free_port
from visualizations.static_files import static_files

ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Drive the machine's own Chromium, which asks nobody for anything."""
    cure = "on Debian, apt install chromium; as root, `make test` does"
    path = require_program("chromium", "chromium-browser", "google-chrome", cure=cure)
    return {"executable_path": str(path), "args": list(ARGUMENTS)}


def served(folder: Path, *options: str) -> Iterator[str]:
    """Build a snapshot, with some chance, and serve it until the tests are done; yield the address."""
    var = ("--var", str(folder / "var"))
    environment = os.environ | {"HUSK_SAMPLES": "9"}
    subprocess.run([*HUSK, "build", *var, *options], check=True, stdout=subprocess.DEVNULL, env=environment)
    port = free_port()
    with running([*HUSK, "serve", *var, "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def made_up(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a made-up programme; not started where there is no browser."""
    yield from served(tmp_path_factory.mktemp("made-up"), "--data", str(FJORDVIK))


@pytest.fixture(scope="session")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the product's own data."""
    yield from served(tmp_path_factory.mktemp("own"))


@pytest.fixture
def visit(browser: Browser, made_up: str) -> Iterator[Visit]:
    """A visit to the made-up programme on a wide screen, which must end without any fault."""
    with Visit(browser, made_up).closing() as opened:
        yield opened


@pytest.fixture(scope="session")
def typeface() -> bytes:
    """The typeface of the pages."""
    return static_files().contents["vendor/source-sans-3.woff2"]
