"""Long commands as a person at a terminal sees them: how far they are, and Ctrl+C."""

import os
import pty
import re
import signal
from pathlib import Path

import pytest

from tests.husk.conftest import HUSK

CTRL_C = b"\x03"
MANY = "99999"


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("analyse", "organisations", "--lang", "nb"), "Lager nettverk ved tilfeldighet"),
        (("equality", "Arena", "--seed", "2"), "Dealing the sectors out"),
    ],
)
def test_a_run_shows_how_far_it_is_and_stops_at_ctrl_c(
    command: tuple[str, ...], shown: str, var: Path
) -> None:
    process, terminal = pty.fork()
    if not process:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs tests in the background ignores it
        os.execv(HUSK[0], [*HUSK, *command, "--samples", MANY, "--var", str(var)])  # noqa: S606  # as it is
    seen = ""
    while not re.search(r"[1-9]\d*/\d{5}", seen):
        seen += os.read(terminal, 1024).decode(errors="replace")
    os.write(terminal, CTRL_C)
    while _read(terminal):
        pass
    assert shown in seen
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 130


def _read(terminal: int) -> bytes:
    """Read on; nothing once the command has ended, which Linux tells as an error."""
    try:
        return os.read(terminal, 1024)
    except OSError:
        return b""
