"""The findings are true: each command gives the numbers that are shown, from an edition built as users do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.husk.conftest import HUSK

PAGE = (ROOT / "docs" / "findings.md").read_text("utf-8")
STEPS = [
    part.partition("\n")[::2]
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if part
]


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an edition whose networks are held against as many by chance as is the default."""
    var = tmp_path_factory.mktemp("analysed")
    environment = {name: value for name, value in os.environ.items() if name != "HUSK_SAMPLES"}
    subprocess.run([*HUSK, "build", "--var", str(var)], check=True, capture_output=True, env=environment)
    return var


@pytest.mark.slow
def test_every_command_gives_what_is_shown(analysed: Path) -> None:
    assert len(STEPS) >= 10
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "HUSK_VAR": str(analysed)}
    for command, shown in STEPS:
        found = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert (command, found.stdout, found.stderr) == (command, shown, "")


def test_the_page_tells_each_finding_in_both_languages() -> None:
    """Between a heading and its commands stand a paragraph in Norwegian and one in English."""
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        _, *paragraphs = section.split("```")[0].strip().split("\n\n")
        norwegian, english = paragraphs
        assert " og " in norwegian or " er " in norwegian
        assert " and " in english or " is " in english
