"""`husk push` says what it needs, and never what it was given to get in."""

import os
import subprocess

import pytest

from tests.husk.conftest import HUSK
from tests.ports import free_port

UNTOLD = "not-to-be-told"


def pushed(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HUSK_STORE_USER": "husk", "HUSK_STORE_PASSWORD": UNTOLD}
    command = [*HUSK, "push", *arguments, "--var", "/nonexistent"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ([], "No engine is named"),
        ([f"http://127.0.0.1:{free_port()}/sparql"], "Run `husk build` first"),
    ],
)
def test_what_is_missing_is_told(address: list[str], words: str) -> None:
    run = pushed(*address)
    assert run.returncode == 1
    assert words in run.stderr
    assert UNTOLD not in run.stderr
