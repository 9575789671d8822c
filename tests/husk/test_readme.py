"""README and the pages on what is served are true: what they tell to type does what they show."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.api.sparql_server import RunningServer, running
from tests.checkout import ROOT
from tests.ports import free_port

README = (ROOT / "README.md").read_text("utf-8")
SERVICES = {
    name: (ROOT / "docs" / name).read_text("utf-8") for name in ("rest.md", "sparql.md", "linked-data.md")
}


class Step(NamedTuple):
    """A command that a page tells to type, and what it shows as its output."""

    command: str
    output: str


def steps(text: str) -> list[Step]:
    """Read the commands of all console blocks."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    found = [
        part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
    ]
    return [Step(command, output) for command, _, output in found if command]


STEPS = [step for text in (README, *SERVICES.values()) for step in steps(text)]


@pytest.mark.parametrize("text", [README, *SERVICES.values()], ids=["README", *SERVICES])
def test_there_are_things_to_try(text: str) -> None:
    """An empty list would pass every test below; a call in a block of another kind would not be tried."""
    assert len(steps(text)) >= 3
    assert len(re.findall(r"^(?:\$ )?curl ", text, re.MULTILINE)) <= len(steps(text))
    assert "```sh\ncurl" not in text


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS, ids=[step.command[:60] for step in STEPS])
def test_a_command_does_what_its_page_shows(step: Step, server: RunningServer, var: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    here = f"127.0.0.1:{server.port}"
    command, output = (text.replace("127.0.0.1:8000", here) for text in step)
    answer = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "HUSK_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stdout.rstrip("\n"), answer.stderr) == (output.rstrip("\n"), "")


@pytest.mark.slow
def test_make_serve_alone_ends_with_the_map_and_sparql(tmp_path: Path) -> None:
    """The port is the only thing that differs from what a new user types."""
    assert "make serve" in README
    port = free_port()
    environment = {"HUSK_VAR": str(tmp_path / "var"), "PORT": str(port)}
    with running(["env", *(f"{name}={value}" for name, value in environment.items()), "make", "serve"], port):
        for page in ("", "nb/map", "en/map", "sparql?query=ASK%7B%7D", "health"):
            subprocess.run(["curl", "-sfL", "-o", "/dev/null", f"http://127.0.0.1:{port}/{page}"], check=True)
