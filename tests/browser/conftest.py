"""A real browser on the whole product: a made-up programme and the product's own, each built and served."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.sparql_server import running
from tests.browser.visits import MILLISECONDS, Visit
from tests.conftest import require_program
from tests.fjordvik import FJORDVIK
from tests.husk.conftest import HUSK, built
from tests.ports import free_port
from visualizations.static_files import static_files

expect.set_options(timeout=MILLISECONDS)
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


def served(name: str, factory: pytest.TempPathFactory, *options: str) -> Iterator[str]:
    """Build a snapshot, with some chance, and serve it until the tests are done; yield the address."""
    var = built(name, factory, *options, environment=os.environ | {"HUSK_SAMPLES": "9"})
    port = free_port()
    with running([*HUSK, "serve", "--var", str(var), "--port", str(port)], port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def made_up(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a made-up programme; not started where there is no browser."""
    yield from served("made-up", tmp_path_factory, "--data", str(FJORDVIK))


@pytest.fixture(scope="session")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the product's own data."""
    yield from served("own", tmp_path_factory)


@pytest.fixture
def visit(browser: Browser, made_up: str) -> Iterator[Visit]:
    """A visit to the made-up programme on a wide screen, which must end without any fault."""
    with Visit(browser, made_up).closing() as opened:
        yield opened


@pytest.fixture(scope="session")
def typeface() -> bytes:
    """The typeface of the pages."""
    return static_files().contents["vendor/source-sans-3.woff2"]
